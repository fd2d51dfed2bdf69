import { h, avatar } from './dom.js';
import { listTime } from './time.js';
import { openPage } from './webview.js';

/** 消息: the newest conversation first, those without a message last. */
export const chatList = (chats, open) => chats.length
  ? h('div', { class: 'list' }, chats.map(chat => h('button', { class: chat.kind === 'app' ? 'row pinned' : 'row', type: 'button', onclick: () => open(chat.id) },
    h('span', { class: 'row-avatar' }, avatar(chat.name, chat.kind), chat.unread ? h('em', { class: 'badge', 'aria-label': `${chat.unread} 条未读` }, chat.unread > 99 ? '99+' : String(chat.unread)) : null),
    h('span', { class: 'row-text' },
      h('span', { class: 'row-name' }, h('span', { class: 'clip' }, chat.name), tag(chat), h('time', {}, chat.at ? listTime(new Date(chat.at)) : '')),
      h('span', { class: 'row-sub clip' }, chat.last || (chat.kind === 'app' ? '把客户消息转发到这里' : '还没有消息'))))))
  : h('div', { class: 'empty' }, h('b', {}, '还没有消息'));

const tag = chat => chat.external ? h('span', { class: 'outside' }, '@微信')
  : chat.kind === 'customer' ? h('span', { class: 'outside corp clip' }, `@${chat.corp}`)
    : chat.kind === 'app' ? h('span', { class: 'tag' }, '应用') : null;

/** 工作台: the one app of this company, by its 应用主页; its conversation is under 消息. */
export const workbench = (me, chats) => h('div', { class: 'list padded' },
  h('div', { class: 'section' }, me.company),
  h('div', { class: 'apps' }, chats.filter(chat => chat.kind === 'app').map(chat => h('button', { class: 'app', type: 'button', onclick: () => openPage('/sidebar/', chat.name) }, avatar(chat.name, 'app', 52), h('span', { class: 'clip' }, chat.name))),
    me.counter ? h('button', { class: 'app', type: 'button', onclick: () => openPage('/sidebar/counter', '门店柜台') }, avatar('门店柜台', 'app', 52), h('span', { class: 'clip' }, '门店柜台')) : null));

/** 通讯录: customers of this member and the groups. */
export const contacts = (people, chats, open) => h('div', { class: 'list' },
  h('div', { class: 'section' }, `我的客户（${people.customers.length}）`),
  people.customers.length ? people.customers.map(one => row(one.chat, one.name, 'customer', one.corp, true, open)) : h('div', { class: 'hint-line' }, '还没有客户'),
  h('div', { class: 'section' }, '群聊'),
  chats.filter(chat => chat.kind === 'group').map(chat => row(chat.id, chat.name, 'group', '', false, open)));

const row = (id, name, kind, sub, external, open) => h('button', { class: 'row low', type: 'button', onclick: () => open(id) }, avatar(name, kind, 40),
  h('span', { class: 'row-text' }, h('span', { class: 'row-name' }, h('span', { class: 'clip' }, name), external ? h('span', { class: 'outside' }, '@微信') : null), sub ? h('span', { class: 'row-sub clip' }, sub) : null));

import { h, icon, avatar } from './dom.js';
import { get, post, chatPath } from './api.js';
import { confirm, toast } from './sheet.js';

/** 转发 → choose a conversation → confirm. The app comes first: it is what this demo is about. */
export async function forwardTo(me, fromChat, messages, merged, done) {
  const chats = await get('/chats');
  const order = { app: 0, group: 1, customer: 2 };
  const targets = chats.filter(chat => chat.id !== fromChat).sort((a, b) => order[a.kind] - order[b.kind]);
  const close = () => {
    page.classList.add('leaving');
    setTimeout(() => page.remove(), 200);
  };
  const send = async chat => {
    try {
      await post(`${chatPath(fromChat)}/forward`, { messages: messages.map(message => message.id), to: chat.id, merged });
      toast('已发送');
    } catch {
      toast('没有发出去，请再试一次');
    }
    close();
    done();
  };
  const page = h('section', { class: 'page-view', role: 'dialog', 'aria-modal': 'true', 'aria-label': '选择聊天' },
    h('header', { class: 'bar' }, h('button', { class: 'bar-button', type: 'button', 'aria-label': '取消', onclick: close }, icon('close')),
      h('div', { class: 'bar-title' }, h('div', { class: 'bar-name' }, '选择聊天')), h('span', { class: 'bar-button' })),
    h('div', { class: 'list' }, targets.map(chat => h('button', { class: 'row', type: 'button', onclick: () => confirm({
      title: '发送给', yes: '发送', act: () => { send(chat); },
      body: [h('div', { class: 'target' }, avatar(chat.name, chat.kind, 36), h('span', { class: 'clip' }, chat.name)), h('div', { class: 'preview' }, preview(messages, merged))],
    }) }, avatar(chat.name, chat.kind, 44), h('span', { class: 'row-text' },
      h('span', { class: 'row-name' }, h('span', { class: 'clip' }, chat.name), chat.external ? h('span', { class: 'outside' }, '@微信') : null),
      chat.kind === 'app' ? h('span', { class: 'row-sub clip' }, '企业应用') : chat.corp ? h('span', { class: 'row-sub clip' }, chat.corp) : null)))));
  document.getElementById('layer').append(page);
}

const words = { image: '[图片]', voice: '[语音]', file: '[文件]', link: '[链接]', location: '[位置]', video: '[视频]' };

const preview = (messages, merged) => merged ? `[合并转发] ${messages.length} 条聊天记录`
  : messages.length > 1 ? `[逐条转发] 共 ${messages.length} 条消息`
    : messages[0].kind === 'text' ? messages[0].text : `${words[messages[0].kind] ?? ''} ${messages[0].title ?? messages[0].text}`.trim();

import { h, icon, avatar } from './dom.js';
import { get, live } from './api.js';
import { setNow, now, clockTime } from './time.js';
import { banner, dropBanner } from './sheet.js';
import { ChatView } from './chat.js';
import { chatList, workbench, contacts } from './lists.js';

const stage = document.getElementById('stage');
const status = document.getElementById('status-time');
const tabs = [{ key: 'chats', text: '消息', icon: 'chat' }, { key: 'work', text: '工作台', icon: 'work' }, { key: 'people', text: '通讯录', icon: 'people' }];

let me;
let chats = [];
let tab = 'chats';
let view = null;

const body = h('div', { class: 'tab-body' });
const bar = h('nav', { class: 'tabs' });
const home = h('section', { class: 'screen home' });

async function start() {
  me = await get('/me');
  setNow(me.now);
  document.title = `${me.name} · ${me.member ? '企业微信' : '微信'}`;
  document.documentElement.classList.toggle('wechat', !me.member);
  home.append(h('header', { class: 'bar owner' }, avatar(me.name, 'person', 36),
    h('div', { class: 'bar-title' }, h('div', { class: 'bar-name' }, h('span', { class: 'clip' }, me.name)), h('div', { class: 'bar-sub clip' }, me.title))), body);
  if (me.member) home.append(bar);
  stage.append(home);
  await refresh();
  route();
  live(changed);
  tick();
}

async function refresh() {
  chats = await get('/chats');
  drawTabs();
  await drawTab();
}

async function drawTab() {
  const content = tab === 'work' ? workbench(me, chats) : tab === 'people' ? contacts(await get('/contacts'), chats, open) : chatList(chats, open);
  const top = body.scrollTop;
  body.replaceChildren(content);
  body.scrollTop = top;
}

function drawTabs() {
  const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
  bar.replaceChildren(...tabs.map(one => h('button', { class: one.key === tab ? 'active' : '', type: 'button', 'aria-current': one.key === tab ? 'page' : undefined, onclick: () => { tab = one.key; drawTabs(); drawTab(); } },
    h('span', { class: 'tab-icon' }, icon(one.icon), one.key === 'chats' && unread ? h('em', { class: 'badge' }, unread > 99 ? '99+' : String(unread)) : null), h('span', {}, one.text))));
}

const open = id => { location.hash = `chat/${encodeURIComponent(id)}`; };

async function route() {
  const match = /^#chat\/(.+)$/.exec(location.hash);
  dropBanner();
  view?.node.remove();
  view = null;
  home.inert = Boolean(match);
  if (!match) return refresh();
  const next = new ChatView(me, decodeURIComponent(match[1]), { back: () => { location.hash = ''; } });
  view = next;
  try {
    await next.load();
  } catch {
    if (view === next) location.hash = '';
    return;
  }
  if (view === next) {
    stage.append(next.node);
    next.toEnd();
    refresh();
  }
}

async function changed(topic) {
  if (topic === 'clock' || topic === null) {
    setNow((await get('/me')).now);
    drawClock();
  }
  const before = new Map(chats.map(chat => [chat.id, chat.unread]));
  if (view && (topic === view.id || topic === null || topic === 'everything' || topic === 'clock')) await view.load();
  await refresh();
  const fresh = chats.find(chat => chat.id === topic && chat.id !== view?.id && chat.unread > (before.get(chat.id) ?? 0));
  if (fresh) banner({ picture: avatar(fresh.name, fresh.kind, 40), name: fresh.name, text: fresh.last, act: () => open(fresh.id) });
}

function drawClock() {
  status.textContent = clockTime(now());
}

function tick() {
  drawClock();
  setTimeout(tick, 1000);
}

// The on-screen keyboard of some browsers covers the page instead of shrinking it.
visualViewport?.addEventListener('resize', () => {
  if (innerWidth < 600) document.querySelector('.phone').style.height = `${visualViewport.height}px`;
});
addEventListener('hashchange', route);
start().catch(() => { stage.replaceChildren(h('div', { class: 'empty' }, h('b', {}, '连不上模拟器'), h('span', {}, '确认程序还在运行，再刷新页面'))); });

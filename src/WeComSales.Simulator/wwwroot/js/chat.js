import { h, icon } from './dom.js';
import { get, post, chatPath } from './api.js';
import { chatTime } from './time.js';
import { drawMessage } from './bubbles.js';
import { onPress } from './press.js';
import { choose, confirm, pressMenu, toast } from './sheet.js';
import { forwardTo } from './forward.js';
import { openPage } from './webview.js';

const gap = 5 * 60_000;

/** The open conversation. Messages are drawn once and kept; only what changed is drawn anew, so that nothing jumps. */
export class ChatView {
  constructor(me, id, { back }) {
    this.me = me;
    this.id = id;
    this.drawn = new Map();
    this.picked = null;
    this.quote = null;
    this.scroll = h('div', { class: 'messages', role: 'log', tabIndex: 0 });
    this.head = h('header', { class: 'bar' });
    this.foot = h('footer', { class: 'composer' });
    this.node = h('section', { class: 'screen chat' }, this.head, this.scroll, this.foot);
    this.back = back;
    onPress(this.scroll, target => this.picked ? null : target.closest('.bubble'), bubble => this.press(bubble));
    this.scroll.addEventListener('click', event => this.pick(event), true);
  }

  async load() {
    const chat = await get(chatPath(this.id));
    const first = !this.chat;
    const added = !first && chat.messages.length > this.chat.messages.length;
    this.chat = chat;
    if (first) {
      this.drawHead();
      this.drawFoot();
    }
    this.drawMessages(first || added);
    post(`${chatPath(this.id)}/read`);
    if (first && chat.kind === 'app') post(`${chatPath(this.id)}/enter`);
  }

  drawHead() {
    const { chat } = this;
    const sub = chat.kind === 'app' ? '企业应用' : chat.kind === 'group' ? `${chat.people} 人 · 内部群` : chat.corp;
    this.head.replaceChildren(
      h('button', { class: 'bar-button', type: 'button', 'aria-label': '返回', onclick: this.back }, icon('back')),
      h('div', { class: 'bar-title' },
        h('div', { class: 'bar-name' }, h('span', { class: 'clip' }, chat.name), chat.external ? h('span', { class: 'outside' }, '@微信') : null),
        sub ? h('div', { class: 'bar-sub clip' }, chat.external || chat.kind !== 'customer' ? sub : `@${sub}`) : null),
      chat.kind === 'customer' ? h('button', { class: 'bar-button', type: 'button', 'aria-label': '更多', onclick: () => this.more() }, icon('more')) : h('span', { class: 'bar-button' }));
  }

  drawMessages(toEnd) {
    const atEnd = toEnd || this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80;
    const nodes = [];
    let before = 0;
    for (const message of this.chat.messages) {
      const at = Date.parse(message.at);
      if (at - before > gap) nodes.push(this.keep(`t${message.id}`, chatTime(new Date(at)), () => h('div', { class: 'notice' }, chatTime(new Date(at)))));
      before = at;
      nodes.push(this.keep(message.id, JSON.stringify(message), () => this.line(message)));
    }
    if (!nodes.length) nodes.push(h('div', { class: 'empty' }, h('b', {}, this.chat.kind === 'app' ? '把客户消息转发到这里' : '还没有消息'),
      this.chat.kind === 'app' ? h('span', {}, '长按客户的消息 → 转发 → 销售助手，一点即可记入商机') : null));
    if (this.chat.lost) nodes.push(h('div', { class: 'notice' }, '对方已不是你的联系人'));
    this.scroll.replaceChildren(...nodes);
    if (atEnd) this.toEnd();
  }

  keep(key, content, draw) {
    const known = this.drawn.get(key);
    if (known?.content === content) return known.node;
    const node = draw();
    if (known && !String(key).startsWith('t')) node.classList.add('changed');
    this.drawn.set(key, { content, node });
    return node;
  }

  line(message) {
    const node = drawMessage(this.chat, message);
    node.dataset.message = message.id;
    node.prepend(h('i', { class: 'pick' }, icon('check', 14)));
    return node;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    requestAnimationFrame(() => { this.scroll.scrollTop = this.scroll.scrollHeight; });
  }

  drawFoot() {
    if (this.picked) return this.drawPickBar();
    const input = h('textarea', { class: 'input', rows: 1, maxLength: 2000, placeholder: this.chat.kind === 'app' ? '发消息给销售助手' : '', enterKeyHint: 'send', 'aria-label': '输入消息' });
    const send = h('button', { class: 'send', type: 'button', disabled: true, onclick: () => this.send(input) }, '发送');
    const fit = () => {
      send.disabled = input.value.trim() === '';
      input.style.height = 'auto';
      input.style.height = `${Math.min(input.scrollHeight, 112)}px`;
    };
    input.addEventListener('input', fit);
    input.addEventListener('focus', () => setTimeout(() => this.toEnd(), 250));
    input.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send(input);
    });
    this.input = input;
    this.fit = fit;
    this.foot.replaceChildren(...[
      this.quote ? h('div', { class: 'quote-line' }, h('span', { class: 'clip' }, `${this.quote.name}：${this.quote.text || '[消息]'}`),
        h('button', { type: 'button', 'aria-label': '取消引用', onclick: () => { this.quote = null; this.drawFoot(); } }, icon('close', 16))) : null,
      this.chat.kind === 'customer' && this.me.member ? h('div', { class: 'toolbar' },
        h('button', { class: 'tool', type: 'button', onclick: () => openPage('/sidebar/', '销售助手', this.id) }, icon('work', 16), h('span', {}, '销售助手'))) : null,
      this.chat.kind === 'app' && this.me.counter ? h('div', { class: 'toolbar' },
        h('button', { class: 'tool', type: 'button', onclick: () => openPage('/sidebar/counter', '门店柜台') }, icon('work', 16), h('span', {}, '门店柜台')),
        h('button', { class: 'tool', type: 'button', onclick: () => this.scan() }, icon('select', 16), h('span', {}, '扫会员码'))) : null,
      h('div', { class: 'composer-row' },
        this.chat.kind === 'app' ? h('button', { class: 'bar-button', type: 'button', 'aria-label': '发送图片、语音或位置', onclick: () => this.samples() }, icon('plus')) : null,
        input, send),
    ].filter(Boolean));
  }

  async send(input) {
    const text = input.value.trim();
    if (!text) return;
    const quote = this.quote?.id;
    input.value = '';
    this.quote = null;
    this.drawFoot();
    this.input.focus();
    try {
      await post(`${chatPath(this.id)}/say`, { text, quote });
    } catch {
      this.input.value = text;
      this.fit();
      toast('没有发出去，请再试一次');
    }
  }

  /** The app's menu: a code goes to the app, no page opens. */
  async scan() {
    const { codes } = await get('/scan');
    choose({ title: '扫一扫', items: codes.map(one => ({ text: one.title, act: () => post(`${chatPath(this.id)}/scan`, { code: one.code }).catch(() => toast('没有发出去，请再试一次')) })) });
  }

  samples() {
    const send = kind => post(`${chatPath(this.id)}/sample`, { kind }).catch(() => toast('没有发出去，请再试一次'));
    choose({ title: '发送给销售助手', items: [
      { text: '图片（竞品报价单）', act: () => send('image') }, { text: '语音（4 秒）', act: () => send('voice') }, { text: '位置（仁和医院）', act: () => send('location') },
    ] });
  }

  press(bubble) {
    const message = this.messageOf(bubble);
    if (!message) return;
    const words = ['text', 'markdown'].includes(message.kind) ? message.text : '';
    pressMenu(bubble, [
      words ? { icon: 'copy', text: '复制', act: () => this.copy(words) } : null,
      this.me.member && !message.card ? { icon: 'forward', text: '转发', act: () => this.forward([message], false) } : null,
      this.me.member && this.chat.kind !== 'app' ? { icon: 'quote', text: '引用', act: () => this.quoteMessage(message) } : null,
      this.me.member && this.chat.kind !== 'app' ? { icon: 'select', text: '多选', act: () => this.startPicking(message) } : null,
    ].filter(Boolean));
  }

  messageOf(node) {
    const id = Number(node.closest('[data-message]')?.dataset.message);
    return this.chat.messages.find(message => message.id === id);
  }

  async copy(text) {
    await post('/clipboard', { text });
    navigator.clipboard?.writeText(text).catch(() => {});
    toast('已复制');
  }

  quoteMessage(message) {
    this.quote = message;
    this.drawFoot();
    if (this.chat.kind === 'group') this.input.value = `@${this.me.bot} 记一下`;
    this.fit();
    this.input.focus();
  }

  forward(messages, merged) {
    forwardTo(this.me, this.id, messages, merged, () => { if (this.picked) this.stopPicking(); });
  }

  startPicking(message) {
    this.picked = new Set([message.id]);
    this.node.classList.add('picking');
    this.drawFoot();
    this.markPicked();
  }

  stopPicking() {
    this.picked = null;
    this.node.classList.remove('picking');
    this.drawFoot();
    this.markPicked();
  }

  pick(event) {
    if (!this.picked) return;
    event.stopPropagation();
    event.preventDefault();
    const message = this.messageOf(event.target);
    if (!message || message.card) return;
    if (!this.picked.delete(message.id)) this.picked.add(message.id);
    this.drawFoot();
    this.markPicked();
  }

  markPicked() {
    for (const node of this.scroll.querySelectorAll('[data-message]')) node.classList.toggle('picked', this.picked?.has(Number(node.dataset.message)) ?? false);
  }

  drawPickBar() {
    const chosen = this.chat.messages.filter(message => this.picked.has(message.id));
    this.foot.replaceChildren(h('div', { class: 'pick-bar' },
      h('button', { type: 'button', onclick: () => this.stopPicking() }, icon('close'), h('span', {}, '取消')),
      h('button', { type: 'button', disabled: !chosen.length, onclick: () => this.forward(chosen, false) }, icon('forward'), h('span', {}, `逐条转发（${chosen.length}）`)),
      h('button', { type: 'button', disabled: chosen.length < 2, onclick: () => this.forward(chosen, true) }, icon('select'), h('span', {}, '合并转发'))));
  }

  more() {
    const path = chatPath(this.id);
    choose({ title: this.chat.name, items: [
      this.me.member ? { text: '修改备注', act: () => this.rename() } : null,
      { text: this.me.member ? '删除客户' : '删除联系人', danger: true, act: () => confirm({
        title: this.me.member ? '删除客户' : '删除联系人', body: `将「${this.chat.name}」从联系人中删除，聊天记录仍保留。`, yes: '删除',
        act: () => { post(`${path}/delete`).then(() => toast('已删除'), () => toast('已经不是联系人')); },
      }) },
    ].filter(Boolean) });
  }

  rename() {
    const input = h('input', { class: 'dialog-input', maxLength: 20, value: this.chat.name, 'aria-label': '备注' });
    confirm({ title: '修改备注', body: input, yes: '保存', act: () => {
      const remark = input.value.trim();
      if (!remark) return false;
      post(`${chatPath(this.id)}/remark`, { remark }).then(async () => { toast('已保存'); await this.load(); this.drawHead(); }, () => toast('没有保存，请再试一次'));
      return true;
    } });
  }
}


import { h, icon } from './dom.js';

const layer = () => document.getElementById('layer');

function open(node, { shade = true, onclose } = {}) {
  const back = h('div', { class: shade ? 'shade' : 'shade clear' });
  const before = document.activeElement;
  const close = () => {
    if (!node.isConnected) return;
    node.classList.add('leaving');
    back.classList.add('leaving');
    document.removeEventListener('keydown', keys);
    setTimeout(() => { node.remove(); back.remove(); }, 180);
    before?.focus?.({ preventScroll: true });
    onclose?.();
  };
  const keys = event => { if (event.key === 'Escape') close(); };
  // The finger that opened a menu by a long press lifts over this shade: only a press that began here closes.
  let began = false;
  back.addEventListener('pointerdown', () => { began = true; });
  back.addEventListener('click', () => { if (began) close(); });
  back.addEventListener('contextmenu', event => event.preventDefault());
  document.addEventListener('keydown', keys);
  layer().append(back, node);
  return close;
}

/** A sheet from below with one line per choice. */
export function choose({ title, items, cancel = true }) {
  const lines = items.map(item => h('button', { class: `sheet-line${item.danger ? ' danger' : ''}`, type: 'button', 'aria-pressed': item.chosen === undefined ? undefined : String(item.chosen), onclick: () => { close(); item.act(); } },
    h('span', { class: 'sheet-text' }, item.text), item.chosen ? icon('check', 20) : null));
  const sheet = h('div', { class: 'sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': title ?? '选择' },
    title ? h('div', { class: 'sheet-title' }, title) : null,
    h('div', { class: 'sheet-lines' }, lines),
    cancel ? h('button', { class: 'sheet-line sheet-cancel', type: 'button', onclick: () => close() }, '取消') : null);
  const close = open(sheet);
  (lines.find((_, index) => items[index].chosen) ?? lines[0])?.focus({ preventScroll: true });
}

/** A question in the middle with two answers; the body may hold any nodes. */
export function confirm({ title, body, yes, act }) {
  const go = h('button', { class: 'dialog-yes', type: 'button', onclick: () => { if (act() !== false) close(); } }, yes);
  const dialog = h('div', { class: 'dialog', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
    h('div', { class: 'dialog-title' }, title), h('div', { class: 'dialog-body' }, body),
    h('div', { class: 'dialog-buttons' }, h('button', { type: 'button', onclick: () => close() }, '取消'), go));
  const close = open(dialog);
  (dialog.querySelector('input') ?? go).focus({ preventScroll: true });
}

let toastTimer;
export function toast(text) {
  layer().querySelector('.toast')?.remove();
  clearTimeout(toastTimer);
  const note = h('div', { class: 'toast', role: 'status' }, text);
  layer().append(note);
  toastTimer = setTimeout(() => note.remove(), 1800);
}

/** The dark menu that a long press opens beside a bubble. */
export function pressMenu(bubble, items) {
  const frame = layer().getBoundingClientRect();
  const at = bubble.getBoundingClientRect();
  const menu = h('div', { class: 'press-menu', role: 'menu' },
    items.map(item => h('button', { type: 'button', role: 'menuitem', onclick: () => { close(); item.act(); } }, icon(item.icon, 22), h('span', {}, item.text))));
  const close = open(menu, { shade: false, onclose: () => bubble.classList.remove('pressed') });
  bubble.classList.add('pressed');
  const { width, height } = menu.getBoundingClientRect();
  const middle = (at.left + at.right) / 2 - frame.left;
  const left = Math.min(Math.max(12, middle - width / 2), frame.width - width - 12);
  const above = at.top - frame.top - height - 10 > 90;
  menu.style.left = `${left}px`;
  menu.style.top = `${above ? at.top - frame.top - height - 10 : Math.min(at.bottom - frame.top + 10, frame.height - height - 12)}px`;
  menu.style.setProperty('--tip', `${Math.min(Math.max(16, middle - left), width - 16)}px`);
  menu.classList.add(above ? 'above' : 'below');
  menu.querySelector('button').focus({ preventScroll: true });
}

export const dropBanner = () => layer().querySelector('.banner')?.remove();

let bannerTimer;
/** A message that came in elsewhere slides in from above; a tap leads to it. */
export function banner({ picture, name, text, act }) {
  dropBanner();
  clearTimeout(bannerTimer);
  const note = h('button', { class: 'banner', type: 'button', onclick: () => { note.remove(); act(); } },
    picture, h('span', { class: 'banner-text' }, h('b', {}, name), h('span', {}, text)));
  layer().append(note);
  bannerTimer = setTimeout(() => { note.classList.add('leaving'); setTimeout(() => note.remove(), 200); }, 5000);
}

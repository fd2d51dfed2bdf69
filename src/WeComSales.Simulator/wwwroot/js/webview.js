import { h, icon } from './dom.js';
import { post } from './api.js';

/** Pages of the service open under this phone's own address, which passes them through: each phone has its own session. */
export function onThisPhone(address) {
  const url = new URL(address, location.href);
  if (['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) url.host = location.host;
  return url;
}

/** `chat`: the page is opened from the toolbar of this chat, which its SDK will be told. */
export async function openPage(address, title, chat = null) {
  await post('/panel', { chat });
  let url;
  try {
    url = onThisPhone(address);
  } catch {
    return;
  }
  if (!['http:', 'https:'].includes(url.protocol)) return;
  const frame = h('iframe', { class: 'page-frame', src: url.href, title });
  const page = h('section', { class: 'page-view', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
    h('header', { class: 'bar' },
      h('button', { class: 'bar-button', type: 'button', 'aria-label': '关闭', onclick: () => close() }, icon('close')),
      h('div', { class: 'bar-title' }, h('div', { class: 'bar-name' }, h('span', { class: 'clip' }, title)), h('div', { class: 'bar-sub clip' }, url.host)),
      h('a', { class: 'bar-button', href: url.href, target: '_blank', rel: 'noopener', 'aria-label': '在新窗口打开' }, icon('forward'))),
    frame);
  const close = () => {
    page.classList.add('leaving');
    setTimeout(() => page.remove(), 200);
  };
  document.getElementById('layer').append(page);
}

import { h, icon, avatar } from './dom.js';
import { drawCard } from './card.js';
import { openPage } from './webview.js';

const blocks = { template_card: true, textcard: true, news: true };

/** One message with its avatar; the bubble carries the long-press. */
export function drawMessage(chat, message) {
  if (message.kind === 'recalled') return h('div', { class: 'notice' }, message.mine ? '你撤回了一条消息' : `${message.name}撤回了一条消息`);
  const who = message.from === '@app' ? 'app' : message.from === '@bot' ? 'bot' : 'person';
  const inside = h('div', { class: 'bubble-column' },
    chat.kind === 'group' && !message.mine ? h('div', { class: 'sender clip' }, message.name) : null,
    bubble(chat, message),
    message.quote ? h('div', { class: 'quoted' }, `${message.quote.name}：${message.quote.text}`) : null);
  return h('div', { class: `message${message.mine ? ' mine' : ''}${blocks[message.kind] ? ' block' : ''}` }, avatar(message.name, who, 40), inside);
}

function bubble(chat, message) {
  switch (message.kind) {
    case 'template_card': return h('div', { class: 'bubble bare' }, drawCard(chat, message));
    case 'textcard': case 'news': return h('div', { class: 'bubble bare' }, textCard(message));
    case 'image': return h('div', { class: 'bubble bare' }, h('img', { class: 'picture', src: message.picture, alt: '图片', draggable: false }));
    case 'voice': return h('div', { class: 'bubble voice', style: `--seconds:${message.seconds}` }, icon('wave', 18), h('span', {}, `${message.seconds}″`));
    case 'file': return h('div', { class: 'bubble file' }, h('span', { class: 'file-name' }, message.text), h('i', {}, icon('file', 28)));
    case 'link': return linkBubble(message);
    case 'location': return h('div', { class: 'bubble file' }, h('span', { class: 'file-name' }, message.text), h('i', {}, icon('place', 28)));
    case 'chatrecord': return h('div', { class: 'bubble file' }, h('span', { class: 'file-name' }, message.text), h('i', {}, icon('chat', 28)));
    case 'video': return h('div', { class: 'bubble file' }, h('span', { class: 'file-name' }, '视频'), h('i', {}, icon('image', 28)));
    case 'markdown': return h('div', { class: 'bubble' }, markdown(message.text));
    default: return h('div', { class: 'bubble' }, withLinks(message.text));
  }
}

const linkBubble = message => h('div', { class: 'bubble link-bubble', role: 'link', tabIndex: 0, onclick: () => openPage(message.url, message.title) },
  h('b', {}, message.title), h('div', {}, h('span', {}, message.text), h('i', {}, icon('link', 22))));

const textCard = message => h('button', { class: 'card card-body', type: 'button', onclick: () => openPage(message.url, message.title) },
  h('div', { class: 'card-title' }, h('h3', {}, message.title), h('p', {}, message.text)), h('span', { class: 'card-more' }, '详情'));

// WeCom understands <a href> in texts of apps; the tag is read here, never parsed by the browser.
function withLinks(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(/<a href="(https?:\/\/[^"]+)">([^<]*)<\/a>/g)) {
    parts.push(text.slice(from, match.index), h('button', { class: 'link', type: 'button', onclick: () => openPage(match[1], match[2]) }, match[2]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

// The subset that message/send documents: headings, bold, links, quotes, code.
const markdown = text => text.split('\n').map(line => {
  const heading = /^#{1,6} (.*)/.exec(line);
  const quoted = /^> ?(.*)/.exec(line);
  return h('div', { class: heading ? 'md-heading' : quoted ? 'md-quote' : 'md-line' }, inline((heading ?? quoted)?.[1] ?? line));
});

function inline(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(/\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^)]+)\)/g)) {
    parts.push(text.slice(from, match.index));
    if (match[1]) parts.push(h('b', {}, match[1]));
    else if (match[2]) parts.push(h('code', {}, match[2]));
    else parts.push(h('button', { class: 'link', type: 'button', onclick: () => openPage(match[4], match[3]) }, match[3]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}

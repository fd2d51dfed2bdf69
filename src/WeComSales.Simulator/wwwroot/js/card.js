import { h, icon } from './dom.js';
import { choose, toast } from './sheet.js';
import { openPage } from './webview.js';
import { post, chatPath } from './api.js';

const colours = ['grey', 'black', 'red', 'green'];
const patience = 8000;

/** A template card as WeCom draws it; all five kinds share the same parts in the same order. */
export function drawCard(chat, message) {
  const card = message.card.content;
  const state = { chat, message, card, chosen: message.card.chosen, replaced: message.card.replaced };
  const link = card.card_action?.type === 1 ? card.card_action.url : null;
  const body = h(link ? 'button' : 'div', { class: 'card-body', type: link ? 'button' : undefined, onclick: link ? () => openPage(link, card.main_title?.title ?? '详情') : undefined },
    picture(card), title(card), sideBySide(card), emphasis(card), quote(card),
    card.sub_title_text ? h('p', { class: 'card-sub' }, card.sub_title_text) : null, columns(card));
  return h('article', { class: 'card', 'aria-label': card.main_title?.title ?? '卡片' },
    source(state), body, rows(card), links(card), questions(state), checkbox(state), buttons(state));
}

function source({ card, chat, message }) {
  const menu = card.action_menu;
  if (!card.source && !menu) return null;
  return h('div', { class: 'card-source' },
    card.source?.icon_url ? h('img', { src: card.source.icon_url, alt: '', width: 16, height: 16 }) : null,
    h('span', { class: `clip tint-${colours[card.source?.desc_color ?? 0]}` }, card.source?.desc ?? ''),
    menu ? h('button', {
      class: 'card-menu', type: 'button', 'aria-label': menu.desc ?? '更多', onclick: () => choose({
        title: menu.desc, items: menu.action_list.map(item => ({ text: item.text, act: () => post(`${chatPath(chat.id)}/tap`, { message: message.id, key: item.key }) })),
      }),
    }, icon('dots', 18)) : null);
}

const title = ({ main_title: main }) => main && (main.title || main.desc)
  ? h('div', { class: 'card-title' }, main.title ? h('h3', {}, main.title) : null, main.desc ? h('p', {}, main.desc) : null)
  : null;

const picture = ({ card_image: image }) => image
  ? h('img', { class: 'card-image', src: image.url, alt: '', style: `aspect-ratio:${Number(image.aspect_ratio) || 1.3}` })
  : null;

function sideBySide({ image_text_area: area }) {
  return area ? part(area, 'card-side', area.title, h('img', { src: area.image_url, alt: '' }), h('div', {}, h('b', {}, area.title ?? ''), h('p', {}, area.desc ?? ''))) : null;
}

const emphasis = ({ emphasis_content: big }) => big && (big.title || big.desc)
  ? h('div', { class: 'card-emphasis' }, h('b', {}, big.title ?? ''), h('span', {}, big.desc ?? ''))
  : null;

function quote({ quote_area: area }) {
  return area && (area.title || area.quote_text)
    ? part(area, 'card-quote', area.title ?? '引用', area.title ? h('b', {}, area.title) : null, h('p', {}, area.quote_text ?? ''))
    : null;
}

// A part inside the tappable body must not be a button of its own unless it leads somewhere.
function part(area, name, label, ...children) {
  if (area.type !== 1) return h('div', { class: name }, children);
  return h('div', {
    class: `${name} leads`, role: 'link', tabIndex: 0, 'aria-label': label,
    onclick: event => { event.stopPropagation(); openPage(area.url, label); },
    onkeydown: event => { if (event.key === 'Enter') { event.stopPropagation(); openPage(area.url, label); } },
  }, children);
}

const columns = ({ vertical_content_list: list }) => list?.length
  ? h('dl', { class: 'card-columns' }, list.map(item => h('div', {}, h('dt', {}, item.title), item.desc ? h('dd', {}, item.desc) : null)))
  : null;

const rows = ({ horizontal_content_list: list }) => list?.length
  ? h('dl', { class: 'card-rows' }, list.map(row => h('div', {}, h('dt', {}, row.keyname), h('dd', {}, value(row)))))
  : null;

function value(row) {
  if (row.type === 1) return h('button', { class: 'link', type: 'button', onclick: () => openPage(row.url, row.value || row.keyname) }, row.value || '查看');
  if (row.type === 2) return h('span', { class: 'card-file' }, icon('file', 16), h('span', {}, row.value || '附件'));
  return h('span', { class: row.type === 3 ? 'link' : '' }, row.value ?? '');
}

const links = ({ jump_list: list }) => list?.length
  ? h('div', { class: 'card-links' }, list.map(item => h('button', { type: 'button', disabled: item.type !== 1, onclick: () => openPage(item.url, item.title) },
    h('span', { class: 'clip' }, item.title), icon('right', 16))))
  : null;

function questions(state) {
  const list = [...(state.card.select_list ?? []), ...(state.card.button_selection ? [state.card.button_selection] : [])];
  return list.length ? h('div', { class: 'card-questions' }, list.map(question => dropDown(state, question))) : null;
}

function dropDown({ chat, message, chosen, replaced }, question) {
  const current = chosen[question.question_key]?.[0] ?? question.selected_id ?? question.option_list[0]?.id;
  const words = question.option_list.find(option => option.id === current)?.text ?? '';
  return h('button', {
    class: 'card-select', type: 'button', disabled: question.disable === true || replaced !== null, 'aria-haspopup': 'dialog',
    onclick: () => choose({
      title: question.title || '请选择',
      items: question.option_list.map(option => ({ text: option.text, chosen: option.id === current, act: () => select(chat, message, question, option) })),
    }),
  }, question.title ? h('span', { class: 'card-select-title clip' }, question.title) : null, h('span', { class: 'card-select-value' }, words), icon('down', 16));
}

function checkbox({ card, chat, message, chosen, replaced }) {
  const box = card.checkbox;
  if (!box) return null;
  const ticked = chosen[box.question_key] ?? box.option_list.filter(option => option.is_checked).map(option => option.id);
  return h('div', { class: 'card-checks', role: 'group' }, box.option_list.map(option => h('button', {
    type: 'button', role: box.mode === 1 ? 'checkbox' : 'radio', 'aria-checked': String(ticked.includes(option.id)), disabled: box.disable === true || replaced !== null,
    onclick: () => select(chat, message, box, option),
  }, h('i', { class: box.mode === 1 ? 'tick' : 'tick round' }, icon('check', 14)), h('span', {}, option.text))));
}

const select = (chat, message, question, option) =>
  post(`${chatPath(chat.id)}/select`, { message: message.id, question: question.question_key, option: option.id }).catch(() => toast('没有选上，请再试一次'));

function buttons({ card, chat, message, replaced }) {
  const list = card.submit_button ? [{ ...card.submit_button, style: 1 }] : card.button_list ?? [];
  if (replaced !== null) return h('div', { class: 'card-buttons' }, h('button', { class: 'card-button greyed', type: 'button', disabled: true }, replaced));
  if (!list.length) return null;
  const narrow = list.length > 3 || list.some(button => [...button.text].length > 5);
  return h('div', { class: `card-buttons${list.length === 1 ? '' : narrow ? ' by-two' : ' in-row'}` }, list.map(button => h('button', {
    class: `card-button style-${button.style ?? 1}`, type: 'button',
    onclick: event => button.type === 1 ? openPage(button.url, button.text) : tap(event.currentTarget, chat, message, button.key),
  }, h('span', {}, button.text))));
}

async function tap(button, chat, message, key) {
  const all = [...button.parentElement.children];
  all.forEach(one => { one.disabled = true; });
  button.classList.add('busy');
  const free = () => {
    all.forEach(one => { one.disabled = false; });
    button.classList.remove('busy');
  };
  try {
    await post(`${chatPath(chat.id)}/tap`, { message: message.id, key });
  } catch {
    free();
    toast('操作失败，请重试');
    return;
  }
  // The card that answers is drawn anew; if this one is still here then, nobody answered.
  setTimeout(() => { if (button.isConnected) { free(); toast('应用没有响应，请稍后再试'); } }, patience);
}

import { h } from './dom.js';
import { setNow, now, boardTime, logTime } from './time.js';

const height = 844;
const width = 390;
const bezel = 16;
const gap = 20;
// On a phone the phones are links: a phone inside a phone helps nobody.
const narrow = matchMedia('(max-width: 700px)').matches;
const shown = new Set(JSON.parse(sessionStorage.getItem('phones') ?? '["rep","customer","manager"]'));
const desk = document.getElementById('phones');
const log = document.getElementById('log');
const onlyProblems = document.getElementById('only-problems');
const seen = { calls: 0, callbacks: 0 };
const port = location.port ? `:${location.port}` : '';
const roles = { rep: '销售', manager: '主管', director: '区域总监', ops: '运营', presales: '售前', clerk: '导购', store: '店长', customer: '客户' };

const get = async path => (await fetch(`/sim${path}`)).json();
const post = async (path, body) => (await fetch(`/sim${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).json();

async function drawPeople() {
  const people = await get('/personas');
  if (narrow) people.forEach(one => shown.add(one.label));
  const frames = new Map();
  const draw = () => {
    document.getElementById('who').replaceChildren(...people.map(one => h('button', {
      type: 'button', 'aria-pressed': String(shown.has(one.label)), onclick: () => {
        if (!shown.delete(one.label)) shown.add(one.label);
        sessionStorage.setItem('phones', JSON.stringify([...shown]));
        draw();
      },
    }, `${roles[one.label] ?? one.title} ${one.name}`)));
    for (const one of people) {
      if (!frames.has(one.label)) frames.set(one.label, phone(one));
      const frame = frames.get(one.label);
      if (shown.has(one.label) && !frame.isConnected) desk.append(frame);
      if (!shown.has(one.label)) frame.remove();
    }
    document.body.classList.toggle('no-phones', shown.size === 0);
    scale();
  };
  draw();
}

function phone(one) {
  const address = `${location.protocol}//${one.label}.localhost${port}/`;
  return h('figure', { class: 'phone-box' },
    h('figcaption', {}, h('b', {}, `${roles[one.label] ?? ''} ${one.name}`), h('span', { class: 'clip' }, one.title), h('a', { href: address, target: '_blank', rel: 'noopener' }, narrow ? '打开' : '单独打开')),
    narrow ? null : h('div', { class: 'phone-frame' }, h('iframe', { src: address, title: `${one.name}的手机`, width, height })));
}

function scale() {
  const across = (desk.clientWidth - 44 - gap * (shown.size - 1)) / Math.max(1, shown.size) / (width + bezel);
  const down = (innerHeight - desk.getBoundingClientRect().top - scrollY - 54) / (height + bezel);
  document.documentElement.style.setProperty('--scale', Math.min(1, Math.max(0.66, Math.min(across, down))).toFixed(3));
}

async function readClock() {
  setNow((await get('/clock')).now);
}

function tick() {
  document.getElementById('clock').textContent = boardTime(now());
  setTimeout(tick, 1000 - now().getMilliseconds());
}

async function drawFaults(list) {
  const on = list.filter(fault => fault.on).length;
  document.getElementById('faults-on').textContent = on ? `（${on} 项打开）` : '';
  document.getElementById('faults').replaceChildren(...list.map(fault => h('label', { class: 'fault' },
    h('input', { type: 'checkbox', role: 'switch', checked: fault.on, onchange: async event => drawFaults(await post(`/faults/${fault.key}`, { on: event.target.checked })) }),
    h('span', {}, h('b', {}, fault.name), h('small', {}, fault.hint)))));
}

async function readLog() {
  const { calls, callbacks } = await get(`/log?calls=${seen.calls}&callbacks=${seen.callbacks}`);
  const entries = [...calls.map(call => ({ ...call, kind: 'call' })), ...callbacks.map(callback => ({ ...callback, kind: 'callback' }))].sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
  for (const entry of entries) {
    const key = entry.kind === 'call' ? 'calls' : 'callbacks';
    if (entry.number <= seen[key]) continue;
    seen[key] = entry.number;
    log.prepend(line(entry));
  }
  while (log.children.length > 400) log.lastChild.remove();
  log.classList.toggle('nothing', log.children.length === 0);
}

function line(entry) {
  const detail = h('div', { class: 'log-detail' });
  const box = h('details', { class: `log-line${entry.ok ? '' : ' problem'}`, ontoggle: async () => {
    if (!box.open || detail.childElementCount) return;
    const shownDetail = await get(`/log/${entry.kind}/${entry.number}`);
    detail.replaceChildren(...[
      ...Array.from(shownDetail.notes, note => h('p', { class: 'note' }, note)),
      shownDetail.sent ? [h('h3', {}, entry.kind === 'call' ? '请求' : '明文'), h('pre', {}, shownDetail.sent)] : [],
      shownDetail.answer ? [h('h3', {}, '回答'), h('pre', {}, shownDetail.answer)] : [],
    ].flat());
  } }, h('summary', {},
    h('time', {}, logTime(new Date(entry.at))), h('span', { class: `way ${entry.kind}` }, entry.kind === 'call' ? '调用' : '回调'),
    h('span', { class: 'clip path' }, entry.path + (entry.again ? '（重试）' : '')), h('span', { class: 'result clip' }, entry.note ?? entry.result)), detail);
  return box;
}

document.querySelector('.clock-buttons').addEventListener('click', event => {
  const { advance, to } = event.target.dataset;
  if (advance || to) post('/clock', advance ? { advance } : { to });
});
onlyProblems.addEventListener('change', () => log.classList.toggle('problems-only', onlyProblems.checked));
addEventListener('resize', scale);

let reading = Promise.resolve();
const source = new EventSource('/sim/live');
source.onmessage = event => {
  if (event.data === 'calls') reading = reading.then(readLog);
  if (event.data === 'clock') readClock();
  if (event.data === 'faults') get('/faults').then(drawFaults);
};

await readClock();
tick();
scale();
await Promise.all([drawPeople(), get('/faults').then(drawFaults), readLog()]);
scale();

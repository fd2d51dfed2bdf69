const base = '/phone';

async function ask(path, options) {
  const answer = await fetch(base + path, options);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

export const get = path => ask(path);

export const post = (path, body = {}) => ask(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export const chatPath = id => `/chats/${encodeURIComponent(id)}`;

/** Calls back with each topic that changed; after a broken connection with null, as anything may have. */
export function live(changed) {
  const source = new EventSource(base + '/live');
  let broken = false;
  source.onmessage = event => changed(event.data);
  source.onerror = () => { broken = true; };
  source.onopen = () => { if (broken) { broken = false; changed(null); } };
}

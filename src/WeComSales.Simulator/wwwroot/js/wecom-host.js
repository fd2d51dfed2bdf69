// Runs in front of a page of the service: from here on the browser is WeCom's web view, and the unmodified SDK finds its bridge.
(() => {
  const agent = `${navigator.userAgent} wxwork/4.1.36 MicroMessenger/7.0.1 Language/zh`;
  Object.defineProperty(navigator, 'userAgent', { get: () => agent });
  const heard = new Map();

  const tell = (path, body) => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

  /** The camera of a demo: what is held in front of it is chosen, or typed. Null: the person turned back. */
  async function hold() {
    const { next, codes } = await (await fetch('/phone/scan')).json();
    if (next !== null || codes.length === 0) return next;
    return new Promise((resolve) => {
      const box = document.createElement('div');
      Object.assign(box.style, { position: 'fixed', inset: '0', zIndex: '9999', display: 'flex', flexDirection: 'column', justifyContent: 'flex-end', background: 'rgba(0,0,0,.82)', color: '#fff', font: '16px/1.5 sans-serif' });
      const line = (text, act) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = text;
        Object.assign(button.style, { minHeight: '52px', margin: '0 12px 8px', border: '0', borderRadius: '8px', background: 'rgba(255,255,255,.16)', color: '#fff', font: 'inherit' });
        button.onclick = act;
        box.append(button);
        return button;
      };
      const done = (code) => { box.remove(); resolve(code); };
      const title = document.createElement('p');
      title.textContent = '扫一扫：镜头前放什么？';
      Object.assign(title.style, { margin: '0 12px 12px', textAlign: 'center' });
      box.append(title);
      for (const one of codes) line(one.title, () => done(one.code));
      const other = document.createElement('input');
      other.placeholder = '其他码的内容，例如工牌下面的字';
      Object.assign(other.style, { height: '48px', margin: '0 12px 8px', padding: '0 12px', border: '0', borderRadius: '8px', font: 'inherit' });
      other.addEventListener('keydown', (event) => { event.stopPropagation(); if (event.key === 'Enter' && other.value.trim()) done(other.value.trim()); });
      box.append(other);
      line('取消', () => done(null));
      document.body.append(box);
    });
  }

  async function invoke(name, params, callback) {
    let result;
    const held = name === 'scanQRCode' ? await hold().catch(() => null) : null;
    if (held !== null) await tell('/phone/scan', { code: held });
    try {
      const answer = await fetch('/phone/js', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ api: name, page: location.href, params: params ?? {} }),
      });
      result = answer.ok ? await answer.json() : { err_msg: `${name}:fail` };
    } catch {
      result = { err_msg: `${name}:fail` };
    }
    if (held !== null) await tell('/phone/scan', {});
    callback?.(result);
  }

  window.WeixinJSBridge = { invoke, on: (name, callback) => heard.set(name, callback) };
  document.dispatchEvent(new Event('WeixinJSBridgeReady'));
})();

// Runs in front of a page of the service: from here on the browser is WeCom's web view, and the unmodified SDK finds its bridge.
(() => {
  const agent = `${navigator.userAgent} wxwork/4.1.36 MicroMessenger/7.0.1 Language/zh`;
  Object.defineProperty(navigator, 'userAgent', { get: () => agent });
  const heard = new Map();

  async function invoke(name, params, callback) {
    let result;
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
    callback?.(result);
  }

  window.WeixinJSBridge = { invoke, on: (name, callback) => heard.set(name, callback) };
  document.dispatchEvent(new Event('WeixinJSBridgeReady'));
})();

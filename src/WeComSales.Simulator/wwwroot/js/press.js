const hold = 430;
const slip = 10;

/** Calls back for a long press (touch) and for a right click (mouse) on the element that `find` names. */
export function onPress(container, find, act) {
  let timer;
  let start;
  const cancel = () => clearTimeout(timer);
  container.addEventListener('pointerdown', event => {
    const target = find(event.target);
    if (!target || event.button > 0) return;
    start = { x: event.clientX, y: event.clientY };
    cancel();
    timer = setTimeout(() => {
      swallowClick(container);
      act(target);
    }, hold);
  });
  container.addEventListener('pointermove', event => {
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > slip) cancel();
  });
  for (const name of ['pointerup', 'pointercancel', 'scroll']) container.addEventListener(name, cancel, { passive: true, capture: name === 'scroll' });
  container.addEventListener('contextmenu', event => {
    const target = find(event.target);
    if (!target) return;
    event.preventDefault();
    cancel();
    if (event.pointerType !== 'touch') act(target);
  });
}

// Lifting the finger after a long press must not also open the card or link below it.
function swallowClick(container) {
  const swallow = event => { event.stopPropagation(); event.preventDefault(); };
  container.addEventListener('click', swallow, { capture: true, once: true });
  addEventListener('pointerup', () => setTimeout(() => container.removeEventListener('click', swallow, { capture: true }), 50), { once: true });
}

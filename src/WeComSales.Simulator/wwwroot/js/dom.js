// Every text on these pages goes through a text node; nothing that a person wrote is ever parsed as HTML.

export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'class') node.className = value;
    else if (name in node && name !== 'list') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

const paths = {
  back: 'M15 5l-7 7 7 7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  right: 'M9 6l6 6-6 6',
  down: 'M6 9l6 6 6-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  forward: 'M14 6l6 6-6 6M20 12H9a5 5 0 0 0-5 5v2',
  quote: 'M5 17V11a4 4 0 0 1 4-4M14 17v-6a4 4 0 0 1 4-4M5 17h4v-5H5zM14 17h4v-5h-4z',
  select: 'M4 6.5l1.5 1.5L8 5M4 12.5L5.5 14 8 11M4 18.5L5.5 20 8 17M12 6.5h8M12 12.5h8M12 18.5h8',
  chat: 'M4 5h16v11H11l-4.5 3.5V16H4z',
  work: 'M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z',
  people: 'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11zM3 19c0-3.3 2.7-5.2 6-5.2s6 1.9 6 5.2M15.5 5a3 3 0 0 1 0 5.8M17.5 14.2c2.2.7 3.5 2.3 3.5 4.8',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01',
  voice: 'M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3',
  place: 'M12 20.5s6.5-5.7 6.5-10.7a6.5 6.5 0 0 0-13 0c0 5 6.5 10.7 6.5 10.7zM12 12a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
  file: 'M6 3.5h8l4 4V20.5H6zM14 3.5v4h4',
  link: 'M10 14a4 4 0 0 0 5.7 0l2.8-2.8a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0L5.5 12.8a4 4 0 0 0 5.7 5.7l1-1',
  wave: 'M6 10v4M10 7v10M14 9v6M18 11v2',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13',
  dots: 'M12 5h.01M12 12h.01M12 19h.01',
};

export function icon(name, size = 24) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', width: size, height: size, fill: 'none', stroke: 'currentColor', 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  svg.setAttribute('stroke-width', name === 'more' || name === 'dots' ? 2.6 : 1.7);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

const colours = ['#5B8DEF', '#3AA57C', '#E08A4F', '#7C6FD8', '#D0698B', '#4A9BB5', '#9A8450', '#6E8B3D'];

/** A square with the last two characters of the name, as WeCom draws people without a picture. */
export function avatar(name, kind, size = 48) {
  const colour = kind === 'app' ? '#267EF0' : kind === 'bot' ? '#1AAD6A' : colours[[...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 9973, 7) % colours.length];
  const inside = kind === 'app' || kind === 'bot' ? icon(kind === 'app' ? 'edit' : 'wave', size * 0.56) : kind === 'group' ? icon('people', size * 0.58) : [...name].slice(-2).join('');
  const box = h('span', { class: 'avatar', 'aria-hidden': 'true' }, inside);
  box.style.setProperty('--size', `${size}px`);
  box.style.setProperty('--colour', kind === 'group' ? '#8C9BB0' : colour);
  return box;
}

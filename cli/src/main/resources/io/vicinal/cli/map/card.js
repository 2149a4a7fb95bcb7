// The card of a document: beside the pointer while it is there, or kept open.
const card = element('card');
const made = (name, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children.filter(child => child !== null));
  return node;
};
const SHAPES = { close: 'm4 4 8 8M12 4l-8 8' };
const icon = shape => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[shape]);
  svg.append(path);
  return svg;
};

// A text in which the words looked for are marked; never as HTML.
const marked = text => {
  if (!now.words.length) return [text];
  const pattern = new RegExp(now.words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'giu');
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (!match[0]) continue;
    parts.push(text.slice(from, match.index), made('mark', { textContent: match[0] }));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
};
const metadata = point => {
  const list = made('dl');
  texts.fields.forEach((field, i) => {
    const value = texts.values[i][point];
    if (value === null || value === undefined) return;
    list.append(made('dt', { textContent: field }), made('dd', { textContent: value }));
  });
  return list.childNodes.length ? list : null;
};
const groupLine = point => {
  const group = now.colouring.groupOf[point];
  const swatch = made('i');
  swatch.style.setProperty('--c', css(now.colours[group]));
  return made('div', { className: 'group' }, swatch, made('span', { textContent: now.colouring.values[group].label }));
};
const line = point => {
  const text = textOf(point);
  const word = now.words[0];
  const first = word ? text.toLowerCase().indexOf(word) : -1;
  const from = first > 40 ? text.lastIndexOf(' ', first - 25) + 1 : 0;
  const button = made('button', { type: 'button' }, made('b', {}, ...marked(idOf(point))),
    text ? made('span', {}, ...marked((from ? '…' : '') + text.slice(from, from + 120))) : null);
  button.addEventListener('click', () => open(point));
  return button;
};
const fill = point => {
  card.replaceChildren(made('h2', {}, ...marked(idOf(point))), groupLine(point));
  if (textOf(point)) card.append(made('p', {}, ...marked(textOf(point))));
  const known = metadata(point);
  if (known) card.append(known);
};
const place = (x, y) => {
  card.style.left = card.style.top = '0';
  const { width, height } = card.getBoundingClientRect();
  const left = x + 18 + width > view.width - 8 ? x - 18 - width : x + 18;
  const top = Math.min(y + 14, view.height - height - 8);
  card.style.left = `${Math.max(8, left)}px`;
  card.style.top = `${Math.max(8, top)}px`;
};
const hover = (point, x, y) => {
  const other = point !== now.hovered;
  now.hovered = point;
  element('picture').classList.toggle('over', point >= 0);
  if (now.pinned < 0) {
    card.hidden = point < 0;
    if (point >= 0) {
      if (other) fill(point);
      place(x, y);
    }
  }
  if (other) changed(false);
};
const open = point => {
  pin(point);
  flyTo(point);
};
const pin = point => {
  now.pinned = point;
  now.hovered = -1;
  card.classList.toggle('pinned', point >= 0);
  card.hidden = point < 0;
  if (point >= 0) {
    fill(point);
    const shut = made('button', { className: 'shut', type: 'button', ariaLabel: 'Close' }, icon('close'));
    shut.addEventListener('click', () => { pin(-1); element('picture').focus(); });
    card.prepend(shut);
    if (nearest(point).length) {
      card.append(made('h3', { textContent: 'Nearest in meaning' }), made('div', { className: 'near' }, ...nearest(point).map(line)));
    }
    card.scrollTop = 0;
    card.style.left = 'auto';
    card.style.right = '16px';
    card.style.top = '16px';
  } else {
    card.style.right = 'auto';
  }
  remember();
  changed();
};

// What is written over the points: names of groups where they are densest, texts of points once few are in view, and what is open.
const FONT = 'system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const shortened = (text, length) => text.length <= length ? text : text.slice(0, length).replace(/\s+\S*$/, '') + '…';
const nameOf = point => shortened((textOf(point) || idOf(point)).replace(/\s+/g, ' '), 36);
const lines = name => {
  const text = shortened(name, 44);
  if (text.length <= 22) return [text];
  let cut = text.lastIndexOf(' ', Math.ceil(text.length / 2) + 3);
  if (cut < 5) cut = text.indexOf(' ', 5);
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
};
const widths = new Map();
const widthOf = (pen, text) => {
  const key = pen.font + text;
  if (!widths.has(key)) widths.set(key, pen.measureText(text).width);
  return widths.get(key);
};
const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// Writes lines around a place, unless something is written there already.
const write = (pen, texts, x, y, size, taken, style) => {
  const width = Math.max(...texts.map(text => widthOf(pen, text)));
  const height = size * 1.18 * texts.length;
  const least = Math.min(style.room.left, x) + 4;
  const most = Math.max(style.room.right, x) - width - 4;
  const left = style.beside ? x + style.beside : Math.max(least, Math.min(most, x - width / 2));
  const box = { left: left - 4, right: left + width + 4, top: y - height / 2 - 2, bottom: y + height / 2 + 2 };
  if (taken.some(other => overlaps(box, other))) return;
  taken.push(box);
  pen.globalAlpha = style.alpha;
  pen.strokeStyle = style.paper;
  pen.fillStyle = style.ink;
  pen.lineWidth = 4;
  texts.forEach((text, i) => {
    const tx = style.beside ? left : left + (width - widthOf(pen, text)) / 2;
    const ty = y - height / 2 + size * 1.18 * (i + 0.5);
    pen.strokeText(text, tx, ty);
    pen.fillText(text, tx, ty);
  });
  pen.globalAlpha = 1;
};

const writeGroups = (pen, taken, style) => {
  if (now.colouring.kind === 'range' || now.colouring.values.length > 200) return;
  const near = view.scale / view.fit;
  const order = now.colouring.values.map((value, i) => i).filter(i => !now.colouring.values[i].rest);
  const chosen = i => now.groups.size === 0 || now.groups.has(i);
  order.sort((a, b) => chosen(b) - chosen(a) || now.colouring.values[b].count - now.colouring.values[a].count);
  for (const i of order) {
    const value = now.colouring.values[i];
    if (!value.label || !chosen(i)) continue;
    const anchor = now.colouring.anchors[i];
    const x = anchor.x * view.scale + view.x;
    const y = anchor.y * view.scale + view.y;
    if (x < -100 || y < -20 || x > view.width + 100 || y > view.height + 20) continue;
    const share = Math.sqrt(value.count / count);
    const narrow = view.width <= 640 ? 0.85 : 1;
    const size = Math.round(Math.max(11.5, Math.min(18, 10 + 18 * share)) * narrow + Math.min(3, near / 3));
    pen.font = `650 ${size}px ${FONT}`;
    write(pen, lines(value.label), x, y, size, taken, { ...style, alpha: now.words.length ? 0.55 : 0.96 });
  }
};

const writePoints = (pen, taken, style) => {
  const seen = [];
  within(-view.x / view.scale, -view.y / view.scale, (view.width - view.x) / view.scale, (view.height - view.y) / view.scale, point => {
    if (state[point] !== FADED && seen.length <= 160) seen.push(point);
  });
  if (seen.length > 160 || view.scale < view.fit * 2) return;
  pen.font = `450 12px ${FONT}`;
  for (const point of seen) {
    const [x, y] = onScreen(point);
    write(pen, [nameOf(point)], x, y, 12, taken, { ...style, alpha: 0.9, beside: radius() + 4 });
  }
};

const ring = (pen, point, r, width, colour) => {
  const [x, y] = onScreen(point);
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
};
const nearest = point => [...near.subarray(point * facts.near, (point + 1) * facts.near)].filter(other => other !== NONE);

const overlay = (canvas, ratio) => {
  const pen = canvas.getContext('2d');
  const look = getComputedStyle(document.documentElement);
  const style = { ink: look.getPropertyValue('--ink').trim(), paper: look.getPropertyValue('--paper').trim(), room: free() };
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, view.width, view.height);
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  const r = radius();
  if (now.pinned >= 0) {
    const [x, y] = onScreen(now.pinned);
    pen.strokeStyle = style.ink;
    pen.lineWidth = 1;
    pen.globalAlpha = 0.55;
    for (const other of nearest(now.pinned)) {
      const [ox, oy] = onScreen(other);
      pen.beginPath();
      pen.moveTo(x, y);
      pen.lineTo(ox, oy);
      pen.stroke();
      ring(pen, other, r + 2.5, 1.2, style.ink);
    }
    pen.globalAlpha = 1;
    ring(pen, now.pinned, r + 4, 4.5, style.paper);
    ring(pen, now.pinned, r + 4, 2.2, style.ink);
  }
  const taken = [];
  writeGroups(pen, taken, style);
  writePoints(pen, taken, style);
  if (now.hovered >= 0 && now.hovered !== now.pinned) {
    ring(pen, now.hovered, r + 3, 4, style.paper);
    ring(pen, now.hovered, r + 3, 1.8, style.ink);
  }
};

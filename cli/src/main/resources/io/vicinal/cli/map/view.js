// Which part of the picture is seen: a place p of it is drawn at p * scale + offset.
const view = { scale: 1, x: 0, y: 0, width: 1, height: 1, fit: 1, moving: false };
let resting = 0;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
let flight = null;

// The part of the window that no panel covers.
const free = () => {
  const panel = element('panel').getBoundingClientRect();
  const open = now.pinned < 0 ? { left: view.width, top: view.height } : element('card').getBoundingClientRect();
  return view.width <= 640
    ? { left: 12, top: panel.bottom + 12, right: view.width - 12, bottom: Math.max(panel.bottom + 60, Math.min(view.height - 64, open.top - 12)) }
    : { left: panel.right + 24, top: 24, right: Math.min(view.width - 72, open.left - 16), bottom: view.height - 24 };
};
const extent = (() => {
  let right = 0, bottom = 0;
  for (let i = 0; i < count; i++) {
    right = Math.max(right, xy[2 * i]);
    bottom = Math.max(bottom, xy[2 * i + 1]);
  }
  return { right: Math.max(1, right), bottom: Math.max(1, bottom) };
})();
const whole = () => {
  const room = free();
  const scale = Math.max(1e-4, Math.min((room.right - room.left) / extent.right, (room.bottom - room.top) / extent.bottom));
  return {
    scale,
    x: (room.left + room.right - extent.right * scale) / 2,
    y: (room.top + room.bottom - extent.bottom * scale) / 2,
  };
};
const show = target => {
  view.scale = Math.max(view.fit / 2, Math.min(view.fit * 400, target.scale));
  view.x = target.x;
  view.y = target.y;
  view.moving = true;
  clearTimeout(resting);
  resting = setTimeout(() => { view.moving = false; changed(); }, 120);
  changed();
};
const stop = () => { flight = null; };
const fly = target => {
  if (calm.matches) return show(target);
  const from = { scale: view.scale, x: view.x, y: view.y };
  const middle = { x: view.width / 2, y: view.height / 2 };
  const start = performance.now();
  const mine = flight = {};
  const step = now => {
    if (flight !== mine) return;
    const t = Math.min(1, (now - start) / 380);
    const ease = 1 - (1 - t) ** 3;
    const scale = from.scale * (target.scale / from.scale) ** ease;
    // What is in the middle moves evenly.
    const a = { x: (middle.x - from.x) / from.scale, y: (middle.y - from.y) / from.scale };
    const b = { x: (middle.x - target.x) / target.scale, y: (middle.y - target.y) / target.scale };
    show({ scale, x: middle.x - (a.x + (b.x - a.x) * ease) * scale, y: middle.y - (a.y + (b.y - a.y) * ease) * scale });
    if (t < 1) requestAnimationFrame(step); else flight = null;
  };
  requestAnimationFrame(step);
};
const zoom = (factor, x = view.width / 2, y = view.height / 2, move = show) => {
  const scale = Math.max(view.fit / 2, Math.min(view.fit * 400, view.scale * factor));
  move({ scale, x: x - (x - view.x) * scale / view.scale, y: y - (y - view.y) * scale / view.scale });
};
const flyTo = (point, scale = Math.max(view.scale, view.fit * 6)) => {
  const room = free();
  fly({ scale, x: (room.left + room.right) / 2 - xy[2 * point] * scale, y: (room.top + room.bottom) / 2 - xy[2 * point + 1] * scale });
};
// Brings a point from behind a panel.
const uncover = point => {
  const room = free();
  const [x, y] = onScreen(point);
  if (x < room.left || x > room.right || y < room.top || y > room.bottom) flyTo(point, view.scale);
};
const fitWindow = () => {
  const untouched = view.scale === view.fit;
  view.width = innerWidth;
  view.height = innerHeight;
  const target = whole();
  view.fit = target.scale;
  if (untouched) show(target); else changed();
};
const radius = () => {
  const room = free();
  const each = Math.sqrt(Math.max(1, (room.right - room.left) * (room.bottom - room.top)) / count);
  return Math.max(0.9, Math.min(9, Math.min(5, 0.3 * each) * (view.scale / view.fit) ** 0.45));
};
const onScreen = point => [xy[2 * point] * view.scale + view.x, xy[2 * point + 1] * view.scale + view.y];
// The point nearest to a place on the screen, among those that are not faded, or -1.
const pointAt = (x, y, reach) => {
  let best = -1, least = reach * reach;
  const left = (x - reach - view.x) / view.scale;
  const top = (y - reach - view.y) / view.scale;
  const size = 2 * reach / view.scale;
  within(left, top, left + size, top + size, point => {
    if (state[point] === FADED) return;
    const [px, py] = onScreen(point);
    const distance = (px - x) ** 2 + (py - y) ** 2;
    if (distance < least) { least = distance; best = point; }
  });
  return best;
};

// What happens when: pointers, keys, buttons, and the beginning.
const now = {
  colouring: null, colours: [], lit: [], theme: 'light', chosenTheme: false, words: [], groups: new Set(), matches: [], match: -1,
  pinned: -1, hovered: -1, starting: true,
};
const picture = element('picture');
const renderer = (new URLSearchParams(location.hash.slice(1)).get('draw') === 'canvas' ? null : byWebGl(element('points'))) ?? byCanvas(element('points'));

// Draws what has changed with the next frame: points too, or only what is written over them.
let drawing = false;
let pointsChanged = false;
function changed(points = true) {
  pointsChanged ||= points;
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    for (const canvas of [element('points'), picture]) {
      const width = Math.round(view.width * ratio);
      const height = Math.round(view.height * ratio);
      if (canvas.width === width && canvas.height === height) continue;
      Object.assign(canvas, { width, height });
      pointsChanged = true;
    }
    if (pointsChanged) renderer.draw(ratio, view.moving);
    pointsChanged = false;
    overlay(picture, ratio);
  });
}

const pointers = new Map();
let moved = 0;
const spread = () => {
  const [a, b] = [...pointers.values()];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, size: Math.hypot(a.x - b.x, a.y - b.y) };
};
picture.addEventListener('pointerdown', event => {
  if (event.button) return;
  picture.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 1) moved = 0;
  stop();
});
picture.addEventListener('pointermove', event => {
  const before = pointers.get(event.pointerId);
  const { clientX: x, clientY: y } = event;
  if (!before) {
    if (event.pointerType !== 'touch') hover(pointAt(x, y, Math.max(8, radius() + 4)), x, y);
    return;
  }
  if (pointers.size === 2) {
    const from = spread();
    pointers.set(event.pointerId, { x, y });
    const to = spread();
    moved = Infinity;
    show({ scale: view.scale, x: view.x + to.x - from.x, y: view.y + to.y - from.y });
    zoom(to.size / Math.max(1, from.size), to.x, to.y);
    return;
  }
  moved += Math.abs(x - before.x) + Math.abs(y - before.y);
  pointers.set(event.pointerId, { x, y });
  if (moved > 5) {
    picture.classList.add('moving');
    if (now.pinned < 0) hover(-1);
    show({ scale: view.scale, x: view.x + x - before.x, y: view.y + y - before.y });
  }
});
const release = event => {
  if (!pointers.delete(event.pointerId)) return;
  picture.classList.remove('moving');
  if (event.type === 'pointerup' && moved <= 5 && !pointers.size) {
    const point = pointAt(event.clientX, event.clientY, event.pointerType === 'touch' ? 22 : Math.max(8, radius() + 4));
    pin(point);
    if (point >= 0) uncover(point);
  }
};
picture.addEventListener('pointerup', release);
picture.addEventListener('pointercancel', release);
picture.addEventListener('pointerleave', () => { if (!pointers.size) hover(-1); });
picture.addEventListener('wheel', event => {
  event.preventDefault();
  stop();
  const unit = [1, 16, view.height][event.deltaMode];
  zoom(Math.exp(-Math.max(-240, Math.min(240, event.deltaY * unit)) * (event.ctrlKey ? 0.01 : 0.0018)), event.clientX, event.clientY);
  if (now.pinned < 0) hover(pointAt(event.clientX, event.clientY, Math.max(8, radius() + 4)), event.clientX, event.clientY);
}, { passive: false });
picture.addEventListener('dblclick', event => zoom(2.2, event.clientX, event.clientY, fly));

const move = (x, y) => { stop(); show({ scale: view.scale, x: view.x + x, y: view.y + y }); };
const clear = () => {
  if (now.pinned >= 0) return pin(-1);
  element('query').value = '';
  search('');
  now.groups.clear();
  press();
};
const KEYS = {
  ArrowLeft: () => move(70, 0), ArrowRight: () => move(-70, 0), ArrowUp: () => move(0, 70), ArrowDown: () => move(0, -70),
  '+': () => zoom(1.4), '=': () => zoom(1.4), '-': () => zoom(1 / 1.4), 0: () => fly(whole()), n: () => step(1), p: () => step(-1),
  Enter: () => { const room = free(); pin(pointAt((room.left + room.right) / 2, (room.top + room.bottom) / 2, view.width)); },
};
addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || element('help').open) return;
  const typing = event.target.matches('input, select');
  if (event.key === 'Escape') {
    clear();
  } else if (event.target.id === 'query' && event.key === 'Enter') {
    step(event.shiftKey ? -1 : 1);
  } else if (typing) {
    return;
  } else if (event.key === '/') {
    element('query').focus();
    element('query').select();
  } else if (event.key === '?') {
    element('help').showModal();
  } else if (KEYS[event.key] && !(event.target.matches('button') && event.key === 'Enter')) {
    KEYS[event.key]();
  } else {
    return;
  }
  event.preventDefault();
});

let waiting = 0;
element('query').addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => search(element('query').value), 90);
});
element('search').addEventListener('submit', event => event.preventDefault());
element('next').addEventListener('click', () => step(1));
element('previous').addEventListener('click', () => step(-1));
element('closer').addEventListener('click', () => zoom(1.7, undefined, undefined, fly));
element('farther').addEventListener('click', () => zoom(1 / 1.7, undefined, undefined, fly));
element('whole').addEventListener('click', () => fly(whole()));
element('about').addEventListener('click', () => element('help').showModal());
element('all').addEventListener('click', () => { now.groups.clear(); press(); });
element('theme').addEventListener('click', () => {
  now.chosenTheme = true;
  theme(now.theme === 'dark' ? 'light' : 'dark');
  remember();
});
const fold = open => {
  element('fold').ariaExpanded = String(open);
  element('groups').hidden = !open;
};
element('fold').addEventListener('click', () => fold(element('groups').hidden));
element('colouring').append(...colourings.map(colouring => made('option', { value: colouring.name, textContent: colouring.name })));
element('colouring').addEventListener('change', event => colourBy(colourings.find(colouring => colouring.name === event.target.value)));
addEventListener('resize', fitWindow);

element('summary').textContent = facts.summary;
element('kept').textContent = facts.kept;
const kept = new URLSearchParams(location.hash.slice(1));
now.chosenTheme = ['light', 'dark'].includes(kept.get('theme'));
theme(now.chosenTheme ? kept.get('theme') : dark.matches ? 'dark' : 'light');
fold(innerWidth > 640);
colourBy(colourings.find(colouring => colouring.name === kept.get('colour')) ?? colourings[0]);
if (kept.get('q')) {
  element('query').value = kept.get('q');
  search(kept.get('q'));
}
picture.ariaLabel = `Map of ${number(count)} documents`;
view.scale = view.fit;
fitWindow();
if (kept.has('id') && texts.ids.includes(kept.get('id'))) open(texts.ids.indexOf(kept.get('id')));
now.starting = false;
document.documentElement.dataset.ready = renderer.name;

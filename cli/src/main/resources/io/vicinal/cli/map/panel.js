// The panel: search, colours, legend. What is set there is kept in the address, so that it can be passed on.
const words = text => text.toLowerCase().split(/\s+/).filter(Boolean);
let haystack = null;
const sift = () => {
  haystack ??= Array.from({ length: count }, (_, point) => `${idOf(point)}\n${textOf(point)}`.toLowerCase());
  now.matches = [];
  for (let point = 0; point < count; point++) {
    const mine = now.groups.size === 0 || now.groups.has(now.colouring.groupOf[point]);
    const hit = now.words.every(word => haystack[point].includes(word));
    state[point] = !mine || !hit ? FADED : now.words.length ? LIT : PLAIN;
    if (mine && hit && now.words.length) now.matches.push(point);
  }
  renderer.repaint();
  now.match = -1;
  listFound();
  changed();
};
const listFound = () => {
  const searching = now.words.length > 0;
  element('count').textContent = !searching ? ''
    : `${number(now.matches.length)} of ${number(count)} ${now.matches.length === 1 ? 'matches' : 'match'}`;
  element('previous').hidden = element('next').hidden = !now.matches.length;
  element('found').hidden = !now.matches.length;
  element('found').replaceChildren(...now.matches.slice(0, 60).map(line));
  element('found').scrollTop = 0;
};
const search = text => {
  now.words = words(text);
  sift();
  if (now.pinned >= 0) pin(now.pinned);
  remember();
};
const step = by => {
  if (!now.matches.length) return;
  now.match = (now.match + by + now.matches.length + (now.match < 0 && by < 0 ? 1 : 0)) % now.matches.length;
  open(now.matches[now.match]);
};

const legend = element('legend');
const paint = () => {
  now.colours = coloursOf(now.colouring, now.theme);
  now.lit = litColoursOf(now.colouring, now.theme);
  renderer.repaint();
  [...legend.children].forEach(entry => entry.style.setProperty('--c', css(now.colours[entry.dataset.group])));
  if (now.pinned >= 0) pin(now.pinned);
  changed();
};
const press = () => {
  for (const entry of legend.children) entry.ariaPressed = String(now.groups.has(Number(entry.dataset.group)));
  legend.classList.toggle('some', now.groups.size > 0);
  element('all').hidden = now.groups.size === 0;
  sift();
};
const colourBy = colouring => {
  now.colouring = colouring;
  now.groups.clear();
  legend.replaceChildren(...colouring.values.map((value, group) => {
    const entry = made('button', { type: 'button', ariaPressed: 'false', title: 'Show only this; more can be added' }, made('i'),
      made('span', { className: 'name', textContent: value.label || '(empty)' }), made('span', { className: 'size', textContent: number(value.count) }));
    entry.dataset.group = group;
    entry.addEventListener('click', () => {
      if (!now.groups.delete(group)) now.groups.add(group);
      press();
    });
    return entry;
  }));
  element('colouring').value = colouring.name;
  paint();
  press();
  remember();
};

const theme = name => {
  now.theme = name;
  document.documentElement.dataset.theme = name;
  if (now.colouring) paint();
};
const dark = matchMedia('(prefers-color-scheme: dark)');
dark.addEventListener('change', () => { if (!now.chosenTheme) theme(dark.matches ? 'dark' : 'light'); });

const remember = () => {
  if (now.starting) return;
  const kept = new URLSearchParams();
  if (now.words.length) kept.set('q', element('query').value);
  if (now.colouring !== colourings[0]) kept.set('colour', now.colouring.name);
  if (now.pinned >= 0) kept.set('id', idOf(now.pinned));
  if (now.chosenTheme) kept.set('theme', now.theme);
  const hash = kept.toString();
  try { history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search); } catch { /* not where the page is embedded */ }
};

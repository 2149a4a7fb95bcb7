// Colours in OKLCH, in which equal steps look equal, as numbers from 0 to 1.
const oklab = (l, c, h) => [l, c * Math.cos(h * Math.PI / 180), c * Math.sin(h * Math.PI / 180)];
const rgb = ([l, a, b]) => {
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ].map(v => Math.max(0, Math.min(1, v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055)));
};
const css = ([r, g, b], alpha = 1) => `rgb(${Math.round(255 * r)} ${Math.round(255 * g)} ${Math.round(255 * b)} / ${alpha})`;

// Ten hues, strong, then the same darker and lighter.
const HUES = [255, 45, 150, 20, 305, 85, 350, 195, 125, 280];
const RINGS = {
  light: [[0.6, 0.17], [0.42, 0.13], [0.74, 0.12]],
  dark: [[0.72, 0.16], [0.87, 0.1], [0.55, 0.13]],
};
const labs = theme => RINGS[theme].flatMap(([l, c], ring) =>
  HUES.map((h, i) => oklab(l + (i % 2 ? 0.04 : 0), h === 85 || h === 125 ? c * 0.9 : c, h + 12 * ring)));
const SLOTS = RINGS.light.length * HUES.length;
// What belongs to no group is grey, and plain where it is lit.
const GREY = { light: [0.76, 0.76, 0.77], dark: [0.36, 0.37, 0.4] };
const LIT_REST = { light: [0.25, 0.26, 0.28], dark: [0.9, 0.91, 0.92] };
const steps = theme => (i, all) => {
  const t = all < 2 ? 0 : i / (all - 1);
  return theme === 'light' ? oklab(0.83 - 0.48 * t, 0.13 + 0.04 * Math.sin(3 * t), 95 + 195 * t) : oklab(0.42 + 0.5 * t, 0.13, 290 - 200 * t);
};

// Where a group is densest.
const anchors = colouring => {
  const side = 48;
  const density = new Float32Array(side * side);
  return colouring.values.map((_, group) => {
    density.fill(0);
    for (let i = 0; i < count; i++) {
      if (colouring.groupOf[i] !== group) continue;
      const x = xy[2 * i] * side >> 16;
      const y = xy[2 * i + 1] * side >> 16;
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
        if (x + dx >= 0 && x + dx < side && y + dy >= 0 && y + dy < side) density[(y + dy) * side + x + dx] += dx || dy ? 1 : 2;
      }
    }
    let best = 0;
    for (let i = 1; i < density.length; i++) if (density[i] > density[best]) best = i;
    const cx = best % side;
    const cy = Math.floor(best / side);
    let sx = 0, sy = 0, n = 0;
    for (let i = 0; i < count; i++) {
      if (colouring.groupOf[i] !== group) continue;
      const x = xy[2 * i] * side >> 16;
      const y = xy[2 * i + 1] * side >> 16;
      if (Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2) { sx += xy[2 * i]; sy += xy[2 * i + 1]; n++; }
    }
    return n ? { x: sx / n, y: sy / n } : { x: 32768, y: 32768 };
  });
};

// Gives groups colours of the palette, so that neighbours look different.
const slotsOf = colouring => {
  const lab = labs('light');
  const slots = new Array(colouring.values.length).fill(-1);
  const order = colouring.values.map((_, i) => i).filter(i => !colouring.values[i].rest);
  order.sort((a, b) => colouring.values[b].count - colouring.values[a].count);
  const used = new Array(SLOTS).fill(0);
  for (const group of order) {
    let best = 0, least = Infinity;
    for (let slot = 0; slot < Math.min(SLOTS, Math.max(HUES.length, order.length)); slot++) {
      let cost = 40 * used[slot] + 0.15 * Math.floor(slot / HUES.length) + 0.001 * slot;
      for (const other of order) {
        if (slots[other] < 0) continue;
        const near = Math.hypot(colouring.anchors[group].x - colouring.anchors[other].x, colouring.anchors[group].y - colouring.anchors[other].y) / 65536;
        const alike = Math.hypot(...lab[slot].map((v, i) => v - lab[slots[other]][i]));
        cost += Math.exp(-((alike / 0.08) ** 2)) / (0.02 + near * near) / 10;
      }
      if (cost < least) { least = cost; best = slot; }
    }
    slots[group] = best;
    used[best]++;
  }
  return slots;
};
for (const colouring of colourings) {
  colouring.anchors = anchors(colouring);
  colouring.slots = colouring.kind === 'range' ? [] : slotsOf(colouring);
}
const coloursOf = (colouring, theme) => {
  const lab = labs(theme);
  const inOrder = colouring.values.filter(value => !value.rest).length;
  return colouring.values.map((value, i) => value.rest ? GREY[theme]
    : rgb(colouring.kind === 'range' ? steps(theme)(i, inOrder) : lab[colouring.slots[i]]));
};
const litColoursOf = (colouring, theme) => coloursOf(colouring, theme).map((colour, i) => colouring.values[i].rest ? LIT_REST[theme] : colour);

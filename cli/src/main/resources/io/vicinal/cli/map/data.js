// What the page holds: facts (title, colourings), places (binary: x and y of each point, a group of each point for each colouring, its
// nearest points), and texts (compressed).
const element = id => document.getElementById(id);
const bytes = id => {
  const coded = atob(element(id).textContent.trim());
  const decoded = new Uint8Array(coded.length);
  for (let i = 0; i < coded.length; i++) decoded[i] = coded.charCodeAt(i);
  element(id).remove();
  return decoded;
};
const facts = JSON.parse(element('facts').textContent);
const count = facts.documents;
const NONE = 0xffffffff;
const number = value => value.toLocaleString('en');

const places = bytes('places');
const at = (() => {
  let offset = 0;
  return length => places.slice(offset, offset += length).buffer;
})();
const xy = new Uint16Array(at(4 * count));
const near = new Uint32Array(at(4 * count * facts.near));
const colourings = facts.colourings.map(colouring => ({ ...colouring, groupOf: new Uint8Array(at(count)) }));

const unpacked = async () => {
  const stream = new Blob([bytes('texts')]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(stream).text());
};
const texts = await unpacked();
const idOf = point => texts.ids[point];
const textOf = point => texts.texts[point] ?? '';

// Places by cells, each with its points one after the other, to find what is under a pointer.
const CELLS = 256;
const cells = (() => {
  const cellOf = point => (xy[2 * point + 1] >> 8) * CELLS + (xy[2 * point] >> 8);
  const starts = new Uint32Array(CELLS * CELLS + 1);
  for (let i = 0; i < count; i++) starts[cellOf(i) + 1]++;
  for (let i = 0; i < CELLS * CELLS; i++) starts[i + 1] += starts[i];
  const next = starts.slice();
  const points = new Uint32Array(count);
  for (let i = 0; i < count; i++) points[next[cellOf(i)]++] = i;
  return { starts, points };
})();

// Calls visit(point) for each point in a rectangle of the picture, whose sides are 0 to 65535.
const within = (left, top, right, bottom, visit) => {
  const cell = value => Math.max(0, Math.min(CELLS - 1, Math.floor(value / 256)));
  for (let row = cell(top); row <= cell(bottom); row++) {
    const from = cells.starts[row * CELLS + cell(left)];
    const to = cells.starts[row * CELLS + cell(right) + 1];
    for (let i = from; i < to; i++) {
      const point = cells.points[i];
      const x = xy[2 * point];
      const y = xy[2 * point + 1];
      if (x >= left && x <= right && y >= top && y <= bottom) visit(point);
    }
  }
};

// Draws all points, by WebGL where the browser has it, otherwise on a plain canvas: faded ones first, lit ones last.
const FADED = 0, PLAIN = 1, LIT = 2;
const state = new Uint8Array(count).fill(PLAIN);
const FADE = { light: 0.3, dark: 0.35 };
// While the view moves, so many points are drawn at least, and more if that takes no longer than these milliseconds.
const LEAST = 8000, IN_TIME = 6;
// Steps of this length come to every point, and the first few are spread over all.
const STRIDE = (() => {
  const divisor = (a, b) => b ? divisor(b, a % b) : a;
  let stride = Math.max(1, Math.round(0.618 * count));
  while (divisor(stride, count) > 1) stride++;
  return stride;
})();
const FADED_COLOUR = { light: [0.76, 0.77, 0.78], dark: [0.27, 0.28, 0.31] };

// How points of a state look: red, green, blue and how much it covers, and the radius.
const inkOf = (which, group) => which === FADED ? [...FADED_COLOUR[now.theme], FADE[now.theme]]
  : which === LIT ? [...now.lit[group], 1] : [...now.colours[group], 0.82];
const radiusOf = which => which === FADED ? radius() * 0.85 : which === LIT ? Math.max(radius() * 1.35, 2.5) : radius();

const VERTEX = `
attribute vec2 place; attribute vec4 ink;
uniform vec2 scale, offset; uniform mediump float size;
varying vec4 colour;
void main() {
  gl_Position = vec4(place * scale + offset, 0.0, 1.0);
  gl_PointSize = size;
  colour = ink;
}`;
const FRAGMENT = `
precision mediump float;
uniform mediump float size;
varying vec4 colour;
void main() {
  float away = length(gl_PointCoord - 0.5) * size;
  float inside = clamp(size * 0.5 - away, 0.0, 1.0);
  gl_FragColor = vec4(colour.rgb, 1.0) * colour.a * inside;
}`;

const byWebGl = canvas => {
  const gl = canvas.getContext('webgl', { antialias: false, premultipliedAlpha: true, preserveDrawingBuffer: false });
  if (!gl) return null;
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  const attribute = (name, size, kind) => {
    const buffer = gl.createBuffer();
    const location = gl.getAttribLocation(program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, kind, true, 0, 0);
    return values => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    };
  };
  const sendPlaces = attribute('place', 2, gl.UNSIGNED_SHORT);
  const sendInks = attribute('ink', 4, gl.UNSIGNED_BYTE);
  const at = Object.fromEntries(['scale', 'offset', 'size'].map(name => [name, gl.getUniformLocation(program, name)]));
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  let repainted = true;
  let measured = 0, affordable = LEAST;
  const starts = [0, 0, 0, 0];
  // Points by state, each with its colour: so they need be sent only when these change, and none is looked at twice when the view does.
  // Those of a state are in a mixed order, so that the first of them are spread over all.
  const send = () => {
    starts.fill(0);
    for (let i = 0; i < count; i++) starts[state[i] + 1]++;
    for (const which of [FADED, PLAIN, LIT]) starts[which + 1] += starts[which];
    const next = starts.slice();
    const inks = [FADED, PLAIN, LIT].map(which => now.colours.map((_, group) => inkOf(which, group).map(part => Math.round(255 * part))));
    const sortedPlaces = new Uint16Array(2 * count);
    const sortedInks = new Uint8Array(4 * count);
    for (let step = 0, i = 0; step < count; step++, i = (i + STRIDE) % count) {
      const to = next[state[i]]++;
      sortedPlaces[2 * to] = xy[2 * i];
      sortedPlaces[2 * to + 1] = xy[2 * i + 1];
      sortedInks.set(inks[state[i]][now.colouring.groupOf[i]], 4 * to);
    }
    sendPlaces(sortedPlaces);
    sendInks(sortedInks);
  };
  // Those that match first, and as many of the others as there may be.
  const drawPoints = (most, ratio) => {
    gl.clear(gl.COLOR_BUFFER_BIT);
    const lit = starts[LIT + 1] - starts[LIT];
    const share = Math.min(1, Math.max(0, most - lit) / Math.max(1, count - lit));
    for (const which of [FADED, PLAIN, LIT]) {
      const all = starts[which + 1] - starts[which];
      const some = which === LIT ? Math.min(all, most) : Math.ceil(all * share);
      gl.uniform1f(at.size, 2 * radiusOf(which) * ratio + 1);
      if (some) gl.drawArrays(gl.POINTS, starts[which], some);
    }
  };
  // Waits for a picture, to learn how many points can be drawn in time: all, unless there is no graphics card.
  const measure = ratio => {
    const start = performance.now();
    drawPoints(count, ratio);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    affordable = Math.max(affordable, count * IN_TIME / (performance.now() - start));
    measured++;
  };
  return {
    name: 'WebGL',
    repaint() { repainted = true; },
    draw(ratio, moving) {
      if (repainted) send();
      repainted = false;
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.uniform2f(at.scale, 2 * 65535 * view.scale / view.width, -2 * 65535 * view.scale / view.height);
      gl.uniform2f(at.offset, 2 * view.x / view.width - 1, 1 - 2 * view.y / view.height);
      if (moving && measured < 3 && count > LEAST) measure(ratio);
      else drawPoints(moving ? affordable : count, ratio);
    },
  };
};

const dot = (pen, x, y, r) => {
  if (r < 2) {
    pen.fillRect(x - r, y - r, 2 * r, 2 * r);
  } else {
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fill();
  }
};

const byCanvas = canvas => {
  const pen = canvas.getContext('2d');
  return {
    name: 'canvas',
    repaint() {},
    draw(ratio) {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, view.width, view.height);
      const seen = [FADED, PLAIN, LIT].map(() => now.colours.map(() => []));
      const margin = 10 / view.scale;
      within(-view.x / view.scale - margin, -view.y / view.scale - margin,
        (view.width - view.x) / view.scale + margin, (view.height - view.y) / view.scale + margin,
        point => seen[state[point]][now.colouring.groupOf[point]].push(point));
      for (const which of [FADED, PLAIN, LIT]) {
        const r = radiusOf(which);
        seen[which].forEach((points, group) => {
          const [red, green, blue, alpha] = inkOf(which, group);
          pen.fillStyle = css([red, green, blue], alpha);
          for (const point of points) dot(pen, xy[2 * point] * view.scale + view.x, xy[2 * point + 1] * view.scale + view.y, r);
        });
      }
    },
  };
};

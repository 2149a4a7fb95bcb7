// Draws all points, by WebGL where the browser has it, otherwise on a plain canvas: faded ones first, lit ones last.
const FADED = 0, PLAIN = 1, LIT = 2;
const state = new Uint8Array(count).fill(PLAIN);
const FADE = { light: 0.3, dark: 0.35 };
const FADED_COLOUR = { light: [0.76, 0.77, 0.78], dark: [0.27, 0.28, 0.31] };

const VERTEX = `
attribute vec2 place; attribute float group; attribute float state;
uniform vec2 scale, offset; uniform float radius, pass; uniform vec3 colours[64]; uniform vec3 faded; uniform float fade;
varying vec4 colour; varying float size;
void main() {
  bool mine = abs(state - pass) < 0.5;
  float r = pass > 1.5 ? max(radius * 1.35, 2.5) : pass < 0.5 ? radius * 0.85 : radius;
  size = 2.0 * r + 2.0;
  gl_Position = mine ? vec4(place * scale + offset, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = size;
  colour = pass < 0.5 ? vec4(faded, fade) : vec4(colours[int(group + 0.5)], pass > 1.5 ? 1.0 : 0.82);
}`;
const FRAGMENT = `
precision mediump float;
varying vec4 colour; varying float size;
void main() {
  float away = length(gl_PointCoord - 0.5) * size;
  float inside = clamp(size * 0.5 - 0.5 - away, 0.0, 1.0);
  gl_FragColor = vec4(colour.rgb, 1.0) * colour.a * inside;
}`;

const byWebGl = canvas => {
  const gl = canvas.getContext('webgl', { antialias: false, premultipliedAlpha: true, preserveDrawingBuffer: false });
  if (!gl || gl.getParameter(gl.MAX_VERTEX_UNIFORM_VECTORS) < 80) return null;
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
  const attribute = (name, size, kind, normal) => {
    const buffer = gl.createBuffer();
    const location = gl.getAttribLocation(program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, kind, normal, 0, 0);
    return values => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    };
  };
  attribute('place', 2, gl.UNSIGNED_SHORT, true)(xy);
  const groups = attribute('group', 1, gl.UNSIGNED_BYTE, false);
  const states = attribute('state', 1, gl.UNSIGNED_BYTE, false);
  const uniform = name => gl.getUniformLocation(program, name);
  const at = Object.fromEntries(['scale', 'offset', 'radius', 'pass', 'colours', 'faded', 'fade'].map(name => [name, uniform(name)]));
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  return {
    name: 'WebGL',
    groups: colouring => groups(colouring.groupOf),
    states: () => states(state),
    draw(colours, lit, theme, ratio) {
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.uniform2f(at.scale, 2 * 65535 * view.scale / view.width, -2 * 65535 * view.scale / view.height);
      gl.uniform2f(at.offset, 2 * view.x / view.width - 1, 1 - 2 * view.y / view.height);
      gl.uniform1f(at.radius, radius() * ratio);
      gl.uniform3fv(at.faded, FADED_COLOUR[theme]);
      gl.uniform1f(at.fade, FADE[theme]);
      for (const pass of [FADED, PLAIN, LIT]) {
        if (!state.includes(pass)) continue;
        gl.uniform1f(at.pass, pass);
        gl.uniform3fv(at.colours, new Float32Array((pass === LIT ? lit : colours).flat()));
        gl.drawArrays(gl.POINTS, 0, count);
      }
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
  let groupOf = colourings[0].groupOf;
  return {
    name: 'canvas',
    groups: colouring => { groupOf = colouring.groupOf; },
    states() {},
    draw(colours, lit, theme, ratio) {
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, view.width, view.height);
      const seen = [FADED, PLAIN, LIT].map(() => colours.map(() => []));
      const margin = 10 / view.scale;
      within(-view.x / view.scale - margin, -view.y / view.scale - margin,
        (view.width - view.x) / view.scale + margin, (view.height - view.y) / view.scale + margin,
        point => seen[state[point]][groupOf[point]].push(point));
      for (const pass of [FADED, PLAIN, LIT]) {
        const r = pass === LIT ? Math.max(radius() * 1.35, 2.5) : pass === FADED ? radius() * 0.85 : radius();
        seen[pass].forEach((points, group) => {
          pen.fillStyle = pass === FADED ? css(FADED_COLOUR[theme], FADE[theme]) : pass === LIT ? css(lit[group]) : css(colours[group], 0.82);
          for (const point of points) dot(pen, xy[2 * point] * view.scale + view.x, xy[2 * point + 1] * view.scale + view.y, r);
        });
      }
    },
  };
};

"use strict";
// Everything is drawn already. This adds what a pointer or a key can ask for: the figures of a point, fewer engines, another
// scale, another baseline.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const tip = document.getElementById("tip");
  const NEAR = 32;
  let shown = null;

  // NUMBERS

  const rounded = (value, unit = "") => {
    if (value === null || value === undefined) return null;
    const digits = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
    const step = 10 ** (digits - 2);
    const shown = digits > 2 ? Math.round(value / step) * step : value;
    const places = Math.min(3, Math.max(0, 2 - digits));
    const text = shown.toLocaleString("en-US", {
      minimumFractionDigits: value === 0 ? 0 : places, maximumFractionDigits: places });
    return text + unit;
  };
  const recall = (value) => value === null || value === undefined ? null : value.toFixed(4);
  const between = (low, high) => low === null || high === null ? null : `${rounded(low)}–${rounded(high)}`;

  const FIGURES = {
    points: (p) => [["effort", p.effort], ["recall", recall(p.recall)], ["worst 5 % at most", recall(p.recallP5)],
      ["queries a second", rounded(p.qps)], ["of the rounds", between(p.qpsMin, p.qpsMax)],
      ["half within", rounded(p.p50Micros, " µs")], ["99 % within", rounded(p.p99Micros, " µs")],
      ["99.9 % within", rounded(p.p999Micros, " µs")],
      ["99 % of the queries, usually", rounded(p.p99UsualMicros, " µs")]],
    filtered: (p) => [["filter", p.filter], ["allowed", rounded(100 * p.selectivity, " %")], ["lift", rounded(p.lift)],
      ["effort", p.effort], ["recall", recall(p.recall)], ["queries a second", rounded(p.qps)]],
    churned: (p) => [["replaced", rounded(100 * p.replaced, " %")], ["effort", p.effort], ["recall", recall(p.recall)],
      ["recall of a fresh index", recall(p.freshRecall)], ["queries a second", rounded(p.qps)],
      ["time to change", rounded(p.changeSeconds, " s")]],
  };

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  // POINTS

  const middle = (mark) => {
    const box = mark.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
  const visible = (plot) => [...plot.querySelectorAll(".mark[data-key]")].filter((mark) => mark.getClientRects().length > 0);

  function hide() {
    if (!shown) return;
    const walk = shown.closest(".walk");
    walk.classList.remove("lit");
    walk.querySelectorAll(".on").forEach((one) => one.classList.remove("on"));
    shown.classList.remove("at");
    shown = null;
    tip.hidden = true;
  }

  function show(mark) {
    if (mark === shown) return;
    hide();
    shown = mark;
    const walk = mark.closest(".walk");
    const name = mark.parentNode.dataset.series;
    walk.classList.add("lit");
    walk.querySelectorAll("[data-series]").forEach((one) => one.classList.toggle("on", one.dataset.series === name));
    mark.classList.add("at");
    const [kind, index] = mark.dataset.key.split(":");
    const point = data[kind][index];
    const list = document.createElement("dl");
    for (const [what, figure] of FIGURES[kind](point)) {
      if (figure !== null) list.append(element("dt", what), element("dd", figure));
    }
    tip.replaceChildren(element("b", point.engine), element("span", point.parameters), list);
    tip.hidden = false;
    place(middle(mark));
  }

  function place(at) {
    const width = tip.offsetWidth;
    const height = tip.offsetHeight;
    const room = document.documentElement.clientWidth;
    let left = at.x + 14;
    if (left + width > room - 8) left = at.x - width - 14;
    const beside = left >= 8;
    if (!beside) left = Math.max(8, Math.min(at.x - width / 2, room - width - 8));
    let top = beside ? at.y - height / 2 : at.y + 16;
    top = Math.max(8, Math.min(top, window.innerHeight - height - 8));
    if (!beside && top < at.y + 12) top = Math.max(8, at.y - height - 16);
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${top + window.scrollY}px`;
  }

  function nearest(walk, x, y) {
    let best = null;
    let distance = NEAR;
    for (const mark of visible(walk)) {
      const at = middle(mark);
      const away = Math.hypot(at.x - x, at.y - y);
      if (away < distance) [best, distance] = [mark, away];
    }
    return best;
  }

  // Left and right follow a line, up and down go to the closest point of the line above or below.
  function step(walk, key) {
    const marks = visible(walk);
    if (!shown || !marks.includes(shown)) return marks[marks.length - 1];
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const line = marks.filter((mark) => mark.parentNode === shown.parentNode);
      return line[line.indexOf(shown) + (key === "ArrowRight" ? 1 : -1)] || shown;
    }
    const from = middle(shown);
    const sign = key === "ArrowUp" ? -1 : 1;
    const away = (mark) => Math.hypot(3 * (middle(mark).x - from.x), middle(mark).y - from.y);
    return marks.filter((mark) => mark.parentNode !== shown.parentNode && sign * (middle(mark).y - from.y) > 0)
      .sort((one, other) => away(one) - away(other))[0] || shown;
  }

  for (const walk of document.querySelectorAll(".walk")) {
    const follow = (event) => {
      const mark = nearest(walk, event.clientX, event.clientY);
      if (mark) show(mark);
      else hide();
    };
    walk.addEventListener("pointermove", follow);
    walk.addEventListener("pointerdown", follow);
    walk.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") hide(); });
    walk.addEventListener("blur", hide);
    walk.addEventListener("focus", () => {
      if (walk.matches(":focus-visible") && !shown) show(step(walk, ""));
    });
    walk.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
      if (!event.key.startsWith("Arrow") || visible(walk).length === 0) return;
      event.preventDefault();
      show(step(walk, event.key));
    });
  }
  window.addEventListener("resize", hide);

  // CONTROLS

  document.querySelector(".controls").hidden = false;
  for (const button of document.querySelectorAll("[data-toggle]")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", on);
      hide();
      for (const one of document.querySelectorAll(".plot [data-series]")) {
        if (one.dataset.series === button.dataset.toggle) one.style.display = on ? "" : "none";
      }
    });
  }
  const scales = [...document.querySelectorAll("[data-scale]")];
  for (const button of scales) {
    button.addEventListener("click", () => {
      hide();
      for (const one of scales) {
        one.setAttribute("aria-pressed", one === button);
        document.getElementById(one.dataset.scale).hidden = one !== button;
      }
    });
  }
  const baseline = document.getElementById("baseline");
  const compare = () => {
    for (const cell of document.querySelectorAll("[data-ratios]")) {
      cell.textContent = cell.dataset.ratios.split("|")[baseline.selectedIndex];
    }
    document.getElementById("chosen").textContent = baseline.value;
  };
  if (baseline.options.length > 0) {
    baseline.addEventListener("change", compare);
    compare();
  }
  window.addEventListener("beforeprint", () => {
    hide();
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
  });
})();

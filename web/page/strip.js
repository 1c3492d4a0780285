/* How many events each month or year has, and the days chosen among them. */

import { MONTHS, date, edtfText, firstDay, isoDay, lastDay, longDay } from "/dates.js";
import { byId, make, plural } from "/dom.js";
import { go, state } from "/state.js";

let strip = null; // what is drawn: first and last day, days per pixel

export function drawStrip(counts) {
  const groups = counts.groups;
  const box = byId("strip");
  if (!groups.length) {
    strip = null;
    return box.replaceChildren();
  }
  const width = 1000,
    height = 62;
  const first = date(groups[0].from),
    last = date(groups.at(-1).to);
  const days = Math.max(1, (last - first) / 864e5 + 1);
  const x = (when) => ((when - first) / 864e5 / days) * width;
  const tallest = Math.max(...groups.map((group) => group.events));
  const from = state.fields.from ? firstDay(state.fields.from) : null,
    to = state.fields.to ? lastDay(state.fields.to) : null;
  const svg = make("svg", {
    viewBox: `0 0 ${width} ${height + 20}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": `${plural(counts.events, "event")} from ${longDay(groups[0].from)} to ${longDay(groups.at(-1).to)}, busiest with ${tallest}`,
  });
  for (const group of groups) {
    const left = x(date(group.from)),
      right = x(+date(group.to) + 864e5);
    const inside = (!from || date(group.to) >= from) && (!to || date(group.from) <= to);
    const tall = Math.max(2, (group.events / tallest) * (height - 4));
    svg.append(
      make(
        "rect",
        {
          class: (from || to) && inside ? "bar in" : "bar",
          x: left.toFixed(2),
          width: Math.max(1.6, right - left - 1).toFixed(2),
          y: (height - tall).toFixed(1),
          height: tall.toFixed(1),
          rx: 1.5,
        },
        make(
          "title",
          {},
          `${edtfText(`${group.from}/${group.to}`)}: ${plural(group.events, "event")}`,
        ),
      ),
    );
  }
  svg.append(make("line", { class: "base", x1: 0, x2: width, y1: height, y2: height }));
  const brush = make("rect", {
    class: "brush",
    x: 0,
    y: 0,
    width: 0,
    height,
    visibility: "hidden",
  });
  if (from || to) {
    const left = from ? Math.max(0, x(from)) : 0,
      right = to ? Math.min(width, x(+to + 864e5)) : width;
    if (right > left) {
      brush.setAttribute("x", left);
      brush.setAttribute("width", right - left);
      brush.setAttribute("visibility", "visible");
    }
  }
  svg.append(brush);
  const labels = make("div", { class: "ticks", "aria-hidden": "true" });
  for (const [when, text] of ticks(first, last))
    labels.append(tickLabel((x(when) / width) * 100, text));
  box.replaceChildren(svg, labels);
  strip = { first, days, brush, width };
}

/** A label at that share of the width; near the right end it stands before its place. */
function tickLabel(percent, text) {
  const place = percent > 93 ? `right:${(100 - percent).toFixed(2)}%` : `left:${percent.toFixed(2)}%`;
  return make("span", { style: place }, text);
}

/** Days to label: years, or months when there are few. */
function ticks(first, last) {
  const years = last.getUTCFullYear() - first.getUTCFullYear();
  const found = [];
  if (years >= 2) {
    const step = Math.ceil(years / 12);
    for (let year = first.getUTCFullYear(); year <= last.getUTCFullYear(); year += step)
      found.push([Date.UTC(year, 0, 1), String(year)]);
  } else {
    const months = (last - first) / 864e5 / 30;
    const step = Math.max(1, Math.ceil(months / 10));
    for (
      let m = first.getUTCFullYear() * 12 + first.getUTCMonth();
      m <= last.getUTCFullYear() * 12 + last.getUTCMonth();
      m += step
    )
      found.push([
        Date.UTC(Math.floor(m / 12), m % 12, 1),
        `${MONTHS[m % 12].slice(0, 3)}${m % 12 === 0 || found.length === 0 ? " " + Math.floor(m / 12) : ""}`,
      ]);
  }
  return found
    .filter(([when]) => when >= +first - 864e5 * 16)
    .map(([when, text]) => [Math.max(when, +first), text]);
}

/** Drag over the strip to choose days; the fields From and To do the same from the keyboard. */
export function listenToStrip() {
  const box = byId("strip");
  let start = null;
  const at = (event) => {
    const r = box.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - r.left) / r.width));
  };
  const dayAt = (share) =>
    isoDay(
      new Date(+strip.first + Math.min(strip.days - 1, Math.floor(share * strip.days)) * 864e5),
    );
  box.addEventListener("pointerdown", (event) => {
    if (strip && event.button === 0) {
      start = at(event);
      box.setPointerCapture(event.pointerId);
    }
  });
  box.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const [a, b] = [start, at(event)].sort((p, q) => p - q);
    strip.brush.setAttribute("x", a * strip.width);
    strip.brush.setAttribute("width", (b - a) * strip.width);
    strip.brush.setAttribute("visibility", "visible");
  });
  box.addEventListener("pointerup", (event) => {
    if (start === null) return;
    let [a, b] = [start, at(event)].sort((p, q) => p - q);
    start = null;
    if (b - a < 0.004) {
      a = Math.max(0, a - 0.01);
      b = Math.min(1, b + 0.01);
    }
    go({ fields: { ...state.fields, from: dayAt(a), to: dayAt(b) }, event: "" });
  });
}

/* The same pairs as a picture: actors as circles, contacts as lines. */

import { byId, make, plural } from "/dom.js";
import { kindsText } from "/met.js";
import { state } from "/state.js";

const MOST_LABELS = 18; // the busiest; more names would cover each other

/** Places for nodes by springs and repulsion; the same graph gives the same picture. */
function layOut(nodes, edges, width, height) {
  nodes.forEach((node, i) => {
    const angle = i * 2.399963; // the golden angle spreads them evenly
    const radius = 12 * Math.sqrt(i + 1);
    node.x = width / 2 + radius * Math.cos(angle);
    node.y = height / 2 + radius * Math.sin(angle);
  });
  const k = 0.82 * Math.sqrt((width * height) / (nodes.length + 1));
  for (let step = 0; step < 320; ++step) {
    const heat = 26 * (1 - step / 320) + 0.4;
    for (const node of nodes) {
      node.fx = (width / 2 - node.x) * 0.12;
      node.fy = (height / 2 - node.y) * 0.14;
    }
    for (let i = 0; i < nodes.length; ++i)
      for (let j = i + 1; j < nodes.length; ++j) {
        const dx = nodes[i].x - nodes[j].x,
          dy = nodes[i].y - nodes[j].y;
        const push = (k * k) / Math.max(dx * dx + dy * dy, 25);
        nodes[i].fx += dx * push;
        nodes[i].fy += dy * push;
        nodes[j].fx -= dx * push;
        nodes[j].fy -= dy * push;
      }
    for (const { a, b } of edges) {
      const dx = a.x - b.x,
        dy = a.y - b.y;
      const pull = Math.hypot(dx, dy) / k;
      a.fx -= dx * pull;
      a.fy -= dy * pull;
      b.fx += dx * pull;
      b.fy += dy * pull;
    }
    for (const node of nodes) {
      const force = Math.hypot(node.fx, node.fy) || 1;
      const move = Math.min(force, heat) / force;
      node.x += node.fx * move;
      node.y += node.fy * move;
    }
  }
  fit(nodes, "x", 52, width - 52);
  fit(nodes, "y", 24, height - 34);
}

/** Stretches or shrinks the places along one axis so that they fill it, and no node leaves it. */
function fit(nodes, axis, low, high) {
  const least = Math.min(...nodes.map((node) => node[axis]));
  const most = Math.max(...nodes.map((node) => node[axis]));
  const scale = Math.min(1.6, (high - low) / Math.max(1, most - least));
  const middle = (least + most) / 2;
  for (const node of nodes) node[axis] = (low + high) / 2 + (node[axis] - middle) * scale;
}

export function drawNetwork(met) {
  const width = 430,
    height = 400;
  const nodes = new Map();
  const node = (actor) => {
    if (!nodes.has(actor.key)) nodes.set(actor.key, { ...actor, weight: 0, near: new Set() });
    return nodes.get(actor.key);
  };
  const edges = met.pairs.slice(0, 60).map((pair) => {
    const a = node(pair.a),
      b = node(pair.b);
    a.weight += pair.times;
    b.weight += pair.times;
    a.near.add(b.key);
    b.near.add(a.key);
    return { a, b, pair };
  });
  const list = [...nodes.values()];
  if (!list.length)
    return byId("graph").replaceChildren(make("p", { class: "legend" }, "No meetings to draw."));
  layOut(list, edges, width, height);
  const most = Math.max(...list.map((each) => each.weight));
  const radius = (each) => 5 + 9 * Math.sqrt(each.weight / most);
  const svg = make("svg", {
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": `Network of ${plural(list.length, "actor")}; the table above has the same pairs`,
  });
  for (const { a, b, pair } of edges)
    svg.append(
      make(
        "line",
        {
          x1: a.x.toFixed(1),
          y1: a.y.toFixed(1),
          x2: b.x.toFixed(1),
          y2: b.y.toFixed(1),
          "stroke-width": (1 + 1.6 * Math.log2(pair.times)).toFixed(1),
          "data-ends": `${a.key} ${b.key}`,
        },
        make("title", {}, `${a.name} – ${b.name}: ${kindsText(pair.kinds)}`),
      ),
    );
  for (const each of list.sort((a, b) => b.weight - a.weight)) {
    const link = document.createElementNS("http://www.w3.org/2000/svg", "a");
    link.setAttribute("href", `/?actor=${encodeURIComponent(each.key)}`);
    link.setAttribute("class", `${each.kind}${state.actors.includes(each.key) ? " asked" : list.indexOf(each) >= MOST_LABELS ? " minor" : ""}`);
    link.dataset.node = each.key;
    link.setAttribute(
      "aria-label",
      `${each.name}: ${plural(each.weight, "contact")}. Show only events with this actor`,
    );
    link.append(
      make("circle", { cx: each.x.toFixed(1), cy: each.y.toFixed(1), r: radius(each).toFixed(1) }),
      make("text", { x: each.x.toFixed(1), y: (each.y + radius(each) + 12).toFixed(1) }, each.name),
    );
    const focusOn = () =>
      svg.querySelectorAll("a, line").forEach((part) => {
        const keys = part.dataset.node ? [part.dataset.node] : part.dataset.ends.split(" ");
        const kept = part.dataset.node
          ? keys[0] === each.key || each.near.has(keys[0])
          : keys.includes(each.key);
        part.classList.toggle("dim", !kept);
      });
    const letGo = () =>
      svg.querySelectorAll(".dim").forEach((part) => part.classList.remove("dim"));
    for (const name of ["mouseenter", "focus"]) link.addEventListener(name, focusOn);
    for (const name of ["mouseleave", "blur"]) link.addEventListener(name, letGo);
    svg.append(link);
  }
  byId("graph").replaceChildren(
    svg,
    make(
      "p",
      { class: "legend" },
      make("span", { class: "person" }, "person"),
      make("span", { class: "country" }, "country"),
      make("span", { class: "organization" }, "organisation"),
    ),
  );
}

"use strict";
/* The page: state in the URL, answers from /v1, everything drawn from those. */

// ---------------------------------------------------------------- small helpers

const byId = (id) => document.getElementById(id);

/** An element with properties, data-, aria- and other attributes, and children. */
function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "line", "circle", "rect", "text", "title", "path"].includes(tag);
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag)
                   : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const plural = (n, one, many = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** "A", "A and B", "A, B and C", "A, B, C and 4 others". */
function listed(names, most = 4) {
  const shown = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} others`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

const isWebAddress = (url) => /^https?:\/\//i.test(url ?? "");

async function ask(path, parameters, signal) {
  const query = parameters?.toString();
  const response = await fetch(query ? `${path}?${query}` : path, { signal, headers: { Accept: "application/json" } });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.detail || answer.title || `the server answered ${response.status}`);
  return answer;
}

// ---------------------------------------------------------------- dates, partial ones as partial

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function parts(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return { year, month, day };
}
const date = (iso) => new Date(iso + "T00:00:00Z");
const isoDay = (when) => when.toISOString().slice(0, 10);
const longDay = (iso) => { const p = parts(iso); return `${p.day} ${MONTHS[p.month - 1]} ${p.year}`; };
const monthName = (iso) => { const p = parts(iso); return `${MONTHS[p.month - 1]} ${p.year}`; };

/** Whole days from one to another, as short as can be: "12–15 May 2020". */
function dayRange(from, to) {
  const a = parts(from), b = parts(to);
  if (from === to) return longDay(from);
  if (a.year !== b.year) return `${longDay(from)} – ${longDay(to)}`;
  if (a.month !== b.month) return `${a.day} ${MONTHS[a.month - 1]} – ${longDay(to)}`;
  return `${a.day}–${b.day} ${MONTHS[a.month - 1]} ${a.year}`;
}

/** When an event was, no finer than it is known. */
function whenText(event) {
  const { from, to, granularity } = event;
  const a = parts(from);
  const ordinal = ["first", "second", "third", "fourth"];
  const text = {
    month: () => monthName(from),
    year: () => String(a.year),
    quarter: () => `${ordinal[Math.floor((a.month - 1) / 3)]} quarter of ${a.year}`,
    half: () => `${ordinal[a.month > 6 ? 1 : 0]} half of ${a.year}`,
    season: () => `${a.month === 12 ? "winter" : ["winter", "spring", "summer", "autumn"][Math.floor((a.month % 12) / 3)]} ${parts(to).year}`,
    week: () => `week of ${longDay(from)}`,
    decade: () => `the ${a.year}s`,
    longer: () => (a.year === parts(to).year ? dayRange(from, to) : `${a.year}–${parts(to).year}`),
  }[granularity];
  return (event.assumed ? "about " : "") + (text ? text() : dayRange(from, to));
}

/** The same for the margin of a list whose heading already tells month or year. */
function marginDate(event) {
  const { from, to, granularity } = event;
  const a = parts(from), b = parts(to);
  if (from === to) {
    return { main: `${event.assumed ? "about " : ""}${a.day} ${MONTHS[a.month - 1].slice(0, 3)}`,
             small: WEEKDAYS[date(from).getUTCDay()], partial: event.assumed };
  }
  if (granularity === "days" && a.year === b.year) {
    const main = a.month === b.month ? `${a.day}–${b.day} ${MONTHS[a.month - 1].slice(0, 3)}`
        : `${a.day} ${MONTHS[a.month - 1].slice(0, 3)} – ${b.day} ${MONTHS[b.month - 1].slice(0, 3)}`;
    return { main, small: "", partial: false };
  }
  return { main: whenText(event), small: granularity === "week" ? "" : "no day known", partial: true };
}

/** The title of a group of the timeline. */
function groupTitle(group, by) {
  if (by === "day") return `${WEEKDAYS[date(group.from).getUTCDay()]}, ${longDay(group.from)}`;
  if (by === "week") return dayRange(group.from, group.to);
  if (by === "year") return String(parts(group.from).year);
  return monthName(group.from);
}

// ---------------------------------------------------------------- events in words

const KIND_NAMES = { meet: "meeting", video: "video meeting", call: "call", visit: "visit", message: "message", agree: "agreement" };

const VERBS = {
  AGREE: ["agreed with", "agreed"], CONSULT: ["consulted with", "consulted"], SUPPORT: ["backed", "gave support"],
  CONCEDE: ["gave way to", "gave way"], COOPERATE: ["worked together with", "worked together"], AID: ["gave aid to", "gave aid"],
  RETREAT: ["eased off", "eased off"], REQUEST: ["appealed to", "made an appeal"], ACCUSE: ["criticised", "made accusations"],
  REJECT: ["turned down", "refused"], THREATEN: ["threatened", "made a threat"], PROTEST: ["protested against", "protested"],
  SANCTION: ["took measures against", "took punitive measures"], MOBILIZE: ["raised forces against", "raised forces"],
  COERCE: ["put down", "used coercion"], ASSAULT: ["attacked", "attacked"], STATEMENT: ["spoke to", "made a statement"],
};
const MODE_VERBS = {
  "in-person": ["met", "met"], video: ["met by video link with", "met by video link"], phone: ["phoned", "spoke by phone"],
  letter: ["wrote to", "exchanged messages"], visit: ["visited", "visited"], "third-party": ["mediated between", "mediated"],
  signing: ["signed an agreement with", "signed an agreement"], expel: ["expelled people of", "expelled people"],
  release: ["released people of", "released people"], ceasefire: ["ceased fire with", "ceased fire"],
  withdraw: ["withdrew from", "withdrew"], discontinue: ["broke off with", "broke off"],
  congratulation: ["sent greetings to", "sent greetings"],
};

const named = (actors) => actors.map((actor) => actor.name);

function bold(text) { return make("b", {}, text); }

/** "Xi Jinping phoned Vladimir Putin" as nodes: actors bold, each role in its place. */
function sentence(event) {
  const withRole = (...roles) => event.actors.filter((actor) => roles.includes(actor.role));
  const sources = withRole("source"), targets = withRole("target", "host"), others = withRole("participant", "mediator");
  const mode = event.mode && !(event.mode === "visit" && !targets.length) ? MODE_VERBS[event.mode] : null;
  const [to, alone] = mode ?? (event.kind === "meet" ? ["met", "met"] : VERBS[event.type] ?? ["dealt with", "acted"]);
  if (!event.actors.length) return [event.label || `Somebody ${alone}`];
  if (!sources.length && !targets.length) {
    if (others.length === 1) return [bold(named(others)[0]), others.length === 1 && ["met", "met by video link"].includes(alone) ? ` took part in a ${alone === "met" ? "meeting" : "video meeting"}` : ` ${alone}`];
    return [bold(listed(named(others))), ` ${alone}`];
  }
  const doers = sources.length ? sources : others;
  const done = targets.length ? [...targets, ...(sources.length ? others : [])] : sources.length ? others : [];
  if (!doers.length) return [bold(listed(named(done))), event.kind ? `: ${KIND_NAMES[event.kind]}` : ` ${alone}`];
  if (!done.length) return [bold(listed(named(doers))), ` ${alone}`];
  return [bold(listed(named(doers))), ` ${to} `, bold(listed(named(done)))];
}

const placeText = (place) => (place ? [place.city, countryName(place.country)].filter(Boolean).join(", ") : "");

const countries = new Map();  // ISO alpha-3 → name, as learnt from answers
const countryName = (code) => countries.get(code) ?? code ?? "";

/** Learns names of countries from the actors that answers bring. */
function learnCountries(actors) {
  for (const actor of actors) if (actor.kind === "country" && actor.country) countries.set(actor.country, actor.name);
}

// ---------------------------------------------------------------- state, kept in the URL

const FIELDS = { from: "from", to: "to", words: "words", place: "place", status: "status",
                 "as-known-on": "known", "min-confidence": "sure" };
const state = { actors: [], kinds: [], fields: {}, by: "month", order: "oldest", event: "" };

function readState() {
  const url = new URLSearchParams(location.search);
  state.actors = url.getAll("actor").filter(Boolean);
  state.kinds = (url.get("kind") ?? "").split(",").filter((kind) => kind in KIND_NAMES);
  state.fields = {};
  for (const name of Object.keys(FIELDS)) if (url.get(name)) state.fields[name] = url.get(name);
  state.by = ["day", "week", "month", "year"].includes(url.get("by")) ? url.get("by") : "month";
  state.order = url.get("order") === "newest" ? "newest" : "oldest";
  state.event = url.get("event") ?? "";
}

/** What is asked of the store; `range` false leaves the days out. */
function conditions({ range = true } = {}) {
  const query = new URLSearchParams();
  for (const actor of state.actors) query.append("actor", actor);
  if (state.kinds.length) query.set("kind", state.kinds.join(","));
  for (const [name, value] of Object.entries(state.fields))
    if (range || (name !== "from" && name !== "to")) query.set(name, value);
  return query;
}

function stateUrl() {
  const query = conditions();
  if (state.by !== "month") query.set("by", state.by);
  if (state.order !== "oldest") query.set("order", state.order);
  if (state.event) query.set("event", state.event);
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text ? `/?${text}` : "/";
}

function go(change, replace = false) {
  Object.assign(state, change);
  history[replace ? "replaceState" : "pushState"](null, "", stateUrl());
  showForm();
  refresh();
}

const actorNames = new Map();  // key → name, as learnt from answers
const actorLabel = (key) => actorNames.get(key) ?? key.replace(/^\w+:/, "").replaceAll("-", " ");
function learnActors(actors) {
  learnCountries(actors);
  for (const actor of actors) actorNames.set(actor.key, actor.name);
}

function showForm() {
  for (const [name, id] of Object.entries(FIELDS)) byId(id).value = state.fields[name] ?? "";
  byId("chosen").replaceChildren(...state.actors.map((key) => make("li", {}, actorLabel(key),
      make("button", { type: "button", "aria-label": `Leave out ${actorLabel(key)}`, "data-remove": key }, "×"))));
  for (const button of document.querySelectorAll(".kinds button")) {
    const kind = button.dataset.kind;
    button.setAttribute("aria-pressed", String(kind ? state.kinds.includes(kind) : !state.kinds.length));
  }
  byId("by").value = state.by;
  byId("order").textContent = state.order === "newest" ? "Newest first" : "Oldest first";
  byId("order").setAttribute("aria-label", `Order: ${byId("order").textContent}. Turn it round`);
  if (["place", "status", "as-known-on", "min-confidence"].some((name) => state.fields[name])) byId("more").open = true;
  for (const link of document.querySelectorAll("[data-export]")) {
    const query = conditions();
    query.set("format", link.dataset.export);
    link.href = `/v1/graph?${query}`;
  }
}

function readForm() {
  const fields = {};
  for (const [name, id] of Object.entries(FIELDS)) {
    const value = byId(id).value.trim();
    if (value) fields[name] = value;
  }
  const typed = byId("actor").value.trim();
  byId("actor").value = "";
  closeSuggestions();
  return { fields, actors: typed ? [...state.actors, typed] : state.actors, event: "" };
}

// ---------------------------------------------------------------- the timeline

let running = null;  // AbortController of the questions under way
let next = "";       // cursor behind the last event shown

function timelineQuery(cursor) {
  const query = conditions();
  query.set("by", state.by);
  query.set("order", state.order);
  query.set("limit", "200");
  if (cursor) query.set("cursor", cursor);
  return query;
}

function eventItem(event) {
  const margin = marginDate(event);
  const kind = event.mode === "video" ? "video" : event.kind;
  const facts = [];
  facts.push(make("span", { class: "kind" }, KIND_NAMES[kind] ?? event.type.toLowerCase()));
  if (event.count > 1) facts.push(make("span", {}, `${event.count} times`));
  if (event.place) facts.push(make("span", {}, placeText(event.place)));
  if (event.label) facts.push(make("span", {}, event.label));
  facts.push(make("span", {}, plural(event.reports, "report")));
  const unreal = !["occurred", "ongoing"].includes(event.status);
  const evidence = make("div", { class: "evidence", id: `evidence-${event.id}`, hidden: true });
  const button = make("button", { type: "button", class: "headline", "aria-expanded": "false",
                                  "aria-controls": evidence.id, "data-event": event.id },
      make("span", { class: "hidden" }, `${whenText(event)}: `),
      make("span", { class: "line" }, unreal ? make("span", { class: "badge" }, event.status.replace("-", " ")) : null, ...sentence(event)),
      make("span", { class: "facts" }, ...facts));
  return make("li", { class: unreal ? "event unreal" : "event", "data-kind": event.kind, id: `event-${event.id}` },
      make("div", { class: margin.partial ? "when partial" : "when", "aria-hidden": "true" }, make("b", {}, margin.main), margin.small),
      make("div", { class: "what" }, button, evidence));
}

function drawGroups(timeline, append) {
  const box = byId("groups");
  if (!append) box.replaceChildren();
  for (const group of timeline.groups) {
    learnActors(group.events.flatMap((event) => event.actors));
    const id = `group-${group.from}-${group.to}`;
    let list = byId(id);
    if (!list) {
      list = make("ol", { id });
      box.append(make("section", { class: "group", "aria-label": groupTitle(group, state.by) },
          make("h3", {}, groupTitle(group, state.by), make("small", {})), list));
    }
    list.append(...group.events.map(eventItem));
    list.previousElementSibling.querySelector("small").textContent = plural(list.children.length, "event");
  }
  if (!box.children.length) {
    box.append(make("div", { class: "empty" }, make("b", {}, "Nothing here"),
        "No event meets all these conditions. Widen the days, take an actor away, or show everything."));
  }
  next = timeline.next ?? "";
  byId("load-more").hidden = !next;
}

async function loadMore() {
  const button = byId("load-more");
  const last = byId("groups").querySelector(".group:last-child li:last-child");
  button.disabled = true;
  try {
    drawGroups(await ask("/v1/timeline", timelineQuery(next)), true);
    (last?.nextElementSibling ?? last?.closest("section").nextElementSibling)?.querySelector("button")?.focus();
  } catch (error) { complain(error); }
  button.disabled = false;
}

// ---------------------------------------------------------------- evidence

/** Text with its marks, whose places are counted in UTF-8 bytes. */
function markedText(text, marks) {
  const bytes = new TextEncoder().encode(text);
  const decode = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  const nodes = [];
  let at = 0;
  for (const mark of marks) {
    const [from, to] = mark.bytes;
    if (from < at) continue;
    nodes.push(decode(at, from), make("mark", { class: mark.kind, title: mark.title }, decode(from, to)));
    at = to;
  }
  nodes.push(decode(at, bytes.length));
  return nodes;
}

const MARK_TITLES = { trigger: "what shows the event", time: "when", participant: "who" };

function reportBox(report, event) {
  const marks = report.marks.map((mark) => ({ ...mark, title: mark.actor ? actorLabel(mark.actor) : MARK_TITLES[mark.kind] }));
  const term = (name, ...value) => [make("dt", {}, name), make("dd", {}, ...value)];
  const words = (kind) => marks.filter((mark) => mark.kind === kind);
  const details = [];
  for (const mark of words("trigger")) details.push(...term("Event", make("mark", { class: "trigger" }, mark.words), ` ${report.frame ?? ""}`));
  const whenWords = report.time_words ? [make("mark", { class: "time" }, report.time_words), " → "] : [];
  const reported = { ...event, ...spanOf(report.days, event) };
  details.push(...term("When", ...whenWords, reported.text));
  details.push(...term("Who", listed(report.participants.map((actor) => `${actor.name}${actor.role === "participant" ? "" : ` (${actor.role})`}`), 9)));
  if (report.attributed_to) details.push(...term("According to", report.attributed_to.name));
  details.push(...term("Sure", report.confidence.toFixed(2)));
  const source = [];
  if (report.publisher) source.push(make("span", {}, report.publisher));
  if (report.published) source.push(make("span", {}, longDay(report.published)));
  source.push(isWebAddress(report.url)
      ? make("a", { href: report.url, rel: "noopener noreferrer", target: "_blank" }, report.title || report.url)
      : make("span", {}, report.title ?? ""));
  source.push(make("button", { type: "button", class: "plain", "data-article": report.article, "data-sentence": report.sentence },
      "Read it in the article"));
  return make("article", { class: "report" }, make("blockquote", {}, ...markedText(report.sentence, marks)),
      make("dl", {}, ...details), make("p", { class: "source" }, ...source));
}

/** The days of one report in words, when they are those of the event; else as they stand. */
function spanOf(days, event) { return { text: days === event.days ? whenText(event) : days.replace("~", " (about)").replace("/", " to ") }; }

async function toggleEvent(id, open) {
  const button = document.querySelector(`[data-event="${CSS.escape(id)}"]`);
  if (!button) return;
  const evidence = byId(`evidence-${id}`);
  const show = open ?? button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(show));
  evidence.hidden = !show;
  if (show && !evidence.dataset.loaded) {
    evidence.dataset.loaded = "yes";
    evidence.replaceChildren(make("p", { class: "loading" }, "Fetching the sentences …"));
    try {
      const answer = await ask(`/v1/events/${id}`);
      learnActors(answer.reports.flatMap((report) => report.participants));
      evidence.replaceChildren(...answer.reports.map((report) => reportBox(report, answer.event)));
    } catch (error) {
      delete evidence.dataset.loaded;
      evidence.replaceChildren(make("p", { class: "loading" }, `This could not be fetched: ${error.message}`));
    }
  }
  return show;
}

async function openArticle(id, sentenceText) {
  try {
    const article = await ask(`/v1/articles/${id}`);
    const bytes = new TextEncoder().encode(article.text);
    const decode = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
    const spans = [];
    for (const mention of article.mentions)
      if (!spans.some((span) => span.bytes[0] === mention.sentence[0]))
        spans.push({ bytes: mention.sentence, kind: decode(...mention.sentence) === sentenceText ? "trigger" : "sentence", title: "An event was read here" });
    spans.sort((a, b) => a.bytes[0] - b.bytes[0]);
    byId("article-title").textContent = article.title;
    const source = [article.publisher, article.author, longDay(article.published)].filter(Boolean).join(" · ");
    byId("article-source").replaceChildren(source, isWebAddress(article.url) ? " · " : "",
        isWebAddress(article.url) ? make("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, "at its source") : "");
    byId("article-text").replaceChildren(...markedText(article.text, spans));
    byId("article").showModal();
    byId("article-text").querySelector("mark.trigger")?.scrollIntoView({ block: "center", behavior: "instant" });
  } catch (error) { complain(error); }
}

// ---------------------------------------------------------------- who met whom

const KIND_ORDER = ["meet", "video", "visit", "call", "message", "agree"];

function kindsText(kinds) {
  return KIND_ORDER.filter((kind) => kinds[kind]).map((kind) => plural(kinds[kind], KIND_NAMES[kind])).join(", ");
}

function drawPairs(met) {
  const rows = met.pairs.slice(0, 12).map((pair) => {
    const single = met.actor && met.actor.key === pair.a.key;
    const keys = [pair.a.key, pair.b.key];
    const name = single ? pair.b.name : `${pair.a.name} – ${pair.b.name}`;
    const bar = make("div", { class: "kinds-bar", "aria-hidden": "true" },
        ...KIND_ORDER.filter((kind) => pair.kinds[kind]).map((kind) => make("span", { class: kind, style: `--n:${pair.kinds[kind]}` })));
    return make("tr", {},
        make("td", {}, make("button", { type: "button", class: "pair", "data-pair": JSON.stringify(keys), title: "Show the events of these two" }, name),
            make("small", {}, kindsText(pair.kinds)), bar),
        make("td", {}, make("small", {}, edtfText(pair.last)), pair.places?.length ? make("small", {}, pair.places.slice(0, 2).join(", ")) : null),
        make("td", { class: "number" }, String(pair.times)));
  });
  byId("met-title").textContent = met.actor ? `Who met ${met.actor.name}` : "Who met whom";
  byId("pairs").replaceChildren(rows.length
      ? make("table", {}, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Between"), make("th", { scope: "col" }, "Last"), make("th", { scope: "col", class: "number" }, "Times"))),
             make("tbody", {}, ...rows))
      : make("p", { class: "quiet" }, "Nobody met anybody in these days."));
  const more = met.total_pairs > rows.length ? `${plural(met.total_pairs - rows.length, "further pair")}. ` : "";
  const others = Object.keys(met.other_kinds ?? {}).filter((kind) => kind in KIND_NAMES);
  byId("other-kinds").replaceChildren(more, others.length
      ? make("button", { type: "button", class: "plain", "data-add-kinds": "yes" }, `Count ${kindsText(met.other_kinds)} too`) : "");
}

/** EDTF as people write dates: "2020-07-24" → "24 July 2020". */
function edtfText(text) {
  const about = text?.includes("~") ? "about " : "";
  const one = (part) => (part.length === 10 ? longDay(part) : part.length === 7 ? monthName(part + "-01") : part);
  return text ? about + text.replaceAll("~", "").split("/").map(one).join(" – ") : "";
}

// ---------------------------------------------------------------- the network

/** Places for nodes by springs and repulsion; the same graph gives the same picture. */
function layOut(nodes, edges, width, height) {
  nodes.forEach((node, i) => {
    const angle = i * 2.399963;  // the golden angle spreads them evenly
    const radius = 12 * Math.sqrt(i + 1);
    node.x = width / 2 + radius * Math.cos(angle);
    node.y = height / 2 + radius * Math.sin(angle);
  });
  const k = 0.82 * Math.sqrt((width * height) / (nodes.length + 1));
  for (let step = 0; step < 320; ++step) {
    const heat = 26 * (1 - step / 320) + 0.4;
    for (const node of nodes) { node.fx = (width / 2 - node.x) * 0.05; node.fy = (height / 2 - node.y) * 0.07; }
    for (let i = 0; i < nodes.length; ++i) for (let j = i + 1; j < nodes.length; ++j) {
      const dx = nodes[i].x - nodes[j].x, dy = nodes[i].y - nodes[j].y;
      const push = (k * k) / Math.max(dx * dx + dy * dy, 25);
      nodes[i].fx += dx * push; nodes[i].fy += dy * push; nodes[j].fx -= dx * push; nodes[j].fy -= dy * push;
    }
    for (const { a, b } of edges) {
      const dx = a.x - b.x, dy = a.y - b.y;
      const pull = Math.hypot(dx, dy) / k;
      a.fx -= dx * pull; a.fy -= dy * pull; b.fx += dx * pull; b.fy += dy * pull;
    }
    for (const node of nodes) {
      const force = Math.hypot(node.fx, node.fy) || 1;
      const move = Math.min(force, heat) / force;
      node.x = Math.min(width - 44, Math.max(44, node.x + node.fx * move));
      node.y = Math.min(height - 26, Math.max(22, node.y + node.fy * move));
    }
  }
}

function drawNetwork(met) {
  const width = 430, height = 400;
  const nodes = new Map();
  const node = (actor) => {
    if (!nodes.has(actor.key)) nodes.set(actor.key, { ...actor, weight: 0, near: new Set() });
    return nodes.get(actor.key);
  };
  const edges = met.pairs.slice(0, 60).map((pair) => {
    const a = node(pair.a), b = node(pair.b);
    a.weight += pair.times; b.weight += pair.times; a.near.add(b.key); b.near.add(a.key);
    return { a, b, pair };
  });
  const list = [...nodes.values()];
  if (!list.length) return byId("graph").replaceChildren(make("p", { class: "legend" }, "No meetings to draw."));
  layOut(list, edges, width, height);
  const most = Math.max(...list.map((each) => each.weight));
  const radius = (each) => 5 + 9 * Math.sqrt(each.weight / most);
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Network of ${plural(list.length, "actor")}; the table above has the same pairs` });
  for (const { a, b, pair } of edges)
    svg.append(make("line", { x1: a.x.toFixed(1), y1: a.y.toFixed(1), x2: b.x.toFixed(1), y2: b.y.toFixed(1), "stroke-width": (1 + 1.6 * Math.log2(pair.times)).toFixed(1), "data-ends": `${a.key} ${b.key}` },
        make("title", {}, `${a.name} – ${b.name}: ${kindsText(pair.kinds)}`)));
  for (const each of list.sort((a, b) => b.weight - a.weight)) {
    const link = document.createElementNS("http://www.w3.org/2000/svg", "a");
    link.setAttribute("href", `/?actor=${encodeURIComponent(each.key)}`);
    link.setAttribute("class", `${each.kind}${state.actors.includes(each.key) ? " asked" : ""}`);
    link.dataset.node = each.key;
    link.setAttribute("aria-label", `${each.name}: ${plural(each.weight, "contact")}. Show only events with this actor`);
    link.append(make("circle", { cx: each.x.toFixed(1), cy: each.y.toFixed(1), r: radius(each).toFixed(1) }),
        make("text", { x: each.x.toFixed(1), y: (each.y + radius(each) + 12).toFixed(1) }, each.name));
    const focusOn = () => svg.querySelectorAll("a, line").forEach((part) => {
      const keys = part.dataset.node ? [part.dataset.node] : part.dataset.ends.split(" ");
      const kept = part.dataset.node ? keys[0] === each.key || each.near.has(keys[0]) : keys.includes(each.key);
      part.classList.toggle("dim", !kept);
    });
    const letGo = () => svg.querySelectorAll(".dim").forEach((part) => part.classList.remove("dim"));
    for (const name of ["mouseenter", "focus"]) link.addEventListener(name, focusOn);
    for (const name of ["mouseleave", "blur"]) link.addEventListener(name, letGo);
    svg.append(link);
  }
  byId("graph").replaceChildren(svg, make("p", { class: "legend" }, make("span", { class: "person" }, "person"), make("span", { class: "country" }, "country"), make("span", { class: "organization" }, "organisation")));
}

// ---------------------------------------------------------------- events over time

let strip = null;  // what is drawn: first and last day, days per pixel

function drawStrip(counts) {
  const groups = counts.groups;
  const box = byId("strip");
  if (!groups.length) { strip = null; return box.replaceChildren(); }
  const width = 1000, height = 62;
  const first = date(groups[0].from), last = date(groups.at(-1).to);
  const days = Math.max(1, (last - first) / 864e5 + 1);
  const x = (when) => ((when - first) / 864e5 / days) * width;
  const tallest = Math.max(...groups.map((group) => group.events));
  const from = state.fields.from ? firstDay(state.fields.from) : null, to = state.fields.to ? lastDay(state.fields.to) : null;
  const svg = make("svg", { viewBox: `0 0 ${width} ${height + 20}`, preserveAspectRatio: "none", role: "img",
                            "aria-label": `${plural(counts.events, "event")} from ${longDay(groups[0].from)} to ${longDay(groups.at(-1).to)}, busiest with ${tallest}` });
  for (const group of groups) {
    const left = x(date(group.from)), right = x(+date(group.to) + 864e5);
    const inside = (!from || date(group.to) >= from) && (!to || date(group.from) <= to);
    const tall = Math.max(2, (group.events / tallest) * (height - 4));
    svg.append(make("rect", { class: (from || to) && inside ? "bar in" : "bar", x: left.toFixed(2), width: Math.max(1.6, right - left - 1).toFixed(2), y: (height - tall).toFixed(1), height: tall.toFixed(1), rx: 1.5 },
        make("title", {}, `${group.label}: ${plural(group.events, "event")}`)));
  }
  svg.append(make("line", { class: "base", x1: 0, x2: width, y1: height, y2: height }));
  const brush = make("rect", { class: "brush", x: 0, y: 0, width: 0, height, visibility: "hidden" });
  if (from || to) {
    const left = from ? Math.max(0, x(from)) : 0, right = to ? Math.min(width, x(+to + 864e5)) : width;
    if (right > left) { brush.setAttribute("x", left); brush.setAttribute("width", right - left); brush.setAttribute("visibility", "visible"); }
  }
  svg.append(brush);
  const labels = make("div", { class: "ticks", "aria-hidden": "true" });
  for (const [when, text] of ticks(first, last)) labels.append(make("span", { style: `left:${(x(when) / width * 100).toFixed(2)}%` }, text));
  box.replaceChildren(svg, labels);
  strip = { first, days, brush, width };
}

/** Days to label: years, or months when there are few. */
function ticks(first, last) {
  const years = last.getUTCFullYear() - first.getUTCFullYear();
  const found = [];
  if (years >= 2) {
    const step = Math.ceil(years / 12);
    for (let year = first.getUTCFullYear(); year <= last.getUTCFullYear(); year += step) found.push([Date.UTC(year, 0, 1), String(year)]);
  } else {
    const months = (last - first) / 864e5 / 30;
    const step = Math.max(1, Math.ceil(months / 10));
    for (let m = first.getUTCFullYear() * 12 + first.getUTCMonth(); m <= last.getUTCFullYear() * 12 + last.getUTCMonth(); m += step)
      found.push([Date.UTC(Math.floor(m / 12), m % 12, 1), `${MONTHS[m % 12].slice(0, 3)}${m % 12 === 0 || found.length === 0 ? " " + Math.floor(m / 12) : ""}`]);
  }
  return found.filter(([when]) => when >= +first - 864e5 * 16).map(([when, text]) => [Math.max(when, +first), text]);
}

function firstDay(text) { const d = date(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text); return isNaN(d) ? null : d; }
function lastDay(text) {
  if (text.length === 10) { const d = date(text); return isNaN(d) ? null : d; }
  const [year, month] = text.length === 4 ? [Number(text), 12] : text.split("-").map(Number);
  const d = new Date(Date.UTC(year, month, 0));
  return isNaN(d) ? null : d;
}

/** Drag over the strip to choose days; the fields From and To do the same from the keyboard. */
function listenToStrip() {
  const box = byId("strip");
  let start = null;
  const at = (event) => { const r = box.getBoundingClientRect(); return Math.min(1, Math.max(0, (event.clientX - r.left) / r.width)); };
  const dayAt = (share) => isoDay(new Date(+strip.first + Math.min(strip.days - 1, Math.floor(share * strip.days)) * 864e5));
  box.addEventListener("pointerdown", (event) => { if (strip && event.button === 0) { start = at(event); box.setPointerCapture(event.pointerId); } });
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
    if (b - a < 0.004) { a = Math.max(0, a - 0.01); b = Math.min(1, b + 0.01); }
    go({ fields: { ...state.fields, from: dayAt(a), to: dayAt(b) }, event: "" });
  });
}

// ---------------------------------------------------------------- choosing actors

let suggestionRun = 0, active = -1;

function closeSuggestions() {
  byId("suggestions").hidden = true;
  byId("suggestions").replaceChildren();
  byId("actor").setAttribute("aria-expanded", "false");
  byId("actor").removeAttribute("aria-activedescendant");
  active = -1;
  ++suggestionRun;
}

async function suggest() {
  const typed = byId("actor").value.trim();
  const run = ++suggestionRun;
  if (!typed) return closeSuggestions();
  const { actors } = await ask("/v1/actors", new URLSearchParams({ name: typed, limit: "8" })).catch(() => ({ actors: [] }));
  if (run !== suggestionRun) return;
  learnActors(actors);
  active = -1;
  byId("suggestions").replaceChildren(...actors.map((actor, i) => make("li", { role: "option", id: `suggestion-${i}`, "data-key": actor.key, "aria-selected": "false" },
      make("span", {}, actor.name), make("small", {}, [actor.kind, actor.kind === "country" ? "" : countryName(actor.country)].filter(Boolean).join(", ")))));
  byId("suggestions").hidden = !actors.length;
  byId("actor").setAttribute("aria-expanded", String(actors.length > 0));
}

function moveSuggestion(step) {
  const items = [...byId("suggestions").children];
  if (!items.length) return;
  active = (active + step + items.length) % items.length;
  items.forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
  items[active].scrollIntoView({ block: "nearest" });
  byId("actor").setAttribute("aria-activedescendant", items[active].id);
}

function chooseActor(key) {
  byId("actor").value = "";
  closeSuggestions();
  const { fields } = readForm();
  if (!state.actors.includes(key)) go({ actors: [...state.actors, key], fields, event: "" });
}

function listenToActors() {
  const input = byId("actor");
  let timer = 0;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(suggest, 120); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); moveSuggestion(1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); moveSuggestion(-1); }
    else if (event.key === "Escape") closeSuggestions();
    else if (event.key === "Enter" && active >= 0) { event.preventDefault(); chooseActor(byId("suggestions").children[active].dataset.key); }
    else if (event.key === "Backspace" && !input.value && state.actors.length) go({ actors: state.actors.slice(0, -1), event: "" });
  });
  input.addEventListener("blur", () => setTimeout(closeSuggestions, 150));
  byId("suggestions").addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-key]");
    if (item) { event.preventDefault(); chooseActor(item.dataset.key); }
  });
}

// ---------------------------------------------------------------- everything together

function complain(error) {
  if (error.name === "AbortError") return;
  byId("problem").textContent = error.message;
  byId("problem").hidden = false;
}

let holdings = null;

async function refresh() {
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  byId("problem").hidden = true;
  document.body.setAttribute("aria-busy", "true");
  const met = conditions();
  met.set("limit", "100");
  const counts = conditions({ range: false });
  counts.set("by", spanYears() > 20 ? "year" : "month");
  try {
    const [timeline, pairs, overTime] = await Promise.all([
      ask("/v1/timeline", timelineQuery(""), signal), ask("/v1/met", met, signal), ask("/v1/counts", counts, signal)]);
    learnActors(pairs.pairs.flatMap((pair) => [pair.a, pair.b]));
    drawGroups(timeline, false);
    drawPairs(pairs);
    drawNetwork(pairs);
    drawStrip(overTime);
    showForm();
    tellSpan(timeline, overTime);
    if (state.event) {
      await toggleEvent(state.event, true);
      byId(`event-${state.event}`)?.scrollIntoView({ block: "center", behavior: "instant" });
    }
    document.body.dataset.ready = "yes";
  } catch (error) {
    complain(error);
    if (error.name !== "AbortError") document.body.dataset.ready = "failed";
  }
  if (!signal.aborted) document.body.removeAttribute("aria-busy");
}

function spanYears() {
  if (!holdings?.first_published) return 0;
  return parts(holdings.last_published).year - parts(holdings.first_published).year;
}

function tellSpan(timeline, overTime) {
  const { from, to } = state.fields;
  const inside = from || to
      ? overTime.groups.filter((group) => (!from || date(group.to) >= firstDay(from)) && (!to || date(group.from) <= lastDay(to))) : overTime.groups;
  const shown = timeline.next ? `the first ${timeline.events.toLocaleString("en")} events` : plural(timeline.events, "event");
  const range = from || to ? `${from ? `from ${edtfText(from)}` : ""}${from && to ? " " : ""}${to ? `to ${edtfText(to)}` : ""}`
      : inside.length ? `${monthName(inside[0].from)} to ${monthName(inside.at(-1).to)}` : "";
  const who = state.actors.length ? ` with ${listed(state.actors.map(actorLabel))}` : "";
  byId("span-line").replaceChildren(make("strong", {}, shown), who, range ? `, ${range}` : "");
  byId("status-line").textContent = `${shown}${who}${range ? `, ${range}` : ""}`;
  document.title = state.actors.length ? `${listed(state.actors.map(actorLabel))} – Annalist` : "Annalist";
}

async function tellHoldings() {
  try {
    holdings = await ask("/v1/stats");
    const span = holdings.first_published ? `, published ${dayRange(holdings.first_published, holdings.last_published)}` : "";
    byId("holdings").textContent = `${plural(holdings.events, "event")} from ${plural(holdings.articles, "article")}${span}`;
  } catch (error) { complain(error); }
}

function setRange(name) {
  const fields = { ...state.fields };
  delete fields.from;
  delete fields.to;
  const end = holdings?.last_published;
  if (name !== "all" && end) {
    const from = date(end);
    if (name === "year") from.setUTCFullYear(from.getUTCFullYear() - 1);
    if (name === "month") from.setUTCMonth(from.getUTCMonth() - 1);
    if (name === "week") from.setUTCDate(from.getUTCDate() - 6);
    if (name === "year" || name === "month") from.setUTCDate(from.getUTCDate() + 1);
    Object.assign(fields, { from: isoDay(from), to: end });
  }
  go({ fields, event: "" });
}

function setTheme(name) {
  if (name) document.documentElement.dataset.theme = name;
  const dark = name ? name === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  byId("theme").textContent = dark ? "Light" : "Dark";
}

function listen() {
  byId("filters").addEventListener("submit", (event) => { event.preventDefault(); go(readForm()); });
  for (const id of ["status", "sure"]) byId(id).addEventListener("change", () => go(readForm()));
  byId("filters").addEventListener("click", (event) => {
    const kind = event.target.closest("[data-kind]");
    const remove = event.target.closest("[data-remove]");
    if (kind) {
      const name = kind.dataset.kind;
      const kinds = !name ? [] : state.kinds.includes(name) ? state.kinds.filter((each) => each !== name) : [...state.kinds, name];
      go({ kinds, event: "" });
    } else if (remove) {
      go({ actors: state.actors.filter((key) => key !== remove.dataset.remove), event: "" });
      byId("actor").focus();
    }
  });
  byId("overview").addEventListener("click", (event) => { const button = event.target.closest("[data-range]"); if (button) setRange(button.dataset.range); });
  byId("by").addEventListener("change", () => go({ by: byId("by").value }));
  byId("order").addEventListener("click", () => go({ order: state.order === "newest" ? "oldest" : "newest" }));
  byId("load-more").addEventListener("click", loadMore);
  byId("groups").addEventListener("click", async (event) => {
    const headline = event.target.closest("[data-event]");
    const article = event.target.closest("[data-article]");
    if (article) return openArticle(article.dataset.article, article.dataset.sentence);
    if (!headline) return;
    const open = await toggleEvent(headline.dataset.event);
    state.event = open ? headline.dataset.event : "";
    history.replaceState(null, "", stateUrl());
  });
  document.querySelector("aside").addEventListener("click", (event) => {
    const pair = event.target.closest("[data-pair]");
    const node = event.target.closest("[data-node]");
    if (pair) go({ actors: JSON.parse(pair.dataset.pair), event: "" });
    else if (event.target.closest("[data-add-kinds]")) go({ kinds: ["meet", "call", "visit", "message", "agree"], event: "" });
    else if (node && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const key = node.dataset.node;
      go({ actors: state.actors.includes(key) ? state.actors.filter((each) => each !== key) : [...state.actors, key], event: "" });
    }
  });
  byId("home").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go({ actors: [], kinds: [], fields: {}, by: "month", order: "oldest", event: "" });
  });
  byId("theme").addEventListener("click", () => {
    const dark = (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const name = dark ? "light" : "dark";
    try { localStorage.setItem("theme", name); } catch { /* private windows forbid it */ }
    setTheme(name);
  });
  byId("article").addEventListener("click", (event) => { if (event.target === byId("article")) byId("article").close(); });
  addEventListener("popstate", () => { readState(); showForm(); refresh(); });
  listenToActors();
  listenToStrip();
}

async function start() {
  let theme = null;
  try { theme = localStorage.getItem("theme"); } catch { /* private windows forbid it */ }
  setTheme(theme);
  readState();
  showForm();
  listen();
  await tellHoldings();
  await refresh();
}

start();

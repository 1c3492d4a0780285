/* The page: what is asked stands in the URL, answers come from /v1, everything is drawn from those. */

import { listenToActors } from "/actors.js";
import { date, dayRange, edtfText, firstDay, isoDay, lastDay, monthName, parts } from "/dates.js";
import { ask, byId, complain, listed, make, plural } from "/dom.js";
import { openArticle, toggleEvent } from "/evidence.js";
import { readForm, showForm } from "/form.js";
import { drawPairs } from "/met.js";
import { drawNetwork } from "/network.js";
import { conditions, go, readState, state, stateUrl } from "/state.js";
import { drawStrip, listenToStrip } from "/strip.js";
import { drawGroups, loadMore, timelineQuery } from "/timeline.js";
import { actorLabel, learnActors } from "/words.js";

let running = null; // AbortController of the questions under way
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
      ask("/v1/timeline", timelineQuery(""), signal),
      ask("/v1/met", met, signal),
      ask("/v1/counts", counts, signal),
    ]);
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
  const inside =
    from || to
      ? overTime.groups.filter(
          (group) =>
            (!from || date(group.to) >= firstDay(from)) && (!to || date(group.from) <= lastDay(to)),
        )
      : overTime.groups;
  const shown = timeline.next
    ? `the first ${timeline.events.toLocaleString("en")} events`
    : plural(timeline.events, "event");
  const range =
    from || to
      ? `${from ? `from ${edtfText(from)}` : ""}${from && to ? " " : ""}${to ? `to ${edtfText(to)}` : ""}`
      : inside.length
        ? `${monthName(inside[0].from)} to ${monthName(inside.at(-1).to)}`
        : "";
  const who = state.actors.length ? ` with ${listed(state.actors.map(actorLabel))}` : "";
  byId("span-line").replaceChildren(make("strong", {}, shown), who, range ? `, ${range}` : "");
  byId("status-line").textContent = `${shown}${who}${range ? `, ${range}` : ""}`;
  document.title = state.actors.length
    ? `${listed(state.actors.map(actorLabel))} – Annalist`
    : "Annalist";
}

async function tellHoldings() {
  try {
    holdings = await ask("/v1/stats");
    const span = holdings.first_published
      ? `, published ${dayRange(holdings.first_published, holdings.last_published)}`
      : "";
    byId("holdings").textContent =
      `${plural(holdings.events, "event")} from ${plural(holdings.articles, "article")}${span}`;
  } catch (error) {
    complain(error);
  }
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
  byId("filters").addEventListener("submit", (event) => {
    event.preventDefault();
    go(readForm());
  });
  for (const id of ["status", "sure"]) byId(id).addEventListener("change", () => go(readForm()));
  byId("filters").addEventListener("click", (event) => {
    const kind = event.target.closest("[data-kind]");
    const remove = event.target.closest("[data-remove]");
    if (kind) {
      const name = kind.dataset.kind;
      const kinds = !name
        ? []
        : state.kinds.includes(name)
          ? state.kinds.filter((each) => each !== name)
          : [...state.kinds, name];
      go({ kinds, event: "" });
    } else if (remove) {
      go({ actors: state.actors.filter((key) => key !== remove.dataset.remove), event: "" });
      byId("actor").focus();
    }
  });
  byId("overview").addEventListener("click", (event) => {
    const button = event.target.closest("[data-range]");
    if (button) setRange(button.dataset.range);
  });
  byId("by").addEventListener("change", () => go({ by: byId("by").value }));
  byId("order").addEventListener("click", () =>
    go({ order: state.order === "newest" ? "oldest" : "newest" }),
  );
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
    else if (event.target.closest("[data-add-kinds]"))
      go({ kinds: ["meet", "call", "visit", "message", "agree"], event: "" });
    else if (node && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const key = node.dataset.node;
      go({
        actors: state.actors.includes(key)
          ? state.actors.filter((each) => each !== key)
          : [...state.actors, key],
        event: "",
      });
    }
  });
  byId("home").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    go({ actors: [], kinds: [], fields: {}, by: "month", order: "oldest", event: "" });
  });
  byId("theme").addEventListener("click", () => {
    const dark =
      (document.documentElement.dataset.theme ??
        (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
    const name = dark ? "light" : "dark";
    try {
      localStorage.setItem("theme", name);
    } catch {
      /* private windows forbid it */
    }
    setTheme(name);
  });
  byId("article").addEventListener("click", (event) => {
    if (event.target === byId("article")) byId("article").close();
  });
  addEventListener("popstate", () => {
    readState();
    showForm();
    refresh();
  });
  document.addEventListener("asked", () => {
    showForm();
    refresh();
  });
  listenToActors();
  listenToStrip();
}

async function start() {
  let theme = null;
  try {
    theme = localStorage.getItem("theme");
  } catch {
    /* private windows forbid it */
  }
  setTheme(theme);
  readState();
  showForm();
  listen();
  await tellHoldings();
  await refresh();
}

start();

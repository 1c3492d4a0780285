/* What is asked for. It lives in the URL, so that a link shows the same. */

import { KIND_NAMES } from "/words.js";

export const FIELDS = {
  from: "from",
  to: "to",
  words: "words",
  place: "place",
  status: "status",
  "as-known-on": "known",
  "min-confidence": "sure",
};
export const state = { actors: [], kinds: [], fields: {}, by: "month", order: "oldest", event: "" };

export function readState() {
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
export function conditions({ range = true } = {}) {
  const query = new URLSearchParams();
  for (const actor of state.actors) query.append("actor", actor);
  if (state.kinds.length) query.set("kind", state.kinds.join(","));
  for (const [name, value] of Object.entries(state.fields))
    if (range || (name !== "from" && name !== "to")) query.set(name, value);
  return query;
}

export function stateUrl() {
  const query = conditions();
  if (state.by !== "month") query.set("by", state.by);
  if (state.order !== "oldest") query.set("order", state.order);
  if (state.event) query.set("event", state.event);
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text ? `/?${text}` : "/";
}

/** Changes what is asked for; whoever draws listens for "asked" on the document. */
export function go(change) {
  Object.assign(state, change);
  history.pushState(null, "", stateUrl());
  document.dispatchEvent(new Event("asked"));
}

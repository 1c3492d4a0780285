/* The form above: what it shows and what is read from it. */

import { closeSuggestions } from "/actors.js";
import { byId, make } from "/dom.js";
import { FIELDS, conditions, state } from "/state.js";
import { actorLabel } from "/words.js";

export function showForm() {
  for (const [name, id] of Object.entries(FIELDS)) byId(id).value = state.fields[name] ?? "";
  byId("chosen").replaceChildren(
    ...state.actors.map((key) =>
      make(
        "li",
        {},
        actorLabel(key),
        make(
          "button",
          { type: "button", "aria-label": `Leave out ${actorLabel(key)}`, "data-remove": key },
          "×",
        ),
      ),
    ),
  );
  for (const button of document.querySelectorAll(".kinds button")) {
    const kind = button.dataset.kind;
    button.setAttribute(
      "aria-pressed",
      String(kind ? state.kinds.includes(kind) : !state.kinds.length),
    );
  }
  byId("by").value = state.by;
  byId("order").textContent = state.order === "newest" ? "Newest first" : "Oldest first";
  byId("order").setAttribute("aria-label", `Order: ${byId("order").textContent}. Turn it round`);
  if (["place", "status", "as-known-on", "min-confidence"].some((name) => state.fields[name]))
    byId("more").open = true;
  for (const link of document.querySelectorAll("[data-export]")) {
    const query = conditions();
    query.set("format", link.dataset.export);
    link.href = `/v1/graph?${query}`;
  }
}

export function readForm() {
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

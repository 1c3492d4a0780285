/* The list of events in groups of days, months or years. */

import { date, groupTitle, marginDate, whenText } from "/dates.js";
import { ask, byId, complain, make, plural } from "/dom.js";
import { conditions, state } from "/state.js";
import { KIND_NAMES, learnActors, placeText, sentence } from "/words.js";

let next = ""; // cursor behind the last event shown

export function timelineQuery(cursor) {
  const query = conditions();
  query.set("by", state.by);
  query.set("order", state.order);
  query.set("limit", "200");
  if (cursor) query.set("cursor", cursor);
  return query;
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

function eventItem(event, vague) {
  const margin = vague ? { main: "", small: "", partial: true } : marginDate(event);
  const kind = event.mode === "video" ? "video" : event.kind;
  const facts = [];
  facts.push(make("span", { class: "kind" }, KIND_NAMES[kind] ?? event.type.toLowerCase()));
  if (event.count > 1) facts.push(make("span", {}, `${event.count} times`));
  if (event.place) facts.push(make("span", {}, placeText(event.place)));
  if (event.label) facts.push(make("span", {}, event.label));
  facts.push(make("span", {}, plural(event.reports, "report")));
  const unreal = !["occurred", "ongoing"].includes(event.status);
  const evidence = make("div", { class: "evidence", id: `evidence-${event.id}`, hidden: true });
  const button = make(
    "button",
    {
      type: "button",
      class: "headline",
      "aria-expanded": "false",
      "aria-controls": evidence.id,
      "data-event": event.id,
    },
    make("span", { class: "hidden" }, `${whenText(event)}: `),
    make(
      "span",
      { class: "line" },
      unreal ? make("span", { class: "badge" }, event.status.replace("-", " ")) : null,
      ...sentence(event),
    ),
    make("span", { class: "facts" }, ...facts),
  );
  return make(
    "li",
    { class: unreal ? "event unreal" : "event", "data-kind": event.kind, id: `event-${event.id}` },
    make(
      "div",
      { class: margin.partial ? "when partial" : "when", "aria-hidden": "true" },
      make("b", {}, margin.main),
      margin.small,
    ),
    make("div", { class: "what" }, button, evidence),
  );
}

/**
 * Where an event stands in the list: under the period it began in, or, when it is known no finer
 * than that period, under a heading of its own ("2021", "first quarter of 2021").
 */
function headingOf(event, group) {
  const precise =
    event.granularity === "day" ||
    event.granularity === "instant" ||
    (event.granularity === "days" && date(event.to) - date(event.from) < 15 * 864e5);
  if (precise || event.to <= group.to)
    return { id: `${group.from}-${group.to}`, title: groupTitle(group, state.by) };
  return {
    id: `${event.from}-${event.to}`,
    title: capital(whenText({ ...event, assumed: false })),
    vague: true,
  };
}

function listUnder(heading) {
  const id = `group-${heading.id}`;
  const known = byId(id);
  if (known) return known;
  const list = make("ol", { id });
  byId("groups").append(
    make(
      "section",
      { class: heading.vague ? "group vague" : "group", "aria-label": heading.title },
      make("h3", {}, heading.title, make("small", {})),
      list,
    ),
  );
  return list;
}

export function drawGroups(timeline, append) {
  const box = byId("groups");
  if (!append) box.replaceChildren();
  for (const group of timeline.groups) {
    learnActors(group.events.flatMap((event) => event.actors));
    for (const event of group.events) {
      const heading = headingOf(event, group);
      const list = listUnder(heading);
      list.append(eventItem(event, heading.vague));
      list.previousElementSibling.querySelector("small").textContent =
        plural(list.children.length, "event") + (heading.vague ? ", day not known" : "");
    }
  }
  if (!box.children.length) {
    box.append(
      make(
        "div",
        { class: "empty" },
        make("b", {}, "Nothing here"),
        "No event meets all these conditions. Widen the days, take an actor away, or show everything.",
      ),
    );
  }
  next = timeline.next ?? "";
  byId("load-more").hidden = !next;
}

export async function loadMore() {
  const button = byId("load-more");
  const last = byId("groups").querySelector(".group:last-child li:last-child");
  button.disabled = true;
  try {
    drawGroups(await ask("/v1/timeline", timelineQuery(next)), true);
    (last?.nextElementSibling ?? last?.closest("section").nextElementSibling)
      ?.querySelector("button")
      ?.focus();
  } catch (error) {
    complain(error);
  }
  button.disabled = false;
}

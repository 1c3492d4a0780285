/* Events and actors in words. */

import { countryName } from "/countries.js";
import { listed, make, plural } from "/dom.js";

export const KIND_NAMES = {
  meet: "meeting",
  video: "video meeting",
  call: "call",
  visit: "visit",
  message: "message",
  agree: "agreement",
};

/** With an object, as base form and past; without one, likewise. */
const VERBS = {
  AGREE: ["agree with", "agreed with", "agree", "agreed"],
  CONSULT: ["consult with", "consulted with", "consult", "consulted"],
  SUPPORT: ["back", "backed", "give support", "gave support"],
  CONCEDE: ["give way to", "gave way to", "give way", "gave way"],
  COOPERATE: ["work together with", "worked together with", "work together", "worked together"],
  AID: ["give aid to", "gave aid to", "give aid", "gave aid"],
  RETREAT: ["ease pressure on", "eased pressure on", "ease off", "eased off"],
  REQUEST: ["appeal to", "appealed to", "make an appeal", "made an appeal"],
  ACCUSE: ["criticise", "criticised", "make accusations", "made accusations"],
  REJECT: ["turn down", "turned down", "refuse", "refused"],
  THREATEN: ["threaten", "threatened", "make a threat", "made a threat"],
  PROTEST: ["protest against", "protested against", "protest", "protested"],
  SANCTION: ["take measures against", "took measures against", "take measures", "took measures"],
  MOBILIZE: ["raise forces against", "raised forces against", "raise forces", "raised forces"],
  COERCE: ["use force on", "used force on", "use force", "used force"],
  ASSAULT: ["attack", "attacked", "attack", "attacked"],
  STATEMENT: ["speak to", "spoke to", "make a statement", "made a statement"],
};
const MODE_VERBS = {
  "in-person": ["meet", "met", "meet", "met"],
  video: [
    "meet by video link with",
    "met by video link with",
    "meet by video link",
    "met by video link",
  ],
  phone: ["phone", "phoned", "speak by phone", "spoke by phone"],
  letter: ["write to", "wrote to", "exchange messages", "exchanged messages"],
  visit: ["visit", "visited", "make a visit", "made a visit"],
  "third-party": ["mediate with", "mediated with", "mediate", "mediated"],
  signing: [
    "sign an agreement with",
    "signed an agreement with",
    "sign an agreement",
    "signed an agreement",
  ],
  expel: ["expel people of", "expelled people of", "expel people", "expelled people"],
  release: ["release people of", "released people of", "release people", "released people"],
  ceasefire: ["cease fire with", "ceased fire with", "cease fire", "ceased fire"],
  withdraw: ["withdraw from", "withdrew from", "withdraw", "withdrew"],
  discontinue: ["break off with", "broke off with", "break off", "broke off"],
  congratulation: ["send greetings to", "sent greetings to", "send greetings", "sent greetings"],
};

const PAST = ["occurred", "ongoing", "denied"]; // of the others nobody says that they happened

/** "Ingrid Lund met Joseph Mwangi" as nodes: actors bold, each role in its place. */
export function sentence(event) {
  const withRole = (role) => event.actors.filter((actor) => actor.role === role);
  const bold = (actors) => make("b", {}, listed(actors.map((actor) => actor.name)));
  const [sources, targets, hosts] = ["source", "target", "host"].map(withRole);
  const others = [...withRole("participant"), ...withRole("mediator")];
  const doers = sources.length ? sources : others;
  let done = targets;
  if (!done.length) done = hosts;
  if (sources.length) done = [...done, ...others];

  const meeting = event.kind === "meet" ? MODE_VERBS["in-person"] : null;
  const forms = MODE_VERBS[event.mode] ??
    meeting ??
    VERBS[event.type] ?? ["deal with", "dealt with", "act", "acted"];
  const past = PAST.includes(event.status);
  const verb = forms[(doers.length && done.length ? 0 : 2) + (past ? 1 : 0)];
  const phrase = past ? ` ${verb}` : ` to ${verb}`;

  if (!event.actors.length) return [event.label || `Somebody${phrase}`];
  if (!doers.length) return [bold(done), `: ${KIND_NAMES[event.kind] ?? event.type.toLowerCase()}`];
  if (!done.length) {
    const alone = doers.length === 1 && event.kind === "meet";
    return alone
      ? [bold(doers), past ? " took part in a meeting" : " to take part in a meeting"]
      : [bold(doers), phrase];
  }
  const at =
    hosts.length && done !== hosts && !done.some((actor) => actor.role === "host")
      ? [", hosted by ", bold(hosts)]
      : [];
  return [bold(doers), `${phrase} `, bold(done), ...at];
}

export const placeText = (place) =>
  place ? [place.city, countryName(place.country)].filter(Boolean).join(", ") : "";

const actorNames = new Map(); // key → name, as learnt from answers
export const actorLabel = (key) =>
  actorNames.get(key) ?? key.replace(/^\w+:/, "").replaceAll("-", " ");
export function learnActors(actors) {
  for (const actor of actors) actorNames.set(actor.key, actor.name);
}

/* Who met whom, as a table. */

import { countryName } from "/countries.js";
import { edtfText } from "/dates.js";
import { byId, make, plural } from "/dom.js";
import { KIND_NAMES } from "/words.js";

const KIND_ORDER = ["meet", "video", "visit", "call", "message", "agree"];

export function kindsText(kinds) {
  return KIND_ORDER.filter((kind) => kinds[kind])
    .map((kind) => plural(kinds[kind], KIND_NAMES[kind]))
    .join(", ");
}

export function drawPairs(met) {
  const rows = met.pairs.slice(0, 12).map((pair) => {
    const single = met.actor && met.actor.key === pair.a.key;
    const keys = [pair.a.key, pair.b.key];
    const name = single ? pair.b.name : `${pair.a.name} – ${pair.b.name}`;
    const bar = make(
      "div",
      { class: "kinds-bar", "aria-hidden": "true" },
      ...KIND_ORDER.filter((kind) => pair.kinds[kind]).map((kind) =>
        make("span", { class: kind, style: `--n:${pair.kinds[kind]}` }),
      ),
    );
    return make(
      "tr",
      {},
      make(
        "td",
        {},
        make(
          "button",
          {
            type: "button",
            class: "pair",
            "data-pair": JSON.stringify(keys),
            title: "Show the events of these two",
          },
          name,
        ),
        make("small", {}, kindsText(pair.kinds)),
        bar,
      ),
      make(
        "td",
        {},
        make("small", {}, edtfText(pair.last)),
        pair.places?.length ? make("small", {}, pair.places.slice(0, 2).map(countryName).join(", ")) : null,
      ),
      make("td", { class: "number" }, String(pair.times)),
    );
  });
  byId("met-title").textContent = met.actor ? `Who met ${met.actor.name}` : "Who met whom";
  byId("pairs").replaceChildren(
    rows.length
      ? make(
          "table",
          {},
          make(
            "thead",
            {},
            make(
              "tr",
              {},
              make("th", { scope: "col" }, "Between"),
              make("th", { scope: "col" }, "Last"),
              make("th", { scope: "col", class: "number" }, "Times"),
            ),
          ),
          make("tbody", {}, ...rows),
        )
      : make("p", { class: "quiet" }, "Nobody met anybody in these days."),
  );
  const more =
    met.total_pairs > rows.length
      ? `${plural(met.total_pairs - rows.length, "further pair")}. `
      : "";
  const others = Object.keys(met.other_kinds ?? {}).filter((kind) => kind in KIND_NAMES);
  byId("other-kinds").replaceChildren(
    more,
    others.length
      ? make(
          "button",
          { type: "button", class: "plain", "data-add-kinds": "yes" },
          `Count ${kindsText(met.other_kinds)} too`,
        )
      : "",
  );
}

/* Choosing actors: completion while typing, after the ARIA combobox pattern. */

import { countryName } from "/countries.js";
import { ask, byId, make } from "/dom.js";
import { readForm } from "/form.js";
import { go, state } from "/state.js";
import { learnActors } from "/words.js";

let suggestionRun = 0,
  active = -1;

export function closeSuggestions() {
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
  const { actors } = await ask(
    "/v1/actors",
    new URLSearchParams({ name: typed, limit: "8" }),
  ).catch(() => ({ actors: [] }));
  if (run !== suggestionRun) return;
  learnActors(actors);
  active = -1;
  byId("suggestions").replaceChildren(
    ...actors.map((actor, i) =>
      make(
        "li",
        { role: "option", id: `suggestion-${i}`, "data-key": actor.key, "aria-selected": "false" },
        make("span", {}, actor.name),
        make(
          "small",
          {},
          [actor.kind, actor.kind === "country" ? "" : countryName(actor.country)]
            .filter(Boolean)
            .join(", "),
        ),
      ),
    ),
  );
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

export function listenToActors() {
  const input = byId("actor");
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      moveSuggestion(1);
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      moveSuggestion(-1);
    } else if (event.key === "Escape") closeSuggestions();
    else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      chooseActor(byId("suggestions").children[active].dataset.key);
    } else if (event.key === "Backspace" && !input.value && state.actors.length)
      go({ actors: state.actors.slice(0, -1), event: "" });
  });
  input.addEventListener("blur", () => setTimeout(closeSuggestions, 150));
  byId("suggestions").addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-key]");
    if (item) {
      event.preventDefault();
      chooseActor(item.dataset.key);
    }
  });
}

/* What every part of the page needs: elements, words for numbers and lists, questions. */

export const byId = (id) => document.getElementById(id);

/** An element with properties, data-, aria- and other attributes, and children. */
export function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "line", "circle", "rect", "text", "title", "path"].includes(tag);
  const node = svg
    ? document.createElementNS("http://www.w3.org/2000/svg", tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const plural = (n, one, many = one + "s") =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** "A", "A and B", "A, B and C", "A, B, C and 4 others". */
export function listed(names, most = 4) {
  const shown =
    names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} others`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

export const isWebAddress = (url) => /^https?:\/\//i.test(url ?? "");

export async function ask(path, parameters, signal) {
  const query = parameters?.toString();
  const response = await fetch(query ? `${path}?${query}` : path, {
    signal,
    headers: { Accept: "application/json" },
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new Error(answer.detail || answer.title || `the server answered ${response.status}`);
  return answer;
}

/** Shows what went wrong; a question that was dropped for a newer one is not worth a word. */
export function complain(error) {
  if (error.name === "AbortError") return;
  byId("problem").textContent = error.message;
  byId("problem").hidden = false;
}

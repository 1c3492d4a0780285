/* What stands behind an event: its sentences with their marks, and whole articles. */

import { edtfText, longDay, whenText } from "/dates.js";
import { ask, byId, complain, isWebAddress, listed, make } from "/dom.js";
import { actorLabel, learnActors } from "/words.js";

/** Text with its marks, whose places are counted in UTF-8 bytes. */
function markedText(text, marks) {
  const bytes = new TextEncoder().encode(text);
  const decode = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  const nodes = [];
  let at = 0;
  for (const mark of marks) {
    const [from, to] = mark.bytes;
    if (from < at) continue;
    nodes.push(
      decode(at, from),
      make("mark", { class: mark.kind, title: mark.title }, decode(from, to)),
    );
    at = to;
  }
  nodes.push(decode(at, bytes.length));
  return nodes;
}

const MARK_TITLES = { trigger: "what shows the event", time: "when", participant: "who" };

function reportBox(report, event) {
  const marks = report.marks.map((mark) => ({
    ...mark,
    title: mark.actor ? actorLabel(mark.actor) : MARK_TITLES[mark.kind],
  }));
  const term = (name, ...value) => [make("dt", {}, name), make("dd", {}, ...value)];
  const words = (kind) => marks.filter((mark) => mark.kind === kind);
  const rule = make("small", {}, report.frame ? `read by the rule ${report.frame}` : "");
  const details = [];
  for (const mark of words("trigger"))
    details.push(...term("Event", make("mark", { class: "trigger" }, mark.words), " ", rule));
  const whenWords = report.time_words
    ? [make("mark", { class: "time" }, report.time_words), " → "]
    : [];
  // In words when it agrees with the event, whose granularity is known; else as it stands.
  const when = report.days === event.days ? whenText(event) : edtfText(report.days);
  details.push(...term("When", ...whenWords, when));
  details.push(
    ...term(
      "Who",
      listed(
        report.participants.map(
          (actor) => `${actor.name}${actor.role === "participant" ? "" : ` (${actor.role})`}`,
        ),
        9,
      ),
    ),
  );
  if (report.attributed_to) details.push(...term("According to", report.attributed_to.name));
  details.push(...term("Sure", report.confidence.toFixed(2)));
  const source = [];
  if (report.publisher) source.push(make("span", {}, report.publisher));
  if (report.published) source.push(make("span", {}, longDay(report.published)));
  source.push(
    isWebAddress(report.url)
      ? make(
          "a",
          { href: report.url, rel: "noopener noreferrer", target: "_blank" },
          report.title || report.url,
        )
      : make("span", {}, report.title ?? ""),
  );
  source.push(
    make(
      "button",
      {
        type: "button",
        class: "plain",
        "data-article": report.article,
        "data-sentence": report.sentence,
      },
      "Read it in the article",
    ),
  );
  return make(
    "article",
    { class: "report" },
    make("blockquote", {}, ...markedText(report.sentence, marks)),
    make("dl", {}, ...details),
    make("p", { class: "source" }, ...source),
  );
}

export async function toggleEvent(id, open) {
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
      evidence.replaceChildren(
        make("p", { class: "loading" }, `This could not be fetched: ${error.message}`),
      );
    }
  }
  return show;
}

export async function openArticle(id, sentenceText) {
  try {
    const article = await ask(`/v1/articles/${id}`);
    const bytes = new TextEncoder().encode(article.text);
    const decode = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
    const spans = [];
    for (const mention of article.mentions)
      if (!spans.some((span) => span.bytes[0] === mention.sentence[0]))
        spans.push({
          bytes: mention.sentence,
          kind: decode(...mention.sentence) === sentenceText ? "trigger" : "sentence",
          title: "An event was read here",
        });
    spans.sort((a, b) => a.bytes[0] - b.bytes[0]);
    byId("article-title").textContent = article.title;
    const source = [article.publisher, article.author, longDay(article.published)]
      .filter(Boolean)
      .join(" · ");
    byId("article-source").replaceChildren(
      source,
      isWebAddress(article.url) ? " · " : "",
      isWebAddress(article.url)
        ? make(
            "a",
            { href: article.url, rel: "noopener noreferrer", target: "_blank" },
            "at its source",
          )
        : "",
    );
    byId("article-text").replaceChildren(...markedText(article.text, spans));
    byId("article").showModal();
    byId("article-text")
      .querySelector("mark.trigger")
      ?.scrollIntoView({ block: "center", behavior: "instant" });
  } catch (error) {
    complain(error);
  }
}

// What changed with the last save: which answers are new, gone or different, with the old and the new text.

import { questionLink } from "./beside.js";
import { el } from "./dom.js";
import { count, sentence } from "./words.js";

/** The section about the last save. */
export function changesSection(changes) {
  const { summary, compared, questions, more } = changes;
  return el(
    "div",
    { class: "changes" },
    el("h2", { id: "changes-title", tabindex: "-1" }, "What changed with the last save"),
    el("p", { class: "about" }, `${sentence(summary)}${questions.length ? ` Press ${questions.length === 1 ? "it to ask" : "one to ask it"}.` : ""}`),
    el("ul", { "aria-labelledby": "changes-title" }, questions.map(changeElement), more > 0 && el("li", {}, `and ${count(more, "more answer")}; nextrole diff lists them all`)),
    el("p", { class: "about" }, compared),
  );
}

function changeElement(question) {
  const { change, details, before, after } = question;
  return el(
    "li",
    { class: `change ${change}` },
    el("p", {}, questionLink(question), " ", el("span", { class: "change-tag" }, change)),
    details.length > 0 && el("ul", {}, details.map((detail) => el("li", {}, detail))),
    (before || after) && el(
      "details",
      {},
      el("summary", {}, before && after ? "Old and new answer" : before ? "Old answer" : "New answer"),
      before && [el("p", { class: "part" }, "Old"), el("pre", { tabindex: "0", "aria-label": "Old answer" }, before.trim())],
      after && [el("p", { class: "part" }, "New"), el("pre", { tabindex: "0", "aria-label": "New answer" }, after.trim())],
    ),
  );
}

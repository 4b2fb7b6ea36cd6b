// Beside an answer: the problems of the saved knowledge that concern it, and what a later save has changed in it.

import { el, withCode } from "./dom.js";
import { locationElements } from "./problem.js";
import { addressOf } from "./question.js";
import { createdAt, isKnowledgeBroken, state } from "./state.js";
import { count } from "./words.js";

/** Maximum number of problems, and of changed answers, that are shown beside an answer. */
const MAX_SHOWN = 3;

/** The notes beside a message; nothing if the saved knowledge has nothing to do with it. */
export function notesBeside({ message, about }) {
  if (!about?.length) return undefined;
  return [problemNote(about), changeNote(about, createdAt(message.id))];
}

function problemNote(about) {
  const problems = (state.knowledge.problems ?? []).filter(({ names }) => names.some((name) => about.includes(name)));
  if (!problems.length) return undefined;
  const head = isKnowledgeBroken()
    ? "✗ The saved files have a mistake that concerns this answer. The last good version answers."
    : "! The saved files have a problem that concerns this answer.";
  return el(
    "div",
    { class: `beside ${isKnowledgeBroken() ? "broken" : "warned"}` },
    el("p", {}, el("b", {}, head)),
    problems.slice(0, MAX_SHOWN).map(({ title, help, location }) => [
      locationElements(location),
      el("p", {}, withCode(title), ". ", el("b", {}, "Help"), ": ", withCode(help)),
    ]),
    problems.length > MAX_SHOWN && el("p", {}, `and ${count(problems.length - MAX_SHOWN, "more problem")}`),
  );
}

function changeNote(about, askedAt) {
  const { at_ms, questions } = state.changes ?? {};
  if (!questions || askedAt > at_ms) return undefined;
  const isMeant = (names) => names.every((name) => about.includes(name));
  const changed = questions.filter((question) => isMeant(question.about) || isMeant(question.names));
  if (!changed.length) return undefined;
  return el(
    "div",
    { class: "beside changed" },
    el("p", {}, el("b", {}, "↻ This answer is older than the last save, which changed:")),
    el("ul", {}, changed.slice(0, MAX_SHOWN).map((question) => el("li", {}, questionLink(question), details(question)))),
    changed.length > MAX_SHOWN && el("p", {}, `and ${count(changed.length - MAX_SHOWN, "more answer")}`),
  );
}

function details({ change, details }) {
  if (change === "gone") return ": gone";
  const more = details.length > 1 ? `; and ${count(details.length - 1, "more change")}` : "";
  return details.length ? `: ${details[0]}${more}` : ": new";
}

/** The question of a changed answer; a link that asks it, unless it is gone. */
export const questionLink = ({ heading, ask }) =>
  ask ? el("a", { class: "example", href: addressOf(ask), title: `Ask: ${heading}` }, heading) : el("b", {}, heading);

// The knowledge: which version is in use, and what is wrong with the saved files.

import { announce, byId, el } from "./dom.js";
import { state } from "./state.js";

let lastRevision;

/** Whether the saved files have errors, so that an earlier version is still in use. */
export const isKnowledgeBroken = () => state.knowledge.answering !== state.knowledge.revision;

export function drawKnowledge() {
  const { answering, revision, files, problem_count, problems } = state.knowledge;
  if (!revision) return;
  const isBroken = isKnowledgeBroken();
  byId("tab-knowledge").textContent = problem_count ? `Knowledge · ${problem_count} ${isBroken ? "✗" : "!"}` : "Knowledge";
  const verdict = isBroken
    ? el("p", { class: "verdict broken" }, "✗ The saved files have errors. The last valid version stays in use.")
    : el("p", { class: "verdict" }, problem_count ? `✓ The saved files are in use, with ${count(problem_count, "warning")}.` : "✓ The saved files are in use. No problems.");
  const hidden = problem_count - problems.length;
  byId("knowledge").replaceChildren(
    el("p", { class: "about" }, "A changed knowledge file is checked and loaded within seconds."),
    verdict,
    el("dl", {}, el("dt", {}, "Version in use"), el("dd", { id: "revision" }, answering), isBroken && [el("dt", {}, "Saved version"), el("dd", {}, revision)], el("dt", {}, "Files"), el("dd", {}, String(files))),
    el("ul", { class: "problems" }, problems.map(problemElement), hidden > 0 && el("li", {}, `and ${count(hidden, "more problem")}`)),
  );
  if (lastRevision && lastRevision !== revision) announce(isBroken ? "The saved knowledge has errors" : "The saved knowledge was loaded");
  lastRevision = revision;
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function problemElement({ severity, code, title, help, location, related }) {
  return el(
    "li",
    { class: `problem ${severity}` },
    el("p", { class: "problem-title" }, el("b", {}, `${severity}[${code}]`), `: ${title}`),
    locationElements(location),
    related.map(({ label, location }) => [locationElements(location), el("p", {}, label)]),
    el("p", {}, el("b", {}, "Help"), `: ${help}`),
  );
}

function locationElements(location) {
  if (!location) return undefined;
  const { file, line, column, excerpt } = location;
  return [
    el("p", { class: "path" }, el("code", {}, line === undefined ? file : `${file}:${line}:${column}`)),
    excerpt?.trim() && el("code", { class: "excerpt" }, excerpt.trim()),
  ];
}

// The knowledge: which version is in use, what is wrong with the saved files, and what the last save changed.

import { changesSection } from "./changes.js";
import { announce, byId, el, withCode } from "./dom.js";
import { problemElement } from "./problem.js";
import { isKnowledgeBroken, state } from "./state.js";
import { count, sentence } from "./words.js";

let lastRevision;
let announced;
let dismissed;
let openTab;

/** Sets what opens the tab of the knowledge. */
export function prepareKnowledge(given) {
  openTab = given;
}

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
    ...(isBroken || !state.changes ? [] : [changesSection(state.changes)]),
  );
  if (lastRevision && lastRevision !== revision) announce(isBroken ? brokenText() : "The saved files are in use.");
  lastRevision = revision;
  drawSaved();
}

/** What is wrong with the saved files, in a sentence. */
function brokenText() {
  const { problems } = state.knowledge;
  const [{ title, location } = {}] = problems.filter(({ severity }) => severity === "error");
  const place = location?.line === undefined ? location?.file : `${location.file}, line ${location.line}`;
  return `The saved files have errors${title ? `: ${title} (${place})` : ""}. The last good version answers.`;
}

/** The line above the message box: what came of the last save. */
function drawSaved() {
  const { revision } = state.knowledge;
  const isBroken = isKnowledgeBroken();
  const text = isBroken ? brokenText() : state.changes && `Saved: ${state.changes.summary}.`;
  const bar = byId("saved");
  bar.hidden = !text || dismissed === text + revision;
  bar.className = isBroken ? "broken" : "";
  if (bar.hidden) return;
  bar.replaceChildren(
    el("span", { title: text }, isBroken ? "✗ " : "✓ ", withCode(text)),
    el("button", { type: "button", onclick: () => openTab() }, isBroken ? "Show" : "What changed"),
    el("button", { type: "button", "aria-label": "Dismiss", onclick: () => { dismissed = text + revision; drawSaved(); byId("message")?.focus(); } }, "✕"),
  );
  if (!isBroken && announced !== state.changes.at_ms) announce(sentence(state.changes.summary));
  announced = state.changes?.at_ms;
}

// The knowledge: which revision answers, and what is wrong with the files.

import { announce, byId, el } from "./dom.js";
import { state } from "./state.js";

let last;

export function drawKnowledge() {
  const { answering, revision, files, problems, drawn } = state.knowledge;
  if (!revision) return;
  const isBroken = answering !== revision;
  byId("tab-knowledge").textContent = problems ? `Knowledge · ${problems} ${isBroken ? "✗" : "!"}` : "Knowledge";
  const now = isBroken
    ? el("p", { class: "verdict broken" }, "✗ The files as they are saved cannot be used. The last good revision goes on answering.")
    : el("p", { class: "verdict" }, problems ? "✓ Used as it is saved; somebody should look at the warnings." : "✓ Used as it is saved; nothing is wrong with it.");
  byId("knowledge").replaceChildren(
    el("p", { class: "about" }, "Save a TOML file of the knowledge, wait a moment, and ask again."),
    now,
    el("dl", {}, el("dt", {}, "Answers from revision"), el("dd", { id: "revision" }, answering), isBroken && [el("dt", {}, "Saved revision"), el("dd", {}, revision)], el("dt", {}, "Files"), el("dd", {}, String(files))),
    drawn ? el("pre", { class: "drawn", tabindex: "0", "aria-label": "Problems, as nextrole check prints them" }, drawn) : "",
  );
  if (last && last !== revision) announce(isBroken ? "The saved knowledge has errors" : "The saved knowledge was taken up");
  last = revision;
}

// A problem of the knowledge: what is wrong, where, and what to do.

import { el, withCode } from "./dom.js";

/** The problem as an item of a list. */
export function problemElement({ severity, code, title, help, location, related }) {
  return el(
    "li",
    { class: `problem ${severity}` },
    el("p", { class: "problem-title" }, el("b", {}, `${severity}[${code}]`), ": ", withCode(title)),
    locationElements(location),
    related.map(({ label, location }) => [locationElements(location), el("p", {}, withCode(label))]),
    el("p", {}, el("b", {}, "Help"), ": ", withCode(help)),
  );
}

/** File, line and column of a problem, and the line itself. */
export function locationElements(location) {
  if (!location) return undefined;
  const { file, line, column, excerpt } = location;
  return [
    el("p", { class: "path" }, el("code", {}, line === undefined ? file : `${file}:${line}:${column}`)),
    excerpt?.trim() && el("code", { class: "excerpt" }, excerpt.trim()),
  ];
}

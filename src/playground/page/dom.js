// Creates elements. Strings always become text, never markup.

/** Creates an element with attributes, listeners (`onclick: …`) and children: elements, strings, arrays, or nothing. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** A text in which words between grave accents are code. */
export const withCode = (text) => text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? el("code", {}, part) : part));

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

let last = 0;

/** A unique element id. */
export const freshId = (kind) => `${kind}-${++last}`;

/** Announces a text to screen readers. */
export function announce(text) {
  byId("announcer").textContent = text;
}

/** A link if the address is an HTTP address; otherwise just the text. */
export function link(address, ...children) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return el("span", {}, ...children);
  }
  if (!["http:", "https:"].includes(url.protocol)) return el("span", {}, ...children);
  return el("a", { href: url.href, title: url.href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** A time of day. */
export const time = (moment) =>
  el("time", { datetime: moment.toISOString(), title: full.format(moment) }, clock.format(moment));

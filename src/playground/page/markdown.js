// Renders Discord's Markdown as elements. All text goes into text nodes, so it can never become HTML.
//
// Hand-written because Discord's dialect differs from all others (underline, subtext, spoilers, mentions, timestamps), and
// because libraries render to HTML strings. Nesting is limited, so that hostile text takes quadratic time at worst;
// messages have at most 6,000 characters.

import { el, link } from "./dom.js";
import { nameOf } from "./state.js";

/** Maximum nesting depth; deeper marks are shown as plain text. */
const MAX_DEPTH = 12;

/** Renders text with block elements. */
export function markdown(text) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(String(text).replaceAll("\r\n", "\n"), 0));
  return fragment;
}

/** Renders text without block elements. */
export function inlineMarkdown(text) {
  const fragment = document.createDocumentFragment();
  fragment.append(...inline(String(text), 0));
  return fragment;
}

function blocks(text, depth) {
  const made = [];
  let paragraph = [];
  const flush = () => {
    if (paragraph.length) made.push(el("div", { class: "text" }, inline(paragraph.join("\n"), depth)));
    paragraph = [];
  };
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    const fence = /^```/.test(line) && closingFence(lines, at);
    let found;
    if (fence) {
      flush();
      made.push(el("pre", { tabindex: "0" }, el("code", {}, fence.text)));
      at = fence.end;
    } else if (depth < MAX_DEPTH && (found = /^(>{3}|>) (.*)$/.exec(line))) {
      flush();
      const quoted = [found[2]];
      if (found[1] === ">>>") quoted.push(...lines.slice(at + 1)), (at = lines.length);
      else while (/^> /.test(lines[at + 1] ?? "")) quoted.push(lines[++at].slice(2));
      made.push(el("blockquote", {}, blocks(quoted.join("\n"), depth + 1)));
    } else if ((found = /^(#{1,3}) +(\S.*)$/.exec(line))) {
      flush();
      // Not heading elements: they would become part of the page's outline.
      made.push(el("div", { class: `h${found[1].length}` }, inline(found[2], depth)));
    } else if ((found = /^-# +(\S.*)$/.exec(line))) {
      flush();
      made.push(el("small", {}, inline(found[1], depth)));
    } else if (item(line)) {
      flush();
      const items = [];
      for (; item(lines[at]); at++) items.push(item(lines[at]));
      at--;
      made.push(list(items, depth));
    } else {
      paragraph.push(line);
    }
  }
  flush();
  return made;
}

/** The code block that starts at this line, if it is closed. */
function closingFence(lines, start) {
  const rest = lines.slice(start).join("\n");
  const found = /^```(?:[a-zA-Z0-9_+-]*\n)?([^]*?)\n?```[^\S\n]*(?:\n|$)/.exec(rest);
  return found && { text: found[1], end: start + found[0].replace(/\n$/, "").split("\n").length - 1 };
}

/** Parses a list item: indentation, number if there is one, and text. */
function item(line) {
  const found = /^( *)(?:[-*]|(\d{1,9})\.) +(\S.*)$/.exec(line ?? "");
  return found && { indent: Math.min(found[1].length >> 1, MAX_DEPTH), number: found[2], text: found[3] };
}

function list(items, depth) {
  const [first] = items;
  const holder = first.number ? el("ol", { start: first.number }) : el("ul");
  for (let at = 0; at < items.length; at++) {
    const entry = el("li", {}, inline(items[at].text, depth));
    const inner = [];
    while (items[at + 1]?.indent > first.indent) inner.push(items[++at]);
    if (inner.length) entry.append(list(inner, depth));
    holder.append(entry);
  }
  return holder;
}

const MARKS = [
  { mark: "***", make: (inside) => el("strong", {}, el("em", {}, inside)) },
  { mark: "**", make: (inside) => el("strong", {}, inside) },
  { mark: "__", make: (inside) => el("u", {}, inside) },
  { mark: "~~", make: (inside) => el("s", {}, inside) },
  { mark: "||", make: spoiler },
  { mark: "*", make: (inside) => el("em", {}, inside) },
  { mark: "_", make: (inside) => el("em", {}, inside) },
];

const RULES = [
  [/\\([^A-Za-z0-9\s])/y, ([, sign]) => sign],
  [/(`{1,2})([^]*?[^`])\1(?!`)/y, ([, , code]) => el("code", {}, code.trim() || code)],
  [/<(https?:\/\/[^\s<>]+)>/y, ([, url]) => link(url, url)],
  [/https?:\/\/[^\s<]*[^\s<.,:;"'\])}*_~|]/y, ([url]) => link(url, url)],
  [/<@!?(\d{1,20})>/y, ([, id]) => mention(`@${nameOf(id) ?? "unknown-user"}`)],
  [/<@&(\d{1,20})>/y, () => mention("@role")],
  [/<#(\d{1,20})>/y, ([, id]) => mention(`#${id}`)],
  [/<\/([^:<>]{1,100}):\d{1,20}>/y, ([, name]) => mention(`/${name}`)],
  [/<a?:(\w{2,32}):\d{1,20}>/y, ([, name]) => `:${name}:`],
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y, ([, seconds, style]) => moment(Number(seconds), style)],
  [/@(?:everyone|here)\b/y, ([text]) => mention(text)],
  [/\n/y, () => el("br")],
];

const MASKED = /\[((?:\\.|[^\[\]\\\n])+)\]\(<?(https?:\/\/[^\s()<>]+)>?(?: +"[^"\n]*")?\)/y;

function inline(text, depth) {
  const made = [];
  let plain = "";
  const put = (node) => {
    if (typeof node === "string") return void (plain += node);
    if (plain) made.push(plain);
    plain = "";
    made.push(node);
  };
  for (let at = 0; at < text.length; ) {
    const found = marked(text, at, depth) ?? ruled(text, at, depth);
    put(found ? found.node : text[at]);
    at += found ? found.length : 1;
  }
  if (plain) made.push(plain);
  return made;
}

function ruled(text, at, depth) {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { node: make(found), length: found[0].length };
  }
  MASKED.lastIndex = at;
  const masked = depth < MAX_DEPTH && MASKED.exec(text);
  return masked && { node: link(masked[2], inline(masked[1], depth + 1)), length: masked[0].length };
}

function marked(text, at, depth) {
  if (depth >= MAX_DEPTH) return undefined;
  for (const { mark, make } of MARKS) {
    if (!text.startsWith(mark, at)) continue;
    const start = at + mark.length;
    const end = closing(text, start, mark);
    if (end > start) {
      return { node: make(inline(text.slice(start, end), depth + 1)), length: end + mark.length - at };
    }
  }
  return undefined;
}

/** The position of the closing mark; -1 if there is none. */
function closing(text, start, mark) {
  const single = mark.length === 1;
  // As on Discord, no space may follow an opening `*`, and an underscore within a word is just an underscore.
  if (single && /\s/.test(text[start] ?? " ")) return -1;
  if (mark === "_" && /\w/.test(text[start - 2] ?? " ")) return -1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "`") {
      const code = text.indexOf("`", at + 1);
      if (code > 0) at = code;
    } else if (text.startsWith(mark, at)) {
      const doubled = single && text[at + 1] === mark;
      if (doubled) at++;
      else if (mark === "_" && /\w/.test(text[at + 1] ?? " ")) continue;
      else if (!(mark === "*" && /\s/.test(text[at - 1]))) {
        // `**a *b***`: the last two of three stars close the outer mark.
        return mark === "**" && text[at + 2] === "*" && text[at + 3] !== "*" ? at + 1 : at;
      }
    }
  }
  return -1;
}

const mention = (text) => el("span", { class: "mention" }, text);

function spoiler(inside) {
  const shown = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler: press to reveal" }, inside);
  const show = () => {
    shown.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) shown.removeAttribute(name);
  };
  shown.addEventListener("click", show);
  shown.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") show(), event.preventDefault();
  });
  return shown;
}

const STYLES = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};

function moment(seconds, style = "f") {
  const when = new Date(seconds * 1000);
  if (Number.isNaN(when.getTime())) return "an invalid date";
  const shown = style === "R" ? relative(when) : new Intl.DateTimeFormat(undefined, STYLES[style]).format(when);
  return el("time", { class: "moment", datetime: when.toISOString(), title: when.toLocaleString() }, shown);
}

function relative(when) {
  const units = [["year", 31556952], ["month", 2629746], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const seconds = (when - Date.now()) / 1000;
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? units.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / length), unit);
}

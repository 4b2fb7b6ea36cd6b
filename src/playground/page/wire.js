// The raw exchange: what the gateway told the bot, what the bot asked for, and which rules were broken by it.

import { byId, el } from "./dom.js";
import { nameOf, state } from "./state.js";

/** Most lines that are kept on the page. */
const MOST = 400;

const told = new Map();
let drawn = { exchanges: 0, events: 0, violations: 0 };
const lines = el("div", { class: "lines" });
const verdict = el("p", { class: "verdict", role: "status" });
let broken = 0;

export function prepareWire() {
  byId("wire").replaceChildren(
    el("p", { class: "about" }, "In: what Discord's gateway told the bot. Out: what the bot asked of Discord, and how many milliseconds after the event."),
    verdict,
    lines,
  );
}

/** Draws what is new; from the beginning, if the server began anew. */
export function drawWire(changed) {
  if (changed.keys.has("hello")) {
    drawn = { exchanges: 0, events: 0, violations: 0 };
    broken = 0;
    told.clear();
    lines.replaceChildren();
  }
  const isAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 60;
  const fresh = [
    ...state.events.slice(drawn.events).map((event) => ({ at: event.at_ms, make: () => eventLine(event) })),
    ...state.exchanges.slice(drawn.exchanges).map((exchange) => ({ at: exchange.at_ms, make: () => exchangeLine(exchange) })),
  ];
  fresh.sort((a, b) => a.at - b.at);
  const silent = state.violations.slice(drawn.violations);
  for (const { make } of fresh) lines.append(make());
  for (const violation of silent) {
    broken++;
    lines.append(el("div", { class: "line broken" }, el("span", { class: "way" }, "✗"), rule(violation)));
  }
  drawn = { exchanges: state.exchanges.length, events: state.events.length, violations: state.violations.length };
  while (lines.children.length > MOST) lines.firstChild.remove();
  verdict.className = broken ? "verdict broken" : "verdict";
  verdict.textContent = broken ? `✗ ${broken} of Discord's rules broken` : "✓ No rule of Discord's broken";
  byId("tab-wire").textContent = broken ? `Wire · ${broken} ✗` : "Wire";
  if (isAtEnd && fresh.length) lines.scrollTop = lines.scrollHeight;
}

const seconds = (ms) => el("span", { class: "at" }, `${(ms / 1000).toFixed(2)} s`);
const milliseconds = (ms) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
const rule = (violation) => el("span", {}, violation.at && el("code", {}, violation.at), violation.at && ": ", violation.message, " ", el("code", {}, violation.code), violation.refused ? "" : " (let pass)");
const json = (value) => el("pre", { tabindex: "0" }, JSON.stringify(value, null, 2));
const part = (name, value) => value !== null && value !== undefined && [el("p", { class: "part" }, name), json(value)];

function eventLine(event) {
  const { data } = event;
  if (event.name === "MESSAGE_CREATE" && data?.id) told.set(data.id, event.at_ms);
  const about = {
    INTERACTION_CREATE: () => interaction(data),
    MESSAGE_CREATE: () => `${data.author?.username ?? ""}: ${data.content || "…"}`,
    MESSAGE_UPDATE: () => `message of ${nameOf(data.author?.id) ?? "somebody"}`,
  }[event.name]?.() ?? "";
  return el(
    "details",
    { class: "line in" },
    el("summary", {}, el("span", { class: "way", "aria-label": "in" }, "▸ in"), el("b", {}, event.name), " ", el("span", { class: "cut" }, about), event.sent_to === 0 && el("span", { class: "away" }, "nobody connected"), seconds(event.at_ms)),
    data === null ? el("p", {}, "It carried nothing.") : json(data),
  );
}

function interaction({ type, data, member, user }) {
  const who = member?.user?.username ?? user?.username ?? "";
  const focused = JSON.stringify(data.options ?? []).match(/"focused":true[^]*?"value":("(?:[^"\\]|\\.)*")|"value":("(?:[^"\\]|\\.)*")[^{}]*"focused":true/);
  const typed = focused && `typing ${focused[1] ?? focused[2]}`;
  const what = { 2: () => (data.type === 1 ? `/${data.name}` : `menu: ${data.name}`), 3: () => `pressed ${data.custom_id}`, 4: () => `/${data.name} ${typed ?? ""}` };
  return `${who} ${what[type]?.() ?? ""}`;
}

function exchangeLine(exchange) {
  const since = exchange.since_event_ms ?? sinceMessage(exchange);
  const isUnknown = exchange.violations.some(({ code }) => code === "FAKE_UNKNOWN_ROUTE");
  broken += exchange.violations.length;
  const kind = exchange.violations.length ? "broken" : exchange.fault ? "faulty" : "kept";
  return el(
    "details",
    { class: `line out ${kind}`, open: isUnknown },
    el(
      "summary",
      {},
      el("span", { class: "way", "aria-label": "out" }, "◂ out"),
      el("b", {}, exchange.method),
      " ",
      el("span", { class: "cut" }, shortly(exchange)),
      isUnknown && el("strong", { class: "unknown" }, "UNKNOWN ROUTE"),
      exchange.fault && el("span", { class: "away" }, exchange.fault),
      el("span", { class: `status ${exchange.status >= 400 || exchange.status === null ? "bad" : ""}` }, exchange.status ?? "cut off"),
      since !== undefined && el("span", { class: "since" }, milliseconds(since)),
      el("span", { class: "verdict-mark", "aria-label": exchange.violations.length ? "rules broken" : "rules kept" }, exchange.violations.length ? "✗" : "✓"),
      seconds(exchange.at_ms),
    ),
    exchange.violations.length > 0 && el("ul", { class: "rules" }, exchange.violations.map((violation) => el("li", {}, "✗ ", rule(violation)))),
    measures(exchange),
    el("p", { class: "path" }, el("code", {}, `${exchange.method} ${exchange.path}`)),
    part("Sent", exchange.body),
    exchange.files.length > 0 && el("p", {}, exchange.files.map(({ name, media_type, bytes }) => `File ${name}, ${media_type}, ${bytes} bytes`).join("; ")),
    part("Answered", exchange.answer),
    part("Headers", exchange.headers),
  );
}

/** The route, without the names of its places. */
const shortly = ({ route, path }) => route.replace(/\{[^}]+\}(\/\{[^}]+\})*/g, "…") || path;

/** The rules that have a figure, and how near the request came to each. */
function measures({ measures, since_event_ms, route }) {
  const rules = [...measures];
  if (route.endsWith("/callback") && since_event_ms !== null) {
    rules.unshift({ rule: "milliseconds until the first response", is: Math.ceil(since_event_ms), most: 3000 });
  }
  if (!rules.length) return undefined;
  return el(
    "table",
    { class: "measures" },
    el("caption", {}, "Rules checked"),
    el("tbody", {}, rules.map(({ rule, is, most }) => el("tr", { class: is > most ? "over" : "" }, el("th", { scope: "row" }, rule), el("td", {}, `${is} of ${most}`), el("td", {}, el("meter", { min: "0", max: most, value: Math.min(is, most), "aria-label": rule }))))),
  );
}

/** A message of the bot says which message it answers. */
function sinceMessage(exchange) {
  const at = told.get(exchange.body?.message_reference?.message_id);
  return at === undefined ? undefined : exchange.at_ms - at;
}

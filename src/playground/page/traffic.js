// The traffic between Discord and the bot: gateway events, API requests, and violations of Discord's rules.

import { byId, el } from "./dom.js";
import { nameOf, state } from "./state.js";

/** Maximum number of lines that the page keeps. */
const MAX_LINES = 400;

/** Discord's deadline for the first response to an interaction, in milliseconds. */
const RESPONSE_DEADLINE_MS = 3000;

const messageTimes = new Map();
let drawn = { exchanges: 0, gateway_events: 0, violations: 0 };
const lines = el("div", { class: "lines" });
const verdict = el("p", { class: "verdict", role: "status" });
let violations = 0;

/** How many violations there have been. */
export const violationCount = () => violations;

export function prepareTraffic() {
  byId("traffic").replaceChildren(
    el("p", { class: "about" }, "In: gateway events from Discord. Out: API requests from the bot, with the milliseconds since the event."),
    verdict,
    lines,
  );
}

/** Draws what is new; everything, after a snapshot. */
export function drawTraffic(changed) {
  if (changed.keys.has("snapshot")) {
    drawn = { exchanges: 0, gateway_events: 0, violations: 0 };
    violations = 0;
    messageTimes.clear();
    lines.replaceChildren();
  }
  const isAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 60;
  const fresh = [
    ...state.gateway_events.slice(drawn.gateway_events).map((event) => ({ at: event.at_ms, make: () => eventLine(event) })),
    ...state.exchanges.slice(drawn.exchanges).map((exchange) => ({ at: exchange.at_ms, make: () => exchangeLine(exchange) })),
  ];
  fresh.sort((a, b) => a.at - b.at);
  for (const { make } of fresh) lines.append(make());
  // Violations that belong to no request, such as a missed deadline.
  for (const violation of state.violations.slice(drawn.violations)) {
    violations++;
    lines.append(el("div", { class: "line broken" }, el("span", { class: "direction" }, "✗"), violationText(violation)));
  }
  drawn = { exchanges: state.exchanges.length, gateway_events: state.gateway_events.length, violations: state.violations.length };
  while (lines.children.length > MAX_LINES) lines.firstChild.remove();
  verdict.className = violations ? "verdict broken" : "verdict";
  verdict.textContent = violations ? `✗ Violations of Discord's rules: ${violations}` : "✓ No violations of Discord's rules";
  byId("tab-traffic").textContent = violations ? `Traffic · ${violations} ✗` : "Traffic";
  if (isAtEnd && fresh.length) lines.scrollTop = lines.scrollHeight;
}

const seconds = (ms) => el("span", { class: "at" }, `${(ms / 1000).toFixed(2)} s`);
const milliseconds = (ms) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
const violationText = ({ path, message, code }) => el("span", { class: "violation" }, path && el("code", {}, path), path && ": ", message, " ", el("code", {}, code));
const json = (value) => el("pre", { tabindex: "0" }, JSON.stringify(value, null, 2));
const part = (name, value) => value !== null && value !== undefined && [el("p", { class: "part" }, name), json(value)];

function eventLine(event) {
  const { data } = event;
  if (event.name === "MESSAGE_CREATE" && data?.id) messageTimes.set(data.id, event.at_ms);
  const summary = {
    INTERACTION_CREATE: () => interactionSummary(data),
    MESSAGE_CREATE: () => `${data.author?.username ?? ""}: ${data.content || "…"}`,
    MESSAGE_UPDATE: () => `message by ${nameOf(data.author?.id) ?? "someone"}`,
  }[event.name]?.() ?? "";
  return el(
    "details",
    { class: "line in" },
    el("summary", {}, el("span", { class: "direction", "aria-label": "in" }, "▸ in"), el("b", {}, event.name), " ", el("span", { class: "cut" }, summary), event.sent_to === 0 && el("span", { class: "note-tag" }, "bot not connected"), seconds(event.at_ms)),
    data === null ? el("p", {}, "No data.") : json(data),
  );
}

function interactionSummary({ type, data, member, user }) {
  const who = member?.user?.username ?? user?.username ?? "";
  const focused = JSON.stringify(data.options ?? []).match(/"focused":true[^]*?"value":("(?:[^"\\]|\\.)*")|"value":("(?:[^"\\]|\\.)*")[^{}]*"focused":true/);
  const typed = focused && `typing ${focused[1] ?? focused[2]}`;
  const summary = { 2: () => (data.type === 1 ? `/${data.name}` : `menu: ${data.name}`), 3: () => `pressed ${data.custom_id}`, 4: () => `/${data.name} ${typed ?? ""}` };
  return `${who} ${summary[type]?.() ?? ""}`;
}

function exchangeLine(exchange) {
  const since = exchange.since_event_ms ?? sinceMessage(exchange);
  const isBroken = exchange.violations.length > 0;
  const isUnknown = exchange.violations.some(({ code }) => code === "FAKE_UNKNOWN_ROUTE");
  violations += exchange.violations.length;
  const kind = isBroken ? "broken" : exchange.fault ? "faulty" : "valid";
  return el(
    "details",
    { class: `line out ${kind}`, open: isUnknown },
    el(
      "summary",
      {},
      el("span", { class: "direction", "aria-label": "out" }, "◂ out"),
      el("b", {}, exchange.method),
      " ",
      el("span", { class: "cut" }, shortRoute(exchange)),
      isUnknown && el("strong", { class: "unknown" }, "UNKNOWN ROUTE"),
      exchange.fault && el("span", { class: "note-tag" }, exchange.fault),
      el("span", { class: `status ${exchange.status >= 400 || exchange.status === null ? "bad" : ""}` }, exchange.status ?? "no response"),
      since !== undefined && el("span", { class: "since" }, milliseconds(since)),
      el("span", { class: "verdict-mark", "aria-label": isBroken ? "violates rules" : "valid" }, isBroken ? "✗" : "✓"),
      seconds(exchange.at_ms),
    ),
    isBroken && el("ul", { class: "rules" }, exchange.violations.map((violation) => el("li", {}, "✗ ", violationText(violation), !violation.is_rejected && " (accepted)"))),
    limitTable(exchange),
    el("p", { class: "path" }, el("code", {}, `${exchange.method} ${exchange.path}`)),
    part("Request", exchange.body),
    exchange.files.length > 0 && el("p", {}, exchange.files.map(({ name, media_type, bytes }) => `File ${name}, ${media_type}, ${bytes} bytes`).join("; ")),
    part("Response", exchange.response),
    part("Headers", exchange.headers),
  );
}

/** The route without its parameters. */
const shortRoute = ({ route, path }) => route.replace(/\{[^}]+\}(\/\{[^}]+\})*/g, "…") || path;

/** The limits that apply to the request, and how much of each it uses. */
function limitTable({ limits, since_event_ms, route }) {
  const rows = [...limits];
  if (route.endsWith("/callback") && since_event_ms !== null) {
    rows.unshift({ limit: "milliseconds until the first response", used: Math.ceil(since_event_ms), max: RESPONSE_DEADLINE_MS });
  }
  if (!rows.length) return undefined;
  return el(
    "table",
    { class: "limits" },
    el("caption", {}, "Limits"),
    el("tbody", {}, rows.map(({ limit, used, max }) => el("tr", { class: used > max ? "over" : "" }, el("th", { scope: "row" }, limit), el("td", {}, `${used} of ${max}`), el("td", {}, el("meter", { min: "0", max, value: Math.min(used, max), "aria-label": limit }))))),
  );
}

/** Milliseconds since the message that the request replies to. */
function sinceMessage(exchange) {
  const at = messageTimes.get(exchange.body?.message_reference?.message_id);
  return at === undefined ? undefined : exchange.at_ms - at;
}

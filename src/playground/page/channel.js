// The messages of the channel, and the notes in place of missing answers, in order.

import { el, byId } from "./dom.js";
import { author, avatar, messageElement } from "./message.js";
import { addressOf, asText } from "./question.js";
import { compareIds, currentChannel, currentPerson, currentVenue, state } from "./state.js";

const shown = new Map();
const dismissed = new Set();
let actions;

/** Maximum distance from the end, in pixels, at which new messages scroll the log. */
const MAX_END_DISTANCE = 80;

let isAtEnd = true;

/** Sets what can be done with messages: `reply(entry)`, `complain(text)` and `ask(text)`. */
export function prepareChannel(given) {
  actions = {
    ...given,
    dismiss: (entry) => {
      dismissed.add(entry.message.id);
      update([entry.message.id]);
    },
  };
  const log = byId("log");
  // Keeps the end in view if the log shrinks, such as when the form of a command opens.
  log.addEventListener("scroll", () => (isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < MAX_END_DISTANCE));
  new ResizeObserver(() => isAtEnd && scrollToEnd()).observe(log);
  log.addEventListener("keydown", (event) => {
    const messages = [...log.querySelectorAll(".message")];
    const index = messages.indexOf(document.activeElement);
    if (event.target !== log && index < 0) return;
    const to = { ArrowUp: index < 0 ? messages.length - 1 : index - 1, ArrowDown: index + 1 }[event.key];
    if (to !== undefined && messages[to]) messages[to].focus();
    else if (index >= 0 && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) {
      messages[index].querySelector(".more")?.click();
    } else return;
    event.preventDefault();
  });
}

/** Draws the whole channel as the current person sees it. */
export function redraw() {
  shown.clear();
  byId("log").replaceChildren(welcome());
  update([...state.messages.keys(), ...state.interactions.keys()]);
  scrollToEnd();
}

/** Draws the welcome text again; its examples come from the knowledge. */
export function drawWelcome() {
  document.querySelector("#log .welcome")?.replaceWith(welcome());
}

function welcome() {
  const [from, to] = state.example_roles;
  const example = (text) => el("a", { class: "example", href: addressOf(text) }, text);
  const command = from ? ["Type ", el("kbd", {}, "/next"), " and a job role, such as ", example(`/next ${from}`), "."] : ["Type ", el("kbd", {}, "/"), " to see the commands."];
  const mention = currentVenue().takesMessages && to && [" Or ask in your own words: ", example(`@nextrole how do I get from ${from} to ${to}?`)];
  return el(
    "div",
    { class: "welcome" },
    el("h2", {}, "Try nextrole without Discord"),
    el("p", {}, command, mention),
    el("p", {}, "This is the real bot, connected to a fake Discord that enforces Discord's rules. “Behind the scenes” shows every event and request. Nothing leaves this machine."),
  );
}

/** Draws these messages and interactions again. */
export function update(ids) {
  const log = byId("log");
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < MAX_END_DISTANCE;
  for (const id of [...ids].sort(compareIds)) {
    const element = elementFor(id);
    const previous = shown.get(id);
    if (!element) {
      previous?.remove();
      shown.delete(id);
    } else if (previous) {
      const hadFocus = previous.contains(document.activeElement);
      const details = previous.querySelector("details[open]") && element.querySelector("details");
      if (details) details.open = true;
      previous.replaceWith(element);
      if (hadFocus) element.focus({ preventScroll: true });
    } else {
      const next = [...shown.keys()].filter((other) => compareIds(other, id) > 0).sort(compareIds)[0];
      if (next) shown.get(next).before(element);
      else log.append(element);
    }
    if (element) shown.set(id, element);
  }
  if (wasAtEnd) scrollToEnd();
}

function scrollToEnd() {
  const log = byId("log");
  log.scrollTop = log.scrollHeight;
}

function elementFor(id) {
  const entry = state.messages.get(id);
  if (entry) {
    const isVisible = entry.ephemeral_for === null || entry.ephemeral_for === currentPerson()?.id;
    const isHere = entry.message.channel_id === currentChannel() && isVisible && !entry.deleted && !dismissed.has(id);
    return isHere ? messageElement(entry, actions) : undefined;
  }
  const interaction = state.interactions.get(id);
  if (!interaction || interaction.member !== currentPerson()?.id || interaction.channel !== currentChannel()) return undefined;
  if (interaction.data.custom_id !== undefined) return undefined;
  if (interaction.state === "pending") return note(interaction, "pending", "Sending command…");
  // A deferred response has a message of its own.
  if (interaction.state === "failed" && interaction.response === null) return note(interaction, "failed", "The application did not respond");
  return undefined;
}

/** The note in place of an answer that does not exist, or does not exist yet. */
function note(interaction, kind, text) {
  const bot = { username: "nextrole", bot: true };
  return el(
    "article",
    { class: `message note ${kind}`, tabindex: "-1", "aria-label": text, "data-id": interaction.id },
    el("div", { class: "above" }, avatar(state.who), el("b", {}, state.who), " used ", el("span", { class: "mention" }, asText(interaction))),
    avatar("nextrole"),
    el("div", { class: "body" }, el("header", {}, author(bot)), el("p", { class: kind === "failed" ? "failure" : "thinking" }, kind === "pending" && el("span", { class: "dots", "aria-hidden": "true" }), text)),
  );
}

/** What else must be drawn again when interactions change: the messages whose components were used, and the answers. */
export function related(ids) {
  const sources = ids.map((id) => state.interactions.get(id)?.source).filter(Boolean);
  const answers = [...state.messages.values()].filter(({ interaction }) => ids.includes(interaction));
  return [...sources, ...answers.map(({ message }) => message.id)];
}

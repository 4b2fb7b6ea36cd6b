// The channel: messages in their order, and what is between them, each put in its place and changed there.

import { el, byId } from "./dom.js";
import { author, avatar, messageElement } from "./message.js";
import { asText } from "./question.js";
import { here, later, me, state } from "./state.js";

const shown = new Map();
const dismissed = new Set();
let actions;

/** Says what can be done with messages. */
export function prepareChannel(act) {
  actions = {
    ...act,
    dismiss: (entry) => {
      dismissed.add(entry.message.id);
      change([entry.message.id]);
    },
  };
  const log = byId("log");
  log.addEventListener("keydown", (event) => {
    const messages = [...log.querySelectorAll(".message")];
    const now = messages.indexOf(document.activeElement);
    if (event.target !== log && now < 0) return;
    const to = { ArrowUp: now < 0 ? messages.length - 1 : now - 1, ArrowDown: now + 1 }[event.key];
    if (to !== undefined && messages[to]) messages[to].focus();
    else if (now >= 0 && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) {
      messages[now].querySelector(".more")?.click();
    } else return;
    event.preventDefault();
  });
}

/** Shows another channel, or the same from another person's eyes. */
export function redraw() {
  shown.clear();
  byId("log").replaceChildren(welcome());
  change([...state.messages.keys(), ...state.asked.keys()]);
  toEnd();
}

function welcome() {
  return el(
    "div",
    { class: "welcome" },
    el("h2", {}, "The whole bot, without Discord"),
    el("p", {}, "Try ", el("kbd", {}, "/next"), " with a job role, such as ", el("kbd", {}, "helpdesk"), ". Or speak to it: ", el("kbd", {}, "@nextrole I'm a sysadmin, could I become an architect?")),
    el("p", {}, "It is the real bot. Discord is played by this program, and enforces Discord's rules; what goes over the wire stands under “Behind the scenes”. Nothing leaves this machine."),
  );
}

/** Brings these messages and questions up to date. */
export function change(ids) {
  const log = byId("log");
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  for (const id of [...ids].sort(later)) {
    const made = make(id);
    const before = shown.get(id);
    if (!made) {
      before?.remove();
      shown.delete(id);
    } else if (before) {
      const had = before.contains(document.activeElement);
      const menu = before.querySelector("details[open]") && made.querySelector("details");
      if (menu) menu.open = true;
      before.replaceWith(made);
      if (had) made.focus({ preventScroll: true });
    } else {
      const next = [...shown.keys()].filter((other) => later(other, id) > 0).sort(later)[0];
      if (next) shown.get(next).before(made);
      else log.append(made);
    }
    if (made) shown.set(id, made);
  }
  if (wasAtEnd) toEnd();
}

function toEnd() {
  const log = byId("log");
  log.scrollTop = log.scrollHeight;
}

function make(id) {
  const entry = state.messages.get(id);
  if (entry) {
    const isMine = entry.only_for === null || entry.only_for === me()?.id;
    const isHere = entry.message.channel_id === here() && isMine && !entry.deleted && !dismissed.has(id);
    return isHere ? messageElement(entry, actions) : undefined;
  }
  const asked = state.asked.get(id);
  if (!asked || asked.asker !== me()?.id || asked.channel !== here()) return undefined;
  if (asked.data.custom_id !== undefined) return undefined;
  if (asked.state === "waiting") return note(asked, "waiting", "Sending command…");
  // Something deferred has a message that says so.
  if (asked.state === "failed" && asked.response === null) return note(asked, "failed", "The application did not respond");
  return asked.response === 9 ? note(asked, "failed", "The bot opened a form; this page does not play forms.") : undefined;
}

/** What stands in the place of an answer. */
function note(asked, kind, text) {
  const bot = { username: "nextrole", bot: true };
  return el(
    "article",
    { class: `message note ${kind}`, tabindex: "-1", "aria-label": text, "data-id": asked.id },
    el("div", { class: "above" }, avatar(state.who), el("b", {}, state.who), " used ", el("span", { class: "mention" }, asText(asked))),
    avatar("nextrole"),
    el("div", { class: "said" }, el("header", {}, author(bot)), el("p", { class: kind === "failed" ? "failure" : "thinking" }, kind === "waiting" && el("span", { class: "dots", "aria-hidden": "true" }), text)),
  );
}

/** What else has to be drawn again when a question changes: the message that it was pressed on, and its answer. */
export function touched(ids) {
  const sources = ids.map((id) => state.asked.get(id)?.source).filter(Boolean);
  const answers = [...state.messages.values()].filter(({ interaction }) => ids.includes(interaction));
  return [...sources, ...answers.map(({ message }) => message.id)];
}

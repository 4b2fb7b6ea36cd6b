// The page: the current person and channel, and how the parts work together.

import { drawWelcome, prepareChannel, redraw, related, update } from "./channel.js";
import { ask, complain, enterChannel, focusBox, prepareComposer, reply } from "./composer.js";
import { byId, el } from "./dom.js";
import { drawFaults, prepareFaults } from "./faults.js";
import { drawKnowledge, prepareKnowledge } from "./knowledge.js";
import { questionIn } from "./question.js";
import { VENUES, currentVenue, isKnowledgeBroken, state, subscribe } from "./state.js";
import { drawTraffic, prepareTraffic, violationCount } from "./traffic.js";

prepareChannel({ reply, complain, ask });
prepareComposer();
prepareTraffic();
prepareFaults();
prepareTabs();
prepareKeys();
prepareChannelSelect();

byId("who").addEventListener("change", ({ target }) => {
  state.who = target.value;
  goTo(state.venue);
});

subscribe((changed) => {
  if (changed.keys.has("snapshot")) {
    const people = state.people.filter(({ is_bot }) => !is_bot);
    byId("who").replaceChildren(...people.map(({ name, roles }) => el("option", { value: name, selected: name === state.who }, roles.length ? `${name} (${roles.join(", ")})` : name)));
    goTo(state.venue);
  } else update([...changed.messages, ...changed.interactions, ...related(changed.interactions)]);
  if (changed.keys.has("example_roles")) drawWelcome();
  drawTraffic(changed);
  drawFaults();
  if (changed.keys.has("knowledge") || changed.keys.has("changes")) {
    drawKnowledge();
    if (!changed.keys.has("snapshot")) update([...state.messages.keys()]);
  }
  drawBadge();
  if (changed.keys.has("gateway")) drawConnection();
  askFromAddress();
}, drawConnection);

/** Goes to a channel. */
function goTo(venue) {
  state.venue = venue;
  const { name, hint } = currentVenue();
  byId("channel-name").textContent = name;
  byId("channel-hint").textContent = hint;
  byId("channel-select").value = venue;
  byId("log").setAttribute("aria-label", `Messages in ${name}`);
  byId("channel-list").replaceChildren(
    ...[...venueGroups()].flatMap(([group, venues]) => [
      el("h2", {}, group),
      el("ul", {}, venues.map(({ key, name }) => el("li", {}, el("button", { type: "button", "aria-current": key === venue ? "page" : undefined, onclick: () => { goTo(key); focusBox(); } }, name)))),
    ]),
  );
  enterChannel();
  redraw();
}

function venueGroups() {
  return Map.groupBy(VENUES, ({ group }) => group);
}

/** The same list for small screens. */
function prepareChannelSelect() {
  const select = byId("channel-select");
  const options = (venues) => venues.map(({ key, name }) => el("option", { value: key }, name));
  select.replaceChildren(...[...venueGroups()].map(([label, venues]) => el("optgroup", { label }, options(venues))));
  select.addEventListener("change", () => goTo(select.value));
}

function drawConnection() {
  const [text, kind] = !state.online
    ? ["The playground has stopped", "gone"]
    : state.gateway.connected ? ["Bot connected", "connected"] : ["Bot connecting…", "connecting"];
  const shown = byId("connection");
  if (shown.textContent === text) return;
  shown.textContent = text;
  shown.className = kind;
  askFromAddress();
}

/** On small screens the panel is closed: its button shows that something is wrong. */
function drawBadge() {
  const reasons = [
    isKnowledgeBroken() && "the saved knowledge has errors",
    violationCount() > 0 && "the bot has violated Discord's rules",
  ].filter(Boolean);
  const badge = byId("panel-badge");
  badge.hidden = reasons.length === 0;
  badge.replaceChildren(el("span", { "aria-hidden": "true" }, "!"), el("span", { class: "hidden" }, ` (${reasons.join("; ")})`));
  byId("panel-toggle").title = reasons.join("; ");
}

let askedFrom;

/** Asks the question in the page's address once the bot is connected. */
function askFromAddress() {
  const question = questionIn(location.hash);
  if (!question || question === "composer" || askedFrom === location.hash) return;
  if (!state.gateway.connected || !state.commands.length) return;
  askedFrom = location.hash;
  ask(question);
}

window.addEventListener("hashchange", () => {
  askedFrom = undefined;
  askFromAddress();
});

// Following a link to the current address does not change it, but should ask again.
document.addEventListener("click", (event) => {
  const address = event.target.closest?.("a.address, a.example");
  if (!address || address.hash !== location.hash) return;
  event.preventDefault();
  ask(questionIn(address.hash));
});

function prepareTabs() {
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const open = (tab) => {
    for (const other of tabs) {
      other.setAttribute("aria-selected", String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      byId(other.getAttribute("aria-controls")).hidden = other !== tab;
    }
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = tabs[(index + step + tabs.length) % tabs.length];
      open(next);
      next.focus();
    });
  }
  open(tabs[0]);
  const show = (shown) => {
    document.body.classList.toggle("panel-open", shown);
    byId("panel-toggle").setAttribute("aria-expanded", String(shown));
    if (!shown) return byId("panel-toggle").focus();
    if (isKnowledgeBroken()) open(byId("tab-knowledge"));
    tabs.find((tab) => tab.tabIndex === 0).focus();
  };
  prepareKnowledge(() => {
    if (!byId("panel").checkVisibility()) show(true);
    open(byId("tab-knowledge"));
    (byId("changes-title") ?? byId("tab-knowledge")).focus();
  });
  byId("knowledge").addEventListener("click", ({ target }) => {
    if (!target.closest("a.example") || !document.body.classList.contains("panel-open")) return;
    show(false);
    focusBox();
  });
  byId("panel-toggle").addEventListener("click", () => show(!document.body.classList.contains("panel-open")));
  byId("panel-close").addEventListener("click", () => show(false));
  byId("panel").addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && document.body.classList.contains("panel-open")) show(false);
  });
}

/** Typing while nothing has the focus starts a message. */
function prepareKeys() {
  document.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, target }) => {
    const isText = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
    if (isText && !target.closest("input, textarea, select, button, summary, [role=menu]")) focusBox();
  });
}

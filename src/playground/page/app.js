// The page: where one is, who one is, and the parts put together.

import { change, prepareChannel, redraw, touched } from "./channel.js";
import { arrive, ask, complain, focusBox, prepareComposer, reply } from "./composer.js";
import { byId, el } from "./dom.js";
import { drawFaults, prepareFaults } from "./faults.js";
import { drawKnowledge } from "./knowledge.js";
import { questionIn } from "./question.js";
import { PLACES, follow, state } from "./state.js";
import { drawWire, prepareWire } from "./wire.js";

prepareChannel({ reply, complain, ask });
prepareComposer();
prepareWire();
prepareFaults();
prepareTabs();
prepareKeys();

byId("who").addEventListener("change", ({ target }) => {
  state.who = target.value;
  go(state.place);
});

follow((changed) => {
  if (changed.keys.has("hello")) {
    const people = state.people.filter(({ is_bot }) => !is_bot);
    byId("who").replaceChildren(...people.map(({ name, roles }) => el("option", { value: name, selected: name === state.who }, roles.length ? `${name}, ${roles.join(", ")}` : name)));
    go(state.place);
  } else change([...changed.messages, ...changed.asked, ...touched(changed.asked)]);
  drawWire(changed);
  drawFaults();
  if (changed.keys.has("knowledge")) drawKnowledge();
  if (changed.keys.has("gateway")) drawConnection();
  askFromAddress();
}, drawConnection);

/** Goes somewhere. */
function go(place) {
  state.place = place;
  const now = PLACES.find(({ key }) => key === place);
  byId("place-name").textContent = now.name;
  byId("place-hint").textContent = now.hint;
  byId("log").setAttribute("aria-label", `Messages in ${now.name}`);
  const groups = Map.groupBy(PLACES, ({ group }) => group);
  byId("place-list").replaceChildren(
    ...[...groups].flatMap(([group, places]) => [
      el("h2", {}, group),
      el("ul", {}, places.map(({ key, name }) => el("li", {}, el("button", { type: "button", "aria-current": key === place ? "page" : undefined, onclick: () => { go(key); focusBox(); } }, name)))),
    ]),
  );
  arrive();
  redraw();
}

function drawConnection() {
  const [text, kind] = !state.online
    ? ["The playground has ended", "gone"]
    : state.gateway.connected ? ["Bot connected", "there"] : ["Bot connecting…", "away"];
  const shown = byId("connection");
  if (shown.textContent === text) return;
  shown.textContent = text;
  shown.className = kind;
  askFromAddress();
}

let asked;

/** Asks the question in the address, once the bot is there to answer it. */
function askFromAddress() {
  const question = questionIn(location.hash);
  if (!question || question === "composer" || asked === location.hash) return;
  if (!state.gateway.connected || !state.commands.length) return;
  asked = location.hash;
  ask(question);
}

window.addEventListener("hashchange", () => {
  asked = undefined;
  askFromAddress();
});

// The address may be the one that is there already: following it asks again.
document.addEventListener("click", (event) => {
  const address = event.target.closest?.("a.address");
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
  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener("click", () => open(tab));
    tab.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = tabs[(place + step + tabs.length) % tabs.length];
      open(next);
      next.focus();
    });
  }
  open(tabs[0]);
  const show = (shown) => {
    document.body.classList.toggle("panel-open", shown);
    byId("panel-toggle").setAttribute("aria-expanded", String(shown));
    (shown ? tabs[0] : byId("panel-toggle")).focus();
  };
  byId("panel-toggle").addEventListener("click", () => show(!document.body.classList.contains("panel-open")));
  byId("panel-close").addEventListener("click", () => show(false));
  byId("panel").addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && document.body.classList.contains("panel-open")) show(false);
  });
}

/** A letter that is typed nowhere goes into the box. */
function prepareKeys() {
  document.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey, target }) => {
    const isText = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
    if (isText && !target.closest("input, textarea, select, button, summary, [role=menu]")) focusBox();
  });
}

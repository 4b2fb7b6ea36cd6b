// Trouble on demand: what can go wrong between Discord and a bot, at the press of a button.

import { act } from "./acts.js";
import { announce, byId, el, freshId } from "./dom.js";
import { state } from "./state.js";

const GATEWAY = [
  ["drop-socket", "Drop the socket", "The connection is gone without a word; the bot has to come back and resume."],
  ["reconnect", "Ask to reconnect", "Op 7: come back on another connection, and resume."],
  ["resumable-session", "Invalid session, resumable", "Op 9: the session is in doubt; the bot may resume it."],
  ["invalid-session", "Invalid session", "Op 9: the session is gone; the bot has to identify anew."],
];

const REQUESTS = [
  ["too-many-requests", "429, too many requests"],
  ["server-error", "500, Discord fails"],
  ["delay", "Late: the request takes longer"],
  ["reset", "Reset: the connection closes, nothing is done"],
  ["accept-then-reset", "Done, but the connection closes before the answer"],
];

const ROUTES = [
  ["/callback", "answers to commands and buttons"],
  ["/messages", "messages and edits"],
  ["", "every request"],
];

const now = el("p", { class: "now", role: "status" });
const planned = el("ul", { class: "planned" });
const problem = el("p", { class: "failure", role: "alert", hidden: true });

export function prepareFaults() {
  const attempt = (what, done) => async () => {
    problem.hidden = true;
    try {
      await act(what());
      announce(done);
    } catch (error) {
      problem.hidden = false;
      problem.textContent = error.message;
    }
  };
  const select = (label, entries) => {
    const id = freshId("choice");
    const field = el("select", { id }, entries.map(([value, name]) => el("option", { value }, name)));
    return [field, el("div", { class: "choice" }, el("label", { for: id }, label), field)];
  };
  const number = (label, value, max) => {
    const id = freshId("number");
    const field = el("input", { id, type: "number", min: "0", max, value });
    return [field, el("div", { class: "choice" }, el("label", { for: id }, label), field)];
  };
  const [fault, faultRow] = select("What goes wrong", REQUESTS);
  const [route, routeRow] = select("With", ROUTES);
  const [times, timesRow] = number("How often", 1, 20);
  const [ms, msRow] = number("Wait or delay, in ms", 500, 20000);
  const request = () => ({ do: "request", fault: fault.value, route: route.value, times: Number(times.value), ms: Number(ms.value) });
  byId("faults").replaceChildren(
    el("h2", {}, "The connection"),
    now,
    el("div", { class: "buttons" }, GATEWAY.map(([name, label, about]) => el("button", { type: "button", class: "button secondary", title: about, onclick: attempt(() => ({ do: "gateway", fault: name }), `${label}: done`) }, label))),
    el("h2", {}, "The next requests"),
    faultRow, routeRow, timesRow, msRow,
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "button danger", onclick: attempt(request, "The fault is waiting") }, "Let it go wrong"),
      el("button", { type: "button", class: "button secondary", onclick: attempt(() => ({ do: "heal" }), "All is well again") }, "Heal all")),
    problem,
    planned,
  );
}

export function drawFaults() {
  const { connected, resumes, identifies } = state.gateway;
  now.textContent = connected ? `Connected. Sessions begun: ${identifies}; resumed: ${resumes}.` : "The bot is not connected.";
  planned.replaceChildren(
    ...state.planned.map(({ fault, route, times }) => el("li", {}, `Waiting: ${fault}, with ${route || "every request"}, ${times} ×`)),
  );
}

// Fault injection: what can go wrong between Discord and a bot, at the press of a button.

import { perform } from "./actions.js";
import { announce, byId, el, freshId } from "./dom.js";
import { state } from "./state.js";

const GATEWAY = [
  ["drop-socket", "Drop the connection", "Closes the TCP connection without a close frame; the bot must reconnect and resume."],
  ["reconnect", "Request a reconnect", "Sends op 7; the bot must reconnect and resume."],
  ["resumable-session", "Invalidate the session (resumable)", "Sends op 9 with d: true; the bot may resume its session."],
  ["invalid-session", "Invalidate the session", "Sends op 9 with d: false; the bot must identify again."],
];

const REQUESTS = [
  ["too-many-requests", "429 Too Many Requests"],
  ["server-error", "500 Internal Server Error"],
  ["delay", "Respond late"],
  ["reset", "Reset the connection"],
  ["accept-then-reset", "Carry out, then reset"],
];

const ROUTES = [
  ["/callback", "interaction responses"],
  ["/messages", "messages and edits"],
  ["", "all requests"],
];

const status = el("p", { class: "gateway-status", role: "status" });
const planned = el("ul", { class: "planned" });
const problem = el("p", { class: "failure", role: "alert", hidden: true });

export function prepareFaults() {
  const attempt = (action, message) => async () => {
    problem.hidden = true;
    try {
      await perform(action());
      announce(message);
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
  const number = (label, value, min, max) => {
    const id = freshId("number");
    const field = el("input", { id, type: "number", min, max, value });
    return [field, el("div", { class: "choice" }, el("label", { for: id }, label), field)];
  };
  const [fault, faultRow] = select("Fault", REQUESTS);
  const [route, routeRow] = select("Applies to", ROUTES);
  const [times, timesRow] = number("Number of requests", 1, 1, 20);
  const [ms, msRow] = number("Delay or wait (ms)", 500, 0, 20000);
  const request = () => ({ do: "request-fault", fault: fault.value, route: route.value, times: Number(times.value), ms: Number(ms.value) });
  byId("faults").replaceChildren(
    el("h2", {}, "Gateway connection"),
    status,
    el("div", { class: "buttons" }, GATEWAY.map(([name, label, about]) => el("button", { type: "button", class: "button secondary", title: about, onclick: attempt(() => ({ do: "gateway-fault", fault: name }), `${label}: done`) }, label))),
    el("h2", {}, "API requests"),
    faultRow, routeRow, timesRow, msRow,
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "button danger", onclick: attempt(request, "Fault added") }, "Add fault"),
      el("button", { type: "button", class: "button secondary", onclick: attempt(() => ({ do: "clear-faults" }), "Faults cleared") }, "Clear faults")),
    problem,
    planned,
  );
}

export function drawFaults() {
  const { connected, resumes, identifies } = state.gateway;
  status.textContent = connected ? `Connected. Sessions started: ${identifies}, resumed: ${resumes}.` : "The bot is not connected.";
  const scope = (route) => ROUTES.find(([known]) => known === route)?.[1] ?? route;
  planned.replaceChildren(
    ...state.planned_faults.map(({ fault, route, times }) => el("li", {}, `Next ${times} of ${scope(route)}: ${fault}`)),
  );
}

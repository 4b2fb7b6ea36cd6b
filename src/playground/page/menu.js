// The context menu of a message: what the bot registered for it, and what a client has of its own.

import { act as perform } from "./acts.js";
import { announce, el } from "./dom.js";
import { addressOf, messageCommands } from "./question.js";
import { questionOf } from "./message.js";
import { state } from "./state.js";

let close = () => {};

/** Opens it at a button, or where the mouse is. */
export function openMenu(entry, button, act, at) {
  close();
  const { message } = entry;
  const apps = messageCommands();
  const question = questionOf(entry);
  const copy = (text) => navigator.clipboard?.writeText(text).then(() => announce("Copied"));
  const ask = ({ name }) =>
    perform({ do: "menu", who: state.who, message: message.id, name }).catch((error) => act.complain(error.message));
  const items = [
    ...apps.map((app) => [app.name, () => ask(app), "app"]),
    entry.only_for === null && ["Reply", () => act.reply(entry)],
    question && ["Ask this again", () => act.ask(question)],
    question && ["Copy the link to this question", () => copy(new URL(addressOf(question), location.href).href)],
    ["Copy text", () => copy(button.closest(".message").querySelector(".said").innerText)],
    ["Copy message ID", () => copy(message.id)],
  ].filter(Boolean);
  const menu = el(
    "div",
    { class: "menu", role: "menu", "aria-label": "Message" },
    items.map(([name, run, kind]) =>
      el(
        "button",
        {
          type: "button", role: "menuitem", tabindex: "-1", class: kind,
          onclick: () => {
            close();
            run();
          },
        },
        name,
        kind === "app" && el("span", { class: "detail" }, "nextrole"),
      ),
    ),
    apps.length === 0 && el("p", { class: "detail", role: "none" }, "The bot has registered no command for messages."),
  );
  document.body.append(menu);
  place(menu, button, at);
  const entries = [...menu.querySelectorAll("[role=menuitem]")];
  entries[0].focus();

  const away = (event) => {
    if (!menu.contains(event.target)) close();
  };
  close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", away, true);
    close = () => {};
  };
  document.addEventListener("pointerdown", away, true);
  menu.addEventListener("keydown", (event) => {
    const now = entries.indexOf(document.activeElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1 + entries.length, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined) entries[to % entries.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function place(menu, button, at) {
  const box = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.min(at?.clientX ?? box.right - menu.offsetWidth, clientWidth - menu.offsetWidth - 8);
  const top = Math.min(at?.clientY ?? box.bottom + 4, clientHeight - menu.offsetHeight - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}

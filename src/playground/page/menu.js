// The context menu of a message: the bot's message commands, and the client's own entries.

import { perform } from "./actions.js";
import { announce, el } from "./dom.js";
import { addressOf, messageCommands } from "./question.js";
import { questionOf } from "./message.js";
import { state } from "./state.js";

let close = () => {};

/** Opens the menu at a button, or at the position of a mouse event. */
export function openMenu(entry, button, actions, at) {
  close();
  const { message } = entry;
  const apps = messageCommands();
  const question = questionOf(entry);
  const copy = (text) => navigator.clipboard?.writeText(text).then(() => announce("Copied"));
  const use = ({ name }) =>
    perform({ do: "message-command", who: state.who, message: message.id, name }).catch((error) => actions.complain(error.message));
  const items = [
    ...apps.map((app) => [app.name, () => use(app), "app"]),
    entry.ephemeral_for === null && ["Reply", () => actions.reply(entry)],
    question && ["Ask again", () => actions.ask(question)],
    question && ["Copy link to this question", () => copy(new URL(addressOf(question), location.href).href)],
    ["Copy text", () => copy(button.closest(".message").querySelector(".body").innerText)],
    ["Copy message ID", () => copy(message.id)],
  ].filter(Boolean);
  const menu = el(
    "div",
    { class: "menu", role: "menu", "aria-label": "Message actions" },
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
    apps.length === 0 && el("p", { class: "detail", role: "none" }, "The bot has no message commands."),
  );
  document.body.append(menu);
  position(menu, button, at);
  const entries = [...menu.querySelectorAll("[role=menuitem]")];
  entries[0].focus();

  const closeOutside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", closeOutside, true);
    close = () => {};
  };
  document.addEventListener("pointerdown", closeOutside, true);
  menu.addEventListener("keydown", (event) => {
    const index = entries.indexOf(document.activeElement);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1 + entries.length, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined) entries[to % entries.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

function position(menu, button, at) {
  const box = button.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.min(at?.clientX ?? box.right - menu.offsetWidth, clientWidth - menu.offsetWidth - 8);
  const top = Math.min(at?.clientY ?? box.bottom + 4, clientHeight - menu.offsetHeight - 8);
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}

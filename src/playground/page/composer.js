// The message box. A slash lists the commands, an at sign the people; a chosen command opens a form for its options.

import { perform } from "./actions.js";
import { commandForm } from "./command.js";
import { announce, byId, el } from "./dom.js";
import { listbox } from "./listbox.js";
import { openModal } from "./modal.js";
import { nestOptions, parse, slashCommands, title, valueOf, withMentions } from "./question.js";
import { currentVenue, state } from "./state.js";

let replyTo;
let form;
const input = el("textarea", {
  id: "message", rows: "1", maxlength: "2000", autocomplete: "off", spellcheck: "true", "aria-autocomplete": "list",
  "aria-haspopup": "listbox",
});
const send = el("button", { type: "button", class: "send", "aria-label": "Send", onclick: () => submit() }, "➤");
const problem = el("p", { class: "failure", role: "alert", hidden: true });
const replying = el("div", { class: "replying", hidden: true });
const label = el("label", { for: "message", class: "hidden" }, "Message");
const list = listbox(input, "Commands and people", (entry) => entry.value());
const box = el("div", { class: "box" }, label, input, send);

/** Adds the box to the page. */
export function prepareComposer() {
  byId("composer").append(replying, list.box, box, problem);
  input.addEventListener("input", () => {
    complain("");
    resize();
    const named = /^\/\S.* $/.test(input.value) && parse(input.value.trim());
    if (named && title(named.command) === input.value.trim()) return openForm(named.command, {});
    suggest();
  });
  input.addEventListener("keydown", (event) => {
    if (list.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape") reply(undefined);
  });
  input.addEventListener("blur", () => list.hide());
}

/** Prepares the box for the current channel. */
export function enterChannel() {
  const text = `Message ${currentVenue().name}`;
  label.textContent = text;
  input.placeholder = state.venue === "direct" ? "Message @nextrole" : text;
  reply(undefined);
  closeForm();
}

/** Moves the focus into the box. */
export const focusBox = () => (form ?? box).querySelector("textarea, input")?.focus();

/** Starts a reply to a message; cancels it if there is no message. */
export function reply(entry) {
  replyTo = entry;
  replying.hidden = !entry;
  if (!entry) return;
  replying.replaceChildren(
    `Replying to ${entry.message.author.username} `,
    el("button", { type: "button", "aria-label": "Cancel reply", onclick: () => reply(undefined) }, "✕"),
  );
  focusBox();
}

/** Shows an error message; hides it if the text is empty. */
export function complain(text) {
  problem.hidden = !text;
  problem.textContent = text;
}

/** Sends a message or a command, given as text. */
export async function ask(text) {
  const named = parse(text);
  if (!named) return sendMessage(text);
  const values = {};
  for (const option of named.command.options) {
    if (!(option.name in named.values)) continue;
    const value = valueOf(option, named.values[option.name]);
    if (value === undefined) return openForm(named.command, named.values);
    values[option.name] = value;
  }
  if (named.command.options.some((option) => option.required && !(option.name in values))) {
    return openForm(named.command, named.values);
  }
  return useCommand(named.command, values);
}

function resize() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 200)}px`;
}

function suggest() {
  const typed = input.value;
  if (typed.startsWith("/") && !/\s/.test(typed.trim())) {
    const wanted = typed.slice(1).trim().toLowerCase();
    const found = slashCommands().filter((command) => title(command).slice(1).includes(wanted));
    found.sort((a, b) => Number(title(b).startsWith(`/${wanted}`)) - Number(title(a).startsWith(`/${wanted}`)));
    return list.show(
      found.map((command) => ({
        name: `${title(command)} ${command.options.map(({ name, required }) => (required ? name : `[${name}]`)).join(" ")}`,
        detail: command.description,
        value: () => openForm(command, {}),
      })),
      true,
    );
  }
  const at = /(?:^|\s)@(\S*)$/.exec(typed.slice(0, input.selectionStart));
  if (!at) return list.hide();
  const names = ["nextrole", ...state.people.map(({ name }) => name)].filter((name) => name.startsWith(at[1].toLowerCase()));
  list.show(
    names.map((name) => ({
      name: `@${name}`,
      value: () => {
        const start = input.selectionStart - at[1].length;
        input.setRangeText(`${name} `, start, input.selectionStart, "end");
      },
    })),
    true,
  );
}

function openForm(command, values) {
  list.hide();
  closeForm();
  input.value = "";
  form = commandForm(command, values, {
    send: (values) => useCommand(command, values),
    cancel: (text) => {
      closeForm();
      input.value = text;
      input.focus();
    },
    complain,
  });
  box.replaceWith(form);
  focusBox();
  announce(`${title(command)}: ${command.description}`);
}

function closeForm() {
  form?.replaceWith(box);
  form = undefined;
}

async function submit() {
  const text = input.value.trim();
  if (!text) return;
  if (text.startsWith("/")) {
    const named = parse(text);
    if (!named) return complain(`There is no command ${text.split(/\s/)[0]}. Type / to see all commands.`);
  }
  input.value = "";
  resize();
  list.hide();
  if (!(await ask(text))) input.value ||= form ? "" : text;
}

/** Sends a message. Returns whether that succeeded. */
async function sendMessage(text) {
  const to = replyTo?.message.id ?? null;
  reply(undefined);
  return attempt({ do: "message", who: state.who, venue: state.venue, text: withMentions(text), reply_to: to });
}

function useCommand(command, values) {
  closeForm();
  input.focus();
  return attempt({ do: "command", who: state.who, venue: state.venue, name: command.path[0], options: nestOptions(command, values) });
}

async function attempt(action) {
  complain("");
  try {
    openModal(await perform(action));
    return true;
  } catch (error) {
    complain(error.message);
    return false;
  }
}

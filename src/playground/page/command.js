// The form for a command's options, with autocomplete choices from the bot.

import { perform } from "./actions.js";
import { el, freshId } from "./dom.js";
import { listbox } from "./listbox.js";
import { BOOLEAN, CHANNEL, INTEGER, MENTIONABLE, NUMBER, ROLE, USER, displayValue, nestOptions, title, valueOf } from "./question.js";
import { state } from "./state.js";

/** How long typing must pause before the bot is asked for choices. */
const DEBOUNCE_MS = 120;

const KINDS = { [INTEGER]: "a whole number", [NUMBER]: "a number", [BOOLEAN]: "True or False", [USER]: "a person", [ROLE]: "a role ID", [CHANNEL]: "a channel ID" };

/** The form. `actions` has `send(values)`, `cancel(text)` and `complain(text)`. */
export function commandForm(command, given, actions) {
  const hint = el("p", { class: "hint", id: freshId("hint") }, command.description);
  const fields = el("div", { class: "fields" });
  const rest = el("span", { class: "rest" });
  const open = [];
  const form = el(
    "div",
    { class: "box command", role: "group", "aria-label": title(command), "aria-describedby": hint.id },
    hint,
    el("div", { class: "options" }, el("div", { class: "option-list" }, el("span", { class: "command-name" }, title(command)), fields, rest), el("button", { type: "button", class: "send", "aria-label": "Send", onclick: () => submit() }, "➤")),
  );

  function submit() {
    const values = {};
    for (const { option, value, onlyChoice, input } of open) {
      const text = input.value.trim();
      if (!text && !option.required) continue;
      values[option.name] = text ? (value() ?? onlyChoice()) : undefined;
      if (values[option.name] === undefined) {
        actions.complain(text ? `${option.name} must be ${KINDS[option.type] ?? "one of the choices"}.` : `${option.name} is required.`);
        return input.focus();
      }
    }
    actions.send(values);
  }

  function values() {
    const filled = open.filter(({ input }) => input.value.trim()).map(({ option, value }) => [option.name, value()]);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  }

  function add(option) {
    const made = field(option, command, given[option.name] ?? "", { values, hint, removeOption, focusOption });
    open.push(made);
    fields.append(made.element);
    drawRest();
    return made;
  }

  /** Moves the focus to the field of an option. Returns whether the command has that option. */
  function focusOption(name) {
    const option = command.options.find((option) => option.name === name);
    if (!option) return false;
    (open.find((one) => one.option === option) ?? add(option)).input.focus();
    return true;
  }

  /** Removes an empty field; removing the first one cancels the command. */
  function removeOption(option) {
    const index = open.findIndex((one) => one.option === option);
    if (index <= 0) return actions.cancel(title(command));
    const [removed] = open.splice(index, 1);
    removed.element.remove();
    drawRest();
    open[index - 1].input.focus();
  }

  function drawRest() {
    const absent = command.options.filter((option) => !open.some((one) => one.option === option));
    rest.replaceChildren(
      ...absent.map((option) =>
        el("button", { type: "button", class: "add", title: option.description, onclick: () => add(option).input.focus() }, `+ ${option.name}`),
      ),
    );
  }

  const first = command.options.filter((option, index) => option.required || index === 0 || option.name in given);
  first.forEach(add);
  if (!command.options.length) form.append(el("input", { class: "hidden", "aria-label": "Press Enter to send" }));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") actions.cancel("");
    else if (event.key === "Enter" && event.target.matches("input")) submit();
    else return;
    event.preventDefault();
  });
  return form;
}

function field(option, command, given, form) {
  const id = freshId("field");
  const input = el("input", {
    id, type: "text", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off",
    spellcheck: "false", maxlength: option.max_length ?? 6000, value: given, size: "12",
    inputmode: [INTEGER, NUMBER].includes(option.type) ? "numeric" : undefined, "aria-required": String(Boolean(option.required)),
  });
  let chosen;
  const list = listbox(input, option.name, (entry) => {
    clearTimeout(timer);
    pending?.abort();
    chosen = entry;
    input.value = entry.name;
    widen();
  });
  // A choice is sent by its value as long as its name is not edited.
  const value = () => (chosen?.name === input.value ? chosen.value : valueOf(option, input.value.trim()));
  /** The only fixed choice that fits what was typed; nothing if there are several, or none. */
  const onlyChoice = () => {
    const choices = matchingChoices(option, input.value);
    return choices.length === 1 ? choices[0].value : undefined;
  };
  let timer;
  let pending;

  function widen() {
    input.size = Math.min(Math.max(12, input.value.length + 1), 36);
  }

  async function suggest() {
    clearTimeout(timer);
    pending?.abort();
    if (choicesOf(option).length) return list.show(matchingChoices(option, input.value));
    if (!option.autocomplete) return undefined;
    timer = setTimeout(async () => {
      pending = new AbortController();
      const options = nestOptions(command, { ...form.values(), [option.name]: input.value });
      const action = { do: "autocomplete", who: state.who, venue: state.venue, name: command.path[0], options, focused: option.name };
      try {
        const { choices, responded } = await perform(action, pending.signal);
        if (document.activeElement !== input) return;
        if (!responded) form.hint.textContent = "Loading options failed: the bot did not respond.";
        list.show(choices);
      } catch (error) {
        if (error.name !== "AbortError") form.hint.textContent = error.message;
      }
    }, DEBOUNCE_MS);
    return undefined;
  }

  input.addEventListener("focus", () => {
    form.hint.replaceChildren(el("b", {}, option.name), ` ${option.description}`);
    suggest();
  });
  input.addEventListener("input", () => {
    // Typing `name:` moves to that option, as in Discord.
    const named = /(?:^|\s)([^\s:]+):$/.exec(input.value);
    if (named && form.focusOption(named[1])) input.value = input.value.slice(0, named.index);
    widen();
    suggest();
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    pending?.abort();
    list.hide();
  });
  input.addEventListener("keydown", (event) => {
    if (list.key(event)) return;
    if (event.key === "Backspace" && !input.value) {
      form.removeOption(option);
      event.preventDefault();
    }
  });
  widen();
  const element = el("span", { class: "pill" }, el("label", { for: id }, option.name), input, list.box);
  return { option, input, value, onlyChoice, element };
}

/** The fixed choices whose names contain this text. */
function matchingChoices(option, text) {
  const wanted = text.trim().toLowerCase();
  return choicesOf(option).filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** The choices that do not depend on the bot: those of the command itself, of a Boolean, or the people. */
function choicesOf(option) {
  if (option.choices?.length) return option.choices;
  if (option.type === BOOLEAN) return [true, false].map((value) => ({ name: displayValue(option, value), value }));
  if (option.type === USER || option.type === MENTIONABLE) return state.people.map(({ name, id }) => ({ name, value: id }));
  return [];
}

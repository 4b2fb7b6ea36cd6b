// The fields of a command that somebody is about to use, with suggestions from the bot itself.

import { act } from "./acts.js";
import { el, freshId } from "./dom.js";
import { listbox } from "./listbox.js";
import { BOOLEAN, CHANNEL, INTEGER, MENTIONABLE, NUMBER, ROLE, USER, sent, shownValue, title, valueOf } from "./question.js";
import { state } from "./state.js";

/** How long somebody has to pause before the bot is asked for suggestions. */
const PAUSE_MS = 120;

const KINDS = { [INTEGER]: "a whole number", [NUMBER]: "a number", [BOOLEAN]: "True or False", [USER]: "a person", [ROLE]: "a role's id", [CHANNEL]: "a channel's id" };

/** The form. `doing` has `send(values)`, `cancel(text)` and `complain(text)`. */
export function commandForm(command, given, doing) {
  const hint = el("p", { class: "hint", id: freshId("hint") }, command.description);
  const fields = el("div", { class: "fields" });
  const rest = el("span", { class: "rest" });
  const open = [];
  const form = el(
    "div",
    { class: "box command", role: "group", "aria-label": title(command), "aria-describedby": hint.id },
    hint,
    el("div", { class: "line" }, el("span", { class: "command-name" }, title(command)), fields, rest, el("button", { type: "button", class: "send", "aria-label": "Send", onclick: () => submit() }, "➤")),
  );

  function submit() {
    const values = {};
    for (const { option, value, input } of open) {
      const text = input.value.trim();
      if (!text && !option.required) continue;
      values[option.name] = text ? value() : undefined;
      if (values[option.name] === undefined) {
        doing.complain(text ? `${option.name} takes ${KINDS[option.type] ?? "something else"}.` : `${option.name} is required.`);
        return input.focus();
      }
    }
    doing.send(values);
  }

  function values() {
    const filled = open.filter(({ input }) => input.value.trim()).map(({ option, value }) => [option.name, value()]);
    return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
  }

  function add(option) {
    const made = field(option, command, given[option.name] ?? "", { values, hint, leave, turnTo });
    open.push(made);
    fields.append(made.element);
    drawRest();
    return made;
  }

  /** Puts the cursor into the field of this option. Gives whether there is such an option. */
  function turnTo(name) {
    const option = command.options.find((option) => option.name === name);
    if (!option) return false;
    (open.find((one) => one.option === option) ?? add(option)).input.focus();
    return true;
  }

  /** Takes an empty field away; the first one takes the command with it. */
  function leave(option) {
    const place = open.findIndex((one) => one.option === option);
    if (place <= 0) return doing.cancel(title(command));
    const [gone] = open.splice(place, 1);
    gone.element.remove();
    drawRest();
    open[place - 1].input.focus();
  }

  function drawRest() {
    const absent = command.options.filter((option) => !open.some((one) => one.option === option));
    rest.replaceChildren(
      ...absent.map((option) =>
        el("button", { type: "button", class: "add", title: option.description, onclick: () => add(option).input.focus() }, `+ ${option.name}`),
      ),
    );
  }

  const first = command.options.filter((option, place) => option.required || place === 0 || option.name in given);
  first.forEach(add);
  if (!command.options.length) form.append(el("input", { class: "hidden", "aria-label": "Enter sends" }));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") doing.cancel("");
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
    chosen = entry;
    input.value = entry.name;
    widen();
  });
  // What was chosen is meant as long as it stands there unchanged.
  const value = () => (chosen?.name === input.value ? chosen.value : valueOf(option, input.value.trim()));
  let timer;
  let asking;

  function widen() {
    input.size = Math.min(Math.max(12, input.value.length + 1), 36);
  }

  async function suggest() {
    clearTimeout(timer);
    asking?.abort();
    const fixed = choicesOf(option);
    const wanted = input.value.trim().toLowerCase();
    if (fixed.length) return list.show(fixed.filter(({ name }) => name.toLowerCase().includes(wanted)));
    if (!option.autocomplete) return undefined;
    timer = setTimeout(async () => {
      asking = new AbortController();
      const options = sent(command, { ...form.values(), [option.name]: input.value });
      const what = { do: "type", who: state.who, place: state.place, name: command.path[0], options, focused: option.name };
      try {
        const { choices, responded } = await act(what, asking.signal);
        if (document.activeElement !== input) return;
        if (!responded) form.hint.textContent = "Loading options failed: the bot did not respond.";
        list.show(choices);
      } catch (error) {
        if (error.name !== "AbortError") form.hint.textContent = error.message;
      }
    }, PAUSE_MS);
    return undefined;
  }

  input.addEventListener("focus", () => {
    form.hint.replaceChildren(el("b", {}, option.name), ` ${option.description}`);
    suggest();
  });
  input.addEventListener("input", () => {
    // Whoever writes the name of an option means that option.
    const named = /(?:^|\s)([^\s:]+):$/.exec(input.value);
    if (named && form.turnTo(named[1])) input.value = input.value.slice(0, named.index);
    widen();
    suggest();
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    asking?.abort();
    list.hide();
  });
  input.addEventListener("keydown", (event) => {
    if (list.key(event)) return;
    if (event.key === "Backspace" && !input.value) {
      form.leave(option);
      event.preventDefault();
    }
  });
  widen();
  const element = el("span", { class: "pill" }, el("label", { for: id }, option.name), input, list.box);
  return { option, input, value, element };
}

function choicesOf(option) {
  if (option.choices?.length) return option.choices;
  if (option.type === BOOLEAN) return [true, false].map((value) => ({ name: shownValue(option, value), value }));
  if (option.type === USER || option.type === MENTIONABLE) return state.people.map(({ name, id }) => ({ name, value: id }));
  return [];
}

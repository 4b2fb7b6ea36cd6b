// The buttons and menus of a message.

import { perform } from "./actions.js";
import { announce, el, link } from "./dom.js";
import { listbox } from "./listbox.js";
import { state } from "./state.js";

const [ROW, BUTTON, MENU] = [1, 2, 3];
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };
const LINK = 5;

/** The rows of a message, or nothing. `showFailure(text)` shows why a component could not be used. */
export function rows(message, showFailure) {
  const rows = message.components ?? [];
  if (!rows.length) return undefined;
  return el("div", { class: "components" }, rows.map((row) => el("div", { class: "row" }, parts(row, message, showFailure))));
}

function parts(row, message, showFailure) {
  if (row.type !== ROW) return unsupported(row);
  return (row.components ?? []).map((part) => {
    if (part.type === BUTTON) return button(part, message, showFailure);
    if (part.type === MENU) return menu(part, message, showFailure);
    return unsupported(part);
  });
}

const unsupported = (part) => el("span", { class: "unsupported" }, `This page does not support components of type ${part.type}.`);

const emoji = (part) => part.emoji && el("span", { class: "emoji", "aria-hidden": "true" }, part.emoji.name ?? "");

function use(message, part, values, showFailure) {
  announce("Pressed");
  return perform({ do: "component", who: state.who, message: message.id, custom_id: part.custom_id, values }).catch((error) =>
    showFailure(error.message),
  );
}

function button(part, message, showFailure) {
  if (part.style === LINK) {
    const shown = link(part.url, emoji(part), part.label ?? part.url, el("span", { "aria-hidden": "true" }, " ↗"));
    shown.className = "button secondary";
    return shown;
  }
  return el(
    "button",
    {
      type: "button",
      class: `button ${STYLES[part.style] ?? "secondary"}`,
      disabled: part.disabled,
      title: part.label,
      "aria-label": part.label ? undefined : (part.emoji?.name ?? "Button"),
      onclick: async ({ currentTarget }) => {
        currentTarget.setAttribute("aria-busy", "true");
        await use(message, part, [], showFailure);
        currentTarget.removeAttribute("aria-busy");
      },
    },
    emoji(part),
    part.label && el("span", { class: "label" }, part.label),
  );
}

function menu(part, message, showFailure) {
  const min = part.min_values ?? 1;
  const max = part.max_values ?? 1;
  let chosen = (part.options ?? []).filter((option) => option.default);
  const placeholder = part.placeholder ?? "Make a selection";
  const shown = el("span", {}, chosen.map(({ label }) => label).join(", ") || placeholder);
  const field = el(
    "button",
    {
      type: "button", class: "select", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false",
      "aria-label": placeholder, disabled: part.disabled,
    },
    shown,
    el("span", { "aria-hidden": "true" }, "▾"),
  );
  const done = () => use(message, part, chosen.map(({ value }) => value), showFailure);
  const list = listbox(field, placeholder, ({ value }) => {
    const option = (part.options ?? []).find((option) => option.value === value);
    if (max === 1) {
      chosen = option ? [option] : [];
      return void done();
    }
    if (!option) return void (chosen.length >= min && chosen.length <= max && done());
    chosen = chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option];
    shown.textContent = chosen.map(({ label }) => label).join(", ") || placeholder;
    open();
  });
  const open = () => {
    const entries = (part.options ?? []).map((option) => ({
      name: `${max > 1 && chosen.includes(option) ? "✓ " : ""}${option.emoji?.name ?? ""} ${option.label}`.trim(),
      detail: option.description,
      value: option.value,
    }));
    if (max > 1) entries.push({ name: "Done", detail: `Choose ${min} to ${max}`, value: undefined });
    // Opens where there is more space.
    list.box.classList.toggle("up", field.getBoundingClientRect().top > innerHeight / 2);
    list.show(entries, true);
  };
  field.addEventListener("click", () => (list.isOpen() ? list.hide() : open()));
  field.addEventListener("blur", () => list.hide());
  field.addEventListener("keydown", (event) => {
    if (list.key(event)) return;
    if (event.key === "ArrowDown") open(), event.preventDefault();
  });
  return el("div", { class: "select-holder" }, field, list.box);
}

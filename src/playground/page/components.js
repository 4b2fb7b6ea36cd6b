// Buttons and menus under a message.

import { act } from "./acts.js";
import { announce, el, link } from "./dom.js";
import { listbox } from "./listbox.js";
import { state } from "./state.js";

const [ROW, BUTTON, MENU] = [1, 2, 3];
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger" };
const LINK = 5;

/** The rows, or nothing. `failed` shows what could not be done. */
export function rows(message, failed) {
  const rows = message.components ?? [];
  if (!rows.length) return undefined;
  return el("div", { class: "components" }, rows.map((row) => el("div", { class: "row" }, parts(row, message, failed))));
}

function parts(row, message, failed) {
  if (row.type !== ROW) return unplayed(row);
  return (row.components ?? []).map((part) => {
    if (part.type === BUTTON) return button(part, message, failed);
    if (part.type === MENU) return menu(part, message, failed);
    return unplayed(part);
  });
}

const unplayed = (part) => el("span", { class: "unplayed" }, `A component of type ${part.type}, which this page does not play`);

const emoji = (part) => part.emoji && el("span", { class: "emoji", "aria-hidden": "true" }, part.emoji.name ?? "");

function press(message, part, values, failed) {
  announce("Pressed");
  return act({ do: "press", who: state.who, message: message.id, custom_id: part.custom_id, values }).catch((error) =>
    failed(error.message),
  );
}

function button(part, message, failed) {
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
      "aria-label": part.label ? undefined : (part.emoji?.name ?? "Button"),
      onclick: async ({ currentTarget }) => {
        currentTarget.setAttribute("aria-busy", "true");
        await press(message, part, [], failed);
        currentTarget.removeAttribute("aria-busy");
      },
    },
    emoji(part),
    part.label,
  );
}

function menu(part, message, failed) {
  const least = part.min_values ?? 1;
  const most = part.max_values ?? 1;
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
  const done = () => press(message, part, chosen.map(({ value }) => value), failed);
  const list = listbox(field, placeholder, ({ value }) => {
    const option = (part.options ?? []).find((option) => option.value === value);
    if (most === 1) {
      chosen = option ? [option] : [];
      return void done();
    }
    if (!option) return void (chosen.length >= least && chosen.length <= most && done());
    chosen = chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option];
    shown.textContent = chosen.map(({ label }) => label).join(", ") || placeholder;
    open();
  });
  const open = () => {
    const entries = (part.options ?? []).map((option) => ({
      name: `${most > 1 && chosen.includes(option) ? "✓ " : ""}${option.emoji?.name ?? ""} ${option.label}`.trim(),
      detail: option.description,
      value: option.value,
    }));
    if (most > 1) entries.push({ name: "Done", detail: `${least} to ${most} of these`, value: undefined });
    // Where there is more room.
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

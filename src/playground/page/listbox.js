// A list of options above a text field: the ARIA pattern of a combobox with a listbox.
//
// The focus stays in the field; the arrow keys move the active option.

import { announce, el, freshId } from "./dom.js";

/** The listbox of a field. `choose` is called with the chosen entry; entries are `{ name, detail?, value }`. */
export function listbox(field, label, choose) {
  const box = el("div", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": label, hidden: true });
  field.setAttribute("aria-controls", box.id);
  let entries = [];
  let active = -1;

  function activate(next) {
    active = next;
    for (const [index, option] of [...box.children].entries()) {
      option.setAttribute("aria-selected", String(index === active));
      if (index === active) option.scrollIntoView({ block: "nearest" });
    }
    const option = box.children[active];
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(next, isFirstActive) {
    // An option that is still listed stays active.
    const wasActive = entries[active]?.value;
    entries = next;
    box.replaceChildren(
      ...entries.map((entry, index) =>
        el(
          "div",
          {
            role: "option",
            id: freshId("option"),
            "aria-selected": "false",
            // Not on click: the field must keep the focus.
            onmousedown: (event) => {
              event.preventDefault();
              pick(index);
            },
          },
          el("span", { class: "name" }, entry.name),
          entry.detail && el("span", { class: "detail" }, entry.detail),
        ),
      ),
    );
    box.hidden = entries.length === 0;
    if (field.getAttribute("role") === "combobox") field.setAttribute("aria-expanded", String(!box.hidden));
    const stays = wasActive === undefined ? -1 : entries.findIndex(({ value }) => value === wasActive);
    activate(isFirstActive && stays < 0 ? 0 : stays);
    if (entries.length) announce(`${entries.length} option${entries.length === 1 ? "" : "s"}`);
  }

  const hide = () => show([]);

  function pick(index) {
    const entry = entries[index];
    hide();
    if (entry) choose(entry);
  }

  /** Handles a key. Returns whether the list used it. */
  function key(event) {
    if (box.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const from = active < 0 && step < 0 ? 0 : active;
      activate((from + step + entries.length) % entries.length);
    } else if (event.key === "Enter" && active >= 0) pick(active);
    else if (event.key === "Tab" && active >= 0 && !event.shiftKey) pick(active);
    else if (event.key === "Escape") hide();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { box, show, hide, key, isOpen: () => !box.hidden };
}

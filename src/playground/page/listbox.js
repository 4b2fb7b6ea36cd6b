// A list of things to choose from, over a text field: the pattern of ARIA for a combobox with a listbox.
//
// The focus stays in the field; the list only has a mark, which the arrow keys move.

import { announce, el, freshId } from "./dom.js";

/** The list of a field, to be put over it. `choose` gets the entry; entries are `{ name, detail?, value }`. */
export function listbox(field, label, choose) {
  const box = el("div", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": label, hidden: true });
  field.setAttribute("aria-controls", box.id);
  let entries = [];
  let active = -1;

  function mark(next) {
    active = next;
    for (const [place, option] of [...box.children].entries()) {
      option.setAttribute("aria-selected", String(place === active));
      if (place === active) option.scrollIntoView({ block: "nearest" });
    }
    const marked = box.children[active];
    if (marked) field.setAttribute("aria-activedescendant", marked.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(next, first) {
    entries = next;
    box.replaceChildren(
      ...entries.map((entry, place) =>
        el(
          "div",
          {
            role: "option",
            id: freshId("option"),
            "aria-selected": "false",
            // Not a click: the field must not lose the focus.
            onmousedown: (event) => {
              event.preventDefault();
              pick(place);
            },
          },
          el("span", { class: "name" }, entry.name),
          entry.detail && el("span", { class: "detail" }, entry.detail),
        ),
      ),
    );
    box.hidden = entries.length === 0;
    if (field.getAttribute("role") === "combobox") field.setAttribute("aria-expanded", String(!box.hidden));
    mark(first ? 0 : -1);
    if (entries.length) announce(`${entries.length} to choose from`);
  }

  const hide = () => show([]);

  function pick(place) {
    const entry = entries[place];
    hide();
    if (entry) choose(entry);
  }

  /** Whether the key was for the list. */
  function key(event) {
    if (box.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const from = active < 0 && step < 0 ? 0 : active;
      mark((from + step + entries.length) % entries.length);
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

// The form that the bot opens in response to a command: a modal.

import { perform } from "./actions.js";
import { announce, el, freshId } from "./dom.js";

/** The style of an input with several lines. */
const PARAGRAPH = 2;

const MAX_LENGTH = 4000;

/** Opens the modal of a response, if it is one. */
export function openModal({ interaction, modal }) {
  if (!modal) return;
  const title = el("h2", { id: freshId("modal") }, modal.title);
  const complaint = el("p", { class: "complaint", role: "alert" });
  const inputs = (modal.components ?? []).flatMap((row) => row.components ?? []).map(field);
  const cancel = el("button", { type: "button", onclick: () => dialog.close() }, "Cancel");
  const form = el(
    "form",
    { method: "dialog", onsubmit: submit },
    title,
    inputs.map(({ element }) => element),
    complaint,
    el("div", { class: "modal-buttons" }, cancel, el("button", { type: "submit" }, "Submit")),
  );
  const dialog = el("dialog", { class: "modal", "aria-labelledby": title.id, onclose: () => dialog.remove() }, form);

  async function submit(event) {
    event.preventDefault();
    complaint.textContent = "";
    const fields = Object.fromEntries(inputs.map(({ name, control }) => [name, control.value]));
    try {
      await perform({ do: "modal", interaction, fields });
      announce("Submitted");
      dialog.close();
    } catch (error) {
      complaint.textContent = error.message;
    }
  }

  document.body.append(dialog);
  dialog.showModal();
  inputs[0]?.control.focus();
}

function field(input) {
  const id = freshId("input");
  const isRequired = input.required !== false;
  const attributes = { id, placeholder: input.placeholder, required: isRequired, maxlength: input.max_length ?? MAX_LENGTH, minlength: input.min_length };
  const control = input.style === PARAGRAPH ? el("textarea", { ...attributes, rows: 3 }) : el("input", { ...attributes, type: "text", autocomplete: "off" });
  control.value = input.value ?? "";
  const label = el("label", { for: id }, input.label, isRequired && el("span", { class: "required", "aria-hidden": "true" }, " *"));
  return { name: input.custom_id, control, element: el("div", {}, label, control) };
}

// One message, as Discord displays it.

import { notesBeside } from "./beside.js";
import { rows } from "./components.js";
import { el, freshId, link, time } from "./dom.js";
import { inlineMarkdown, markdown } from "./markdown.js";
import { openMenu } from "./menu.js";
import { addressOf, asText, withNames } from "./question.js";
import { createdAt, nameOf, state } from "./state.js";

const LOADING = 1 << 7;

/** An avatar: a circle with the first letter of the name. */
export const avatar = (name) =>
  el("span", { class: `avatar hue-${hue(name)}`, "aria-hidden": "true" }, name.slice(0, 1).toUpperCase());

const hue = (name) => (name === "nextrole" ? "bot" : [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 5);

export const author = (user) => [
  el("span", { class: "author" }, user.username),
  user.bot && el("span", { class: "app-tag" }, "APP"),
];

/** The command or message that a message answers. */
function questionLine(entry) {
  const { message, interaction } = entry;
  const used = state.interactions.get(interaction);
  if (message.interaction_metadata && used) {
    const name = nameOf(used.member) ?? "someone";
    return el("div", { class: "above" }, avatar(name), el("b", {}, name), " used ", el("span", { class: "mention" }, asText(used) ?? (used.source === null ? "a form" : "a button")));
  }
  const replied = message.referenced_message;
  if (!replied) return undefined;
  const name = replied.author.username;
  return el("div", { class: "above" }, avatar(name), el("b", {}, `@${name}`), " ", el("span", { class: "cut" }, withNames(replied.content) || "…"));
}

/** The question that a message answers, as text; nothing if it answers none. */
export function questionOf({ message, interaction }) {
  const used = state.interactions.get(interaction);
  if (used) return (used.data.type ?? 1) === 1 ? asText(used) : undefined;
  const replied = message.referenced_message;
  if (message.author.id !== state.bot || !replied) return undefined;
  const text = withNames(replied.content);
  return text.includes("@nextrole") ? text : `@nextrole ${text}`;
}

/** The element of a message. `actions` has `reply(entry)`, `dismiss(entry)`, `ask(text)` and `complain(text)`. */
export function messageElement(entry, actions) {
  const { message } = entry;
  const isPrivate = entry.ephemeral_for !== null;
  const question = questionOf(entry);
  const pings = entry.pinged?.includes(state.people.find(({ name }) => name === state.who)?.id);
  const label = freshId("header");
  const failure = el("p", { class: "failure", role: "alert", hidden: true });
  const showFailure = (text) => {
    failure.hidden = false;
    failure.textContent = text;
  };
  const isThinking = (message.flags & LOADING) !== 0;
  const pressed = [...state.interactions.values()].findLast(({ source, data }) => source === message.id && data.custom_id !== undefined);
  if (pressed?.state === "failed") showFailure("This interaction failed: the bot did not respond in time.");
  const more = el(
    "button",
    {
      type: "button", class: "more", "aria-label": `Actions for the message by ${message.author.username}`,
      "aria-haspopup": "menu", onclick: (event) => openMenu(entry, event.currentTarget, actions),
    },
    "⋯",
  );
  const element = el(
    "article",
    {
      class: `message${isPrivate ? " private" : ""}${pings ? " pinged" : ""}`, "aria-labelledby": label, tabindex: "-1",
      "data-id": message.id,
      oncontextmenu: (event) => {
        if (event.target.closest("a")) return;
        event.preventDefault();
        openMenu(entry, more, actions, event);
      },
    },
    questionLine(entry),
    avatar(message.author.username),
    el(
      "div",
      { class: "body" },
      el("header", { id: label }, author(message.author), time(createdAt(message.id)), question && el("a", { class: "address", href: addressOf(question), title: `Ask again: ${question}` }, "Ask again")),
      isThinking && el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }), `${message.author.username} is thinking…`),
      message.content && el("div", { class: "content" }, markdown(message.content), edited(message)),
      (message.attachments ?? []).filter((file) => !isInEmbed(file, message)).map(attachment),
      (message.embeds ?? []).map((one) => embed(one, message)),
      !message.content && edited(message),
      rows(message, showFailure),
      failure,
      notesBeside(entry),
      isPrivate && el("p", { class: "only-you" }, "Only you can see this · ", el("button", { type: "button", onclick: () => actions.dismiss(entry) }, "Dismiss message")),
    ),
    more,
  );
  return element;
}

const edited = (message) => message.edited_timestamp && el("span", { class: "edited", title: message.edited_timestamp }, "(edited)");

/** The path of an uploaded file on this server; nothing for files of other servers, which are not loaded. */
function uploadPath(address) {
  const path = address?.startsWith(state.address) ? address.slice(state.address.length) : "";
  return path.startsWith("/attachments/") ? path : undefined;
}

const isInEmbed = (file, message) =>
  (message.embeds ?? []).some((embed) => [embed.image?.url, embed.thumbnail?.url].includes(file.url));

function picture(address, file, fallback) {
  const path = uploadPath(address);
  if (!path) return el("p", { class: "not-loaded" }, "A picture on another server, which this page does not load: ", link(address, address));
  const text = file?.description ?? fallback ?? "";
  const image = el("img", { src: path, alt: text, width: file?.width, height: file?.height, loading: "lazy" });
  return el(
    "figure",
    {},
    el("a", { href: path, target: "_blank", rel: "noopener", "aria-label": `Open the picture${text ? `: ${text.slice(0, 80)}` : ""}` }, image),
    text ? el("details", { class: "alt" }, el("summary", {}, "ALT"), el("p", {}, text)) : el("p", { class: "no-alt" }, "This picture has no alt text."),
  );
}

function attachment(file) {
  if (/^image\/(png|jpeg|gif|webp)$/.test(file.content_type ?? "")) return picture(file.url, file);
  return el("p", { class: "file" }, el("a", { href: uploadPath(file.url), download: file.filename }, file.filename), ` · ${Math.ceil(file.size / 1024)} KB`);
}

function embed(embed, message) {
  const fileOf = (part) => (message.attachments ?? []).find((file) => file.url === part?.url);
  const color = typeof embed.color === "number" ? `#${embed.color.toString(16).padStart(6, "0")}` : undefined;
  const title = embed.title && el("div", { class: "embed-title" }, embed.url ? link(embed.url, inlineMarkdown(embed.title)) : inlineMarkdown(embed.title));
  const stamp = embed.timestamp && !Number.isNaN(Date.parse(embed.timestamp)) ? time(new Date(embed.timestamp)) : undefined;
  const element = el(
    "div",
    { class: "embed" },
    el(
      "div",
      { class: "embed-body" },
      embed.author?.name && el("div", { class: "embed-author" }, embed.author.url ? link(embed.author.url, embed.author.name) : embed.author.name),
      title,
      embed.description && el("div", { class: "embed-text" }, markdown(embed.description)),
      embed.fields?.length > 0 && el("div", { class: "fields" }, embed.fields.map((field) => el("div", { class: field.inline ? "field inline" : "field" }, el("div", { class: "field-name" }, inlineMarkdown(field.name)), markdown(field.value)))),
      embed.image?.url && picture(embed.image.url, fileOf(embed.image), embed.title),
      (embed.footer?.text || stamp) && el("div", { class: "embed-footer" }, embed.footer?.text, embed.footer?.text && stamp && " · ", stamp),
    ),
    embed.thumbnail?.url && el("div", { class: "thumbnail" }, picture(embed.thumbnail.url, fileOf(embed.thumbnail), embed.title)),
  );
  // The page's policy forbids style attributes, but not style properties.
  if (color) element.style.setProperty("--stripe", color);
  return element;
}

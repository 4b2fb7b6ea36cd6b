// One message, as Discord shows it.

import { rows } from "./components.js";
import { el, freshId, link, time } from "./dom.js";
import { inlineMarkdown, markdown } from "./markdown.js";
import { openMenu } from "./menu.js";
import { addressOf, asText, withNames } from "./question.js";
import { momentOf, nameOf, state } from "./state.js";

const LOADING = 1 << 7;

/** Whoever spoke, as a circle with a letter. */
export const avatar = (name) =>
  el("span", { class: `avatar hue-${hue(name)}`, "aria-hidden": "true" }, name.slice(0, 1).toUpperCase());

const hue = (name) => (name === "nextrole" ? "bot" : [...name].reduce((sum, sign) => sum + sign.codePointAt(0), 0) % 5);

export const author = (user) => [
  el("span", { class: "author" }, user.username),
  user.bot && el("span", { class: "app-tag" }, "APP"),
];

/** What was asked, above an answer. */
function above(entry) {
  const { message, interaction } = entry;
  const asked = state.asked.get(interaction);
  if (message.interaction_metadata && asked) {
    const name = nameOf(asked.asker) ?? "somebody";
    return el("div", { class: "above" }, avatar(name), el("b", {}, name), " used ", el("span", { class: "mention" }, asText(asked) ?? "a button"));
  }
  const replied = message.referenced_message;
  if (!replied) return undefined;
  const name = replied.author.username;
  return el("div", { class: "above" }, avatar(name), el("b", {}, `@${name}`), " ", el("span", { class: "cut" }, withNames(replied.content) || "…"));
}

/** The address of the question that a message answers; nothing if it answers none. */
export function questionOf({ message, interaction }) {
  const asked = state.asked.get(interaction);
  if (asked) return (asked.data.type ?? 1) === 1 ? asText(asked) : undefined;
  const replied = message.referenced_message;
  if (message.author.id !== state.bot || !replied) return undefined;
  const text = withNames(replied.content);
  return text.includes("@nextrole") ? text : `@nextrole ${text}`;
}

/** The element of a message. `act` has `reply(entry)` and `dismiss(entry)`. */
export function messageElement(entry, act) {
  const { message } = entry;
  const isPrivate = entry.only_for !== null;
  const question = questionOf(entry);
  const pings = entry.pinged?.includes(state.people.find(({ name }) => name === state.who)?.id);
  const label = freshId("said");
  const failure = el("p", { class: "failure", role: "alert", hidden: true });
  const failed = (text) => {
    failure.hidden = false;
    failure.textContent = text;
  };
  const isThinking = (message.flags & LOADING) !== 0;
  const pressed = [...state.asked.values()].findLast(({ source, data }) => source === message.id && data.custom_id !== undefined);
  if (pressed?.state === "failed") failed("This interaction failed: the bot did not respond in time.");
  const more = el(
    "button",
    {
      type: "button", class: "more", "aria-label": `More about the message of ${message.author.username}`,
      "aria-haspopup": "menu", onclick: (event) => openMenu(entry, event.currentTarget, act),
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
        openMenu(entry, more, act, event);
      },
    },
    above(entry),
    avatar(message.author.username),
    el(
      "div",
      { class: "said" },
      el("header", { id: label }, author(message.author), time(momentOf(message.id)), question && el("a", { class: "address", href: addressOf(question), title: `Ask this again: ${question}` }, "ask again")),
      isThinking && el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }), `${message.author.username} is thinking…`),
      message.content && el("div", { class: "content" }, markdown(message.content), edited(message)),
      (message.attachments ?? []).filter((file) => !isInEmbed(file, message)).map(attachment),
      (message.embeds ?? []).map((one) => embed(one, message)),
      !message.content && edited(message),
      rows(message, failed),
      failure,
      isPrivate && el("p", { class: "only-you" }, "Only you can see this · ", el("button", { type: "button", onclick: () => act.dismiss(entry) }, "Dismiss message")),
    ),
    more,
  );
  return element;
}

const edited = (message) => message.edited_timestamp && el("span", { class: "edited", title: message.edited_timestamp }, "(edited)");

/** Where a file is from here: uploaded ones are given out by this server, others are not loaded. */
function own(address) {
  const path = address?.startsWith(state.address) ? address.slice(state.address.length) : "";
  return path.startsWith("/attachments/") ? path : undefined;
}

const isInEmbed = (file, message) =>
  (message.embeds ?? []).some((embed) => [embed.image?.url, embed.thumbnail?.url].includes(file.url));

function picture(address, file, fallback) {
  const path = own(address);
  if (!path) return el("p", { class: "elsewhere" }, "A picture from elsewhere, which this page does not load: ", link(address, address));
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
  return el("p", { class: "file" }, el("a", { href: own(file.url), download: file.filename }, file.filename), ` · ${Math.ceil(file.size / 1024)} KB`);
}

function embed(embed, message) {
  const fileOf = (part) => (message.attachments ?? []).find((file) => file.url === part?.url);
  const colour = typeof embed.color === "number" ? `#${embed.color.toString(16).padStart(6, "0")}` : undefined;
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
  // A colour of the bot's is no style sheet's; the policy of the page forbids attributes, not this.
  if (colour) element.style.setProperty("--stripe", colour);
  return element;
}

// Questions as text, such as `/next role:nurse`: the form that people type, and that links to a question contain.

import { nameOf, state } from "./state.js";

const SUBCOMMAND = 1;
const GROUP = 2;
export const [STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER] = [3, 4, 5, 6, 7, 8, 9, 10];

/** Every slash command and subcommand: `{ path: ["tracks"], description, options }`. */
export function slashCommands() {
  return state.commands.filter(({ type }) => (type ?? 1) === 1).flatMap((command) => leaves(command, []));
}

function leaves(node, parents) {
  const path = [...parents, node.name];
  const inner = (node.options ?? []).filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  if (inner.length) return inner.flatMap((child) => leaves(child, path));
  return [{ path, description: node.description, options: node.options ?? [] }];
}

/** The commands of the message menu. */
export const messageCommands = () => state.commands.filter(({ type }) => type === 3);

/** The name of a command, with its slash. */
export const title = (command) => `/${command.path.join(" ")}`;

/** The options as the API expects them: those of a subcommand are nested in it. */
export function nestOptions(command, values) {
  return command.path.slice(1).reduceRight((inside, name) => ({ [name]: inside }), values);
}

/** Parses a text that starts with a command: `{ command, values }` with values as text, or nothing. */
export function parse(text) {
  const named = slashCommands()
    .filter((command) => text === title(command) || text.startsWith(`${title(command)} `))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (!named) return undefined;
  const rest = text.slice(title(named).length).trim();
  const names = named.options.map(({ name }) => name);
  const values = {};
  let open = names[0];
  let value = "";
  const close = () => {
    if (open && value.trim()) values[open] = value.trim();
    value = "";
  };
  for (const word of rest.split(/(\s+)/)) {
    const name = names.find((name) => word.startsWith(`${name}:`));
    if (name) {
      close();
      open = name;
      value = word.slice(name.length + 1);
    } else value += word;
  }
  close();
  return { command: named, values };
}

/** The value of an option's text; nothing if the text is not valid. */
export function valueOf(option, text) {
  const choice = (option.choices ?? []).find(({ name, value }) => name === text || String(value) === text);
  if (choice) return choice.value;
  const number = Number(text);
  switch (option.type) {
    case BOOLEAN:
      return { true: true, yes: true, false: false, no: false }[text.toLowerCase()];
    case INTEGER:
      return Number.isInteger(number) ? number : undefined;
    case NUMBER:
      return Number.isFinite(number) ? number : undefined;
    case USER:
    case MENTIONABLE:
      return /^\d+$/.test(text) ? text : state.people.find(({ name }) => name === text.replace(/^@/, ""))?.id;
    default:
      return text;
  }
}

/** A value as text for people. */
export function displayValue(option, value) {
  const choice = (option?.choices ?? []).find((choice) => choice.value === value);
  if (choice) return choice.name;
  if (typeof value === "boolean") return value ? "True" : "False";
  return option?.type === USER ? (nameOf(value) ?? String(value)) : String(value);
}

/** A command interaction as text; nothing for buttons and menus. */
export function asText(interaction) {
  if (!interaction || interaction.data.custom_id !== undefined) return undefined;
  if ((interaction.data.type ?? 1) !== 1) return interaction.name;
  const words = [`/${interaction.name}`];
  let options = interaction.data.options ?? [];
  while (options[0]?.type === SUBCOMMAND || options[0]?.type === GROUP) {
    words.push(options[0].name);
    options = options[0].options ?? [];
  }
  for (const option of options) words.push(`${option.name}:${displayValue(option, option.value)}`);
  return words.join(" ");
}

/** The link to a question. Opening it asks the question. */
export const addressOf = (text) => `#${encodeURI(text).replaceAll("#", "%23")}`;

/** The question in a page address; empty if there is none. */
export function questionIn(hash) {
  try {
    return decodeURIComponent(hash.replace(/^#/, "")).trim();
  } catch {
    return "";
  }
}

/** The text as it is sent: `@nextrole` becomes a mention. */
export function withMentions(text) {
  const people = [{ name: "nextrole", id: state.bot }, ...state.people];
  return people.reduce(
    (text, { name, id }) => text.replace(new RegExp(`(^|[^\\w@])@${name}(?![\\w-])`, "g"), `$1<@${id}>`),
    text,
  );
}

/** The reverse: mentions become `@` and the name. */
export const withNames = (text) => text.replace(/<@!?(\d+)>/g, (whole, id) => (nameOf(id) ? `@${nameOf(id)}` : whole));

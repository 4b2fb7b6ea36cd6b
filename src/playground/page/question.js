// Questions as people write them: `/next role:helpdesk`. That is also how an answer gets an address.

import { nameOf, state } from "./state.js";

const SUBCOMMAND = 1;
const GROUP = 2;
export const [STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER] = [3, 4, 5, 6, 7, 8, 9, 10];

/** Every slash command, subcommands apart: `{ path: ["tracks"], description, options }`. */
export function slashCommands() {
  return state.commands.filter(({ type }) => (type ?? 1) === 1).flatMap((command) => leaves(command, []));
}

function leaves(node, above) {
  const path = [...above, node.name];
  const inner = (node.options ?? []).filter(({ type }) => type === SUBCOMMAND || type === GROUP);
  if (inner.length) return inner.flatMap((child) => leaves(child, path));
  return [{ path, description: node.description, options: node.options ?? [] }];
}

/** The commands on the menu of a message. */
export const messageCommands = () => state.commands.filter(({ type }) => type === 3);

/** What a command is called, with its slash. */
export const title = (command) => `/${command.path.join(" ")}`;

/** The options as they are sent: those of a subcommand stand in it. */
export function sent(command, values) {
  return command.path.slice(1).reduceRight((inside, name) => ({ [name]: inside }), values);
}

/** A text that names a command, as `{ command, values }`; nothing, if it names none. Values are texts. */
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

/** The value that is meant by what is written in an option; nothing, if it is none. */
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

/** How a value is shown. */
export function shownValue(option, value) {
  const choice = (option?.choices ?? []).find((choice) => choice.value === value);
  if (choice) return choice.name;
  if (typeof value === "boolean") return value ? "True" : "False";
  return option?.type === USER ? (nameOf(value) ?? String(value)) : String(value);
}

/** The question that an interaction was, as text; nothing for a press. */
export function asText(asked) {
  if (!asked || asked.data.custom_id !== undefined) return undefined;
  if ((asked.data.type ?? 1) !== 1) return asked.name;
  const words = [`/${asked.name}`];
  let options = asked.data.options ?? [];
  while (options[0]?.type === SUBCOMMAND || options[0]?.type === GROUP) {
    words.push(options[0].name);
    options = options[0].options ?? [];
  }
  for (const option of options) words.push(`${option.name}:${shownValue(option, option.value)}`);
  return words.join(" ");
}

/** The address of a question. Opening it asks again. */
export const addressOf = (text) => `#${encodeURI(text).replaceAll("#", "%23")}`;

/** The question in an address; empty if there is none. */
export function questionIn(hash) {
  try {
    return decodeURIComponent(hash.replace(/^#/, "")).trim();
  } catch {
    return "";
  }
}

/** A text as it goes over the wire: `@nextrole` becomes a mention. */
export function withMentions(text) {
  const people = [{ name: "nextrole", id: state.bot }, ...state.people];
  return people.reduce(
    (text, { name, id }) => text.replace(new RegExp(`(^|[^\\w@])@${name}(?![\\w-])`, "g"), `$1<@${id}>`),
    text,
  );
}

/** The same, backwards. */
export const withNames = (text) => text.replace(/<@!?(\d+)>/g, (whole, id) => (nameOf(id) ? `@${nameOf(id)}` : whole));

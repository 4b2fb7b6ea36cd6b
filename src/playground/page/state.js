// The state of the page, kept up to date by the server's event stream.

export const VENUES = [
  { key: "general", name: "# general", group: "Careers", takesMessages: true, hint: "The bot is a member of this server. Type / for its commands or @ to mention it." },
  { key: "announcements", name: "# announcements", group: "Careers", takesMessages: false, hint: "The bot cannot post here on its own, but its commands work." },
  { key: "direct", name: "@ nextrole", group: "Direct messages", takesMessages: true, hint: "Direct messages with the bot: every message is a question." },
  { key: "friends", name: "Friends", group: "Direct messages", takesMessages: false, hint: "A group chat without the bot. You installed it for yourself, so its commands work." },
  { key: "elsewhere", name: "# elsewhere", group: "Another server", takesMessages: false, hint: "A server without the bot. You installed it for yourself, so its commands work." },
];

export const state = { who: "ada", venue: "general", online: false };

function reset() {
  Object.assign(state, {
    bot: "", address: "", version: "", people: [], commands: [], planned_faults: [], gateway: {}, knowledge: {}, changes: null,
    example_roles: [], messages: new Map(), interactions: new Map(), exchanges: [], gateway_events: [], violations: [],
  });
}
reset();

/** Compares two ids by age; they are numbers too large for JavaScript's own. */
export const compareIds = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

export const currentVenue = () => VENUES.find(({ key }) => key === state.venue);
export const currentPerson = () => state.people.find((person) => person.name === state.who);
export const currentChannel = () => currentPerson()?.channels[state.venue];

/** Whether the saved knowledge has errors, so that an earlier version is still in use. */
export const isKnowledgeBroken = () => state.knowledge.answering !== state.knowledge.revision;

/** The name of a user. */
export function nameOf(id) {
  if (id === state.bot) return "nextrole";
  return state.people.find((person) => person.id === id)?.name;
}

/** When the object with this id was created. */
export const createdAt = (id) => new Date(Number(BigInt(id) >> 22n) + 1420070400000);

/** Applies an event. Returns what has changed: the keys of the event, and the ids of messages and interactions. */
function apply(event) {
  const changed = { keys: new Set(Object.keys(event)), messages: [], interactions: [] };
  if (event.snapshot) {
    reset();
    Object.assign(state, event.snapshot);
  }
  for (const key of ["commands", "gateway", "planned_faults", "knowledge", "changes", "example_roles"]) {
    if (key in event) state[key] = event[key];
  }
  for (const entry of event.messages ?? []) {
    state.messages.set(entry.message.id, entry);
    changed.messages.push(entry.message.id);
  }
  for (const interaction of event.interactions ?? []) {
    state.interactions.set(interaction.id, interaction);
    changed.interactions.push(interaction.id);
  }
  for (const key of ["exchanges", "gateway_events", "violations"]) state[key].push(...(event[key] ?? []));
  return changed;
}

/** Subscribes to the event stream for as long as the page is open. */
export function subscribe(onChange, onConnection) {
  const source = new EventSource("/events");
  source.onmessage = ({ data }) => {
    const changed = apply(JSON.parse(data));
    if (!state.online) {
      state.online = true;
      onConnection();
    }
    onChange(changed);
  };
  source.onerror = () => {
    state.online = false;
    onConnection();
    // Browsers may give up if the server is gone.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => subscribe(onChange, onConnection), 1000);
  };
}

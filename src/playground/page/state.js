// What the page knows, kept up with the news from the server.

export const PLACES = [
  { key: "general", name: "# general", group: "Careers", hint: "The bot is a member here. Type / for its commands, or @ to speak to it." },
  { key: "announcements", name: "# announcements", group: "Careers", hint: "The bot may not write here of its own accord; commands work all the same." },
  { key: "direct", name: "@ nextrole", group: "Direct messages", hint: "Between you and the bot: every message is a question." },
  { key: "friends", name: "Friends", group: "Direct messages", hint: "A group without the bot: commands only, because you installed it for yourself." },
  { key: "elsewhere", name: "# elsewhere", group: "Another server", hint: "This server did not install the bot, but you did: commands only." },
];

export const state = { who: "ada", place: "general", online: false };

function clear() {
  Object.assign(state, {
    bot: "", address: "", version: "", people: [], commands: [], planned: [], gateway: {}, knowledge: {},
    messages: new Map(), asked: new Map(), exchanges: [], events: [], violations: [],
  });
}
clear();

/** Which of two ids is of the later thing: ids are numbers, too large for JavaScript's own. */
export const later = (a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

export const me = () => state.people.find((person) => person.name === state.who);
export const here = () => me()?.channels[state.place];
export const placeOf = (channel) => PLACES.find(({ key }) => me()?.channels[key] === channel);

/** The name of a user. */
export function nameOf(id) {
  if (id === state.bot) return "nextrole";
  return state.people.find((person) => person.id === id)?.name;
}

/** When an id came to be. */
export const momentOf = (id) => new Date(Number(BigInt(id) >> 22n) + 1420070400000);

/** Takes in the news. Gives what has changed: the keys of `state`, and the ids of messages and questions. */
function take(news) {
  const changed = { keys: new Set(Object.keys(news)), messages: [], asked: [] };
  if (news.hello) {
    clear();
    Object.assign(state, news.hello);
  }
  for (const key of ["commands", "gateway", "planned", "knowledge"]) if (key in news) state[key] = news[key];
  for (const entry of news.messages ?? []) {
    state.messages.set(entry.message.id, entry);
    changed.messages.push(entry.message.id);
  }
  for (const asked of news.asked ?? []) {
    state.asked.set(asked.id, asked);
    changed.asked.push(asked.id);
  }
  for (const key of ["exchanges", "events", "violations"]) state[key].push(...(news[key] ?? []));
  return changed;
}

/** Follows the news for as long as the page is open. */
export function follow(onNews, onConnection) {
  const source = new EventSource("/events");
  source.onmessage = ({ data }) => {
    const changed = take(JSON.parse(data));
    if (!state.online) {
      state.online = true;
      onConnection();
    }
    onNews(changed);
  };
  source.onerror = () => {
    state.online = false;
    onConnection();
    // Where the server is gone, browsers may give up.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(onNews, onConnection), 1000);
  };
}

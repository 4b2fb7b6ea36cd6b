// Sends actions to the server, one request each. Their effects arrive through the event stream; the response only has what
// the stream does not.

import { sentence } from "./words.js";

/** Performs an action. Throws an Error with a message for people if it fails. */
export async function perform(action, signal) {
  let response;
  try {
    response = await fetch("/actions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(action),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The playground does not respond. Is it still running?");
  }
  const body = await response.json().catch(() => ({ problem: `the server returned status ${response.status}` }));
  if (!response.ok) throw new Error(sentence(body.problem));
  return body;
}

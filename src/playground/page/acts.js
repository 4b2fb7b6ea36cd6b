// Does what people do: one request each. What comes of it is in the news; the answer has only what is not.

/** Does it. Throws an Error with a text for people if it cannot be done. */
export async function act(what, signal) {
  let response;
  try {
    response = await fetch("/acts", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The playground does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({ problem: `it answered ${response.status}` }));
  if (!response.ok) throw new Error(answer.problem);
  return answer;
}

// Small words around texts and numbers.

/** The number with its noun. */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The text with a capital and a full stop. */
export const sentence = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

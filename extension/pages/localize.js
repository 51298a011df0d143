// @ts-check
/** Fills the `data-i18n` elements of a page with their words, as text only. */

import { wordingIn } from "./languages.js";

/** Show this page in the chosen language. */
export async function localize() {
  const { wording } = await Settings.read();
  const words = wording && (await wordingIn(wording.language));
  // The words kept for the platforms' pages may be older than the extension.
  if (JSON.stringify(words) !== JSON.stringify(wording)) await Settings.write({ wording: words });
  Words.use(words);
  document.documentElement.lang = Words.language();
  document.documentElement.dir = Words.direction();
  for (const element of document.querySelectorAll("[data-i18n]")) {
    const { i18n } = /** @type {HTMLElement} */ (element).dataset;
    if (i18n) element.textContent = Words.say(i18n);
  }
}

/**
 * A list's row with a button that removes what it names.
 * @param {string} words
 * @param {() => Promise<void>} remove
 */
export function rowWith(words, remove) {
  const row = document.createElement("li");
  const text = document.createElement("span");
  text.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = Words.say("remove");
  button.ariaLabel = `${Words.say("remove")}: ${words}`;
  button.addEventListener("click", () => void remove());
  row.append(text, button);
  return row;
}

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new TypeError(`this page has no ${id}`);
  return element;
}

/**
 * Fill a select with a table of values and message keys.
 * @param {HTMLSelectElement} select
 * @param {Readonly<Record<string, string>>} table
 */
export function fill(select, table) {
  select.replaceChildren(...Object.entries(table).map(([value, key]) => new Option(Words.say(key), value)));
}

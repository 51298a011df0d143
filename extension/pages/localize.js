// @ts-check
/** Fills a page's `data-i18n` elements with their words, as text only. */

export function localize() {
  const language = chrome.i18n.getMessage("@@ui_locale").replace("_", "-");
  document.documentElement.lang = chrome.i18n.getMessage("name") ? language : "en";
  document.documentElement.dir = chrome.i18n.getMessage("@@bidi_dir");
  for (const element of document.querySelectorAll("[data-i18n]")) {
    const { i18n } = /** @type {HTMLElement} */ (element).dataset;
    if (i18n) element.textContent = Words.say(i18n);
  }
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

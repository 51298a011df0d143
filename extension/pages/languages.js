// @ts-check
/** The languages of the interface, each by its own name; the keys are the folders of _locales. */

/** @type {Readonly<Record<string, {name: string, table: () => Promise<{default: Record<string, {message: string}>}>}>>} */
export const LANGUAGES = Object.freeze({
  en: { name: "English", table: () => import("../_locales/en/messages.json", { with: { type: "json" } }) },
});

/**
 * Every message of a language, which a browser gives out in its own language only.
 * @param {string} language a key of `LANGUAGES`
 * @returns {Promise<Wording|null>} null for a language that there is not
 */
export async function wordingIn(language) {
  if (!Object.hasOwn(LANGUAGES, language)) return null;
  const { default: table } = await (/** @type {typeof LANGUAGES[string]} */ (LANGUAGES[language])).table();
  const messages = Object.entries(table).map(([key, { message }]) => [key, message]);
  return { language, messages: Object.fromEntries(messages) };
}

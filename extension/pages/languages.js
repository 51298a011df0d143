// @ts-check
/** Lists the languages of the interface, each under its own name; the keys are the folders of _locales. */

/** @type {Readonly<Record<string, {name: string, table: () => Promise<{default: Record<string, {message: string}>}>}>>} */
export const LANGUAGES = Object.freeze({
  ar: { name: "العربية", table: () => import("../_locales/ar/messages.json", { with: { type: "json" } }) },
  bn: { name: "বাংলা", table: () => import("../_locales/bn/messages.json", { with: { type: "json" } }) },
  en: { name: "English", table: () => import("../_locales/en/messages.json", { with: { type: "json" } }) },
  es: { name: "Español", table: () => import("../_locales/es/messages.json", { with: { type: "json" } }) },
  fr: { name: "Français", table: () => import("../_locales/fr/messages.json", { with: { type: "json" } }) },
  hi: { name: "हिन्दी", table: () => import("../_locales/hi/messages.json", { with: { type: "json" } }) },
  id: { name: "Bahasa Indonesia", table: () => import("../_locales/id/messages.json", { with: { type: "json" } }) },
  pt_BR: { name: "Português (Brasil)", table: () => import("../_locales/pt_BR/messages.json", { with: { type: "json" } }) },
  ru: { name: "Русский", table: () => import("../_locales/ru/messages.json", { with: { type: "json" } }) },
  uk: { name: "Українська", table: () => import("../_locales/uk/messages.json", { with: { type: "json" } }) },
  ur: { name: "اردو", table: () => import("../_locales/ur/messages.json", { with: { type: "json" } }) },
});

/**
 * Every message of a language. The browser itself gives messages in its own language only.
 * @param {string} language a key of `LANGUAGES`
 * @returns {Promise<Wording|null>} null for an unknown language
 */
export async function wordingIn(language) {
  if (!Object.hasOwn(LANGUAGES, language)) return null;
  const { default: table } = await (/** @type {typeof LANGUAGES[string]} */ (LANGUAGES[language])).table();
  const messages = Object.entries(table).map(([key, { message }]) => [key, message]);
  return { language, messages: Object.fromEntries(messages) };
}

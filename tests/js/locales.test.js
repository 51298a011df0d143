// @ts-check
/** Every word of the interface comes from _locales: all keys are used, all used keys are there. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { EXTENSION, scriptFiles, source } from "./load.js";

/** @type {Record<string, {message: string, description?: string}>} */
const english = JSON.parse(source("_locales/en/messages.json"));
const pages = readdirSync(new URL("pages/", EXTENSION)).filter((file) => file.endsWith(".html")).map((file) => `pages/${file}`);
const code = [...scriptFiles, ...pages].map(source).join("\n");
const placeholders = (/** @type {string} */ message) => [...new Set(message.match(/\$\d/gu) ?? [])].sort();

test("every key is used somewhere", () => {
  const all = code + source("manifest.json");
  for (const key of Object.keys(english)) {
    assert.ok(all.includes(`"${key}"`) || all.includes(`__MSG_${key}__`), `"${key}" is not used`);
  }
});

test("every key that is used is there", () => {
  const used = [
    ...code.matchAll(/data-i18n="(?<key>\w+)"/gu),
    ...code.matchAll(/\bsay\(\s*"(?<key>\w+)"/gu),
    ...source("manifest.json").matchAll(/__MSG_(?<key>\w+)__/gu),
  ].map((match) => match.groups?.["key"] ?? "");
  // Tables and choices between keys name them as plain strings in the keys' own shape.
  const tables = [...code.matchAll(/"(?<key>(?:verdict|stage|surface|fact|box|companion|answer)[A-Z]\w+)"/gu)];
  for (const key of [...used, ...tables.map((match) => match.groups?.["key"] ?? "")]) {
    assert.ok(key in english, `"${key}" is missing from _locales/en/messages.json`);
  }
});

test("every English message says what it is for", () => {
  for (const [key, { message, description }] of Object.entries(english)) {
    assert.ok(message.trim() && description?.trim(), key);
  }
});

test("every language says which it is, and can be chosen", async () => {
  const languages = readdirSync(new URL("_locales/", EXTENSION)).sort();
  const { LANGUAGES } = await import("../../extension/pages/languages.js");
  assert.deepEqual(Object.keys(LANGUAGES).sort(), languages);
  for (const language of languages) {
    const { language: said } = JSON.parse(source(`_locales/${language}/messages.json`));
    assert.equal(said.message, language.replace("_", "-"));
  }
});

test("every other language has the same keys and the same places for values", () => {
  for (const language of readdirSync(new URL("_locales/", EXTENSION))) {
    const messages = JSON.parse(source(`_locales/${language}/messages.json`));
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(english).sort(), language);
    for (const [key, { message }] of Object.entries(english)) {
      assert.deepEqual(placeholders(messages[key].message), placeholders(message), `${language}: ${key}`);
    }
  }
});

test("no sentence was left in English", () => {
  const sentences = Object.entries(english).filter(([, { message }]) => message.split(" ").length > 2);
  for (const language of readdirSync(new URL("_locales/", EXTENSION)).filter((each) => each !== "en")) {
    const messages = JSON.parse(source(`_locales/${language}/messages.json`));
    for (const [key, { message }] of sentences) assert.notEqual(messages[key].message, message, `${language}: ${key}`);
  }
});

test("every language's description fits the stores' field", () => {
  for (const language of readdirSync(new URL("_locales/", EXTENSION))) {
    const { description } = JSON.parse(source(`_locales/${language}/messages.json`));
    assert.ok([...description.message].length <= 132, language);
  }
});

test("no page carries words of its own", () => {
  for (const page of pages) {
    const body = source(page).replace(/^[^]*<body>/u, "").replace(/<code>[^<]*<\/code>|<h1>Touchline<\/h1>/gu, "");
    assert.doesNotMatch(body.replace(/<[^>]*>/gu, ""), /\p{L}/u, page);
  }
});

// @ts-check
/**
 * Loads the content scripts as a browser does: classic scripts, one shared scope, in manifest order.
 * `main.js` starts the whole and needs a real page, so the browser tests run that one.
 */

import { readFileSync, readdirSync } from "node:fs";
import vm from "node:vm";

export const EXTENSION = new URL("../../extension/", import.meta.url);

/** @param {string} path below extension/ */
export const source = (path) => readFileSync(new URL(path, EXTENSION), "utf8");

export const manifest = JSON.parse(source("manifest.json"));

/** @type {string[]} */
export const contentFiles = manifest.content_scripts[0].js;

/** Every script of the extension. @type {string[]} */
export const scriptFiles = readdirSync(EXTENSION, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js")).sort();

/** The name a content script defines. @param {string} file */
export const constOf = (file) => /^const (?<name>[A-Z]\w+) =/mu.exec(source(file))?.groups?.["name"];

/**
 * @param {Record<string, unknown>} [globals] stand-ins for what a browser has
 * @returns {any} the constants of the content scripts, by name
 */
export function loadContent(globals = {}) {
  const context = vm.createContext({
    URL, TextEncoder, DataView, crypto, console, setTimeout, clearTimeout, AbortController, AbortSignal,
    Node: { TEXT_NODE: 3, ELEMENT_NODE: 1 },
    HTMLElement: class {}, // what no stand-in is
    ...globals,
  });
  const files = contentFiles.filter((file) => !file.endsWith("/main.js"));
  for (const file of files) vm.runInContext(source(file), context, { filename: file });
  return vm.runInContext(`({ ${files.map(constOf).join(", ")} })`, context);
}

/** A `chrome.storage.local` over a plain object. @param {Record<string, any>} kept */
export function storageOf(kept) {
  return {
    async get(/** @type {string|string[]|null} */ keys) {
      const names = keys === null ? Object.keys(kept) : [keys].flat();
      return Object.fromEntries(names.filter((name) => name in kept).map((name) => [name, structuredClone(kept[name])]));
    },
    async set(/** @type {object} */ values) {
      Object.assign(kept, structuredClone(values));
    },
    async remove(/** @type {string|string[]} */ keys) {
      for (const key of [keys].flat()) delete kept[key];
    },
  };
}

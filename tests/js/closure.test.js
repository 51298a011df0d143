// @ts-check
/** Every name that a script uses is there when it runs: on each page, in the worker and in a platform's page. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSER, loaded, namesIn, namesOf, undefinedIn } from "./scopes.js";

for (const [starter, scripts] of loaded) {
  test(`${starter}: every name that a script uses is defined before it`, () => {
    assert.ok(scripts.length > 0);
    assert.deepEqual(undefinedIn(scripts), []);
  });
}

test("no script defines a name that the browser has, so that a script which is not loaded is missed", () => {
  const classic = [...loaded.values()].flat().filter(({ kind }) => kind === "script");
  const defined = classic.flatMap((script) => namesIn(script).defined.map((name) => `${script.path}: ${name}`));
  assert.deepEqual(defined.filter((each) => BROWSER.has(each.split(": ")[1] ?? "")), []);
});

test("a name counts as used in every position where it is a variable, and nowhere else", () => {
  const { free } = namesOf(
    "const { Kept, other: Bound } = First; class A extends Second { Named() { return `${Third}`; } }\n" +
      'label.Member = { Key: 1, Short }; // Comment\n"Text"; typeof Fourth; (Given = Fifth) => Given + Kept + Bound;',
    "script",
  );
  assert.deepEqual(free.map(({ name }) => name), ["First", "Second", "Third", "label", "Short", "Fourth", "Fifth"]);
  assert.deepEqual(free.map(({ line }) => line), [1, 1, 1, 2, 2, 3, 3]);
});

test("a name is missing before the script that defines it, and in a module that imports it from nowhere", () => {
  /** @type {Record<string, string>} */
  const code = {
    "early.js": "const Early = Late;",
    "late.js": "const Late = Object.freeze({});",
    "module.js": 'import { one } from "./other.js"; export const two = one + Early + three;',
    "other.js": "export const one = Late; export const three = 3;",
  };
  /** @typedef {import("./scopes.js").Script} Script */
  /** @param {string} path @returns {Script} */
  const script = (path) => ({ path, kind: path === "module.js" ? "module" : "script" });
  const read = (/** @type {Script} */ { path, kind }) => namesOf(code[path] ?? "", kind, path);
  assert.deepEqual(undefinedIn(["late.js", "early.js", "module.js"].map(script), read), ["module.js:1 uses three"]);
  assert.deepEqual(undefinedIn(["early.js", "late.js"].map(script), read), ["early.js:1 uses Late"]);
  assert.deepEqual(undefinedIn([script("module.js")], read), [
    "other.js:1 uses Late",
    "module.js:1 uses Early",
    "module.js:1 uses three",
  ]);
});

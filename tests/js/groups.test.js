// @ts-check
/** The folders of the extension are groups, and each group uses only those before it. */

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { contentFiles, manifest, scriptFiles } from "./load.js";
import { namesIn } from "./scopes.js";

/** Classic scripts, lowest group first. */
const LAYERS = ["shared", "content/dom", "content/check", "content/box", "content/marks", "content/popover", "content/hold", "content"];

/** Which groups a module may import from. A page may also use what its classic scripts define. @type {Record<string, string[]>} */
const MAY_IMPORT = {
  companion: ["companion"],
  pairing: ["pairing", "companion"],
  worker: ["worker", "companion"], // never the pairing: its page must stay open, the worker may be stopped
  pages: ["pages", "pairing", "companion"],
};

const groupOf = path.posix.dirname;
const classic = scriptFiles.filter((file) => LAYERS.includes(groupOf(file)));
const modules = scriptFiles.filter((file) => !classic.includes(file));
/** Where each shared constant is defined. @type {Map<string, string>} */
const homes = new Map(classic.flatMap((file) => namesIn({ path: file, kind: "script" }).defined.map((name) => [name, file])));

test("every script belongs to a group", () => {
  assert.deepEqual(modules.filter((file) => !(groupOf(file) in MAY_IMPORT)), []);
  const used = new Set(scriptFiles.map(groupOf));
  assert.deepEqual([...LAYERS, ...Object.keys(MAY_IMPORT)].filter((group) => !used.has(group)), []);
});

test("a content script uses its own group and those before it", () => {
  let arrows = 0;
  for (const file of classic) {
    const { free, imports } = namesIn({ path: file, kind: "script" });
    assert.deepEqual(imports, [], file);
    for (const { name, line } of free) {
      const home = homes.get(name);
      assert.ok(home, `${file}:${line} uses ${name}, which no script defines`);
      assert.ok(LAYERS.indexOf(groupOf(home)) <= LAYERS.indexOf(groupOf(file)), `${file}:${line} uses ${name} of ${home}`);
      arrows += 1;
    }
  }
  assert.ok(arrows > 50, "the analysis still finds uses");
});

test("the manifest loads group after group", () => {
  const layers = contentFiles.map((file) => LAYERS.indexOf(groupOf(file)));
  assert.deepEqual(layers, layers.toSorted((one, other) => one - other));
});

test("a module imports from its own group and those below it", () => {
  for (const file of modules) {
    const wrong = namesIn({ path: file, kind: "module" }).imports.filter((each) => !MAY_IMPORT[groupOf(file)]?.includes(groupOf(each)));
    assert.deepEqual(wrong, [], file);
  }
});

test("only pages use what classic scripts define", () => {
  for (const file of modules.filter((each) => groupOf(each) !== "pages")) {
    assert.deepEqual(namesIn({ path: file, kind: "module" }).free, [], file);
  }
});

test("the worker reaches no script of the pairing, by whatever way", () => {
  /** @type {Set<string>} */
  const reached = new Set();
  /** @param {string} file */
  const follow = (file) => {
    if (reached.has(file)) return;
    reached.add(file);
    namesIn({ path: file, kind: "module" }).imports.forEach(follow);
  };
  follow(manifest.background.service_worker);
  assert.ok(reached.size > 5);
  assert.deepEqual([...reached].filter((file) => groupOf(file) === "pairing"), []);
});

// @ts-check
/** What the extension brings along: its own files, the rights that are written down here, and nothing else. */

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { EXTENSION, constOf, contentFiles, loadContent, manifest, scriptFiles, source } from "./load.js";

const files = readdirSync(EXTENSION, { recursive: true, encoding: "utf8" });
const TESTS = new URL("../", import.meta.url);

/** Every script of the extension and of its tests, by its address. @type {Map<string, string>} */
const scripts = new Map(
  [EXTENSION, new URL("js/", TESTS), new URL("browser/", TESTS)].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".js") && !file.includes("bundles"))
      .map((file) => [new URL(file, folder).href, readFileSync(new URL(file, folder), "utf8")]),
  ),
);

/** Whether a script other than this one of the extension has something of this shape. @param {RegExp} shape @param {string} file */
function isElsewhere(shape, file) {
  return [...scripts].some(([address, code]) => address !== new URL(file, EXTENSION).href && shape.test(code));
}

test("the manifest has these keys and no other, so that no new right comes in unseen", () => {
  assert.deepEqual(Object.keys(manifest).sort(), [
    "action",
    "background",
    "browser_specific_settings",
    "commands",
    "content_scripts",
    "content_security_policy",
    "default_locale",
    "description",
    "host_permissions",
    "icons",
    "manifest_version",
    "minimum_chrome_version",
    "name",
    "options_ui",
    "permissions",
    "short_name",
    "version",
  ]);
  assert.equal(manifest.content_scripts.length, 1);
  assert.deepEqual(Object.keys(manifest.content_security_policy), ["extension_pages"]);
});

test("nothing is installed with the extension", () => {
  const declared = JSON.parse(readFileSync(new URL("../package.json", EXTENSION), "utf8"));
  const kinds = Object.keys(declared).filter((key) => /dependencies$/iu.test(key));
  assert.deepEqual(kinds, ["devDependencies"]);
});

test("every import, script and style is a file of the extension", () => {
  let seen = 0;
  for (const file of files.filter((name) => /\.(?:js|html|css)$/u.test(name))) {
    const named = [...source(file).matchAll(/(?:\bfrom |\bimport\b\(?|\bsrc=|\b<link[^>]* href=|url\()\s*["']?(?<path>[^"')\s>]+)["']/gu)];
    for (const { groups } of named) {
      const target = groups?.["path"] ?? "";
      assert.match(target, /^(?:\.{1,2}\/|[\w-]+(?:\/|\.(?:js|css|png)$))/u, `${file}: ${target}`);
      assert.ok(existsSync(new URL(target, new URL(file, EXTENSION))), `${file}: ${target}`);
      seen += 1;
    }
  }
  assert.ok(seen > 20, "the search itself still finds imports");
});

test("no name is offered that nobody else uses", () => {
  const constants = loadContent();
  for (const file of contentFiles) {
    const name = constOf(file) ?? "";
    for (const key of Object.keys(constants[name] ?? {})) {
      const uses = new RegExp(`\\b${name}\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\} = ${name}\\b`, "u");
      assert.ok(isElsewhere(uses, file), `nobody uses ${name}.${key}`);
    }
  }
  for (const file of scriptFiles.filter((each) => !contentFiles.includes(each))) {
    for (const { groups } of source(file).matchAll(/^export (?:async )?(?:function|const|let) (?<name>\w+)/gmu)) {
      assert.ok(isElsewhere(new RegExp(`\\b${groups?.["name"]}\\b`, "u"), file), `nobody imports ${groups?.["name"]} from ${file}`);
    }
  }
});

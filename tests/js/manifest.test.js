// @ts-check
/** What the manifest promises, and what the files keep of it. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { EXTENSION, contentFiles, loadContent, manifest, scriptFiles, source } from "./load.js";
import { namesIn } from "./scopes.js";
import { PORTS } from "../../extension/companion/loopback.js";

test("permissions are storage, the platforms and this computer, and nothing else", () => {
  const { Sites } = loadContent();
  const sites = [...Sites.SITES].flatMap((/** @type {any} */ site) => [...site.hosts]).map((host) => `https://${host}/*`);
  assert.deepEqual(manifest.permissions, ["storage"]);
  assert.deepEqual(manifest.host_permissions, [...sites, "http://127.0.0.1/*"]);
  assert.deepEqual(manifest.content_scripts[0].matches, sites);
  assert.equal(manifest.optional_permissions, undefined);
  assert.equal(manifest.web_accessible_resources, undefined);
});

test("the page about permissions names each of them, and the store's text is the manifest's", () => {
  const page = readFileSync(new URL("../../docs/permissions.md", import.meta.url), "utf8");
  const asked = page.slice(0, page.indexOf("## What it does not ask for")).matchAll(/^\| `(?<name>[^`]+)` \|/gmu);
  const named = [...asked].map((match) => match.groups?.["name"]);
  assert.deepEqual(named.sort(), [...manifest.permissions, ...manifest.host_permissions].sort());
  const [collected] = manifest.browser_specific_settings.gecko.data_collection_permissions.required;
  const listing = readFileSync(new URL("../../docs/store/listing.md", import.meta.url), "utf8");
  assert.ok(page.includes(`\`${collected}\``) && listing.includes(`"${collected}"`), collected);
  const { description } = JSON.parse(source("_locales/en/messages.json"));
  assert.ok(listing.includes(`\n\n${description.message}\n\n`));
});

test("extension pages may reach the companion's ports and nothing else", () => {
  const policy = manifest.content_security_policy.extension_pages;
  const directives = new Map(policy.split("; ").map((/** @type {string} */ each) => [each.split(" ")[0], each.split(" ").slice(1)]));
  assert.deepEqual(directives.get("connect-src"), PORTS.map((port) => `http://127.0.0.1:${port}`));
  assert.deepEqual(directives.get("default-src"), ["'none'"]);
  for (const name of ["script-src", "style-src", "img-src"]) assert.deepEqual(directives.get(name), ["'self'"]);
});

test("the companion listens on the ports that the extension tries", () => {
  const settings = readFileSync(new URL("../../companion/touchline/settings.py", import.meta.url), "utf8");
  const ports = /^PORTS = \((?<ports>[\d, ]+)\)/mu.exec(settings)?.groups?.["ports"];
  assert.deepEqual(ports?.split(",").filter((port) => port.trim()).map(Number), [...PORTS]);
});

test("every file the manifest names is there, and every content script is named", () => {
  const named = [
    ...contentFiles,
    ...manifest.content_scripts[0].css,
    ...Object.values(manifest.icons),
    ...Object.values(manifest.action.default_icon),
    manifest.action.default_popup,
    manifest.options_ui.page,
    manifest.background.service_worker,
  ];
  for (const file of named) assert.ok(existsSync(new URL(file, EXTENSION)), file);
  assert.deepEqual(scriptFiles.filter((file) => /^(?:content|shared)\//u.test(file)), contentFiles.toSorted());
});

test("each content script defines one frozen constant", () => {
  const constants = loadContent();
  for (const file of contentFiles) {
    const { defined } = namesIn({ path: file, kind: "script" });
    assert.equal(defined.length, file === "content/main.js" ? 0 : 1, `${file} defines ${defined}`);
    for (const name of defined) assert.ok(Object.isFrozen(constants[name]), file);
  }
});

test("pages load what is there, content scripts in the manifest's order", () => {
  for (const page of readdirSync(new URL("pages/", EXTENSION)).filter((file) => file.endsWith(".html"))) {
    const files = [...source(`pages/${page}`).matchAll(/(?:src|href)="(?<path>[^"]+)"/gu)].map((match) => match.groups?.["path"] ?? "");
    for (const file of files) assert.ok(existsSync(new URL(file, new URL("pages/", EXTENSION))), `${page}: ${file}`);
    const shared = files.filter((file) => /^\.\.\/(?:content|shared)\//u.test(file)).map((file) => contentFiles.indexOf(file.slice(3)));
    assert.ok(shared.every((place, index) => place > (shared[index - 1] ?? -1)), page);
  }
});

test("icons are square PNG files of the size in their names", () => {
  for (const file of readdirSync(new URL("icons/", EXTENSION))) {
    const bytes = readFileSync(new URL(`icons/${file}`, EXTENSION));
    const size = Number(/-(\d+)\.png$/u.exec(file)?.[1]);
    assert.equal(bytes.subarray(1, 4).toString("latin1"), "PNG", file);
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [size, size], file);
  }
});

test("one module fetches, one keeps the key, and no file writes markup", () => {
  for (const file of scriptFiles) {
    const code = source(file);
    if (file !== "companion/loopback.js") assert.doesNotMatch(code, /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource/u, file);
    assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/u, file);
    assert.doesNotMatch(code, /document\.cookie|localStorage|sessionStorage/u, file);
    if (file !== "companion/keys.js") assert.doesNotMatch(code, /indexedDB/u, file);
    assert.doesNotMatch(code, /setInterval/u, file);
  }
});

// @ts-check
/**
 * Which names a script defines, and which it takes from elsewhere, as eslint's scope analysis sees them; and what
 * each page, the worker and the manifest load, in the order in which a browser runs it.
 */

import { Linter } from "eslint";
import globals from "globals";
import { readdirSync } from "node:fs";
import { EXTENSION, contentFiles, manifest, source } from "./load.js";

/**
 * @typedef {"script"|"module"} Kind classic scripts share one scope; a module has its own
 * @typedef {{path: string, kind: Kind}} Script `path` below extension/
 * @typedef {{defined: string[], free: Array<{name: string, line: number}>, imports: string[]}} Names `defined`: at
 *   the top level; `free`: neither defined here nor imported; `imports`: scripts, below extension/
 */

/** What every browser has. */
export const BROWSER = new Set([...Object.keys(globals.browser), ...Object.keys(globals.builtin), "chrome"]);

const linter = new Linter();

/** The address of `to`, as `from` names it, below extension/. @param {string} to @param {string} from */
const resolved = (to, from) => new URL(to, new URL(from, EXTENSION)).href.slice(EXTENSION.href.length);

/**
 * @param {Script} script
 * @returns {Names}
 */
export function namesIn({ path, kind }) {
  return namesOf(source(path), kind, path);
}

/**
 * @param {string} code
 * @param {Kind} kind
 * @param {string} [path] of the script, to resolve its imports
 * @returns {Names}
 */
export function namesOf(code, kind, path = "script.js") {
  /** @type {Names} */
  const names = { defined: [], free: [], imports: [] };
  /** @type {import("eslint").Rule.RuleModule} */
  const reading = {
    create({ sourceCode: { scopeManager } }) {
      /** @param {{source?: any}} node */
      const follow = ({ source: imported }) => {
        if (imported?.value?.endsWith(".js")) names.imports.push(resolved(imported.value, path));
      };
      return {
        Program() {
          const scope = scopeManager.globalScope;
          const top = scope?.childScopes.find(({ type }) => type === "module") ?? scope;
          names.defined = (top?.variables ?? []).filter(({ defs }) => defs.length > 0).map(({ name }) => name);
          names.free = (scope?.through ?? [])
            .map(({ identifier }) => ({ name: String(Reflect.get(identifier, "name")), line: identifier.loc?.start.line ?? 0 }))
            .filter(({ name }) => !BROWSER.has(name));
        },
        ImportDeclaration: follow,
        ImportExpression: follow,
        ExportNamedDeclaration: follow,
        ExportAllDeclaration: follow,
      };
    },
  };
  const problems = linter.verify(code, {
    languageOptions: { ecmaVersion: "latest", sourceType: kind },
    plugins: { scopes: { rules: { reading } } },
    rules: { "scopes/reading": "error" },
  });
  if (problems.length > 0) throw new SyntaxError(`${path}: ${problems[0]?.message}`);
  return names;
}

/**
 * The scripts of a page. Classic scripts come first: a module waits until the page was read.
 * @param {string} page below extension/
 * @returns {Script[]}
 */
function scriptsOf(page) {
  const html = source(page);
  const found = [...html.matchAll(/<script (?<module>type="module" )?src="(?<path>[^"]+)"><\/script>/gu)];
  if (found.length !== html.split("<script").length - 1) throw new SyntaxError(`${page} has a script of another shape`);
  const scripts = found.map(({ groups = {} }) => ({
    path: resolved(groups["path"] ?? "", page),
    kind: /** @type {Kind} */ (groups["module"] ? "module" : "script"),
  }));
  return scripts.toSorted((one, other) => Number(one.kind === "module") - Number(other.kind === "module"));
}

/** Whatever starts scripts: each page, the manifest's content scripts and the worker. @type {Map<string, Script[]>} */
export const loaded = new Map([
  ["the manifest's content scripts", contentFiles.map((path) => ({ path, kind: /** @type {const} */ ("script") }))],
  ["the worker", [{ path: manifest.background.service_worker, kind: /** @type {const} */ ("module") }]],
  ...readdirSync(new URL("pages/", EXTENSION))
    .filter((file) => file.endsWith(".html"))
    .map((file) => /** @type {[string, Script[]]} */ ([`pages/${file}`, scriptsOf(`pages/${file}`)])),
]);

/**
 * Names that are used and never defined, each with its place.
 * @param {readonly Script[]} scripts in the order in which they run
 * @param {(script: Script) => Names} [read]
 * @returns {string[]}
 */
export function undefinedIn(scripts, read = namesIn) {
  /** What the classic scripts so far have defined. @type {Set<string>} */
  const shared = new Set();
  /** @type {Set<string>} */
  const seen = new Set();
  /** @type {string[]} */
  const missing = [];
  /** @param {Script} script */
  const run = (script) => {
    if (seen.has(script.path)) return;
    seen.add(script.path);
    const { defined, free, imports } = read(script);
    for (const path of imports) run({ path, kind: "module" });
    if (script.kind === "script") for (const name of defined) shared.add(name);
    for (const { name, line } of free) if (!shared.has(name)) missing.push(`${script.path}:${line} uses ${name}`);
  };
  scripts.forEach(run);
  return missing;
}

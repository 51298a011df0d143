// @ts-check
/** The toolbar button: an icon for every state, and a number only where the text was really checked. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { showPage, showState } from "../../extension/worker/badge.js";
import { EXTENSION, loadContent } from "./load.js";

/** @type {Record<string, any>} */
let shown = {};
/** @typedef {import("../../extension/worker/badge.js").State} State */
const STATES = /** @type {State[]} */ (Object.keys(loadContent().Words.COMPANION));

beforeEach(() => {
  shown = {};
  const note = (/** @type {string} */ name) => async (/** @type {any} */ details) => {
    shown[name] = details;
  };
  const names = ["setIcon", "setBadgeText", "setTitle", "setBadgeBackgroundColor", "setBadgeTextColor"];
  const action = Object.fromEntries(names.map((name) => [name, note(name)]));
  Object.assign(globalThis, { chrome: { action, i18n: { getMessage: (/** @type {string} */ key) => key } } });
});

const icon = () => /icons\/(?<name>\w+)-16/u.exec(shown["setIcon"].path[16])?.groups?.["name"];
/** @param {Partial<import("../../extension/worker/badge.js").Page>} more */
const page = (more) => ({ box: /** @type {const} */ ("checked"), alarms: 2, isStrict: false, ...more });

test("every state has an icon that is there, and only a connected companion has the ready one", async () => {
  for (const state of STATES) {
    await showState(state);
    for (const path of Object.values(shown["setIcon"].path)) assert.ok(existsSync(new URL(`.${path}`, EXTENSION)), String(path));
    assert.equal(icon() === "ready", state === "ready", state);
  }
  const icons = [];
  for (const state of /** @type {const} */ (["ready", "unpaired", "offline"])) {
    await showState(state);
    icons.push(icon());
  }
  await showPage(1, "ready", page({ box: "off" }));
  assert.equal(new Set([...icons, icon()]).size, 4, "ready, unpaired, offline and off differ");
});

test("the number counts alarms, and stands only where this text was checked", async () => {
  await showPage(1, "ready", page({}));
  assert.equal(shown["setBadgeText"].text, "2");
  /** @type {Array<[State, Parameters<typeof page>[0]]>} */
  const silent = [["ready", { alarms: 0 }], ["ready", { box: "unchecked" }], ["ready", { box: "too_long" }], ["ready", { box: "snoozed" }], ["offline", {}], ["unpaired", {}]];
  for (const [state, more] of silent) {
    await showPage(1, state, page(more));
    assert.equal(shown["setBadgeText"].text, "", JSON.stringify([state, more]));
  }
});

test("strict mode is shown beside the number, and without one", async () => {
  await showPage(1, "ready", page({ isStrict: true }));
  assert.equal(shown["setBadgeText"].text, "2!");
  await showPage(1, "ready", page({ isStrict: true, alarms: 0 }));
  assert.equal(shown["setBadgeText"].text, "!");
});

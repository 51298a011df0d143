// @ts-check
/**
 * The options page: connecting to the companion, phone regions, which sites, and everything the user
 * has said about conversations, to be seen and removed.
 */

import { forget as forgetConnection } from "../worker/keys.js";
import { requestPermission, isPermitted, sentencesOf } from "./companion-state.js";
import { byId, localize } from "./localize.js";

const { say } = Words;
const REGION_RE = /^[A-Z]{2}$/u;
const REGION_LIMIT = 8;
const state = byId("companion-state", HTMLOutputElement);
const regions = byId("regions", HTMLInputElement);
const regionsState = byId("regions-state", HTMLOutputElement);

async function showCompanion() {
  const { companion } = await chrome.runtime.sendMessage({ type: "status" });
  await showState(companion);
}

/** @param {{state: string, companion?: string}} companion */
async function showState(companion) {
  const { words, todo, isCommandShown } = sentencesOf(companion);
  state.dataset["state"] = companion.state;
  byId("companion-command", HTMLElement).hidden = !isCommandShown;
  state.textContent = `${words} ${todo}`.trim();
  byId("grant", HTMLElement).hidden = await isPermitted();
  byId("forget", HTMLElement).hidden = companion.state === "unpaired";
}

async function showChoices() {
  const choices = await Settings.read();
  byId("strict", HTMLInputElement).checked = choices.mode === "strict";
  byId("hide-marks", HTMLInputElement).checked = choices.hideMarks;
  if (document.activeElement !== regions) regions.value = choices.regions.join(" ");
  for (const box of document.querySelectorAll("#sites input")) {
    if (box instanceof HTMLInputElement) box.checked = !choices.off.includes(box.value);
  }
  const forget = byId("forget-ignored", HTMLButtonElement);
  forget.hidden = choices.ignored.length === 0;
  forget.textContent = say("forgetIgnored", choices.ignored.length);
}

async function showSaid() {
  const all = await chrome.storage.local.get(null);
  const rows = Object.entries(all).flatMap(([key, stored]) => {
    if (!key.startsWith(Conversation.PREFIX)) return [];
    const said = Conversation.current(stored, /** @type {Said} */ (stored).platform);
    const facts = said.allowances.map(({ fact, reference, expires }) => {
      const label = say(Words.FACTS[/** @type {keyof typeof Words.FACTS} */ (fact)] ?? "surfaceUnknown");
      return `${label}${reference ? ` (${reference})` : ""}, ${say("until", expires)}`;
    });
    const parts = [
      Sites.SITES.find(({ id }) => id === said.platform)?.name ?? said.platform,
      said.touched,
      said.surface ? say(Words.SURFACES[said.surface]) : "",
      said.stage ? say(Words.STAGES[said.stage]) : "",
      said.snoozed ? say("boxSnoozed") : "",
      ...facts,
    ];
    const row = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = say("remove");
    remove.addEventListener("click", () => void chrome.storage.local.remove(key));
    const words = document.createElement("span");
    words.textContent = parts.filter(Boolean).join(" · ");
    row.append(words, remove);
    return [row];
  });
  byId("said", HTMLElement).replaceChildren(...rows);
}

function buildSites() {
  for (const { id, name } of Sites.SITES) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = id;
    box.addEventListener("change", async () => {
      const others = (await Settings.read()).off.filter((other) => other !== id);
      await Settings.write({ off: box.checked ? others : [...others, id] });
    });
    label.append(box, ` ${name}`);
    byId("sites", HTMLElement).append(label);
  }
}

byId("grant", HTMLElement).addEventListener("click", async () => {
  await requestPermission();
  await showCompanion();
});
byId("forget", HTMLElement).addEventListener("click", async () => {
  await forgetConnection();
  await showCompanion();
});
byId("regions-form", HTMLFormElement).addEventListener("submit", async (event) => {
  event.preventDefault();
  const codes = [...new Set(regions.value.toUpperCase().split(/[\s,;]+/u).filter(Boolean))];
  const isFine = codes.length > 0 && codes.length <= REGION_LIMIT && codes.every((code) => REGION_RE.test(code));
  if (isFine) await Settings.write({ regions: codes });
  regionsState.textContent = say(isFine ? "saved" : "regionsShape", REGION_LIMIT);
});
byId("strict", HTMLInputElement).addEventListener("change", ({ target }) => {
  const isStrict = target instanceof HTMLInputElement && target.checked;
  void Settings.write({ mode: isStrict ? "strict" : "standard" });
});
byId("hide-marks", HTMLInputElement).addEventListener("change", ({ target }) => {
  void Settings.write({ hideMarks: target instanceof HTMLInputElement && target.checked });
});
byId("forget-ignored", HTMLElement).addEventListener("click", () => void Settings.write({ ignored: [] }));
byId("remove-all", HTMLElement).addEventListener("click", async () => {
  await forgetConnection();
  await chrome.storage.local.clear();
  await showCompanion();
});

localize();
document.title = say("optionsTitle");
buildSites();
Settings.watch((keys) => {
  void Promise.all([showChoices(), showSaid()]);
  if (keys.includes("companion")) void Settings.read().then((choices) => showState(choices.companion));
}, new AbortController().signal);
await Promise.all([showChoices(), showSaid(), showCompanion()]);

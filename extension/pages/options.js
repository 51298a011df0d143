// @ts-check
/**
 * Runs the options page: the connection to the companion, the language, the regions of phone numbers, what is checked
 * on which platform, what is left out, and what the user has said about conversations.
 */

import { forget as forgetConnection } from "../companion/keys.js";
import { LOCAL } from "../companion/storage-keys.js";
import { requestPermission, isPermitted, sentencesOf } from "./companion-state.js";
import { showExceptions, startExceptions } from "./exceptions-form.js";
import { LANGUAGES, wordingIn } from "./languages.js";
import { byId, localize } from "./localize.js";
import { showSaid } from "./said-list.js";

const { say } = Words;
const state = byId("companion-state", HTMLOutputElement);
const regions = byId("regions", HTMLInputElement);
const language = byId("language", HTMLSelectElement);
const removeAll = byId("remove-all", HTMLButtonElement);
const regionsState = byId("regions-state", HTMLOutputElement);

async function showCompanion() {
  const { companion } = await chrome.runtime.sendMessage({ type: "status" });
  await showState(companion);
}

/** @param {{state: import("../companion/companion.js").State, companion?: string}} companion */
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
  language.value = choices.wording?.language ?? "";
  byId("hide-marks", HTMLInputElement).checked = choices.hideMarks;
  if (document.activeElement !== regions) regions.value = choices.regions.join(" ");
  for (const box of document.querySelectorAll("#sites input")) {
    if (box instanceof HTMLInputElement) box.checked = !choices.off.includes(box.value);
  }
  for (const mode of document.querySelectorAll("#sites select")) {
    if (mode instanceof HTMLSelectElement) mode.value = choices.modes[mode.dataset["platform"] ?? ""] ?? "";
  }
  showExceptions(choices);
}

/**
 * The two-letter code of a region as libraries know it, so "UK" becomes GB; empty when there is no such region.
 * @param {string} typed
 */
function regionOf(typed) {
  try {
    const { region } = new Intl.Locale(`und-${typed}`);
    const name = region && new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(region);
    return name && region !== "ZZ" ? region : "";
  } catch {
    return ""; // not of the shape of a code
  }
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
    const mode = document.createElement("select");
    mode.dataset["platform"] = id;
    mode.ariaLabel = say("modeFor", name);
    mode.append(new Option(say("modeAsAbove"), ""), new Option(say("standard"), "standard"), new Option(say("strict"), "strict"));
    mode.addEventListener("change", async () => {
      const { [id]: _before, ...modes } = (await Settings.read()).modes;
      await Settings.write({ modes: mode.value ? { ...modes, [id]: /** @type {Mode} */ (mode.value) } : modes });
    });
    byId("sites", HTMLElement).append(label, mode);
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
  const codes = [...new Set(regions.value.toUpperCase().split(/[\s,;]+/u).filter(Boolean).map(regionOf))];
  const names = codes.map((code) => code && new Intl.DisplayNames(Words.language(), { type: "region" }).of(code));
  const isFine = codes.length > 0 && codes.length <= Settings.REGION_LIMIT && names.every(Boolean);
  if (isFine) await Settings.write({ regions: codes });
  regionsState.textContent = isFine ? `${say("saved")} ${names.join(" · ")}` : say("regionsShape", Settings.REGION_LIMIT);
});
byId("strict", HTMLInputElement).addEventListener("change", ({ target }) => {
  const isStrict = target instanceof HTMLInputElement && target.checked;
  void Settings.write(Settings.withMode(Settings.DEFAULTS, null, isStrict ? "strict" : "standard"));
});
byId("hide-marks", HTMLInputElement).addEventListener("change", ({ target }) => {
  void Settings.write({ hideMarks: target instanceof HTMLInputElement && target.checked });
});
removeAll.addEventListener("click", async () => {
  const isSure = removeAll.textContent === say("removeAllSure");
  if (isSure) {
    await forgetConnection();
    await chrome.storage.local.clear();
    location.reload(); // the language went too
  } else {
    removeAll.textContent = say("removeAllSure");
  }
});
removeAll.addEventListener("blur", () => {
  removeAll.textContent = say("removeAll");
});
language.addEventListener("change", async () => {
  await Settings.write({ wording: await wordingIn(language.value) });
  location.reload();
});

await localize();
document.title = say("optionsTitle");
for (const [key, { name }] of Object.entries(LANGUAGES)) {
  const option = new Option(name, key);
  option.lang = key.replace("_", "-");
  language.append(option);
}
buildSites();
startExceptions();
Settings.watch((keys) => {
  void Promise.all([showChoices(), showSaid()]);
  if (keys.includes(LOCAL.companion)) void Settings.read().then((choices) => showState(choices.companion));
}, new AbortController().signal);
await Promise.all([showChoices(), showSaid(), showCompanion()]);

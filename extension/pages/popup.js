// @ts-check
/**
 * The popup: how the companion stands, how the box in the page stands, and the choices for this place.
 * It never says that all is well unless the worker's answer says that this very text was checked.
 */

import { wordsOfBox } from "./box-words.js";
import { isPermitted, requestPermission, sentencesOf } from "./companion-state.js";
import { byId, fill, localize } from "./localize.js";

const { say } = Words;
const companionSection = byId("companion", HTMLElement);
const action = byId("companion-do", HTMLButtonElement);
const on = byId("on", HTMLInputElement);
const strict = byId("strict", HTMLInputElement);
const hideMarks = byId("hide-marks", HTMLInputElement);
const surface = byId("surface", HTMLSelectElement);
const stage = byId("stage", HTMLSelectElement);
const boxLine = byId("box", HTMLElement);
const resume = byId("resume", HTMLButtonElement);

/** @type {any} */
let page = null;
/** @type {Choices} */
let choices = Settings.DEFAULTS;

/** @param {{state: string, companion?: string}} companion */
async function showCompanion(companion) {
  const { words, todo, isCommandShown } = sentencesOf(companion);
  companionSection.dataset["state"] = companion.state;
  byId("companion-words", HTMLElement).textContent = words;
  byId("companion-todo", HTMLElement).textContent = todo;
  byId("companion-commands", HTMLElement).hidden = !isCommandShown;
  const lacksPermission = companion.state === "no_permission" || !(await isPermitted());
  const isPairing = companion.state === "unpaired" || companion.state === "refused";
  action.hidden = !lacksPermission && !isPairing && !["offline", "unverified"].includes(companion.state);
  action.textContent = say(lacksPermission ? "grant" : isPairing ? "connect" : "tryAgain");
  action.onclick = async () => {
    if (lacksPermission) await requestPermission();
    else if (isPairing) await chrome.tabs.create({ url: chrome.runtime.getURL("pages/welcome.html") });
    await show();
  };
}

/** @param {{state: string}} companion */
function showPage(companion) {
  byId("page", HTMLElement).hidden = !page;
  byId("elsewhere", HTMLElement).hidden = Boolean(page);
  byId("on-row", HTMLElement).hidden = !page;
  const name = page && (Sites.SITES.find(({ id }) => id === page.platform)?.name ?? page.platform);
  byId("strict-label", HTMLElement).textContent = name ? say("strictOn", name) : say("strict");
  if (!page) return;
  byId("on-label", HTMLElement).textContent = say("onFor", name);
  on.checked = page.box !== "off";
  surface.value = page.surface;
  stage.value = page.stage;
  const froms = { user: "stageFromUser", address: "stageFromAddress", nobody: "stageFromNobody" };
  byId("place-from", HTMLElement).textContent = say(froms[/** @type {keyof typeof froms} */ (page.stageFrom)]);
  const isAway = companion.state !== "ready" && ["checking", "checked", "incomplete"].includes(page.box);
  // What was checked before the companion went away says nothing about now.
  const shown = isAway ? { box: "unchecked", alarms: 0, notes: 0 } : page;
  boxLine.dataset["state"] = shown.box;
  boxLine.textContent = wordsOfBox(shown);
  resume.hidden = page.box !== "snoozed";
}

async function show() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const [answer, read] = await Promise.all([
    chrome.runtime.sendMessage({ type: "status", tab: tab?.id }),
    Settings.read(),
  ]);
  choices = read;
  const companion = answer?.companion ?? { state: "failed" };
  page = answer?.page ?? null;
  strict.checked = (page ? Settings.modeOn(choices, page.platform) : choices.mode) === "strict";
  hideMarks.checked = choices.hideMarks;
  await showCompanion(companion);
  showPage(companion);
}

/** Ask the page again once it has acted on a choice. */
const soon = () => setTimeout(show, 250);

on.addEventListener("change", async () => {
  const { off } = await Settings.read();
  const others = off.filter((id) => id !== page.platform);
  await Settings.write({ off: on.checked ? others : [...others, page.platform] });
  soon();
});
resume.addEventListener("click", async () => {
  await Settings.write({ snoozedUntil: 0 });
  await Conversation.add(page.conversation, page.platform, { snoozed: false });
  soon();
});
strict.addEventListener("change", async () => {
  await Settings.setMode(choices, page?.platform ?? null, strict.checked ? "strict" : "standard");
  soon();
});
hideMarks.addEventListener("change", () => void Settings.write({ hideMarks: hideMarks.checked }));
stage.addEventListener("change", async () => {
  await Conversation.add(page.conversation, page.platform, { stage: /** @type {Stage} */ (stage.value) });
  soon();
});
surface.addEventListener("change", async () => {
  await Conversation.add(page.conversation, page.platform, { surface: /** @type {Surface} */ (surface.value) });
  soon();
});

await localize();
fill(surface, Words.SURFACES);
fill(stage, Words.STAGES);
await show();

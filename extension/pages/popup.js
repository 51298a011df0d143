// @ts-check
/**
 * Runs the popup: it shows how the companion and the box in the page stand, and the choices for this place. It says that
 * all is well only when the worker's answer says that exactly this text was checked.
 */

import { wordsOfBox } from "./box-words.js";
import { isPermitted, requestPermission, sentencesOf } from "./companion-state.js";
import { byId, fill, localize } from "./localize.js";
import { rowOf } from "./warning-row.js";

const { say } = Words;
const main = byId("main", HTMLElement);
const companionSection = byId("companion", HTMLElement);
const action = byId("companion-do", HTMLButtonElement);
const on = byId("on", HTMLInputElement);
const strict = byId("strict", HTMLInputElement);
const hideMarks = byId("hide-marks", HTMLInputElement);
const surface = byId("surface", HTMLSelectElement);
const stage = byId("stage", HTMLSelectElement);
const boxLine = byId("box", HTMLElement);
const resume = byId("resume", HTMLButtonElement);

/** @type {PageStatus|null} */
let page = null;
/** @type {Choices} */
let choices = Settings.DEFAULTS;
/** Whether Touchline reads the tab's address. If it does and there is no page, the tab was open before Touchline came. */
let isPlace = false;
/** About the page's conversation. @type {Said|null} */
let said = null;
/** What to say of the stage, by who named it. @type {Readonly<Record<StageFrom, string>>} */
const STAGE_FROM = Object.freeze({ user: "stageFromUser", address: "stageFromAddress", nobody: "stageFromNobody" });
/** At most this many warnings are listed; the line above them counts all. */
const ROWS = 3;
/** The time in which a page acts on a choice. */
const SETTLING_MS = 250;

/** @param {{state: import("../companion/companion.js").State, companion?: string}} companion */
async function showCompanion(companion) {
  const { words, todo, isCommandShown } = sentencesOf(companion);
  const lacksPermission = companion.state === "no_permission" || !(await isPermitted());
  companionSection.dataset["state"] = companion.state;
  byId("companion-words", HTMLElement).textContent = words;
  byId("companion-todo", HTMLElement).textContent = todo;
  byId("companion-commands", HTMLElement).hidden = !isCommandShown;
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
  byId("elsewhere", HTMLElement).textContent = say(isPlace ? "reloadPage" : "elsewhere");
  byId("on-row", HTMLElement).hidden = !page;
  const { platform = null } = page ?? {};
  const name = Sites.SITES.find(({ id }) => id === platform)?.name ?? platform;
  byId("strict-label", HTMLElement).textContent = name ? say("strictOn", name) : say("strict");
  if (!page || !name) return;
  byId("on-label", HTMLElement).textContent = say("onFor", name);
  on.checked = page.box !== "off";
  surface.value = page.surface;
  stage.value = page.stage;
  byId("place-from", HTMLElement).textContent = say(STAGE_FROM[page.stageFrom]);
  const isAway = companion.state !== "ready" && ["checking", "checked", "incomplete"].includes(page.box);
  // A check from before the companion went away says nothing about now.
  const shown = isAway ? { box: /** @type {const} */ ("unchecked"), alarms: 0, notes: 0 } : page;
  boxLine.dataset["state"] = shown.box;
  boxLine.textContent = wordsOfBox(shown);
  byId("warnings", HTMLElement).replaceChildren(...(isAway ? [] : (page.warnings ?? [])).slice(0, ROWS).map(rowOf));
  resume.hidden = page.box !== "snoozed";
}

async function show() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const [present, read] = await Promise.all([chrome.runtime.sendMessage({ type: "page", tab: tab?.id }), Settings.read()]);
  choices = read;
  isPlace = tab?.url !== undefined && Sites.placeOf(tab.url) !== null;
  page = present ?? null;
  said = page?.conversation ? await Conversation.read(page.conversation, page.platform) : null;
  strict.checked = (page ? Settings.modeOn(choices, page.platform) : choices.mode) === "strict";
  hideMarks.checked = choices.hideMarks;
  showPage(choices.companion);
  main.inert = false; // only now is it known what a choice would change
  // The switches work already: the companion may be slow to answer.
  const answer = await chrome.runtime.sendMessage({ type: "status", tab: tab?.id });
  const companion = answer?.companion ?? { state: "failed" };
  page = answer?.page ?? null;
  await showCompanion(companion);
  showPage(companion);
}

/**
 * Has the worker write what was chosen, because the worker lives on when the popup is closed in the same moment. For
 * the same reason nothing may be awaited before this call.
 * @param {Record<string, unknown>} values by their keys in storage
 */
async function keep(values) {
  choices = { ...choices, ...values };
  await chrome.runtime.sendMessage({ type: "keep", values });
  setTimeout(show, SETTLING_MS);
}

/** What was said about the page's conversation, with more. @param {Partial<Said>} more */
function saying(more) {
  said = said && Conversation.withMore(said, more);
  return said && page ? { [page.conversation]: said } : {}; // without a conversation nothing is kept
}

on.addEventListener("change", () => {
  if (!page) return; // its row is hidden
  const { platform } = page;
  const others = choices.off.filter((id) => id !== platform);
  void keep({ off: on.checked ? others : [...others, platform] });
});
resume.addEventListener("click", () => void keep({ snoozedUntil: 0, ...saying({ snoozed: false }) }));
strict.addEventListener("change", () => {
  void keep(Settings.withMode(choices, page?.platform ?? null, strict.checked ? "strict" : "standard"));
});
hideMarks.addEventListener("change", () => void keep({ hideMarks: hideMarks.checked }));
stage.addEventListener("change", () => void keep(saying({ stage: /** @type {Stage} */ (stage.value) })));
surface.addEventListener("change", () => void keep(saying({ surface: /** @type {Surface} */ (surface.value) })));

await localize();
fill(surface, Words.SURFACES);
fill(stage, Words.STAGES);
await show();

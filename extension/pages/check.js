// @ts-check
/**
 * Runs the page on which a text from elsewhere is checked. Box, marks and popover are those of a platform's page, and
 * the user chooses the place by hand. Nothing typed here is kept.
 */

import { wordsOfBox } from "./box-words.js";
import { sentencesOf } from "./companion-state.js";
import { byId, fill, localize } from "./localize.js";
import { rowOf } from "./warning-row.js";

const { signal } = new AbortController();
const text = byId("text", HTMLTextAreaElement);
const platform = byId("platform", HTMLSelectElement);
const surface = byId("surface", HTMLSelectElement);
const stage = byId("stage", HTMLSelectElement);
const state = byId("box", HTMLElement);

await localize();
document.title = Words.say("checkTitle");
fill(surface, Words.SURFACES);
fill(stage, Words.STAGES);
surface.value = "inbox";

let choices = await Settings.read();
offerPlatforms();
/** @type {Allowance[]} */
let allowances = [];
const here = Object.freeze({
  isOn: () => true,
  facts: () => ({
    surface: /** @type {Surface} */ (surface.value),
    stage: /** @type {Stage} */ (stage.value),
    allowances,
  }),
  get choices() {
    return choices;
  },
  get place() {
    return { platform: platform.value, conversation: "" };
  },
});

const host = Host.start(signal);
const painters = { native: MarksNative.start(signal), overlay: MarksOverlay.start(host, signal) };
const client = CheckClient.start(here);
const warnings = MarksToPopover.start({ host, actions, signal });
const box = TypedBox.open({
  field: text,
  painter: () => (MarksNative.suits(text) ? painters.native : painters.overlay),
  ask: client.ask,
  isOn: here.isOn,
  sent: () => {}, // nothing is sent from here
  changed: show,
  signal,
});

/** @param {Mark} mark */
function actions(mark) {
  return {
    stage(/** @type {Stage} */ answer) {
      stage.value = answer;
      box.recheck();
    },
    surface(/** @type {Surface} */ answer) {
      surface.value = answer;
      box.recheck();
    },
    allow(/** @type {string} */ fact, /** @type {Proof} */ proof) {
      allowances = [...allowances.filter((each) => each.fact !== fact), Conversation.allowance(fact, proof)];
      box.recheck();
    },
    ignore: () => void client.ignore(mark),
  };
}

/** Offers the terms that the companion has, the user's own packs included; before a first hello, the built-in platforms. */
function offerPlatforms() {
  const packs = choices.companion.packs ?? [];
  const offered = packs.length > 0 ? packs : Sites.SITES;
  const [before, now] = [Array.from(platform.options, ({ value }) => value), offered.map(({ id }) => id)];
  if (before.join() === now.join()) return;
  const chosen = platform.value;
  platform.replaceChildren(...offered.map(({ id, name }) => new Option(name, id)));
  if (now.includes(chosen)) platform.value = chosen;
}

async function show() {
  warnings.follow(box, true);
  const alarms = box.marks.filter(({ verdict }) => verdict !== "note").length;
  // While the user types, the last words stay, or they would flicker at every pause.
  const isFirst = state.dataset["state"] === "none";
  state.dataset["state"] = box.state;
  if (box.state !== "checking" || isFirst) {
    state.textContent = wordsOfBox({ box: box.state, alarms, notes: box.marks.length - alarms, problem: box.problem });
  }
  byId("warnings", HTMLElement).replaceChildren(...box.marks.map(rowOf));
  if (box.state !== "unchecked" || box.problem === "unknown-platform") return;
  const { words, todo, isCommandShown } = sentencesOf(choices.companion);
  if (choices.companion.state !== "ready") state.textContent = `${words} ${todo}${isCommandShown ? " make run · touchline" : ""}`;
}

text.addEventListener("input", () => box.look());
text.addEventListener("click", (event) => warnings.showAt(box, event));
text.addEventListener("keydown", (event) => {
  if (event.altKey && event.key === "Enter" && event.isTrusted && warnings.showByKeyboard(box, true)) event.preventDefault();
});
for (const select of [platform, surface, stage]) {
  select.addEventListener("change", () => {
    allowances = [];
    warnings.close();
    box.recheck();
  });
}
Settings.watch(async () => {
  choices = await Settings.read();
  offerPlatforms();
  box.recheck();
}, signal);
await show();
await chrome.runtime.sendMessage({ type: "status" }); // asks the companion anew: a pack may have been added since

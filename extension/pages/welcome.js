// @ts-check
/**
 * Runs the page that connects the extension and the companion. It opens once, after the installation. It is no popup,
 * because a popup would close while the user types the number elsewhere.
 */

import { pair } from "../pairing/handshake.js";
import { isPermitted as reachesCompanion } from "../companion/loopback.js";
import { requestPermission, sentencesOf } from "./companion-state.js";
import { byId, localize } from "./localize.js";

const { say } = Words;
const connect = byId("connect", HTMLButtonElement);
const state = byId("state", HTMLElement);

/** A message of our own, to see that a check works. */
const TEST = Object.freeze({ text: "Write to jo@example.org", platform: "upwork", surface: "inbox", stage: "unknown" });

/** @type {Readonly<Record<Exclude<import("../pairing/handshake.js").Ending, "paired"|"unfinished">, string>>} */
const ENDINGS = Object.freeze({
  unarmed: "pairUnarmed",
  another: "pairAnother",
  wrong: "pairWrong",
  late: "pairLate",
  gone: "pairGone",
  "not-kept": "pairNotKept",
});

/**
 * @param {"asking"|"number"|"ready"|"error"} kind
 * @param {string} words
 * @param {{digits?: string, todo?: string}} [more]
 */
function show(kind, words, { digits = "", todo = "" } = {}) {
  state.dataset["state"] = kind;
  byId("state-words", HTMLElement).textContent = words;
  byId("digits", HTMLElement).textContent = digits && `${digits.slice(0, 3)} ${digits.slice(3)}`;
  byId("state-todo", HTMLElement).textContent = todo;
}

/** Must be called from the press itself, because only then does the browser ask for a permission. */
async function connectNow() {
  await requestPermission();
  if (!(await reachesCompanion())) return show("error", say("pairDenied"));
  show("asking", say("pairAsking"));
  const ending = await pair({
    name: await browserName(),
    origin: location.origin,
    show: (digits) => show("number", say("pairNumber"), { digits }),
  });
  if (ending !== "paired" && ending !== "unfinished") return show("error", say(ENDINGS[ending]));
  show("asking", say("pairProving"));
  return prove(ending);
}

/**
 * Asks the worker as every page does, so that the page shows what the user will get.
 * @param {"paired"|"unfinished"} ending
 */
async function prove(ending) {
  const { companion } = await chrome.runtime.sendMessage({ type: "status" });
  if (companion.state === "ready") {
    const { regions, mode } = await Settings.read();
    const request = { ...TEST, mode, recent: [], allowances: [], regions, revision: 1 };
    const checked = await chrome.runtime.sendMessage({ type: "check", request });
    if (checked.state === "ready") return show("ready", say("pairConnected"), { todo: say("pairConnectedTodo") });
  }
  if (companion.state === "unpaired") return show("error", say("pairGone"));
  const { words, todo } = sentencesOf(companion);
  if (ending === "paired" && companion.state === "offline") return show("ready", say("pairKept"));
  return show("error", words, { todo });
}

/** The name that the companion shows to its user, e.g. "Firefox on Linux". */
async function browserName() {
  const { os } = await chrome.runtime.getPlatformInfo();
  const systems = { win: "Windows", mac: "macOS", linux: "Linux", cros: "ChromeOS", openbsd: "OpenBSD" };
  return `${browserBrand()} on ${systems[/** @type {keyof typeof systems} */ (os)] ?? os}`;
}

function browserBrand() {
  /** @type {Array<{brand: string}>} Chromium's; Firefox names none */
  const brands = /** @type {any} */ (navigator).userAgentData?.brands ?? [{ brand: "Firefox" }];
  // Chromium adds an invented brand, so that nobody relies on the list, and its own name beside the product's.
  const real = brands.map(({ brand }) => brand).filter((brand) => !/not.*brand/iu.test(brand));
  return real.find((brand) => brand !== "Chromium") ?? "Chromium";
}

connect.addEventListener("click", async () => {
  if (connect.ariaDisabled === "true") return;
  connect.ariaDisabled = "true"; // `disabled` would take the keyboard's focus away
  try {
    await connectNow();
  } catch {
    show("error", say("pairFailed"));
  }
  connect.ariaDisabled = "false";
});

await localize();
document.title = say("welcomeTitle");

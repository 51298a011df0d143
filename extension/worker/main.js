// @ts-check
/**
 * Answers the messages of pages and popup. A page's script asks for a check or says how its box stands; the popup asks
 * how everything stands, and has its choices written. The browser may stop the worker at any time, so whatever must
 * last is in storage.
 */

import { showPage, showState } from "./badge.js";
import { check, disconnect, hello } from "../companion/companion.js";
import { LOCAL, SESSION } from "../companion/storage-keys.js";

/**
 * @typedef {import("../companion/companion.js").Companion} Companion
 * @typedef {{tab?: {id?: number}, frameId?: number}} Sender
 * @typedef {import("./badge.js").Page & {conversation?: string}} Page how a page says that its box stands
 */

/** @type {Record<string, (message: any, sender: Sender) => Promise<unknown>>} */
const HANDLERS = {
  /** A page's script: check this text. */
  async check({ request }) {
    const checked = await check(request);
    inPassing(noteAfter(checked)); // the page need not wait for it
    return checked;
  },

  /** The popup: write this. The popup may be closed before a write of its own has begun. */
  async keep({ values }) {
    await chrome.storage.local.set(values);
  },

  /** The popup: how the page in this tab stands, without asking the companion. */
  async page({ tab }) {
    return tab === undefined ? null : pageIn(tab);
  },

  /** A page's script with `page`: how its box stands. The popup without: how `tab` and companion stand. */
  async status({ page, tab }, sender) {
    if (page && sender.tab?.id !== undefined) {
      if (await isAnothersBox(page, sender)) return null;
      await chrome.storage.session.set({ [SESSION.page(sender.tab.id)]: { ...page, frame: sender.frameId } });
      // While a check runs there is nothing new to show, and setting icons takes longer than most checks.
      if (page.box !== "checking") await showPage(sender.tab.id, (await stored()).state, page);
      return null;
    }
    const companion = await hello();
    await note(companion);
    const shown = tab === undefined ? null : await pageIn(tab);
    if (shown) await showPage(tab, companion.state, shown);
    return { companion, page: shown };
  },
};

/**
 * Whether the box of this conversation is in a frame; the page around the frame does not know of it.
 * @param {Page} page
 * @param {Sender} sender
 */
async function isAnothersBox(page, { tab, frameId }) {
  if (frameId !== 0 || page.box !== "none") return false;
  const key = SESSION.page(tab?.id);
  const said = /** @type {(Page & {frame?: number})|undefined} */ ((await chrome.storage.session.get(key))[key]);
  return Boolean(said?.frame) && said?.conversation === page.conversation;
}

/**
 * How the page in a tab stands now. When the box is in a frame of the page, it is what that frame said last.
 * @param {number} tab
 * @returns {Promise<any>}
 */
async function pageIn(tab) {
  const key = SESSION.page(tab);
  const [{ [key]: said }, present] = await Promise.all([
    chrome.storage.session.get(key),
    chrome.tabs.sendMessage(tab, { type: "status" }, { frameId: 0 }).catch(() => null),
  ]);
  const known = /** @type {{conversation?: string}|undefined} */ (said);
  const isInFrame = present?.box === "none" && known?.conversation === present.conversation;
  return (isInFrame ? known : present) ?? null;
}

/** @returns {Promise<Companion>} the companion as last seen */
async function stored() {
  const { [LOCAL.companion]: companion } = await chrome.storage.local.get(LOCAL.companion);
  return /** @type {Companion|undefined} */ (companion) ?? { state: "unpaired" };
}

/**
 * Write the state of the companion to storage, where pages hear of it. Only a change is written.
 * @param {Companion} seen
 */
async function note(seen) {
  const before = await stored();
  if (JSON.stringify(seen) === JSON.stringify(before)) return;
  await chrome.storage.local.set({ [LOCAL.companion]: seen });
  await showState(seen.state);
}

/** @param {import("../companion/companion.js").Checked} checked */
async function noteAfter(checked) {
  const { state } = await stored();
  // A hello says more (limits, terms); `failed` is about one text, not about the companion.
  if (checked.state === "ready") {
    if (state !== "ready") await note(await hello());
  } else if (checked.state !== "failed") await note({ state: checked.state });
}

/** Nobody waits for this task. It fails when a tab or the browser closes, and the next answer repeats it. @param {Promise<unknown>} task */
const inPassing = (task) => void task.catch(() => null);

/** Settled once this worker has made sure that there is a salt. @type {Promise<void>|null} */
let salted = null;

/** Make the salt, a secret of this installation: without it, nobody learns an address from its hash. */
async function ensureSalt() {
  if ((await chrome.storage.local.get(LOCAL.salt))[LOCAL.salt]) return;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const salt = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  await chrome.storage.local.set({ [LOCAL.salt]: salt });
}

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  const handler = Object.hasOwn(HANDLERS, message?.type) ? HANDLERS[message.type] : null;
  if (!handler || sender.id !== chrome.runtime.id) return false;
  salted ??= ensureSalt();
  salted
    .then(() => handler(message, sender))
    .then(respond, () => respond({ state: "failed", problem: "extension" }));
  return true;
});

chrome.commands.onCommand.addListener(async (type) => {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id !== undefined) await chrome.tabs.sendMessage(tab.id, { type }).catch(() => null);
});

chrome.tabs.onRemoved.addListener((tabId) => inPassing(chrome.storage.session.remove(SESSION.page(tabId))));

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === "local" && (LOCAL.kid in changes || LOCAL.salt in changes)) {
    disconnect();
    salted = ensureSalt();
    inPassing(hello().then(note));
  }
});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === "install") void chrome.tabs.create({ url: "/pages/welcome.html" });
});
for (const event of [chrome.runtime.onInstalled, chrome.runtime.onStartup]) {
  event.addListener(() => inPassing(begin()));
}

async function begin() {
  await ensureSalt();
  const companion = await hello();
  await note(companion);
  await showState(companion.state); // Firefox forgets icons when it is closed
}

// @ts-check
/** Says the companion's state in words, and the one thing to do about it. Popup and options say the same. */

/** @typedef {{words: string, todo: string, isCommandShown: boolean}} Sentences */

const { say } = Words;

/** @typedef {import("../companion/companion.js").State} State */

/** What to do about each state but `ready`. @type {Readonly<Record<Exclude<State, "ready">, string>>} */
const TODOS = Object.freeze({
  unpaired: "companionUnpairedTodo",
  offline: "companionOfflineTodo",
  unverified: "companionUnverifiedTodo",
  refused: "companionRefusedTodo",
  no_permission: "companionNoPermissionTodo",
  outdated: "companionOutdatedTodo",
  failed: "companionFailedTodo",
});
/** In these states a command helps, which stands below the words. */
const COMMANDED = new Set(["offline", "unverified"]);

/**
 * @param {{state: State, companion?: string}} companion
 * @returns {Sentences}
 */
export function sentencesOf(companion) {
  // Another version of the extension may have left a state that this one has no words for.
  const state = Object.hasOwn(Words.COMPANION, companion.state) ? companion.state : "failed";
  return {
    words: say(Words.COMPANION[state], companion.companion ?? ""),
    todo: state === "ready" ? "" : say(TODOS[state]),
    isCommandShown: COMMANDED.has(state),
  };
}

/** Ask the user to let Touchline reach the companion and its sites. Needs a press. */
export async function requestPermission() {
  const { host_permissions: origins } = chrome.runtime.getManifest();
  return chrome.permissions.request({ origins });
}

/** @returns {Promise<boolean>} whether every permission of the manifest is granted */
export async function isPermitted() {
  const { host_permissions: origins } = chrome.runtime.getManifest();
  return chrome.permissions.contains({ origins });
}

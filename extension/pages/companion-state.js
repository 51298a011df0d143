// @ts-check
/** The companion's state in words, with the one thing to do about it. Popup and options say the same. */

/** @typedef {{words: string, todo: string, isCommandShown: boolean}} Sentences */

const { say } = Words;

const STATES = Object.freeze({
  ready: { words: "companionReady" },
  unpaired: { words: "companionUnpaired", todo: "companionUnpairedTodo" },
  offline: { words: "companionOffline", todo: "companionOfflineTodo", isCommandShown: true },
  unverified: { words: "companionUnverified", todo: "companionUnverifiedTodo", isCommandShown: true },
  refused: { words: "companionRefused", todo: "companionRefusedTodo" },
  no_permission: { words: "companionNoPermission", todo: "companionNoPermissionTodo" },
  outdated: { words: "companionOutdated", todo: "companionOutdatedTodo" },
  failed: { words: "companionFailed", todo: "companionFailedTodo" },
});

/**
 * @param {{state: string, companion?: string}} companion
 * @returns {Sentences}
 */
export function sentencesOf(companion) {
  /** @type {{words: string, todo?: string, isCommandShown?: boolean}} */
  const known = STATES[/** @type {keyof typeof STATES} */ (companion.state)] ?? STATES.failed;
  return {
    words: say(known.words, companion.companion ?? ""),
    todo: known.todo ? say(known.todo) : "",
    isCommandShown: known.isCommandShown ?? false,
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

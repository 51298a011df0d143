// @ts-check
/**
 * Shows the toolbar icon and its badge: the icon's shape tells the companion's state, the number counts the alarms. It
 * must not know how either was found.
 */

/** @typedef {import("../companion/companion.js").State} State of the companion */

/** The icon for each state of the companion. @type {Readonly<Record<State, "ready"|"unpaired"|"offline">>} */
const ICONS = Object.freeze({
  ready: "ready",
  unpaired: "unpaired",
  no_permission: "unpaired",
  refused: "unpaired",
  offline: "offline",
  unverified: "offline",
  outdated: "offline",
  failed: "offline",
});

/** A state that another version of the extension has left in storage counts as not connected. @param {State} state */
const iconOf = (state) => ICONS[state] ?? "offline";

/**
 * How a box changes the icon: `off` replaces it; `counted` adds the number of alarms, for a text that was really
 * checked.
 * @type {Readonly<Record<BoxState|Pause, "off"|"counted"|"silent">>}
 */
const BOXES = Object.freeze({
  off: "off",
  quiet: "off",
  snoozed: "off",
  checking: "counted",
  checked: "counted",
  incomplete: "counted",
  none: "silent",
  unchecked: "silent",
  too_long: "silent",
});

/** @param {string} name */
const pathsOf = (name) => ({ 16: `/icons/${name}-16.png`, 32: `/icons/${name}-32.png` });

/**
 * Show the icon in all tabs whose page says nothing else.
 * @param {State} state
 */
export async function showState(state) {
  await chrome.action.setIcon({ path: pathsOf(iconOf(state)) });
}

/** @typedef {{box: BoxState|Pause, alarms: number, isStrict: boolean}} Page */

/**
 * @param {number} tabId
 * @param {State} state
 * @param {Page} page
 */
export async function showPage(tabId, state, page) {
  const isOff = BOXES[page.box] === "off";
  const isCounted = state === "ready" && BOXES[page.box] === "counted" && page.alarms > 0;
  await Promise.all([
    chrome.action.setIcon({ tabId, path: pathsOf(isOff ? "off" : iconOf(state)) }),
    // An exclamation mark shows strict mode, with or without a number.
    chrome.action.setBadgeText({ tabId, text: (isCounted ? String(page.alarms) : "") + (page.isStrict ? "!" : "") }),
    chrome.action.setTitle({ tabId, title: page.isStrict ? `Touchline: ${chrome.i18n.getMessage("strictBadge")}` : "" }),
    chrome.action.setBadgeBackgroundColor({ tabId, color: "#b4232a" }),
    chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
  ]);
}

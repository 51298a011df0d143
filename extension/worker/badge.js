// @ts-check
/**
 * The toolbar icon and its badge: the companion's state in the icon's shape, the alarms in a number.
 * It must not know how either was found.
 */

/** States whose icon is not their own: each is a way of not being connected. */
const ICONS = Object.freeze({ ready: "ready", unpaired: "unpaired", no_permission: "unpaired", refused: "unpaired" });

/** @param {string} state */
const iconOf = (state) => ICONS[/** @type {keyof typeof ICONS} */ (state)] ?? "offline";

/** @param {string} name */
const pathsOf = (name) => ({ 16: `/icons/${name}-16.png`, 32: `/icons/${name}-32.png` });

/**
 * The icon wherever no page says otherwise.
 * @param {string} state of the companion
 */
export async function showState(state) {
  await chrome.action.setIcon({ path: pathsOf(iconOf(state)) });
}

/** @typedef {{box: string, alarms: number, isStrict: boolean}} Page */

/**
 * @param {number} tabId
 * @param {string} state of the companion
 * @param {Page} page
 */
export async function showPage(tabId, state, page) {
  const isOff = ["off", "quiet", "snoozed"].includes(page.box);
  // A number counts only where the text was really checked.
  const isCounted = state === "ready" && ["checked", "incomplete", "checking"].includes(page.box) && page.alarms > 0;
  await Promise.all([
    chrome.action.setIcon({ tabId, path: pathsOf(isOff ? "off" : iconOf(state)) }),
    // Strict mode is an exclamation mark beside the number, or instead of none.
    chrome.action.setBadgeText({ tabId, text: (isCounted ? String(page.alarms) : "") + (page.isStrict ? "!" : "") }),
    chrome.action.setTitle({ tabId, title: page.isStrict ? `Touchline: ${chrome.i18n.getMessage("strictBadge")}` : "" }),
    chrome.action.setBadgeBackgroundColor({ tabId, color: "#b4232a" }),
    chrome.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
  ]);
}

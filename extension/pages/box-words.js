// @ts-check
/** Says in words how a box stands. Popup and check page say the same, and neither says more than was checked. */

const { say } = Words;

/** @type {Readonly<Record<BoxState|Pause, string>>} */
const STATES = Object.freeze({
  none: "boxNone",
  checking: "boxChecking",
  checked: "boxClear",
  incomplete: "boxIncomplete",
  unchecked: "boxUnchecked",
  too_long: "boxTooLong",
  off: "boxOff",
  quiet: "boxQuiet",
  snoozed: "boxSnoozed",
});

/**
 * @param {{box: BoxState|Pause, alarms: number, notes: number, problem?: string|null}} page
 * @returns {string}
 */
export function wordsOfBox({ box, alarms, notes, problem }) {
  // The state of the companion has a line of its own on the page.
  const reason = Words.REASONS[/** @type {keyof typeof Words.REASONS} */ (problem ?? "")];
  if (box === "unchecked" && reason) return say(reason);
  // A state of another version of the extension counts as not checked.
  const state = say(STATES[box] ?? "boxUnchecked");
  const counts = [alarms > 0 ? say("boxAlarms", alarms) : "", notes > 0 ? say("boxNotes", notes) : ""].filter(Boolean);
  if (counts.length === 0) return state;
  return [...counts, box === "checked" ? "" : state].filter(Boolean).join(" ");
}

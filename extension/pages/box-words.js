// @ts-check
/** How a box stands, in words. Popup and check page say the same; neither says more than was checked. */

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
  // How the companion stands, pages say in a line of its own.
  const reason = Words.REASONS[/** @type {keyof typeof Words.REASONS} */ (problem ?? "")];
  if (box === "unchecked" && reason) return say(reason);
  // A state that another version of the extension has told of is one of not having been checked.
  const state = say(STATES[box] ?? "boxUnchecked");
  const counts = [alarms > 0 ? say("boxAlarms", alarms) : "", notes > 0 ? say("boxNotes", notes) : ""].filter(Boolean);
  if (counts.length === 0) return state;
  return [...counts, box === "checked" ? "" : state].filter(Boolean).join(" ");
}

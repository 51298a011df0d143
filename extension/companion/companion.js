// @ts-check
/**
 * Asks the companion for its state and for checks. The companion's port is the one where somebody can open the seal;
 * whatever comes back becomes one of a few states. This module must not know tabs, badges or pages.
 */

import { activate, drop, pairingIn } from "./keys.js";
import { PORTS, isPermitted } from "./loopback.js";
import { ask } from "./sealed.js";
import { LOCAL } from "./storage-keys.js";

/**
 * @typedef {import("./keys.js").Pairing} Pairing
 * @typedef {import("./sealed.js").Answer} Answer
 * @typedef {"ready"|"unpaired"|"offline"|"unverified"|"refused"|"no_permission"|"outdated"|"failed"} State
 *   `unverified`: a program answers that cannot open the seal, so it is not our companion; `refused`: a program
 *   answers and says that it does not know our key; `failed`: the companion could not check
 * @typedef {{state: State, companion?: string, limit?: number,
 *   packs?: Array<{id: string, name: string, revision: string}>}} Companion
 * @typedef {{state: State, reply?: Record<string, any>, problem?: string}} Checked
 */

const API_VERSION = 1;
/** Long enough for a companion that has just started on a busy machine. */
const HELLO_MS = 3000;
const CHECK_MS = 5000;
const VERDICTS = new Set(["breach", "caution", "note"]);
/** When several ports answer, the first of these states counts, because it says most. @type {readonly State[]} */
const NEAREST_FIRST = Object.freeze(["outdated", "refused", "unverified", "offline"]);

/** The companion that answered last since the worker started; null before the first hello. @type {{port: number, pairing: Pairing}|null} */
let connected = null;
/**
 * The latest hello. All who ask while it is on its way get its answer.
 * @type {{kids: string, answer: Promise<Companion>, isOver: boolean}|null}
 */
let asking = null;

/**
 * Look for the companion and say how it stands.
 * @returns {Promise<Companion>}
 */
export async function hello() {
  const [pending, active] = await Promise.all([pairingIn("pending"), pairingIn("active")]);
  const kids = [pending?.kid, active?.kid].join();
  if (!asking || asking.isOver || asking.kids !== kids) {
    asking = { kids, answer: standing(pending, active), isOver: false };
  }
  const mine = asking;
  try {
    const companion = await mine.answer;
    // The key was changed before this answer came: the answer says nothing about the present key.
    return asking === mine ? companion : await hello();
  } finally {
    mine.isOver = true;
  }
}

/**
 * Tries the pending key first, because the companion may have finished a pairing that was cut off on this side.
 * @param {Pairing|null} pending
 * @param {Pairing|null} active
 * @returns {Promise<Companion>}
 */
async function standing(pending, active) {
  if (pending) {
    const found = await find(pending);
    if (found.state === "refused") await drop("pending");
    if (found.state === "ready") {
      await activate(pending);
      return found;
    }
  }
  return active ? find(active) : { state: "unpaired" };
}

/**
 * @param {Pairing} pairing
 * @returns {Promise<Companion>}
 */
async function find(pairing) {
  connected = null;
  const { [LOCAL.port]: port } = await chrome.storage.local.get(LOCAL.port);
  /** @type {Companion} */
  let nearest = { state: "offline" };
  // The ports are asked one after the other, beginning with the port that answered last.
  for (const candidate of PORTS.toSorted((one, other) => Number(other === port) - Number(one === port))) {
    const found = await greet(candidate, pairing);
    if (found.state === "ready") {
      connected = { port: candidate, pairing };
      if (candidate !== port) await chrome.storage.local.set({ [LOCAL.port]: candidate });
      return found;
    }
    if (NEAREST_FIRST.indexOf(found.state) < NEAREST_FIRST.indexOf(nearest.state)) nearest = found;
  }
  if (nearest.state === "offline" && !(await isPermitted())) return { state: "no_permission" };
  return nearest;
}

/**
 * Have one message checked. The port is searched for once more on failure, because the companion may have restarted.
 * @param {{revision: number, text: string}} request
 * @returns {Promise<Checked>}
 */
export async function check(request) {
  /** @type {State} */
  let state = "offline";
  for (let left = 2; left > 0; left -= 1) {
    if (!connected) {
      const found = await hello();
      if (found.state !== "ready") return { state: found.state };
    }
    if (!connected) continue; // forgotten meanwhile
    const { port, pairing } = /** @type {{port: number, pairing: Pairing}} */ (connected);
    const answer = await ask(port, pairing, { route: "check", body: request }, CHECK_MS);
    if (answer.outcome === "answered") return checkedBy(answer, request);
    connected = null;
    state = stateOf(answer);
  }
  return { state };
}

/** Forget who answered: the key changed. */
export function disconnect() {
  connected = null;
}

/** @param {Exclude<Answer, {outcome: "answered"}>} answer @returns {State} */
const stateOf = ({ outcome }) => (outcome === "silent" ? "offline" : outcome);

/**
 * @param {number} port
 * @param {Pairing} pairing
 * @returns {Promise<Companion>}
 */
async function greet(port, pairing) {
  const answer = await ask(port, pairing, { route: "hello", body: {} }, HELLO_MS);
  if (answer.outcome !== "answered") return { state: stateOf(answer) };
  const { api, companion, limits, packs } = answer.body ?? {};
  // Only our companion can have sealed this answer, so another answer means another version.
  if (!(api?.min <= API_VERSION && API_VERSION <= api?.max)) return { state: "outdated" };
  return {
    state: "ready",
    companion: String(companion ?? ""),
    limit: Number.isInteger(limits?.max_chars) ? limits.max_chars : undefined,
    packs: Array.isArray(packs) ? packs : [],
  };
}

/**
 * @param {{status: number, body: any}} answer
 * @param {{revision: number, text: string}} request
 * @returns {Checked}
 */
function checkedBy({ status, body }, request) {
  if (status !== 200) return { state: "failed", problem: problemIn(body) };
  return isReply(body, request) ? { state: "ready", reply: body } : { state: "failed", problem: "reply" };
}

/** The name in a problem's type (RFC 9457), e.g. "message-too-long". @param {any} body */
function problemIn(body) {
  const type = typeof body?.type === "string" ? body.type : "";
  return /^\/problems\/(?<code>[a-z-]+)$/u.exec(type)?.groups?.["code"] ?? "unknown";
}

/**
 * Whether a reply has the shape of the contract and is about exactly this text.
 * @param {any} body
 * @param {{revision: number, text: string}} request
 */
export function isReply(body, request) {
  const isList = Array.isArray(body?.warnings) && Array.isArray(body.incomplete);
  if (!isList || body.revision !== request.revision || typeof body.clauses !== "object" || !body.clauses) return false;
  return body.warnings.every(
    (/** @type {any} */ warning) =>
      Number.isInteger(warning?.start) &&
      Number.isInteger(warning.end) &&
      0 <= warning.start &&
      warning.start < warning.end &&
      warning.end <= request.text.length &&
      VERDICTS.has(warning.verdict) &&
      typeof warning.message === "string" &&
      [warning.clauses, warning.depends_on, warning.advice, warning.techniques].every(Array.isArray),
  );
}

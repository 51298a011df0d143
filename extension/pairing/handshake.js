// @ts-check
/**
 * Runs the exchange that connects this extension and the companion, from a page that the user keeps open. It must not
 * know how any of it is shown.
 *
 * This side keeps the key as pending before the companion keeps it, and makes it the key when the companion says that
 * it has kept it. Whichever side is stopped, at any step, the next hello settles what is true.
 *
 * A press of Connect is one exchange with one number. Nothing here begins a second one by itself, because a relay would
 * have one more try with each.
 */

import { agree, commitmentTo, freshHalf } from "./key-agreement.js";
import { fromBase64url, toBase64url } from "../companion/bytes.js";
import { activate, drop, keepPending } from "../companion/keys.js";
import { PORTS, post } from "../companion/loopback.js";
import { open, seal } from "../companion/seal.js";

/**
 * @typedef {import("./key-agreement.js").Half} Half
 * @typedef {import("./key-agreement.js").Agreement} Agreement
 * @typedef {import("../companion/keys.js").Pairing} Pairing
 * @typedef {"paired"|"unarmed"|"another"|"wrong"|"late"|"gone"|"not-kept"|"unfinished"} Ending
 *   `unarmed`: no companion waits for a browser; `another`: somebody else asked too, so that it connects nobody;
 *   `wrong`: the number was wrong; `late`: nobody typed it in time; `gone`: the companion stopped waiting;
 *   `not-kept`: it could not write its key; `unfinished`: it fell silent at the last step, so only a hello can tell
 */

const VERSION = 1;
/** How long the companion waits for a browser, and a little for the way. */
const WINDOW_MS = 125_000;
/** How long a port may take to say that it is the companion's. */
const COMMIT_MS = 3000;
/** The companion may be slow, and it delays its answer about the result by up to ten seconds. */
const STEP_MS = 20_000;
/** The companion's reasons for ending an exchange about which the user can do something. */
const REASONS = /** @type {readonly unknown[]} */ (Object.freeze(["another", "wrong", "late", "not-kept"]));

/**
 * @param {object} parts
 * @param {string} parts.name what the companion calls this browser, e.g. "Firefox on Linux"
 * @param {string} parts.origin of this extension
 * @param {(digits: string) => void} parts.show called once with the six digits to type
 * @returns {Promise<Ending>}
 */
export async function pair({ name, origin, show }) {
  const signal = AbortSignal.timeout(WINDOW_MS);
  const { privateKey, half } = await freshHalf();
  const agreeWith = (/** @type {Half} */ theirs) => agree(privateKey, half, theirs, origin);
  const armed = await findArmed({ half, name, agreeWith, signal });
  if (typeof armed === "string") return armed;
  const { send, exchange, digits, pairing } = armed;
  const revealed = await send("reveal", { exchange, ...spelled(half) });
  if (!revealed || revealed.state === "over") return endingIn(revealed);
  show(digits);
  for (;;) {
    const result = await send("result", { exchange });
    if (result?.state === "matched") {
      const isProved = await isSealedState("matched", result.box, pairing, { boot: exchange, n: 1 });
      return isProved ? finish(send, exchange, pairing) : "gone";
    }
    if (signal.aborted) return "late";
    if (result?.state !== "waiting") return endingIn(result);
  }
}

/** @typedef {(step: string, body: object, patienceMs?: number) => Promise<any>} Send null when nothing useful came back */

/**
 * Finds the port where a companion waits for a browser.
 * @param {{half: Half, name: string, agreeWith: (theirs: Half) => Promise<Agreement>, signal: AbortSignal}} ours
 * @returns {Promise<Agreement & {send: Send, exchange: string}|"unarmed"|"another">}
 */
async function findArmed({ half, name, agreeWith, signal }) {
  const commitment = toBase64url(await commitmentTo(half));
  let isAnotherAsking = false;
  for (const port of PORTS) {
    /** @type {Send} */
    const send = async (step, body, patienceMs = STEP_MS) => {
      const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      const reply = await post(port, `/v1/pair/${step}`, "application/json", JSON.stringify(body), patience);
      return parsed(reply?.text);
    };
    const reply = await send("commit", { v: VERSION, commitment, name }, COMMIT_MS);
    isAnotherAsking ||= reply?.reason === "another";
    const agreement = await agreementIn(reply, agreeWith);
    if (agreement) return { send, exchange: String(reply.exchange), ...agreement };
  }
  return isAnotherAsking ? "another" : "unarmed";
}

/**
 * @param {Send} send
 * @param {string} exchange
 * @param {Pairing} pairing
 * @returns {Promise<Ending>}
 */
async function finish(send, exchange, pairing) {
  await keepPending(pairing);
  const label = { kid: pairing.kid, boot: exchange, n: 2 };
  const envelope = await seal(pairing.key, "touchline-request", label, { state: "finish" });
  const reply = await send("finish", { exchange, box: envelope });
  if (await isSealedState("done", reply?.box, pairing, label)) {
    await activate(pairing);
    return "paired";
  }
  if (reply?.state !== "over") return "unfinished";
  await drop("pending");
  return endingIn(reply);
}

/** @param {any} reply @returns {Ending} */
const endingIn = (reply) => (REASONS.includes(reply?.reason) ? reply.reason : "gone");

/**
 * Whether this envelope proves that the companion has the key, in this exchange and at this step.
 * @param {"matched"|"done"} state
 * @param {unknown} envelope
 * @param {Pairing} pairing
 * @param {{boot: string, n: number}} expected
 */
async function isSealedState(state, envelope, { kid, key }, { boot, n }) {
  const opened = typeof envelope === "string" ? await open(key, "touchline-reply", envelope) : null;
  const { label, message } = opened ?? {};
  return label?.kid === kid && label.boot === boot && label.n === n && message?.state === state;
}

/** @param {Half} half */
const spelled = ({ publicKey, nonce }) => ({ public_key: toBase64url(publicKey), nonce: toBase64url(nonce) });

/**
 * @param {any} reply
 * @param {(theirs: Half) => Promise<Agreement>} agreeWith
 * @returns {Promise<Agreement|null>} null when another program answered, or nobody
 */
async function agreementIn(reply, agreeWith) {
  try {
    return await agreeWith({ publicKey: fromBase64url(reply.public_key), nonce: fromBase64url(reply.nonce) });
  } catch {
    return null;
  }
}

/** @param {string|undefined} text @returns {any} null when it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}

// @ts-check
/**
 * Sends one sealed request to a port and opens the reply. When the companion has restarted or has seen a higher number,
 * its reply says so, and the request is sent again. This module must not know routes, or which port is the right one.
 */

import { advanceTo, nextNumber } from "./counter.js";
import { post } from "./loopback.js";
import { open, seal } from "./seal.js";

/**
 * @typedef {import("./keys.js").Pairing} Pairing
 * @typedef {{outcome: "answered", status: number, body: any}|
 *   {outcome: "silent"|"refused"|"unverified"|"outdated"}} Answer
 *   `silent`: nobody answers; `refused`: who answers does not know our key; `unverified`: who answers cannot open the
 *   seal; `outdated`: the companion knows the key, but not this version of the seal
 */

const TYPE = "application/jose";
/** A sealed 409 says what to correct; a second 409 may follow when two requests crossed. */
const TRIES = 3;

/** The companion's present run by port, as its last reply named it. @type {Map<number, string>} */
const runs = new Map();

/**
 * @param {number} port
 * @param {Pairing} pairing
 * @param {{route: string, body: object}} request
 * @param {number} patienceMs for each try
 * @returns {Promise<Answer>}
 */
export async function ask(port, pairing, request, patienceMs) {
  for (let left = TRIES; left > 0; left -= 1) {
    const sent = { kid: pairing.kid, boot: runs.get(port) ?? "", n: await nextNumber() };
    const envelope = await seal(pairing.key, "touchline-request", sent, request);
    const response = await post(port, "/v1/box", TYPE, envelope, AbortSignal.timeout(patienceMs));
    if (!response) return { outcome: "silent" };
    if (response.status === 403) return { outcome: "refused" };
    if (response.status === 426) return { outcome: "outdated" };
    const opened = await open(pairing.key, "touchline-reply", response.text);
    if (!opened || opened.label.kid !== sent.kid || opened.label.n !== sent.n) return { outcome: "unverified" };
    const { label, message } = opened;
    // Only the sealed status counts: somebody in between may have changed the one outside.
    if (message?.status === 409) {
      heal(port, message.body);
    } else {
      if (sent.boot !== "" && label.boot !== sent.boot) return { outcome: "unverified" };
      runs.set(port, label.boot);
      return { outcome: "answered", status: Number(message?.status), body: message?.body };
    }
  }
  return { outcome: "unverified" };
}

/** @param {number} port @param {{boot?: unknown, counter?: unknown}} [seen] */
function heal(port, seen) {
  if (typeof seen?.boot === "string") runs.set(port, seen.boot);
  if (Number.isSafeInteger(seen?.counter)) advanceTo(Number(seen?.counter));
}

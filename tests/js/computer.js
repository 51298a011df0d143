// @ts-check
/**
 * A computer for the worker's modules: its loopback ports, the extension's storage, and companions that seal
 * as the real one does. What the real one answers is the browser tests' business.
 */

import "fake-indexeddb/auto";
import { open, seal } from "../../extension/companion/seal.js";
import { storageOf } from "./load.js";

/**
 * @typedef {{port: number, path: string, init: any, n: number, boot: string, message: any}} Sent `n`, `boot` and
 *   `message`: of the envelope, once a companion has opened it
 * @typedef {(path: string, body: string, sent: Sent) => Promise<Response>|Response} Program on a port
 */

/** What went out, oldest first. @type {Sent[]} */
export const sent = [];

/** @type {Record<string, any>} */
export let local = {};

/** The extension's storage as after its installation. */
export function install() {
  local = {};
  sent.length = 0;
}

/**
 * From now on these ports answer, and no others.
 * @param {Record<number, Program>} ports
 * @param {boolean} [isPermitted] whether the user granted the host permission
 */
export function computer(ports, isPermitted = true) {
  const globals = /** @type {any} */ (globalThis);
  globals.chrome = {
    storage: { local: storageOf(local), session: storageOf({}) },
    permissions: { contains: async () => isPermitted },
  };
  globals.fetch = async (/** @type {string} */ url, /** @type {any} */ init) => {
    const { port, pathname } = new URL(url);
    const one = { port: Number(port), path: pathname, init, n: 0, boot: "", message: null };
    sent.push(one);
    const program = ports[one.port];
    if (!program) throw new TypeError("Failed to fetch");
    return program(pathname, init.body, one);
  };
}

/** A fresh key as pairing leaves it. @returns {Promise<import("../../extension/companion/keys.js").Pairing>} */
export async function freshPairing() {
  const kid = Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString("hex");
  return { kid, key: await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]) };
}

/** A program's own words, in whatever status. @param {number} status @param {string} [body] @returns {Program} */
export const saying = (status, body) => () => new Response(body ?? null, { status });

/**
 * A companion that knows these keys.
 * @param {Iterable<import("../../extension/companion/keys.js").Pairing>} pairings
 * @param {(message: {route: string, body: any}) => [number, unknown]} answer
 * @param {{boot?: string, last?: number, label?: object}} [run] `last`: the highest number it has seen; `label`:
 *   what its replies say of themselves instead
 * @returns {Program}
 */
export function sealedCompanion(pairings, answer, { boot = "run-one", last = 0, label = {} } = {}) {
  let seen = last;
  return async (_path, box, one) => {
    for (const { kid, key } of pairings) {
      const opened = await open(key, "touchline-request", box);
      if (!opened) continue;
      Object.assign(one, opened.label, { message: opened.message });
      const { n, boot: meant } = opened.label;
      const isReplay = n <= seen || (meant !== boot && !(meant === "" && opened.message.route === "hello"));
      const [status, body] = isReplay ? [409, { type: "/problems/replayed", boot, counter: seen }] : answer(opened.message);
      if (!isReplay) seen = n;
      const reply = await seal(key, "touchline-reply", { kid, boot, n, ...label }, { status, body });
      return new Response(reply, { status: isReplay ? 409 : 200 });
    }
    return new Response(null, { status: 403 });
  };
}

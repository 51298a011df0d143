/**
 * Someone between the extension and the companion: a program that answers as the companion to the one and as
 * the extension to the other. Knows the exchange and does its sums with the extension's own code; knows no page.
 */

import { agree, commitmentTo, freshHalf } from '../../../extension/pairing/key-agreement.js';
import { fromBase64url, toBase64url } from '../../../extension/companion/bytes.js';
import { PORTS } from './companion.js';
import { startProgram } from './program.js';

/**
 * @param {number} port that the extension tries before the companion's
 * @returns {Promise<import('./program.js').Program & {digits: () => string}>} `digits`: what the companion will want
 */
export async function startRelay(port) {
  const { privateKey, half } = await freshHalf();
  const spelled = { public_key: toBase64url(half.publicKey), nonce: toBase64url(half.nonce) };
  const beyond = PORTS.filter((each) => each > port);
  let digits = '';
  /** @type {Record<string, (body: any, origin: string) => Promise<any>>} */
  const steps = {
    async commit(body, origin) {
      const answer = await commitTo(beyond, { ...body, commitment: toBase64url(await commitmentTo(half)) }, origin);
      const theirs = { publicKey: fromBase64url(answer.public_key), nonce: fromBase64url(answer.nonce) };
      ({ digits } = await agree(privateKey, half, theirs, origin));
      return { ...answer, ...spelled };
    },
    reveal: (body, origin) => postTo(beyond, 'reveal', { ...body, ...spelled }, origin),
    result: (body, origin) => postTo(beyond, 'result', body, origin),
  };
  const program = await startProgram(port, async (request, body, response) => {
    const step = steps[(request.url ?? '').replace('/v1/pair/', '')];
    try {
      const reply = JSON.stringify(await step(JSON.parse(String(body)), request.headers.origin ?? ''));
      response.setHeader('Content-Type', 'application/json');
      response.end(reply);
    } catch {
      response.destroy(); // the companion has ended: nobody answers here either
    }
  });
  return { ...program, digits: () => digits };
}

/**
 * The first step of an exchange, as an extension with this origin sends it.
 *
 * @param {number[]} ports @param {object} body @param {string} origin
 */
export function commitTo(ports, body, origin) {
  return postTo(ports, 'commit', body, origin);
}

/** @param {number[]} ports @param {string} step @param {object} body @param {string} origin @returns {Promise<any>} */
async function postTo(ports, step, body, origin) {
  for (const port of ports) {
    const init = { method: 'POST', headers: { Origin: origin, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${port}/v1/pair/${step}`, init).catch(() => null);
    if (response?.ok) return response.json();
  }
  throw new Error(`nobody answers ${step}`);
}

/**
 * A program that sits on one of the companion's ports and pretends: it says yes to everything and warns of
 * everything, to whoever lets it. Remembers all that it hears. Knows no key.
 */

import { startProgram } from './program.js';

/** What it would like the extension to show. */
const WORDS = 'SQUATTER';

/**
 * @param {number} port
 * @param {{quit: () => Promise<void>} | null} [holder] who has the port now, and quits first
 */
export async function startSquatter(port, holder = null) {
  await holder?.quit();
  /** @type {string[]} */
  const heard = [];
  const program = await startProgram(port, (request, said, response) => {
    heard.push(`${request.url}\n${said}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', 'application/jose');
    const warning = { start: 0, end: 5, verdict: 'breach', message: WORDS, clauses: [], depends_on: [], advice: [], techniques: [] };
    const body = { api: { min: 1, max: 1 }, companion: WORDS, revision: 1, warnings: [warning], clauses: {}, incomplete: [] };
    response.end(JSON.stringify({ status: 200, body }));
  });
  return { ...program, heard: () => heard };
}

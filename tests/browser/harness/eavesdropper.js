/** A proxy that passes everything on and remembers all of it, both ways. Knows HTTP; knows no companion. */

import http from 'node:http';
import { startProgram } from './program.js';

/** @typedef {{url: string, said: string, answered: string}} Overheard */

/** @returns {Promise<import('./program.js').Program & {overheard: Overheard[]}>} */
export async function startEavesdropper() {
  /** @type {Overheard[]} */
  const overheard = [];
  const program = await startProgram(0, async (request, body, response) => {
    const { method, headers } = request;
    const url = new URL(request.url ?? '', `http://${headers.host}`);
    const one = { url: url.href, said: `${JSON.stringify(headers)}\n${body}`, answered: '' };
    overheard.push(one);
    const onward = http.request(url, { method, headers: { ...headers, connection: 'close' } }, async (answer) => {
      const answered = Buffer.concat(await answer.toArray());
      one.answered = String(answered);
      response.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
    });
    onward.on('error', () => response.writeHead(502).end());
    onward.end(body);
  });
  return { ...program, overheard };
}

/** A proxy that remembers all that it hears, both ways, and passes on what is meant for this computer. Knows HTTP; knows no companion. */

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
    if (url.hostname !== '127.0.0.1') return void response.writeHead(502).end(); // a test reaches nobody else
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

/** Another program on this computer, with a port of 127.0.0.1. Knows HTTP; what it says is its caller's. */

import http from 'node:http';

/**
 * @typedef {object} Program
 * @property {number} port
 * @property {() => Promise<void>} close
 *
 * @param {number} port 0 for any
 * @param {(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse) => unknown} answer
 * @returns {Promise<Program>}
 */
export async function startProgram(port, answer) {
  const server = http.createServer(async (request, response) => {
    await answer(request, Buffer.concat(await request.toArray()), response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(null));
  });
  return {
    port: /** @type {import('node:net').AddressInfo} */ (server.address()).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

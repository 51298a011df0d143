// @ts-check
/**
 * Has the only `fetch` of the extension: a POST to one of the companion's ports on this computer. It must not know
 * what is said there; the meaning of a status is the caller's business.
 */

const HOST = "127.0.0.1";
/** As in the manifest's `connect-src`; a test compares them. */
export const PORTS = Object.freeze([47615, 47616, 47617, 47618, 47619]);
/** Many times the length of the companion's longest answer: another program on its port may write without end. */
const MOST_CHARACTERS = 4_000_000;

/**
 * @param {number} port
 * @param {string} path
 * @param {string} type the body's media type
 * @param {string} body
 * @param {AbortSignal} signal how long to wait
 * @returns {Promise<{status: number, text: string}|null>} null when nobody answered; an empty text when it is too long
 */
export async function post(port, path, type, body, signal) {
  try {
    const response = await fetch(`http://${HOST}:${port}${path}`, {
      method: "POST",
      headers: { "Content-Type": type },
      body,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal,
    });
    return { status: response.status, text: await textOf(response) };
  } catch {
    return null;
  }
}

/** @param {Response} response */
async function textOf({ body }) {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length <= MOST_CHARACTERS) continue;
    await reader?.cancel();
    return "";
  }
  return text + decoder.decode();
}

/** Whether the user lets the extension reach the companion. Once paired, CORS may let it through even without that. */
export async function isPermitted() {
  return chrome.permissions.contains({ origins: [`http://${HOST}/*`] });
}

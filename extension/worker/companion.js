// @ts-check
/**
 * The only place that speaks to the companion, and the only `fetch` of the extension: finds the port,
 * proves who asks, puts what came back into one of a few states. It must not know tabs, badges or pages.
 */

/**
 * @typedef {"ready"|"unpaired"|"offline"|"refused"|"no_permission"|"outdated"|"failed"} State
 *   `refused`: something answers but does not accept the token; `failed`: the companion could not check
 * @typedef {{state: State, companion?: string, limit?: number,
 *   packs?: Array<{id: string, name: string, revision: string}>}} Companion
 * @typedef {{state: State, reply?: Record<string, any>, problem?: string}} Checked
 */

const HOST = "127.0.0.1";
/** As in the manifest's `connect-src`; a test compares them. */
export const PORTS = Object.freeze([47615, 47616, 47617, 47618, 47619]);
const API_VERSION = 1;
/** Long enough for a companion that has just started on a busy machine. */
const HELLO_MS = 3000;
const CHECK_MS = 5000;
const VERDICTS = new Set(["breach", "caution", "note"]);

/** The port that answered last in this worker's life; null before a first hello. @type {number|null} */
let connected = null;
/** A hello on its way: whoever asks meanwhile hears the same. @type {{token: string, answer: Promise<Companion>}|null} */
let pending = null;

/**
 * Look for the companion and say how it stands.
 * @returns {Promise<Companion>}
 */
export async function hello() {
  const { token, port } = await credentials();
  if (token === "") return { state: "unpaired" };
  if (pending?.token === token) return pending.answer;
  const mine = { token, answer: find(token, port) };
  pending = mine;
  try {
    return await mine.answer;
  } finally {
    if (pending === mine) pending = null;
  }
}

/**
 * @param {string} token
 * @param {number} port that answered last
 * @returns {Promise<Companion>}
 */
async function find(token, port) {
  connected = null;
  /** @type {Companion} */
  let nearest = { state: "offline" };
  // One after the other, the port that answered last first: the token is shown to as few programs as can be.
  for (const candidate of PORTS.toSorted((one, other) => Number(other === port) - Number(one === port))) {
    const found = await greet(candidate, token);
    if (found.state === "ready") {
      connected = candidate;
      if (candidate !== port) await chrome.storage.local.set({ port: candidate });
      return found;
    }
    if (found.state !== "offline") nearest = found;
  }
  if (nearest.state === "offline" && !(await isPermitted())) return { state: "no_permission" };
  return nearest;
}

/**
 * Have one message checked. Asks again for the port once, because the companion may have been restarted.
 * @param {{revision: number, text: string}} request
 * @returns {Promise<Checked>}
 */
export async function check(request) {
  for (const isRetry of [false, true]) {
    if (connected === null) {
      const { state } = await hello();
      if (state !== "ready") return { state };
    }
    const { token } = await credentials();
    const response = connected && (await post(connected, "check", request, token, CHECK_MS));
    if (response) {
      const checked = await outcome(response, request);
      if (checked.state !== "refused" || isRetry) return checked;
    }
    connected = null;
  }
  return { state: "offline" };
}

/** @returns {Promise<{token: string, port: number}>} */
async function credentials() {
  const { token, port } = await chrome.storage.local.get(["token", "port"]);
  return { token: typeof token === "string" ? token : "", port: Number(port) };
}

/** Forget which port answered: the token changed. */
export function forget() {
  connected = null;
  pending = null;
}

/** Whether the user lets the extension reach the companion; without it CORS still may. */
async function isPermitted() {
  return chrome.permissions.contains({ origins: [`http://${HOST}/*`] });
}

/**
 * @param {number} port
 * @param {string} token
 * @returns {Promise<Companion>}
 */
async function greet(port, token) {
  const response = await post(port, "hello", {}, token, HELLO_MS);
  if (!response) return { state: "offline" };
  if (response.status === 403) return { state: "refused" };
  const words = response.ok ? await json(response) : null;
  if (!Number.isInteger(words?.api?.min) || !Number.isInteger(words?.api?.max)) return { state: "offline" };
  if (words.api.min > API_VERSION || words.api.max < API_VERSION) return { state: "outdated" };
  return {
    state: "ready",
    companion: String(words.companion ?? ""),
    limit: Number.isInteger(words.limits?.max_chars) ? words.limits.max_chars : undefined,
    packs: Array.isArray(words.packs) ? words.packs : [],
  };
}

/**
 * @param {Response} response
 * @param {{revision: number, text: string}} request
 * @returns {Promise<Checked>}
 */
async function outcome(response, request) {
  if (response.status === 403) return { state: "refused" };
  const body = await json(response);
  if (!response.ok) return { state: "failed", problem: problemIn(body) };
  return isReply(body, request) ? { state: "ready", reply: body } : { state: "failed", problem: "reply" };
}

/** The name in a problem's type (RFC 9457), e.g. "message-too-long". @param {any} body */
function problemIn(body) {
  const type = typeof body?.type === "string" ? body.type : "";
  return /^\/problems\/(?<code>[a-z-]+)$/u.exec(type)?.groups?.["code"] ?? "unknown";
}

/**
 * Whether a reply is what the contract says, about exactly this text.
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

/**
 * @param {number} port
 * @param {"hello"|"check"} route
 * @param {object} body
 * @param {string} token
 * @param {number} patienceMs
 * @returns {Promise<Response|null>} null when nobody answered
 */
async function post(port, route, body, token, patienceMs) {
  try {
    return await fetch(`http://${HOST}:${port}/v1/${route}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    return null;
  }
}

/** @param {Response} response @returns {Promise<any>} null when it is no JSON */
async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

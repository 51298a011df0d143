/**
 * Waiting for conditions. Knows neither browsers nor Touchline, and no test sleeps for a fixed time.
 */

const STEP_MS = 25;
/** Long, because a busy machine is slow and a condition that holds ends the wait at once. */
export const PATIENCE_MS = 60_000;

/**
 * The first truthy result of `probe`; fails with `what` and the last result when there is none in time.
 *
 * @template T
 * @param {string} what the condition in words, for the failure
 * @param {() => T | Promise<T>} probe
 * @param {number} [timeoutMs]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, probe, timeoutMs = PATIENCE_MS) {
  const deadline = performance.now() + timeoutMs;
  let last;
  do {
    last = await probe();
    if (last) return last;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  } while (performance.now() < deadline);
  throw new Error(`not within ${timeoutMs} ms: ${what} (last seen: ${JSON.stringify(last)})`);
}

/**
 * Asserts that `probe` stays truthy for `spanMs`: for "nothing happens", which has no event to wait for.
 *
 * @param {string} what
 * @param {() => unknown} probe
 * @param {number} spanMs should be a few times the extension's debounce
 */
export async function stays(what, probe, spanMs) {
  const deadline = performance.now() + spanMs;
  while (performance.now() < deadline) {
    if (!(await probe())) throw new Error(`did not stay so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}

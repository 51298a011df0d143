/**
 * What is measured, inside the page under test. Each function is sent to the page and runs there, with and
 * without the extension alike; it sees what any script of the page sees, and nothing of the extension.
 */

/**
 * The main thread's time for each of `count` keystrokes at the caret, in milliseconds: the event itself, and
 * all work of the next two frames from their first callback until the browser has laid out and painted.
 *
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function strokeCosts(count) {
  const { port1, port2 } = new MessageChannel();
  const box = /** @type {HTMLElement} */ (document.querySelector('[data-box]'));
  /** @param {() => void} [act] done between asking for the frame and being the last to have asked */
  const frameCost = (act) =>
    new Promise((resolve) => {
      let begun = 0;
      requestAnimationFrame(() => (begun = performance.now()));
      act?.();
      requestAnimationFrame(() => {
        // The message is delivered when the frame is done.
        port1.onmessage = () => resolve(performance.now() - begun);
        port2.postMessage(null);
      });
    });
  const key = { key: 'x', bubbles: true, composed: true, cancelable: true };
  const costs = [];
  for (let stroke = 0; stroke < count; stroke += 1) {
    let typing = 0;
    const first = await frameCost(() => {
      const begun = performance.now();
      box.dispatchEvent(new KeyboardEvent('keydown', key));
      document.execCommand('insertText', false, 'x');
      box.dispatchEvent(new KeyboardEvent('keyup', key));
      typing = performance.now() - begun;
    });
    costs.push(typing + first + (await frameCost()));
  }
  port1.close();
  return costs;
}

/**
 * How long after the last keystroke of `text` the frame with the first underline begins, in milliseconds.
 * Then deletes the text and waits until no underline is left.
 *
 * @param {string} text
 * @param {number} delay before the keystroke, so that it does not always fall at the same place in a frame
 * @returns {Promise<number>}
 */
export async function underlineDelay(text, delay) {
  const isUnderlined = () => CSS.highlights.size > 0 || document.documentElement.children.length > 2;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  const fill = /** @type {(text: string) => void} */ (/** @type {any} */ (globalThis).fillBox);
  fill(text.slice(0, -1));
  await new Promise((resolve) => setTimeout(resolve, delay));
  const typed = performance.now();
  document.execCommand('insertText', false, text.slice(-1));
  let now = await frame();
  while (!isUnderlined()) {
    now = await frame();
    if (now - typed > 5_000) throw new Error('no underline within 5 s');
  }
  // As a person deletes it: a text that a page takes away counts as sent, and is read with the next one.
  document.execCommand('selectAll');
  document.execCommand('delete');
  while (isUnderlined()) await frame();
  return now - typed;
}

// A page whose style sheet means every element there is, with its box far down, and the same box in a modal dialog.
const style = document.head.appendChild(document.createElement('style'));
style.textContent = `
  div { position: relative; margin: 7px; padding: 9px; border: 3px solid green; background: honeydew; }
  html > * { opacity: 0.9; translate: 0 20px; }
  * { transition: all 0.2s; text-align: center; }`;
document.querySelector('#composer').innerHTML = `
  <p style="height: 900px"></p>
  <textarea data-box rows="3" aria-label="Message"></textarea>
  <p style="height: 900px"></p>
  <dialog>
    <textarea data-inner rows="3" aria-label="Message"></textarea>
    <button type="button" data-send>Send</button>
  </dialog>`;
globalThis.sent = [];
const inner = document.querySelector('[data-inner]');
document.querySelector('[data-send]').addEventListener('click', () => globalThis.sent.push(inner.value));
globalThis.editorUnderTest = { text: () => document.querySelector('[data-box]').value };

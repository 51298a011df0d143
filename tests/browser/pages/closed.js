// A composer that a web component keeps in a closed shadow root: an editor, a plain box and their Send button.
globalThis.sent = [];
let root;
customElements.define(
  'message-composer',
  class extends HTMLElement {
    connectedCallback() {
      root = this.attachShadow({ mode: 'closed' });
      root.innerHTML = `<style>[contenteditable], textarea { display: block; width: 600px; min-height: 48px; font: 16px/24px sans-serif }</style>
        <div contenteditable="true" role="textbox" aria-label="Message"></div>
        <textarea aria-label="Note"></textarea>
        <button type="button" data-emoji>Emoji</button>
        <button type="button" data-send>Send</button>`;
      root.querySelector('[data-send]').addEventListener('click', () => globalThis.sent.push(root.querySelector('div').textContent));
    }
  },
);
document.querySelector('#composer').append(document.createElement('message-composer'));
/** Where an element of the root stands: not even a test finds its way in. @param {string} selector */
globalThis.middleOf = (selector) => {
  const { left, top, width, height } = root.querySelector(selector).getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};
globalThis.editorUnderTest = { text: () => root.activeElement.value ?? root.activeElement.textContent };

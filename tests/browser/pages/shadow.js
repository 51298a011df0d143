// A message box that a web component keeps in its own (open) shadow root.
customElements.define(
  'message-composer',
  class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      root.innerHTML = `<style>[data-box] { font: 16px/24px sans-serif; caret-color: transparent; width: 600px; white-space: pre-wrap }
        ::selection { background: #f0f; color: #f0f }</style>
        <div contenteditable="true" data-box role="textbox" aria-label="Message"></div>`;
    }
  },
);
const composer = document.querySelector('#composer').appendChild(document.createElement('message-composer'));
globalThis.editorUnderTest = { text: () => composer.shadowRoot.querySelector('[data-box]').textContent };

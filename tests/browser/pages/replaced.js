// A page that throws its box away and builds a new one, keeping the text, as some do on every update.
const composer = document.querySelector('#composer');

globalThis.replaceBox = (keepsText) => {
  const text = composer.querySelector('[data-box]')?.textContent ?? '';
  const box = document.createElement('div');
  box.contentEditable = 'true';
  box.dataset.box = '';
  box.setAttribute('role', 'textbox');
  box.setAttribute('aria-label', 'Message');
  box.textContent = keepsText ? text : '';
  composer.replaceChildren(box);
};
globalThis.editorUnderTest = { text: () => composer.querySelector('[data-box]').textContent };
globalThis.replaceBox(false);

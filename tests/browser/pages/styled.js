// A box that takes on one style after another, for the tests of where underlines are painted.
const composer = document.querySelector('#composer');

/** @param {string} css @param {'textarea' | 'input' | 'div'} element @param {string} text */
globalThis.showBox = (css, element, text) => {
  const box = document.createElement(element);
  box.dataset.box = '';
  box.spellcheck = false;
  box.style.cssText = `height: 120px; width: 420px; ${css}`;
  box.setAttribute('aria-label', 'Message');
  if (element === 'div') {
    box.contentEditable = 'true';
    box.setAttribute('role', 'textbox');
    box.textContent = text;
  } else {
    box.value = text;
  }
  composer.replaceChildren(box);
};
globalThis.editorUnderTest = { text: () => composer.firstElementChild.value ?? composer.firstElementChild.textContent };
globalThis.showBox('', 'textarea', '');

// A box that takes on one style after another, for the tests of where underlines are painted.
const composer = document.querySelector('#composer');

// Focused by the page and not by a click, because a click on marked words explains them.
/** @param {string} css @param {'textarea' | 'input' | 'div'} element @param {string} text before the caret */
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
  box.focus();
  if (element === 'div') getSelection().collapse(box, box.childNodes.length);
  else box.setSelectionRange(text.length, text.length);
};
globalThis.editorUnderTest = { text: () => composer.firstElementChild.value ?? composer.firstElementChild.textContent };
globalThis.showBox('', 'textarea', '');

// A textarea that takes on one style after another, for the tests of where underlines are painted.
const composer = document.querySelector('#composer');

/** @param {string} css @param {'textarea' | 'input'} element */
globalThis.showBox = (css, element) => {
  const box = document.createElement(element);
  box.dataset.box = '';
  box.spellcheck = false;
  box.style.cssText = `height: 120px; width: 420px; ${css}`;
  box.setAttribute('aria-label', 'Message');
  composer.replaceChildren(box);
};
globalThis.editorUnderTest = { text: () => composer.firstElementChild.value };
globalThis.showBox('', 'textarea');

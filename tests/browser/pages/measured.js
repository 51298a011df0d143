// A box that is filled at once and then typed in, for measuring what one keystroke costs: a textarea, or
// paragraphs in a contenteditable without an editor of its own around it.
const composer = document.querySelector('#composer');
let box;

/** @param {'textarea' | 'div'} element */
globalThis.showBox = (element) => {
  box = document.createElement(element);
  box.dataset.box = '';
  box.spellcheck = false;
  box.style.cssText = 'display: block; height: 240px; overflow: auto';
  box.setAttribute('aria-label', 'Message');
  if (element === 'div') {
    box.contentEditable = 'true';
    box.setAttribute('role', 'textbox');
  }
  composer.replaceChildren(box);
  box.focus();
};

/** @param {string} text whose lines are the paragraphs; the caret stands at its end */
globalThis.fillBox = (text) => {
  if (box.localName === 'textarea') {
    box.value = text;
    box.setSelectionRange(text.length, text.length);
    return;
  }
  box.replaceChildren(...text.split('\n').map((line) => Object.assign(document.createElement('p'), { textContent: line })));
  getSelection().collapse(box.lastElementChild, box.lastElementChild.childNodes.length);
};
globalThis.editorUnderTest = { text: () => box.value ?? box.innerText };

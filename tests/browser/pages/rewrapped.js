// An inline editing host, whose page puts each word into a new element at every letter, as those do that colour
// hashtags and names.
const composer = document.querySelector('#composer');
composer.innerHTML = '<p>To: <span data-box contenteditable="true" role="textbox" aria-label="Message"></span></p>';
const box = composer.querySelector('[data-box]');
box.style.cssText = 'display: inline-block; width: 600px; white-space: pre-wrap';
box.addEventListener('input', () => {
  const words = box.textContent.split(/(\s+)/u).filter(Boolean);
  box.replaceChildren(...words.map((word) => Object.assign(document.createElement('span'), { textContent: word })));
  if (box.lastChild) getSelection().collapse(box.lastChild.firstChild, words.at(-1).length);
});
globalThis.editorUnderTest = { text: () => box.textContent };

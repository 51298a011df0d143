// An editor on a page from right to left, with what is no text of the user's in it: a chip that cannot be edited,
// with a field of its own inside, and a picture that stands for an emoji.
document.documentElement.dir = 'rtl';
const box = document.querySelector('#composer').appendChild(document.createElement('div'));
box.contentEditable = 'true';
box.dataset.box = '';
box.dir = 'auto';
box.style.whiteSpace = 'pre-wrap';
box.setAttribute('role', 'textbox');
box.setAttribute('aria-label', 'Message');
const LEAD = '@Sam (x) hi  ';
box.innerHTML = `<span contenteditable="false">@Sam (<b contenteditable="true">x</b>)</span> hi <img alt="😀" width="16" height="16"> `;
globalThis.editorUnderTest = { text: () => box.innerText.replace(LEAD, '') };

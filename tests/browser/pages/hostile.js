// A page that breaks what scripts lean on: it throws from the DOM's own methods, freezes objects, and names the
// fields of its form like parts of the DOM, before and while somebody types.
const composer = document.querySelector('#composer');
const NAMES = ['parentNode', 'parentElement', 'childNodes', 'localName', 'matches', 'closest', 'contains', 'getAttribute', 'getBoundingClientRect', 'getRootNode', 'ownerDocument', 'isConnected', 'nodeType', 'querySelectorAll'];
const clobbering = (names = NAMES) => names.map((name) => `<input type="hidden" name="${name}">`).join('');
composer.innerHTML = `<form>${clobbering()}<div contenteditable="true" data-box role="textbox" aria-label="Message"
  style="width: 600px; min-height: 60px; white-space: pre-wrap"></div><button type="submit">Send</button></form>`;
const box = composer.querySelector('[data-box]');
globalThis.editorUnderTest = { text: () => box.innerText };
globalThis.sent = [];
const { preventDefault } = Event.prototype; // broken below
composer.firstElementChild.addEventListener('submit', (event) => {
  preventDefault.call(event);
  globalThis.sent.push(box.innerText);
});
/** A form inside of the box, whose fields stand in the way of every script of the page that reads it. */
const inner = document.createElement('form'); // by hand: the parser puts no form into a form
// Without a `nodeType` it is no element to a script, which goes round it; with one it must be read, and cannot be.
inner.innerHTML = clobbering(NAMES.filter((name) => name !== 'nodeType'));
globalThis.putForm = () => box.insertBefore(inner, null);
globalThis.dropForm = () => box.removeChild(inner);

/** Events that look like a user's, all at once. */
globalThis.fake = () => {
  const options = { bubbles: true, cancelable: true, composed: true };
  for (const target of [box, composer.querySelector('button'), window]) {
    for (const name of ['pointerdown', 'mousedown', 'mouseup', 'click']) target.dispatchEvent(new MouseEvent(name, { ...options, clientX: 100, clientY: 100 }));
    for (const key of ['Enter', 'Escape', 'Tab', 'a']) target.dispatchEvent(new KeyboardEvent('keydown', { ...options, key, altKey: true }));
    target.dispatchEvent(new InputEvent('input', { ...options, inputType: 'deleteContentBackward' }));
    for (const name of ['focusin', 'focusout', 'compositionend', 'scroll', 'selectionchange']) target.dispatchEvent(new Event(name, options));
  }
};

const broken = () => {
  throw new Error('broken by the page');
};
/** @type {Array<[object, string[]]>} */
const METHODS = [
  [Element.prototype, ['matches', 'closest', 'getAttribute', 'hasAttribute', 'attachShadow', 'remove', 'append']],
  [Node.prototype, ['contains', 'getRootNode', 'appendChild']],
  [HTMLElement.prototype, ['focus', 'showPopover', 'hidePopover']],
  [Range.prototype, ['setStart', 'setEnd', 'getClientRects', 'comparePoint']],
  [Document.prototype, ['createRange', 'createElement', 'getSelection']],
  [Event.prototype, ['composedPath', 'preventDefault', 'stopImmediatePropagation']],
  [EventTarget.prototype, ['addEventListener']],
  [Array.prototype, ['find', 'findLast', 'filter', 'some', 'every', 'includes', 'at']],
  [String.prototype, ['slice', 'charCodeAt', 'normalize', 'toWellFormed']],
  [Highlight.prototype, ['add', 'delete']],
  [MutationObserver.prototype, ['observe', 'disconnect']],
  [window, ['getComputedStyle', 'clearTimeout', 'queueMicrotask']],
];
for (const [object, names] of METHODS) {
  for (const name of names) Object.defineProperty(object, name, { value: broken, configurable: false });
}
const { freeze } = Object;
for (const object of [box, Object.prototype, Array.prototype, Node.prototype, Element.prototype, Event.prototype]) freeze(object);

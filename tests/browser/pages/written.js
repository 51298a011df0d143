// An editor whose frame its page writes with document.write, which takes every listener off the frame's window,
// as classic rich-text editors do. Its Send button stands outside of the frame.
const composer = document.querySelector('#composer');
composer.innerHTML = '<iframe title="Message" style="width: 700px; height: 120px"></iframe><button type="button" data-send>Send</button>';
const frame = composer.querySelector('iframe');
const written = frame.contentDocument;
written.open();
written.write('<!doctype html><body contenteditable="true" aria-label="Message" style="font: 16px/24px sans-serif"></body>');
written.close();
globalThis.sent = [];
composer.querySelector('[data-send]').addEventListener('click', () => globalThis.sent.push(written.body.textContent));
globalThis.editorUnderTest = { text: () => written.body.textContent };

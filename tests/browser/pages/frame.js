// An editor whose editable document is a frame without an address of its own, as older rich-text editors have it.
const frame = document.createElement('iframe');
frame.style.cssText = 'width: 700px; height: 120px';
frame.title = 'Message';
document.querySelector('#composer').append(frame);
const { body } = frame.contentDocument;
body.contentEditable = 'true';
body.style.font = "16px/24px 'DejaVu Sans'";
body.setAttribute('aria-label', 'Message');
globalThis.editorUnderTest = { text: () => body.textContent };

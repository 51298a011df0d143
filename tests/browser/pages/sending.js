// A chat that sends in every way a page may: by Enter, by a form, by a press that only goes down, by a button
// that is no more than an icon. It counts what it sent, and what of the user's presses it got to see.
const composer = document.querySelector('#composer');
composer.innerHTML = `
  <form>
    <textarea data-box rows="3" aria-label="Message" style="display: block; width: 600px"></textarea>
    <button type="button" data-emoji>Emoji</button>
    <button type="submit" data-send>Send</button>
  </form>
  <button type="button" data-down aria-label="Send message"><svg width="16" height="16"></svg></button>
  <button type="button" data-plane><svg width="16" height="16" data-icon="paper-plane"></svg></button>`;
const form = composer.querySelector('form');
const box = form.querySelector('textarea');
globalThis.sent = [];
globalThis.seen = [];
function send() {
  if (box.value) globalThis.sent.push(box.value);
  box.value = '';
}
for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keypress', 'submit']) {
  window.addEventListener(
    name,
    (event) => {
      const isPress = !event.key || (event.key === 'Enter' && !event.shiftKey && event.target === box);
      if (isPress && event.target.closest?.('button, textarea, form')) globalThis.seen.push(name);
    },
    true,
  );
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});
// Behind an @ a list of names opens, and Enter picks the one name in it.
box.addEventListener('input', () => box.setAttribute('aria-expanded', String(box.value.endsWith(' @'))));
box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (box.getAttribute('aria-expanded') !== 'true') return send();
  box.value += 'sam';
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
});
composer.querySelector('[data-down]').addEventListener('pointerdown', send);
composer.querySelector('[data-plane]').addEventListener('click', send);
globalThis.editorUnderTest = { text: () => box.value };

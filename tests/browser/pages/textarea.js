// The plainest box: a textarea with a span beside it that mirrors its text to grow the box, as Fiverr's inbox has had.
const form = document.createElement('form');
form.innerHTML = `
  <div class="textarea-container">
    <textarea id="message-box-text-area" data-testid="message-box" data-box rows="3"
      aria-label="send message..." placeholder="Send message..."></textarea>
    <span class="ruler" aria-hidden="true" style="position: absolute; visibility: hidden"></span>
  </div>
  <button type="submit">Send</button>`;
document.querySelector('#composer').append(form);
const box = form.querySelector('textarea');
const ruler = form.querySelector('.ruler');
box.addEventListener('input', () => {
  ruler.textContent = box.value;
});
form.addEventListener('submit', (event) => event.preventDefault());
globalThis.editorUnderTest = { text: () => box.value };

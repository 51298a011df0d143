// Two boxes at once, as a screening question beside a cover letter.
document.querySelector('#composer').innerHTML = `
  <textarea data-box aria-label="Cover letter" rows="3"></textarea>
  <textarea data-other aria-label="Your answer" rows="3" style="display: block; width: 700px; font: inherit"></textarea>`;
globalThis.editorUnderTest = { text: () => document.querySelector('[data-box]').value };

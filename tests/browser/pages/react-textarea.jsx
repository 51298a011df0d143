// A controlled textarea: React owns the value and writes it back after every keystroke, beside a counter.
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';

let current = '';

function Composer() {
  const [message, setMessage] = useState('');
  current = message;
  return (
    <div className="cover-letter-area">
      <label id="cover_letter_label">Cover letter</label>
      <div className="air3-textarea textarea-wrapper">
        <textarea
          className="air3-textarea inner-textarea"
          data-box=""
          aria-labelledby="cover_letter_label"
          rows={4}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
      </div>
      <p className="counter">{5000 - message.length} characters left</p>
      <button type="button">Send</button>
    </div>
  );
}

flushSync(() => createRoot(document.querySelector('#composer')).render(<Composer />));
globalThis.editorUnderTest = { text: () => current };

// Draft.js: every keystroke may replace the text nodes.
import { Editor, EditorState } from 'draft-js';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

let current;

function Composer() {
  const [state, setState] = useState(() => EditorState.createEmpty());
  current = state;
  return <Editor editorState={state} onChange={setState} ariaLabel="Message" />;
}

flushSync(() => createRoot(document.querySelector('#composer')).render(<Composer />));
document.querySelector('#composer [contenteditable]').dataset.box = '';
globalThis.editorUnderTest = { text: () => current.getCurrentContent().getPlainText('\n') };

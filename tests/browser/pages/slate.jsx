// Slate with React, with the attributes that Fiverr's newer inbox puts around it.
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';

let editor;

function Composer() {
  [editor] = useState(() => withReact(withHistory(createEditor())));
  return (
    <form id="send-message-text-area">
      <div data-track-tag="rich_text_editor">
        <Slate editor={editor} initialValue={[{ type: 'paragraph', children: [{ text: '' }] }]}>
          <Editable data-box="" aria-label="Message" placeholder="Type a message" />
        </Slate>
      </div>
      <button type="button" aria-label="Send">
        Send
      </button>
    </form>
  );
}

flushSync(() => createRoot(document.querySelector('#composer')).render(<Composer />));
globalThis.editorUnderTest = {
  text: () => editor.children.map((block) => Node.string(block)).join('\n'),
};

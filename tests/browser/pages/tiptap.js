// TipTap with its starter kit, links and all, inside the classes that Upwork's composer has.
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

const composer = document.querySelector('#composer');
composer.className = 'composer-container up-d-composer';
const editor = new Editor({
  element: composer.appendChild(Object.assign(document.createElement('div'), { className: 'composer' })),
  extensions: [StarterKit],
  editorProps: { attributes: { 'data-box': '', role: 'textbox', 'aria-label': 'Send a message' } },
});
globalThis.editorUnderTest = { text: () => editor.getText({ blockSeparator: '\n' }) };

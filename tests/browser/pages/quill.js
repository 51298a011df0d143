// Quill with its toolbar and theme.
import 'quill/dist/quill.snow.css';
import Quill from 'quill';

const place = document.querySelector('#composer').appendChild(document.createElement('div'));
const quill = new Quill(place, { theme: 'snow', placeholder: 'Write your message' });
quill.root.dataset.box = '';
globalThis.editorUnderTest = { text: () => quill.getText().replace(/\n$/u, '') };

// CodeMirror 6, which keeps only the lines in view in the page.
import { minimalSetup } from 'codemirror';
import { EditorView } from '@codemirror/view';

const view = new EditorView({
  parent: document.querySelector('#composer'),
  extensions: [minimalSetup, EditorView.lineWrapping],
});
view.contentDOM.dataset.box = '';
globalThis.editorUnderTest = { text: () => view.state.doc.toString() };

// CodeMirror 6, which keeps only the lines in view in the page. Its own drawn cursor is left out: it moves a
// frame late, so that two runs of the page could differ by it.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorView, keymap } from '@codemirror/view';

const view = new EditorView({
  parent: document.querySelector('#composer'),
  extensions: [history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping],
});
view.contentDOM.dataset.box = '';
globalThis.editorUnderTest = { text: () => view.state.doc.toString() };

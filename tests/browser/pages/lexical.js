// Lexical with its rich-text plugin, without a framework around it.
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $getRoot, createEditor } from 'lexical';

const root = document.querySelector('#composer').appendChild(document.createElement('div'));
root.contentEditable = 'true';
root.dataset.box = '';
const editor = createEditor({
  namespace: 'message',
  onError(error) {
    throw error;
  },
});
editor.setRootElement(root);
registerRichText(editor);
editor.update(() => $getRoot().append($createParagraphNode()), { discrete: true });
globalThis.editorUnderTest = {
  text: () => editor.getEditorState().read(() => $getRoot().getTextContent().replaceAll('\n\n', '\n')),
};

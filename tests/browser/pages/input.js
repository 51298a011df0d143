// A one-line input that is narrower than what people type, as a milestone's description is.
const row = document.createElement('div');
row.dataset.test = 'milestone';
row.innerHTML = '<input type="text" data-test="milestone-description" data-box aria-label="Description" size="60">';
document.querySelector('#composer').append(row);
globalThis.editorUnderTest = { text: () => row.firstElementChild.value };

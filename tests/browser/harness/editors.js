/**
 * The editors of pages/ and the places each is seen at. Data only.
 */

import { PLACES } from './places.js';

const everywhere = Object.values(PLACES);
const oneOfEach = [PLACES.fiverrInbox, PLACES.upworkProposal];

/** @type {Record<string, import('./places.js').Place[]>} */
export const EDITORS = {
  // what the sites have, or are known to have had, at all four places
  textarea: everywhere,
  'react-textarea': everywhere,
  prosemirror: everywhere,
  tiptap: everywhere,
  slate: everywhere,
  quill: everywhere,
  // what they may have tomorrow
  input: oneOfEach,
  lexical: oneOfEach,
  draft: oneOfEach,
  codemirror: oneOfEach,
  shadow: oneOfEach,
};

import { checkEditor } from '../harness/editor-checks.js';
import { PLACES } from '../harness/places.js';

checkEditor('codemirror', [PLACES.fiverrInbox, PLACES.upworkProposal]);

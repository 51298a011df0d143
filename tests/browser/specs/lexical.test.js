import { checkEditor } from '../harness/editor-checks.js';
import { PLACES } from '../harness/places.js';

checkEditor('lexical', [PLACES.fiverrInbox, PLACES.upworkProposal]);

import { checkEditor } from '../harness/editor-checks.js';
import { PLACES } from '../harness/places.js';

checkEditor('input', [PLACES.fiverrInbox, PLACES.upworkProposal]);

import { checkEditor } from '../harness/editor-checks.js';
import { PLACES } from '../harness/places.js';

checkEditor('draft', [PLACES.fiverrInbox, PLACES.upworkProposal]);

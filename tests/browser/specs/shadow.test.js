import { checkEditor } from '../harness/editor-checks.js';
import { PLACES } from '../harness/places.js';

checkEditor('shadow', [PLACES.fiverrInbox, PLACES.upworkProposal]);

import { checkEditor } from '../harness/editor-checks.js';
import { PLACES } from '../harness/places.js';

checkEditor('textarea', Object.values(PLACES));

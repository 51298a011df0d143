import { checkEditors } from '../harness/editor-checks.js';
import { EDITORS } from '../harness/editors.js';

checkEditors('firefox', EDITORS);

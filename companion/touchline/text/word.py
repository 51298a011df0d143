"""Says which characters make a word, for all who read the words beside a value.

"file_5550177" holds the word "file", "फोन" is one word, and a number is none. Readers with a narrower
question (a name with its apostrophe, a token of letters and figures) have patterns of their own.
"""

from __future__ import annotations

import re
from typing import Final

from touchline.views.letters import MARKS

WORD_RE: Final = re.compile(rf"(?:[^\W\d_]++|(?!\d)[{MARKS}]++)+")

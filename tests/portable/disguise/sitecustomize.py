"""Imported by each Python that starts with this folder on PYTHONPATH: so by what our program starts, too."""

import os

from elsewhere import disguise

disguise(os.environ["TOUCHLINE_TEST_PLATFORM"])

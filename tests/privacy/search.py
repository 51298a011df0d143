"""`python -m tests.privacy.search MARK FOLDER`: where the mark is kept below the folder, one place a line."""

from __future__ import annotations

import sys
from pathlib import Path

from touchline.proof.canary import Canary

if __name__ == "__main__":
    root = Path(sys.argv[2])
    for path, how in Canary(sys.argv[1]).files_in(root):
        print(f"{path.relative_to(root)} ({how})")

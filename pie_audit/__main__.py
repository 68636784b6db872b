"""``python -m pie_audit`` is the program."""

from __future__ import annotations

import sys

from pie_audit.cli import main

if __name__ == "__main__":
    sys.exit(main())

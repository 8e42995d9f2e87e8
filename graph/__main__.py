"""Run the command: ``python -m graph`` is ``factloom``."""

from __future__ import annotations

import sys

from graph.cli import main

if __name__ == "__main__":
    sys.exit(main())

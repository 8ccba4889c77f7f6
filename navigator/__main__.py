"""Run as `python -m navigator`."""

import sys

from navigator.cli import main

sys.exit(main())

"""What every test stands on: no display, nothing of the user's own settings."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

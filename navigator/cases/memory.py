"""Keeps what is in memory out of files that the system writes when a program dies.

Nothing here wipes memory: Python copies what it likes. Whoever needs that ends the program.
"""

import contextlib
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def leave_no_dump() -> None:
    """Ask the system for no core file and to let no other program look in; where it can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  (not on Windows)

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
    if sys.platform == "linux":
        with contextlib.suppress(ImportError, OSError, AttributeError):
            import ctypes  # noqa: PLC0415  (an open store only)

            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)

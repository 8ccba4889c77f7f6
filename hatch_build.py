"""Builds the library into the wheel, so that nobody's first start has to."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryHook(BuildHookInterface[Any]):
    """Writes db/library.sqlite, which travels in the wheel beside the content."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the library; content with a fault ends the build.

        Args:
            version: "editable" for a checkout, which builds its library when it is started.
            build_data: Given by hatchling; nothing in it is changed.
        """
        del build_data
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from navigator.library.build import build_library  # noqa: PLC0415  (of this tree)

            build_library(root / "db" / "content", root / "db" / "library.sqlite", private=False)
        finally:
            sys.path.remove(str(root))

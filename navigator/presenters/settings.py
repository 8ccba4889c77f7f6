"""What a person chose for this computer, and what the site has settled."""

from dataclasses import dataclass

from navigator.domain.site import NO_SITE, SiteLayer

TEXT_PERCENTS = range(80, 201)
LOCK_MINUTES = range(121)  # 0 never locks


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    Attributes:
        theme: One of `Theme`, by value.
        text_percent: Text size, one of TEXT_PERCENTS.
        edition: The edition shown last, "" for the newest.
        language: "en" or "fr"; "" for the system's.
        first_page: Whether every start begins with the first page.
        begun: Whether somebody has begun with anything; until then the first page is shown.
        keep_recent: Whether the files opened last are remembered.
        lock_minutes: Rest after which the window is locked, one of LOCK_MINUTES.
        overview: Whether the flowchart is shown small in a corner of itself.
        site: What lies over the library here.
    """

    theme: str = "system"
    text_percent: int = 100
    edition: str = ""
    language: str = ""
    first_page: bool = False
    begun: bool = False
    keep_recent: bool = True
    lock_minutes: int = 10
    overview: bool = True
    site: SiteLayer = NO_SITE

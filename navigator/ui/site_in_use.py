"""What the site has settled, laid over the editions and over every new patient."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.site import NO_SITE
from navigator.presenters.settings import Settings
from navigator.ui.kept_settings import KeptSettings

if TYPE_CHECKING:
    from navigator.presenters.navigate import NavigatePresenter


class SiteInUse(QObject):
    """Gives editions and patients as this site has them; a change of it is assessed at once."""

    def __init__(
        self, edition: Callable[[EditionId], Edition], settings: KeptSettings, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._edition = edition
        self._settings = settings
        self._presenter: NavigatePresenter | None = None

    def edition(self, edition_id: EditionId) -> Edition:
        """Return an edition with the units and ages of the site."""
        edition, site = self._edition(edition_id), self._settings.now.site
        if site == NO_SITE:
            return edition
        from navigator.services.use_site import with_site  # noqa: PLC0415  (where there is a site)

        return with_site(edition, site)

    def told(self, record: PatientRecord) -> PatientRecord:
        """Return a patient from a file with what the site has settled and the file leaves open."""
        assert self._presenter is not None
        blank = self._presenter.blank
        return replace(record, site={**blank.site, **record.site}) if blank.site else record

    def guide(self, presenter: "NavigatePresenter") -> None:
        """Let a presenter begin its patients here."""
        self._presenter = presenter
        self._settings.changed.connect(self._follow)
        if self._settings.now.site != NO_SITE:
            self._settle(presenter)

    def _settle(self, presenter: "NavigatePresenter") -> None:
        from navigator.services.use_site import site_facts  # noqa: PLC0415  (where there is a site)

        presenter.use_site(site_facts(self._settings.now.site, presenter.edition.elements))

    @Slot(object, object)
    def _follow(self, before: Settings, now: Settings) -> None:
        presenter = self._presenter
        if presenter is None or before.site == now.site:
            return
        if (before.site.units, before.site.freshness) != (now.site.units, now.site.freshness):
            presenter.choose_edition(self.edition(presenter.edition.id))
        self._settle(presenter)

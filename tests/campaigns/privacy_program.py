"""The program at work with a patient who occurs nowhere else; started by `privacy`.

`python -m tests.campaigns.privacy_program enter|again EXPORTED`, with all folders of the user set
by the environment. `enter` ends with a defect and SIGKILL, `again` as a person would end it.
"""

import json
import os
import signal
import sys
import traceback
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from navigator.app import make_application, start
from navigator.domain.facts import NOT_DONE, Fact, Identity
from navigator.domain.ids import ElementId, RegimenId
from navigator.ui.crash_dialog import CrashDialog
from tests.campaigns.privacy_words import PATIENT, SCAN, WRONG
from tests.cases.shelves import OTHER, PASSPHRASE
from tests.journeys.person import Person
from tests.journeys.test_cases import IN_2026
from tests.ui.cases_window import AtCases

_LONGEST_MS = 30_000
_TURN_MS = 10


class Hands:
    """What a person does at the window, in the words of pytest-qt."""

    mouseClick = staticmethod(QTest.mouseClick)  # noqa: N815  (as pytest-qt has it)
    keyClick = staticmethod(QTest.keyClick)  # noqa: N815
    keyClicks = staticmethod(QTest.keyClicks)  # noqa: N815

    @staticmethod
    def waitUntil(met, timeout=_LONGEST_MS):  # noqa: N802
        for _ in range(timeout // _TURN_MS):
            if met():
                return
            QTest.qWait(_TURN_MS)
        raise AssertionError("it did not come")


def number(element, text):
    return Fact(ElementId(element), Decimal(text), date(2026, 11, 2), PATIENT["source"])


def enter(window, exported: Path) -> None:
    """Enter a patient, keep it, print it, lock, break and die."""
    hands = Hands()
    cases, person = AtCases(hands, window), Person(hands, window)
    cases.create()
    window.back_to_navigate()
    window.presenter.change_identity(
        Identity(
            PATIENT["name"],
            PATIENT["identifier"],
            date.fromisoformat(PATIENT["born"]),
            (PATIENT["allergy"],),
            PATIENT["note"],
        )
    )
    cases.save_as_case()
    person.answer("Metastatic")
    window.presenter.take_facts(
        [
            *known(window, exported),
            number("weight", PATIENT["weight"]),
            number("height", "165"),
            Fact(ElementId("ild"), NOT_DONE, date(2026, 11, 2), PATIENT["source"]),
        ]
    )
    window.presenter.say_no_earlier_therapy()
    plan(hands, window, person, exported)
    person.add_line(PATIENT["line"], "2024-01-10", "2025-01-20")
    cases.settle()
    store = cases.store
    store.attach(1, PATIENT["file"], "application/pdf", SCAN, "AB")
    store.keep_draft(1, PATIENT["draft"], "AB")
    cases.go()
    hands.keyClicks(cases.place.list.search, PATIENT["name"].split()[0])
    QTest.qWait(300)
    cases.open_case(1)
    store.change_passphrase(PASSPHRASE, OTHER, "AB")
    cases.desk.lock()
    cases.unlock(OTHER)
    hands.waitUntil(lambda: not cases.desk.cover.up)
    cases.store.daily_backup(exported.parent / "backups", 3, date(2026, 11, 23))
    defect(window)
    cases.store.save_record(1, window.presenter.record, "AB", PATIENT["reason"])
    cases.store.add_measurement(1, number("lvef_pct", PATIENT["lvef"]), "AB")
    os.kill(os.getpid(), signal.SIGKILL)


def known(window, exported: Path):
    """What else has to be known for a plan, read as a person would open it."""
    file = exported / "facts.json"
    file.write_text(json.dumps(IN_2026), "utf-8")
    record = window._tools.read(file, window.presenter.edition)
    return [*record.facts.values(), *record.site.values()]


def plan(hands, window, person, exported: Path) -> None:
    """Open a plan and export it."""
    window.open_plan(RegimenId("THP_DOC"))
    place = window.planning.place
    hands.waitUntil(lambda: bool(place.presenter.state.pdf))
    window.actions_.export.trigger()
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(exported / "plan.pdf"))
    dialog.reject()
    person.click(place.screen.back)


def defect(window) -> None:
    """A fault of ours whose words hold all of the patient; the report is written."""
    fault = ValueError(" ".join(PATIENT.values()))
    sys.excepthook(type(fault), fault, None)
    Hands.waitUntil(lambda: bool(window.findChildren(CrashDialog)))


def again(window, exported: Path) -> None:
    """Open what was left, try a wrong passphrase, read, export, salvage nothing, and close."""
    hands = Hands()
    cases = AtCases(hands, window)
    cases.go()
    form = cases.place.unlock
    form.passphrase.setText(WRONG)
    form.open.click()
    hands.waitUntil(lambda: form.open.text() == "Unlock" and bool(form.trouble.text()))
    cases.unlock(OTHER)
    hands.waitUntil(cases.place.list.isVisible)
    cases.open_case(1)
    assert PATIENT["name"] in window.windowTitle() + cases.page.title.text()
    store = cases.store
    record = store.open(1).record
    assert record.identity.note == PATIENT["note"]
    assert str(record.facts[ElementId("weight")].value) == PATIENT["weight"]
    assert str(record.facts[ElementId("lvef_pct")].value) == PATIENT["lvef"]
    assert record.lines[-1].regimen == PATIENT["line"]
    assert store.draft(1) == PATIENT["draft"]
    assert store.verify_audit().faults == ()
    store.backup(exported.parent / "backups" / "by-hand.casebackup")
    cases.page.go.click()
    cases.settle()
    window.presenter.mark_kept()
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    what, exported = sys.argv[1], Path(sys.argv[2])
    application = make_application()
    window = start(application)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    window.show()
    try:
        {"enter": enter, "again": again}[what](window, exported)
    except BaseException:  # noqa: BLE001  (told, and the program ends)
        sys.__stderr__.write(traceback.format_exc())  # the program itself keeps its words back
        os._exit(2)


if __name__ == "__main__":
    main()

"""Every screen and every dialog, brought to the front as a person would."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from navigator.domain.ids import ElementId
from navigator.presenters.library_links import CONTENTS, Kind, Target
from navigator.ui.crash_dialog import CrashDialog
from navigator.ui.main_window import MainWindow
from navigator.ui.why_dialog import WhyDialog

REGIMEN = "LAP_CAPE"
PASSPHRASE = "a winter coat for the harbour"
PAGES = (
    CONTENTS,
    Target(Kind.DRUG, "capecitabine"),
    Target(Kind.REGIMEN, REGIMEN),
    Target(Kind.TRIAL, "EMILIA"),
    Target(Kind.ELEMENT, "lvef_pct"),
)
PASTED = "LVEF 58 %\nECOG: 1\nWeight 71,5 kg\nHeight 1.68 m\nPlatelets 90\nHello"


@dataclass(frozen=True)
class Scene:
    """What is on screen: its name, and the widget to look at."""

    name: str
    widget: QWidget


def settle(rounds: int = 6) -> None:
    """Lay out and paint what waits for it."""
    for _ in range(rounds):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def wait(done: Callable[[], bool], seconds: float = 20) -> None:
    """Let the window work until `done`."""
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            message = "the window is still not ready"
            raise TimeoutError(message)
        QCoreApplication.processEvents()
        time.sleep(0.005)


def scenes(window: MainWindow, parts: Iterable[str] = ()) -> Iterator[Scene]:
    """Show one screen after another; what a scene opened is closed before the next.

    Args:
        window: The real window, with an empty patient.
        parts: Which of navigate, plan, library, dialogs, cases and places; all where none is named.
    """
    shows = {
        "navigate": _navigate,
        "plan": _plan,
        "library": _library,
        "dialogs": _dialogs,
        "cases": _cases,
        "places": _other_places,
    }
    for part in tuple(parts) or shows:
        if part != "cases" or "cases" in window.around.rail.buttons:
            yield from shows[part](window)


def _here(window: MainWindow, name: str) -> Scene:
    settle()
    return Scene(name, window)


def _navigate(window: MainWindow) -> Iterator[Scene]:
    window.greeting.greet()
    if window.greeting.page is not None:
        yield _here(window, "first-page")
    window.new_patient()
    yield _here(window, "question")
    window.navigate.patient.reveal(ElementId("lvef_pct"))
    yield _here(window, "fact")
    window.open_sample()
    yield _here(window, "options")
    card = window.navigate.step.options.cards[0]
    card.why.setChecked(True)
    card.trials.setChecked(True)
    yield _here(window, "why")
    window.navigate.patient.reveal_history()
    yield _here(window, "history")
    window.navigate.patient.reveal_samples()
    yield _here(window, "samples")
    window.navigate.what_if.trigger()
    yield _here(window, "what-if")
    window.navigate.what_if.trigger()
    window.navigate.flow.tabs.setCurrentIndex(1)
    yield _here(window, "outline")
    window.navigate.flow.tabs.setCurrentIndex(0)
    for step in _each_kind(window):
        window.presenter.look_at(step)
        yield _here(window, f"aside-{step}")
    window.presenter.back_to_patient()


def _each_kind(window: MainWindow) -> list:
    """Return a step of every kind that the patient does not stand on."""
    steps = {}
    for step in window.presenter.edition.steps.values():
        steps.setdefault(step.kind, step.id)
    return list(steps.values())


def open_first_plan(window: MainWindow) -> None:
    """Plan the first option that can be planned."""
    settle()
    cards = window.navigate.step.options.cards
    window.open_plan(next(one.shown.regimen for one in cards if one.plan.isVisibleTo(window)))


def _plan(window: MainWindow) -> Iterator[Scene]:
    open_first_plan(window)
    screen = window.planning.place.screen
    wait(lambda: screen.pages.is_current)
    yield _here(window, "plan")
    bar = screen.area.verticalScrollBar()
    for part in (1, 2, 3):
        bar.setValue(bar.maximum() * part // 3)
        yield _here(window, f"plan-{part}")
    window.back_to_navigate()


def _library(window: MainWindow) -> Iterator[Scene]:
    for target in PAGES:
        library = window.around.show_library()
        library.open(target)
        yield _here(window, f"library-{target.kind.value}")
    library.search.setText("trastuzumab")
    yield _here(window, "library-found")
    library.search.clear()
    window.back_to_navigate()


def opened(window: MainWindow) -> QDialog | None:
    """Return the dialog that was opened last and is still there."""
    settle(3)
    found = [one for one in window.findChildren(QDialog) if one.isVisible()]
    return found[-1] if found else None


def _dialogs(window: MainWindow) -> Iterator[Scene]:
    for name, show in _ways_to_dialogs(window):
        show()
        dialog = opened(window)
        if dialog is None:
            message = f"{name} opened no dialog"
            raise AssertionError(message)
        settle()
        yield Scene(f"dialog-{name}", dialog)
        if name == "settings":
            yield from _settings(dialog)
        dialog.reject()
        settle(3)
    window.back_to_navigate()


def _settings(dialog: QDialog) -> Iterator[Scene]:
    for row in range(1, dialog.list.count()):
        dialog.list.setCurrentRow(row)
        settle()
        yield Scene(f"dialog-settings-{row}", dialog)


def _ways_to_dialogs(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    navigate, actions = window.navigate, window.actions_
    yield "settings", actions.settings.trigger
    yield "keys", actions.keys.trigger
    yield "about", actions.about.trigger
    yield "finder", window.around.find.trigger
    yield "line", navigate.patient.lines.add_wanted.emit
    yield "sample", navigate.patient.sample_add_wanted.emit
    QApplication.clipboard().setText(PASTED)
    yield "paste", navigate.paste.trigger
    card = navigate.step.options.cards[0]
    yield "override", lambda: navigate.step.decision_wanted.emit(card.shown)
    yield "why", lambda: _why(window)
    yield "crash", lambda: _crash(window)
    yield "leaving", lambda: _leaving(window)
    yield from _plan_dialogs(window)


def _why(window: MainWindow) -> None:
    WhyDialog(window.presenter.edition.elements[ElementId("lvef_pct")], window).open()


def _crash(window: MainWindow) -> None:
    CrashDialog("program 1.0\nTraceback: a line of code\n" * 6, window).open()


def _leaving(window: MainWindow) -> None:
    window.presenter.answer(ElementId("lvef_pct"), 57)
    window.files.leaving.first(lambda: None)


def _plan_dialogs(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    open_first_plan(window)
    place = window.planning.place
    wait(lambda: place.screen.pages.is_current)
    yield "second-check", place.screen.check.begin.click


def _cases(window: MainWindow) -> Iterator[Scene]:
    desk = window.around.open_cases()
    desk.show()
    if desk.session is None and not desk.tools.file.exists():
        yield _here(window, "cases-create")
        place = desk.place
        place.creation.passphrase_chosen.emit(PASSPHRASE, "Dr Example")
        wait(lambda: place.shows_recovery)
        yield _here(window, "cases-recovery")
        place.recovery.confirmed.emit()
    elif desk.session is None:
        yield _here(window, "cases-unlock")
        desk.place.unlock.passphrase_given.emit(PASSPHRASE, "Dr Example")
        wait(lambda: desk.session is not None)
    yield _here(window, "cases-empty")
    window.open_sample()
    window.actions_.save_case.trigger()
    settle()
    desk.show()
    settle()
    desk.show_list()
    yield _here(window, "cases-list")
    number = desk.case_on_screen
    if number is not None:
        desk.show_case(number)
        wait(lambda: desk.place.pages.currentWidget() is desk.place.page)
        settle()
        yield _here(window, "cases-page")
    desk.lock()
    yield _here(window, "cases-locked")
    desk.cover.page.form.passphrase_given.emit(PASSPHRASE, "Dr Example")
    wait(lambda: not desk.cover.up)
    window.back_to_navigate()


def _other_places(window: MainWindow) -> Iterator[Scene]:
    """Options side by side, and the places that have come since, each as it opens."""
    settle()
    card = window.navigate.step.options.cards[0]
    card.compare.click()
    dialog = opened(window)
    settle()
    yield Scene("dialog-compare", dialog)
    dialog.reject()
    settle(3)
    for place, action in window.around.rail.actions_.items():
        if place not in ("navigate", "library", "cases"):
            action.trigger()
            settle(20)
            yield _here(window, f"place-{place}")
    window.back_to_navigate()

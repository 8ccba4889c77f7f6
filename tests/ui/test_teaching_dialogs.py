"""Own cases, exercises and handouts in the hardest looks: nothing is cut, everything is named."""

from datetime import date

import pytest

from navigator.engine.assess import assess
from navigator.files import atomic_write
from navigator.presenters.case_editor import EditorTools
from navigator.presenters.exercise import CaseSet, ExerciseTools
from navigator.presenters.handout_orders import orders_of_all
from navigator.presenters.handouts import HandoutTools
from navigator.ui.case_editor_dialog import CaseEditorDialog
from navigator.ui.case_editor_start import CaseStartDialog, Starts
from navigator.ui.exercise_dialog import ExerciseDialog
from navigator.ui.handouts_dialog import HandoutsDialog
from navigator.ui.theme import Theme
from navigator.words import say
from tests.presenters.held_jobs import HeldJobs
from tests.screens.fitting import faults
from tests.screens.looks import LEAST, USUAL, Looks, dressed
from tests.screens.scenes import settle
from tests.screens.told import nameless

ROUND = (
    Looks(Theme.LIGHT, 200, size=LEAST),
    Looks(Theme.CONTRAST, 100, pseudo=True, mirrored=True, size=USUAL),
)


def shown(dialog, size):
    dialog.resize(*size)
    dialog.show()
    settle()
    return dialog


def scenes(window, library, looks):
    """Give each state of each dialog with its name."""
    case = next(one for one in library.cases() if one.id == "after-taxane")
    yield from editor_scenes(window, library, case, looks.size)
    start = CaseStartDialog(
        library.edition("2026"), Starts(lambda: None, lambda one: library.vignettes(one.id)), window
    )
    yield "start", shown(start, looks.size)
    start.reject()
    today = date(2026, 11, 23)
    tools = ExerciseTools(library.edition, None, lambda: 0.0, lambda: today)
    exercise = ExerciseDialog(tools, CaseSet("m", "Drugs", (case,)), atomic_write, window)
    yield "exercise, begin", shown(exercise, looks.size)
    for name in ("asked", "told"):
        exercise.presenter.next()
        if name == "told":
            exercise.presenter.commit(2)
        settle()
        yield f"exercise, {name}", exercise
    exercise.reject()
    orders = orders_of_all(library.topics(), library.cases())
    making = HandoutTools(lambda order, size: b"", lambda path, content: None, HeldJobs())
    handouts = HandoutsDialog(making, "All cases", orders, "A4", window)
    yield "handouts", shown(handouts, looks.size)
    handouts.reject()
    settle()


def editor_scenes(window, library, case, size):
    held = {**library.editions(), **library.primers()}
    titles = {one: say(words) for one, words in held.items()}
    topics = {one.id: say(one.title) for one in library.topics()}
    tools = EditorTools(titles, library.edition, topics, set, lambda kept: None)
    editor = CaseEditorDialog(tools, case, assess, lambda: date(2026, 11, 23), window)
    editor.presenter.write("story", "Yesterday Anna Miller came.")
    editor.presenter.keep()
    editor.presenter.add_answer(0)
    shown(editor, size)
    for at in range(editor.tabs.count()):
        editor.tabs.setCurrentIndex(at)
        settle()
        yield f"editor, part {at + 1}", editor
    editor.reject()
    settle()


@pytest.mark.parametrize("looks", ROUND, ids=lambda looks: looks.name)
def test_no_text_of_a_teaching_dialog_is_cut_or_covered(qapp, library, looks):
    seen, found = 0, []
    with dressed(qapp, library, looks, None) as window:
        for name, dialog in scenes(window, library, looks):
            seen += 1
            found += [f"{name}: {fault}" for fault in faults(dialog)]
    assert seen == 10
    assert found == []


def test_a_screen_reader_is_told_of_every_control_of_a_teaching_dialog(qapp, library):
    found = []
    with dressed(qapp, library, Looks(), None) as window:
        for name, dialog in scenes(window, library, Looks()):
            found += [f"{name}: {fault}" for fault in nameless(dialog)]
    assert found == []

"""Every shipped case of every edition, and the self-test that runs them in the program."""

import re
import time
from dataclasses import replace

import pytest

from navigator.assets import content_folder
from navigator.domain.assessment import OptionStatus, Status
from navigator.engine.assess import assess
from navigator.services.read_record import read_record
from navigator.services.self_test import differences, newest_day, run_self_test

# Read from the files at once, without building a library; a test below compares the two.
_CASE = re.compile(r"^  - id: (\S+)$", re.MULTILINE)
FILES = sorted(content_folder().glob("*/editions/*/vignettes.yaml"))
CASES = [
    (file.parent.name, case)
    for file in FILES
    for case in _CASE.findall(file.read_text(encoding="utf-8"))
]


def answered(library, edition, vignette):
    record = read_record(vignette.record, edition.elements, newest_day(vignette.record))
    return assess(edition, record)


@pytest.fixture(scope="module")
def answers(library):
    """The answers to all cases, by edition."""
    editions = {one: library.edition(one) for one in library.editions()}
    return {
        one: [answered(library, edition, case) for case in library.vignettes(one)]
        for one, edition in editions.items()
    }


@pytest.mark.parametrize(("edition_id", "case"), CASES, ids="-".join)
def test_a_written_case_is_answered_as_its_authors_expect(library, edition_id, case):
    edition = library.edition(edition_id)
    vignette = next(one for one in library.vignettes(edition_id) if one.id == case)
    assert differences(vignette.expect, answered(library, edition, vignette)) == ()


def test_no_case_of_the_library_is_left_out_above(library):
    held = [(one, case.id) for one in library.editions() for case in library.vignettes(one)]
    assert sorted(held) == sorted(CASES)


def test_every_edition_expects_the_step_and_all_that_is_recommended_in_each_case(library):
    """An expectation that leaves these open would pass whatever the engine answers."""
    for one in library.editions():
        for case in library.vignettes(one):
            assert case.expect.step is not None, case.id
            if case.expect.status is Status.OPTIONS:
                assert case.expect.recommended is not None, case.id


def test_every_step_is_reached_by_a_case(library, answers):
    for one in library.editions():
        reached = {passed.step for answer in answers[one] for passed in answer.path}
        reached |= {answer.step for answer in answers[one]}
        assert set(library.edition(one).steps) - reached == set()


def test_every_branch_is_taken_by_a_case(library, answers):
    for one in library.editions():
        taken = {(passed.step, passed.branch) for answer in answers[one] for passed in answer.path}
        every = {
            (step.id, branch.id)
            for step in library.edition(one).steps.values()
            for branch in step.branches
        }
        assert every - taken == set()


def test_every_option_is_recommended_by_a_case(library, answers):
    for one in library.editions():
        recommended = {
            (answer.step, option.regimen)
            for answer in answers[one]
            for option in answer.options
            if option.status is OptionStatus.RECOMMENDED
        }
        every = {
            (step.id, option.regimen)
            for step in library.edition(one).steps.values()
            for option in step.options
        }
        assert every - recommended == set()


def test_the_self_test_counts_every_case_of_an_edition(library):
    for one in library.editions():
        cases = library.vignettes(one)
        result = run_self_test(cases, library.edition(one))
        assert result.failed == ()
        assert (result.passed, result.total) == (len(cases), len(cases))
        assert result.as_expected
        assert result.words == f"{len(cases)} of {len(cases)} cases as expected"


def test_the_self_test_takes_less_than_a_tenth_of_a_second_an_edition(library):
    for one in library.editions():
        cases, edition = library.vignettes(one), library.edition(one)
        spent = []
        for _ in range(3):  # the best of three: the machine may be busy with something else
            started = time.perf_counter()
            run_self_test(cases, edition)
            spent.append(time.perf_counter() - started)
        assert min(spent) < 0.1 * max(1, len(cases) / 29)


@pytest.fixture
def case(library):
    return next(one for one in library.vignettes("2013") if one.id == "sample")


def test_what_differs_is_told_with_found_and_expected(edition_2013, case):
    wrong = replace(case.expect, step="Q_1L", recommended=("LAP_CAPE",), needs=("hr",))
    result = run_self_test([replace(case, expect=wrong)], edition_2013)
    assert (result.passed, result.total) == (0, 1)
    assert not result.as_expected
    assert result.words == "0 of 1 cases as expected; not as expected: sample"
    ((name, words),) = result.failed
    assert name == "sample"
    assert words.split("; ") == [
        "step: Q_3L_CAPE instead of Q_1L",
        "recommended: LAP_CAPE, LAP_T, TDM1, TRIAL instead of LAP_CAPE",
        "missing: none instead of hr",
    ]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("status", Status.ACTION),
        ("step", "P00"),
        ("path", ()),
        ("recommended", ()),
        ("excluded", ("LAP_T",)),
        ("not_applicable", ("LAP_T",)),
        ("needs_fact", ("LAP_T",)),
        ("needs", ("lvef_pct",)),
    ],
)
def test_each_part_of_an_expectation_is_compared(edition_2013, case, part, value):
    wrong = replace(case.expect, **{part: value})
    assert len(run_self_test([replace(case, expect=wrong)], edition_2013).failed) == 1


def test_a_part_that_is_left_open_is_not_compared(edition_2013, case):
    only_status = replace(
        case.expect,
        step=None,
        path=None,
        recommended=None,
        excluded=None,
        not_applicable=None,
        needs_fact=None,
        needs=None,
    )
    assert run_self_test([replace(case, expect=only_status)], edition_2013).as_expected


def test_a_case_that_the_reader_refuses_is_told_and_not_passed(edition_2013, case):
    broken = replace(case, record='{"facts": {"weight": 7000}}')
    ((name, words),) = run_self_test([broken], edition_2013).failed
    assert name == "sample"
    assert "the patient is refused" in words
    assert "7000" in words


@pytest.mark.parametrize("day", ["2026-11-23", "2199-12-31"])
def test_the_day_of_a_case_may_lie_after_that_of_a_clock_set_back(edition_2013, case, day):
    record = case.record.replace("2026-11-18", day)
    assert record != case.record
    assert run_self_test([replace(case, record=record)], edition_2013).as_expected


def test_a_day_that_the_calendar_does_not_have_is_refused_not_skipped(edition_2013, case):
    record = case.record.replace("2026-11-18", "2026-02-30")
    ((_, words),) = run_self_test([replace(case, record=record)], edition_2013).failed
    assert "2026-02-30" in words


def test_an_edition_without_cases_does_not_pass(edition_2013):
    result = run_self_test([], edition_2013)
    assert (result.passed, result.failed, result.total) == (0, (), 0)
    assert not result.as_expected
    assert "No case" in result.words


def test_a_changed_edition_fails_its_cases(edition_2013, library):
    """A gate turned round: LVEF of at least 50 % becomes at most 50 %."""
    gate = edition_2013.steps["P02"]
    turned = tuple(
        replace(branch, when=branch.when.replace("lvef_pct >= 50", "lvef_pct <= 50"))
        for branch in gate.branches
    )
    steps = {**edition_2013.steps, "P02": replace(gate, branches=turned)}
    result = run_self_test(library.vignettes("2013"), replace(edition_2013, steps=steps))
    assert result.passed < result.total

"""The same plan gives the same bytes, on every computer and at every time."""

import hashlib
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from navigator.report.document_id import document_id
from navigator.report.plan_pdf import plan_pdf
from tests.plans import draft_plan, sample_plan

ROOT = Path(__file__).parents[2]
CODE = """
import hashlib
from tests.plans import sample_plan, draft_plan
from navigator.report.plan_pdf import plan_pdf
for plan in (sample_plan("LAP_CAPE"), sample_plan("T_PAC_Q3W"), draft_plan()):
    for size in ("A4", "Letter"):
        print(hashlib.sha256(plan_pdf(plan, size)).hexdigest())
"""
PLACES = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LANG": "fr_FR.UTF-8", "LC_ALL": "fr_FR.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Lima", "LANG": "ar_EG.UTF-8", "RL_invariant": "0"},
]


def digests(place):
    environment = {**os.environ, **place, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_the_bytes_do_not_depend_on_the_run_the_place_or_the_language_of_the_system():
    first, *others = [digests(place) for place in PLACES]
    assert len(set(first)) == 6
    assert others == [first, first]


@pytest.mark.parametrize("page_size", ["A4", "Letter"])
def test_the_tenth_document_of_a_process_has_the_bytes_of_the_first(page_size):
    plan = sample_plan()
    made = [plan_pdf(plan, page_size)]
    for other in (draft_plan(), sample_plan("T_PAC_Q3W")) * 4:
        plan_pdf(other, page_size)
    made.append(plan_pdf(plan, page_size))
    assert made[0] == made[1]


def test_plans_drawn_at_the_same_time_do_not_disturb_each_other():
    plans = [sample_plan("LAP_CAPE"), sample_plan("T_PAC_Q3W"), draft_plan()]
    alone = [plan_pdf(plan, "A4") for plan in plans]
    found = {}

    def draw(at):
        found[at] = [plan_pdf(plans[at % 3], "A4") for _ in range(5)]

    threads = [threading.Thread(target=draw, args=(at,)) for at in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for at, made in found.items():
        assert set(made) == {alone[at % 3]}


def test_the_name_of_a_document_has_three_groups_without_look_alikes():
    groups = document_id(sample_plan()).split("-")
    assert [len(group) for group in groups] == [4, 4, 4]
    assert not set("".join(groups)) & set("ILOUilou")


def test_every_change_of_what_is_planned_changes_the_name():
    plan = sample_plan()
    dose = plan.doses[0]
    changed = [
        plan,
        replace(plan, start=plan.start + timedelta(1)),
        replace(plan, made_on=plan.made_on + timedelta(1)),
        replace(plan, doses=(replace(dose, final_mg=dose.final_mg + 1), *plan.doses[1:])),
        replace(plan, identity=replace(plan.identity, name="Anna Exampel")),
        replace(plan, identity=replace(plan.identity, allergies=None)),
        replace(plan, identity=replace(plan.identity, allergies=())),
        replace(plan, drafts=("A reason.",)),
        replace(plan, notes=("A note.",)),
        replace(plan, measures=plan.measures[1:]),
        replace(plan, edition=replace(plan.edition, digest="f" * 64)),
        replace(plan, program_version="0.2.0"),
        replace(plan, record=replace(plan.record, lines=None)),
        replace(plan, record=replace(plan.record, lines=())),
    ]
    assert len({document_id(one) for one in changed}) == len(changed)


def test_a_number_written_with_more_zeros_is_the_same_number():
    plan = sample_plan()
    dose = plan.doses[0]
    same = replace(dose, final_mg=Decimal(f"{dose.final_mg}.00"))
    assert document_id(replace(plan, doses=(same, *plan.doses[1:]))) == document_id(plan)


def test_the_paper_size_changes_the_bytes_and_not_the_name():
    plan = sample_plan()
    made = {hashlib.sha256(plan_pdf(plan, size)).hexdigest() for size in ("A4", "Letter")}
    assert len(made) == 2

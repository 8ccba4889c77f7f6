"""What can be typed after `navigator`: commands, arguments, and a sentence of help on each."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from navigator import __version__
from navigator.words import LANGUAGES

SURFACES = {
    "mosteller": "Mosteller",
    "dubois": "Du Bois",
    "haycock": "Haycock",
    "gehan-george": "Gehan and George",
    "boyd": "Boyd",
}
"""Formulas of the body surface, as typed and as printed."""

WEIGHTS = ("actual", "ideal", "adjusted", "set")
"""Weights that doses are counted by; "set" is the one that the doses were set with."""

ROUNDINGS = ("content", "measured", "vial")
"""Policies of rounding; the drug's own rule first."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; `command` is None for the window."""
    found = argparse.ArgumentParser(
        prog="navigator",
        description="Reads a patient against a treatment guideline and writes the plan. "
        "Reference and teaching tool for professionals; works without a network.",
    )
    found.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    found.add_argument("--language", choices=LANGUAGES, default="en")
    commands = found.add_subparsers(title="commands", metavar="", dest="command")
    _add_assess(commands)
    _add_plan(commands)
    _add_compare(commands)
    _add_check(commands)
    _add_sample(commands)
    _add_open(commands)
    _add_poster(commands)
    _add_handout(commands)
    _add_case(commands)
    return found


def _add_assess(commands: Any) -> None:
    assess = commands.add_parser("assess", help="read a patient's facts against an edition")
    _add_edition(assess)
    _add_patient(assess)
    assess.add_argument(
        "--content",
        type=Path,
        metavar="FOLDER",
        help="for authors: read against the content in a folder, faults of its flowchart and all, "
        "to follow a counter-example of `navigator check`",
    )
    assess.add_argument("--why", action="store_true", help="explain every step and option")
    assess.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="FACT=VALUE",
        help="what another fact would change, for example lvef_pct=42 or ild=unknown; repeatable, "
        "all of them are tried together",
    )
    assess.add_argument(
        "--pivots", action="store_true", help="the single facts that would change the answer"
    )


def _add_plan(commands: Any) -> None:
    plan = commands.add_parser("plan", help="write the plan of an option as PDF")
    _add_edition(plan)
    _add_patient(plan)
    plan.add_argument("--regimen", required=True, help="id of an option, for example LAP_CAPE")
    plan.add_argument("--protocol", help="id of a protocol of the regimen; its first by default")
    plan.add_argument("--start", required=True, type=_iso_date, help="first day, YYYY-MM-DD")
    plan.add_argument("--out", required=True, type=Path, help="PDF to write")
    plan.add_argument("--page-size", choices=("A4", "Letter"), default="A4")
    plan.add_argument("--bsa", choices=tuple(SURFACES), default="mosteller", help="surface formula")
    plan.add_argument(
        "--letter", type=Path, metavar="PDF", help="also write the plan in plain words, large print"
    )
    plan.add_argument(
        "--calendar", type=Path, metavar="ICS", help="also write the dates, without a name"
    )
    plan.add_argument(
        "--calendar-name", action="store_true", help="write the patient's name into the calendar"
    )
    _add_course(plan)
    _add_decisions(plan)


def _add_course(plan: argparse.ArgumentParser) -> None:
    """Add what the doses and their days are worked out from besides the facts."""
    plan.add_argument("--cycle", default="1", metavar="N", help="first cycle shown; 1 by default")
    _add_each(plan, "--last-dose", "DRUG=DAY", "day of the last dose of a drug")
    _add_each(plan, "--delay", "CYCLE=DAYS", "begin a cycle later; those after it move too")
    _add_each(plan, "--holiday", "DAY", "day on which the clinic is closed")
    plan.add_argument(
        "--weight", choices=WEIGHTS, default="actual", help="weight that doses are counted by"
    )
    plan.add_argument(
        "--clearance-weight",
        choices=WEIGHTS[:-1],
        default="actual",
        help="weight that the creatinine clearance is counted by",
    )
    plan.add_argument(
        "--rounding",
        choices=ROUNDINGS,
        default=ROUNDINGS[0],
        help="policy of the site: the drug's own rule, a measurable amount, whole vials",
    )


def _add_decisions(plan: argparse.ArgumentParser) -> None:
    """Add what a person decides."""
    _add_each(plan, "--level", "DRUG=N:REASON", "dose level of a drug, 0 for the full dose")
    _add_each(plan, "--accept", "ID", "carry out a proposal of the plan")
    _add_each(plan, "--decline", "ID=REASON", "leave a proposal, and say why")
    plan.add_argument("--by", default="", metavar="NAME", help="who decides; printed on the plan")


def _add_each(command: argparse.ArgumentParser, name: str, metavar: str, words: str) -> None:
    command.add_argument(
        name, action="append", default=[], metavar=metavar, help=f"{words}; repeatable"
    )


def _add_open(commands: Any) -> None:
    opened = commands.add_parser("open", help="bring back the patient from a plan's PDF")
    opened.add_argument("plan", type=Path, help="PDF that this program wrote")
    opened.add_argument("--facts", type=Path, metavar="JSON", help="write the patient's facts here")
    opened.add_argument("--json", action="store_true", help="print one JSON object")


def _add_poster(commands: Any) -> None:
    poster = commands.add_parser("poster", help="write the flowchart as PDF")
    _add_edition(poster)
    poster.add_argument("--facts", type=Path, help="draw this patient's way into it")
    poster.add_argument("--page", choices=("A3", "A4 tiled"), default="A3")
    poster.add_argument("--out", required=True, type=Path, help="PDF to write")
    poster.set_defaults(json=False)


HANDOUTS = ("case", "key", "evidence", "flowchart", "primer", "points")
"""Kinds of handouts, as typed."""


def _add_handout(commands: Any) -> None:
    handout = commands.add_parser("handout", help="write a handout of a seminar as PDF")
    handout.add_argument("--topic", required=True, metavar="ID", help="id of a seminar")
    handout.add_argument(
        "--part",
        choices=HANDOUTS,
        default=HANDOUTS[0],
        help="which handout; case sheets by default",
    )
    handout.add_argument("--page-size", choices=("A4", "Letter"), default="A4")
    handout.add_argument("--out", required=True, type=Path, help="PDF to write")
    handout.set_defaults(json=False)


def _add_case(commands: Any) -> None:
    case = commands.add_parser("case", help="read a teacher's own case")
    deeds = case.add_subparsers(title="deeds", metavar="", dest="deed", required=True)
    check = deeds.add_parser("check", help="name every fault of a case file by its place")
    check.add_argument("file", type=Path, help="case file, .case.json")
    check.set_defaults(json=False)


def _add_compare(commands: Any) -> None:
    compare = commands.add_parser("compare", help="read a patient against two editions")
    compare.add_argument(
        "--editions",
        nargs=2,
        metavar=("ONE", "OTHER"),
        help="ids of two editions; the oldest and the newest by default",
    )
    _add_patient(compare)


def _add_check(commands: Any) -> None:
    check = commands.add_parser(
        "check", help="prove content: no gap, overlap or dead end; run its written cases"
    )
    check.add_argument("folder", nargs="?", type=Path, help="content; the program's own by default")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.add_argument("--report", type=Path, help="PDF to write for a guideline committee")
    check.add_argument(
        "--on", type=_iso_date, help="day that days of review are compared with; today by default"
    )


def _add_sample(commands: Any) -> None:
    sample = commands.add_parser("sample", help="walk the sample patient and write the plan")
    sample.add_argument("--edition", help="id; the newest with a sample patient by default")
    sample.add_argument("--out", type=Path, default=Path("sample-plan.pdf"), help="PDF to write")
    sample.set_defaults(json=False)


def _add_edition(command: argparse.ArgumentParser) -> None:
    command.add_argument("--edition", help="id of the edition, as 2013; the newest by default")


def _add_patient(command: argparse.ArgumentParser) -> None:
    command.add_argument("--facts", required=True, type=Path, help="facts file, JSON")
    command.add_argument("--json", action="store_true", help="print one JSON object")


def _iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is no day written YYYY-MM-DD") from fault

"""The same use cases for the terminal; without a command it opens the window."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from navigator import __version__
from navigator.assets import content_folder, resource
from navigator.domain.ids import EditionId, ProtocolId, RegimenId
from navigator.domain.problems import InputRefused, KnownTrouble, Place, Problem
from navigator.words import LANGUAGES, choose_language, say, tr

if TYPE_CHECKING:
    from navigator.domain.assessment import Assessment
    from navigator.domain.facts import PatientRecord
    from navigator.domain.guideline import Edition
    from navigator.domain.plan import Plan
    from navigator.library.open import SqliteLibrary
    from navigator.report.plan_pdf import PageSize
    from navigator.services.plan_course import PlanRequest

FINE, FAULTS, REFUSED = 0, 1, 2
_BSA = {
    "mosteller": "Mosteller",
    "dubois": "Du Bois",
    "haycock": "Haycock",
    "gehan-george": "Gehan and George",
    "boyd": "Boyd",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 fine, 1 faults found, 2 refused."""
    options = _parser().parse_args(arguments)
    choose_language(options.language, resource("translations"))
    if options.run is None:
        from navigator.app import main as open_window  # noqa: PLC0415  (Qt only when needed)

        return open_window([])
    try:
        status: int = options.run(options)
    except InputRefused as refused:
        return _refuse(options, refused.problems)
    except KnownTrouble as trouble:
        return _refuse(options, [Problem("trouble", str(trouble), Place(""))])
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="navigator",
        description="Reads a patient against a treatment guideline and writes the plan. "
        "Reference and teaching tool for professionals; works without a network.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="")
    _add_assess(commands)
    _add_plan(commands)
    _add_check(commands)
    _add_sample(commands)
    return parser


def _add_assess(commands: Any) -> None:
    assess = commands.add_parser("assess", help="read a patient's facts against an edition")
    _add_patient(assess)
    assess.set_defaults(run=_assess)


def _add_plan(commands: Any) -> None:
    plan = commands.add_parser("plan", help="write the plan of an option as PDF")
    _add_patient(plan)
    plan.add_argument("--regimen", required=True, help="id of an option, for example LAP_CAPE")
    plan.add_argument("--protocol", help="id of a protocol of the regimen; its first by default")
    plan.add_argument("--start", required=True, type=_iso_date, help="first day, YYYY-MM-DD")
    plan.add_argument("--out", required=True, type=Path, help="PDF to write")
    plan.add_argument("--page-size", choices=("A4", "Letter"), default="A4")
    plan.add_argument("--bsa", choices=tuple(_BSA), default="mosteller", help="surface formula")
    plan.set_defaults(run=_plan)


def _add_check(commands: Any) -> None:
    check = commands.add_parser("check", help="prove content: no gap, overlap or dead end")
    check.add_argument("folder", nargs="?", type=Path, help="content; the program's own by default")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(run=_check)


def _add_sample(commands: Any) -> None:
    sample = commands.add_parser("sample", help="walk the sample patient and write the plan")
    sample.add_argument("--edition", default="2013", help="id of the edition, for example 2013")
    sample.add_argument("--out", type=Path, default=Path("sample-plan.pdf"), help="PDF to write")
    sample.set_defaults(run=_sample, json=False)


def _add_patient(command: argparse.ArgumentParser) -> None:
    command.add_argument("--edition", default="2013", help="id of the edition, for example 2013")
    command.add_argument("--facts", required=True, type=Path, help="facts file, JSON")
    command.add_argument("--json", action="store_true", help="print one JSON object")


def _iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is no day written YYYY-MM-DD") from fault


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _open_library() -> "SqliteLibrary":
    from navigator.shipped import open_shipped_library  # noqa: PLC0415  (SQLite only when needed)

    return open_shipped_library()


def _read_patient(options: argparse.Namespace, edition: "Edition") -> "PatientRecord":
    from navigator.services.read_record import read_record  # noqa: PLC0415

    path: Path = options.facts
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        message = tr("This is not a text file in UTF-8.")
        raise InputRefused([Problem("not-text", message, Place(str(path)))]) from fault
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        message = tr("The file cannot be read: {reason}.", reason=reason)
        raise InputRefused([Problem("not-readable", message, Place(str(path)))]) from trouble
    return read_record(text, edition.elements, _today(), str(path))


def _assess(options: argparse.Namespace) -> int:
    from navigator.services.assess_patient import assess_patient, assessment_as_json  # noqa: PLC0415

    library = _open_library()
    edition = library.edition(EditionId(options.edition))
    record = _read_patient(options, edition)
    assessment = assess_patient(library, edition.id, record)
    if options.json:
        _print_json(assessment_as_json(edition, assessment))
    else:
        _print_assessment(edition, assessment)
    return FINE


def _print_assessment(edition: "Edition", assessment: "Assessment") -> None:
    step = edition.steps[assessment.step]
    _print(f"{say(edition.title)}")
    for passed in assessment.path:
        _print(f"  {say(edition.steps[passed.step].title)}: {passed.reason.words}")
    _print(f"→ {say(step.title)} ({step.id})")
    _print(assessment.message)
    for option in assessment.options:
        name = say(edition.regimens[option.regimen].name)
        _print(f"  [{option.tier.value}] {name} ({option.regimen}): {option.status.value}")
        for reason in (*option.reasons, *option.warnings):
            _print(f"      {reason.words}")


def _plan(options: argparse.Namespace) -> int:
    from navigator.dosing.body import BsaFormula  # noqa: PLC0415
    from navigator.services.plan_course import PlanRequest  # noqa: PLC0415
    from navigator.services.plan_json import plan_as_json  # noqa: PLC0415

    library = _open_library()
    edition = library.edition(EditionId(options.edition))
    record = _read_patient(options, edition)
    request = PlanRequest(
        regimen=RegimenId(options.regimen),
        protocol=ProtocolId(options.protocol) if options.protocol else None,
        start=options.start,
        made_on=_today(),
        formula=BsaFormula(_BSA[options.bsa]),
        program_version=__version__,
    )
    plan = _written_plan(library, edition, record, request, options.out, options.page_size)
    if options.json:
        _print_json({**plan_as_json(plan), "pdf": str(options.out)})
    else:
        _print_plan(plan, options.out)
    return FINE


def _written_plan(  # noqa: PLR0913, PLR0917  (everything a plan is made of)
    library: "SqliteLibrary",
    edition: "Edition",
    record: "PatientRecord",
    request: "PlanRequest",
    out: Path,
    page_size: "PageSize",
) -> "Plan":
    from navigator.files import atomic_write  # noqa: PLC0415
    from navigator.report.plan_pdf import plan_pdf  # noqa: PLC0415  (ReportLab only when needed)
    from navigator.services.assess_patient import assess_patient  # noqa: PLC0415
    from navigator.services.plan_course import plan_course  # noqa: PLC0415

    assessment = assess_patient(library, edition.id, record)
    plan = plan_course(library, edition, assessment, record, request)
    atomic_write(out, plan_pdf(plan, page_size))
    return plan


def _print_plan(plan: "Plan", out: Path) -> None:
    for dose in plan.doses:
        _print(dose.arithmetic)
    for reason in plan.drafts:
        _print(tr("Draft: {reason}", reason=reason))
    _print(tr("Written: {file}", file=out))


def _sample(options: argparse.Namespace) -> int:
    from navigator.domain.assessment import OptionStatus  # noqa: PLC0415
    from navigator.services.assess_patient import assess_patient  # noqa: PLC0415
    from navigator.services.plan_course import PlanRequest  # noqa: PLC0415
    from navigator.services.sample_patient import sample_patient  # noqa: PLC0415

    library = _open_library()
    edition = library.edition(EditionId(options.edition))
    record = sample_patient(library.vignettes(edition.id), edition, _today())
    assessment = assess_patient(library, edition.id, record)
    _print_assessment(edition, assessment)
    chosen = next(
        option.regimen
        for option in assessment.options
        if option.status is OptionStatus.RECOMMENDED and edition.regimens[option.regimen].dosed
    )
    request = PlanRequest(
        regimen=chosen, start=_today(), made_on=_today(), program_version=__version__
    )
    plan = _written_plan(library, edition, record, request, options.out, "A4")
    _print_plan(plan, options.out)
    return FINE


def _check(options: argparse.Namespace) -> int:
    from navigator.shipped import check_folder  # noqa: PLC0415

    report = check_folder(options.folder or content_folder())
    if options.json:
        _print_json(report.as_json())
    else:
        for line in report.lines():
            _print(line)
    return FAULTS if report.stops else FINE


def _refuse(options: argparse.Namespace, problems: Sequence[Problem]) -> int:
    from navigator.services.check_content import problem_as_json  # noqa: PLC0415

    if options.json:
        _print_json({"status": "refused", "problems": [problem_as_json(one) for one in problems]})
    for problem in problems:
        _print(str(problem).removeprefix(": "), sys.stderr)
    return REFUSED


def _print_json(document: object) -> None:
    _print(json.dumps(document, ensure_ascii=False, indent=2))


def _print(line: str, stream: TextIO | None = None) -> None:
    print(line, file=stream or sys.stdout)

"""The same use cases for the terminal; without a command it opens the window."""

import argparse
import contextlib
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from navigator import __version__
from navigator.arguments import SURFACES, parser
from navigator.assets import content_folder, resource
from navigator.domain.ids import EditionId, ProtocolId, RegimenId
from navigator.domain.problems import InputRefused, KnownTrouble, Place, Problem
from navigator.words import choose_language, say, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from navigator.domain.assessment import Assessment
    from navigator.domain.facts import PatientRecord
    from navigator.domain.guideline import Edition
    from navigator.domain.plan import Plan
    from navigator.library.open import SqliteLibrary
    from navigator.report.plan_pdf import PageSize
    from navigator.services.plan_course import PlanRequest
    from navigator.services.ports import Library

FINE, FAULTS, REFUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 fine, 1 faults found, 2 refused."""
    options = parser().parse_args(arguments)
    choose_language(options.language, resource("translations"))
    if options.command is None:
        from navigator.app import main as open_window  # noqa: PLC0415  (Qt only when needed)

        return open_window([])
    try:
        with contextlib.ExitStack() as opened:
            options.opened = opened
            return _COMMANDS[options.command](options)
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stdout = None
        return FINE
    except InputRefused as refused:
        return _refuse(options, refused.problems)
    except KnownTrouble as trouble:
        return _refuse(options, [Problem("trouble", str(trouble), Place(""))])


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def _open_library(options: argparse.Namespace) -> "SqliteLibrary":
    """Return the program's library; it is closed when the command ends."""
    from navigator.shipped import open_shipped_library  # noqa: PLC0415  (SQLite only when needed)

    library = open_shipped_library()
    options.opened.callback(library.close)
    return library


def _asked_library(options: argparse.Namespace) -> "Library":
    """Return the program's library, or the content that an author works on."""
    if options.content is None:
        return _open_library(options)
    from navigator.shipped import open_under_work  # noqa: PLC0415  (YAML and pydantic)

    return open_under_work(options.content)


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


def _edition_of(library: "Library", options: argparse.Namespace) -> "Edition":
    """Return the edition asked for; the newest where none is named, never an outdated one."""
    return library.edition(EditionId(options.edition or list(library.editions())[-1]))


def _assess(options: argparse.Namespace) -> int:
    from navigator.services.assess_patient import assess_patient, assessment_as_json  # noqa: PLC0415

    library = _asked_library(options)
    edition = _edition_of(library, options)
    record = _read_patient(options, edition)
    asked = _Asked(library, edition, record, options)
    assessment = assess_patient(library, edition.id, record)
    if options.json:
        _print_json({**assessment_as_json(edition, assessment), **asked.as_json(assessment)})
        return FINE
    if not options.why:
        _print_assessment(edition, assessment)
    _print_lines(asked.lines(assessment))
    return FINE


class _Asked:
    """What `assess` is asked for beside the answer: why, what if, and pivots."""

    def __init__(
        self,
        library: "Library",
        edition: "Edition",
        record: "PatientRecord",
        options: argparse.Namespace,
    ) -> None:
        from navigator.services.try_change import Trial, read_changes  # noqa: PLC0415

        change = read_changes(edition.elements, options.what_if, _today())
        self._trial = Trial(edition, record, change) if change else None
        self._library, self._edition, self._record = library, edition, record
        self._why, self._pivots = options.why, options.pivots

    def as_json(self, assessment: "Assessment") -> dict[str, object]:
        from navigator.services.explain_patient import Explanation  # noqa: PLC0415
        from navigator.services.find_pivots import pivots_as_json  # noqa: PLC0415

        found: dict[str, object] = {}
        if self._why:
            found["why"] = Explanation(self._library, self._edition, assessment).as_json()
        if self._trial is not None:
            found["what_if"] = self._trial.as_json()
        if self._pivots:
            found["pivots"] = pivots_as_json(self._edition, self._record)
        return found

    def lines(self, assessment: "Assessment") -> list[str]:
        from navigator.services.explain_patient import Explanation  # noqa: PLC0415
        from navigator.services.find_pivots import pivot_lines  # noqa: PLC0415

        lines: list[str] = []
        if self._why:
            lines += Explanation(self._library, self._edition, assessment).lines()
        if self._trial is not None:
            lines += ["", *self._trial.lines()]
        if self._pivots:
            lines += ["", *pivot_lines(self._edition, self._record)]
        return lines


def _compare(options: argparse.Namespace) -> int:
    from navigator.services.compare_editions import (  # noqa: PLC0415
        compare_editions,
        comparison_as_json,
        comparison_lines,
    )

    library = _open_library(options)
    held = list(library.editions())
    one, other = options.editions or (held[0], held[-1])
    record = _read_patient(options, library.edition(EditionId(one)))
    wanted = EditionId(one), EditionId(other)
    comparison = compare_editions(library, wanted, record, library.approvals())
    if options.json:
        _print_json(comparison_as_json(comparison))
    else:
        _print_lines(comparison_lines(comparison))
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
    from navigator.services.plan_json import plan_as_json  # noqa: PLC0415

    library = _open_library(options)
    edition = _edition_of(library, options)
    record = _read_patient(options, edition)
    request = _request(options, _self_test(library, edition))
    plan = _written_plan(library, edition, record, request, options.out, options.page_size)
    _write_beside(plan, options)
    if options.json:
        _print_json({**plan_as_json(plan), "pdf": str(options.out)})
    else:
        _print_plan(plan, options.out)
    return FINE


def _request(options: argparse.Namespace, self_test: str) -> "PlanRequest":
    """Return what the plan is asked for, as typed."""
    from navigator.dosing.body import BsaFormula  # noqa: PLC0415
    from navigator.dosing.rounding import RoundingPolicy  # noqa: PLC0415
    from navigator.dosing.weight import WeightKind, Weights  # noqa: PLC0415
    from navigator.services.plan_course import PlanRequest  # noqa: PLC0415
    from navigator.services.plan_typed import Typed, with_typed  # noqa: PLC0415

    request = PlanRequest(
        regimen=RegimenId(options.regimen),
        protocol=ProtocolId(options.protocol) if options.protocol else None,
        start=options.start,
        made_on=_today(),
        formula=BsaFormula(SURFACES[options.bsa]),
        program_version=__version__,
        self_test=self_test,
        weights=Weights(WeightKind(options.weight), WeightKind(options.clearance_weight)),
        rounding=RoundingPolicy(options.rounding),
    )
    return with_typed(
        request,
        Typed(
            levels=options.level,
            last_doses=options.last_dose,
            delays=options.delay,
            holidays=options.holiday,
            accepted=options.accept,
            declined=options.decline,
            by=options.by,
            cycle=options.cycle,
        ),
    )


def _self_test(library: "SqliteLibrary", edition: "Edition") -> str:
    """Return what came of the edition's written cases, for the plan to print."""
    from navigator.services.self_test import run_self_test  # noqa: PLC0415

    return run_self_test(library.vignettes(edition.id), edition).words


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


def _write_beside(plan: "Plan", options: argparse.Namespace) -> None:
    """Write what was asked for beside the plan: the letter, the calendar."""
    from navigator.files import atomic_write  # noqa: PLC0415

    if options.letter is not None:
        from navigator.report.letter_pdf import patient_letter_pdf  # noqa: PLC0415

        atomic_write(options.letter, patient_letter_pdf(plan, options.page_size))
    if options.calendar is not None:
        from navigator.interop.ical import plan_calendar  # noqa: PLC0415

        named = options.calendar_name
        atomic_write(options.calendar, plan_calendar(plan, with_name=named))


def _open(options: argparse.Namespace) -> int:
    from navigator.files import atomic_write  # noqa: PLC0415
    from navigator.report.case_attachment import plan_file  # noqa: PLC0415
    from navigator.services.open_plan import bring_back, read_plan_file  # noqa: PLC0415

    opened = read_plan_file(_bytes_of(options.plan), plan_file, options.plan.name)
    back = bring_back(opened, _open_library(options), _today())
    if options.facts is not None:
        atomic_write(options.facts, opened.record_text.encode())
    if options.json:
        _print_json(
            {
                "edition": back.edition.id,
                "regimen": back.request.regimen,
                "protocol": back.request.protocol,
                "start": back.request.start.isoformat(),
                "made_on": back.request.made_on.isoformat(),
                "record": json.loads(opened.record_text),
                "notices": [{"code": one.code, "message": one.message} for one in back.notices],
            }
        )
        return FINE
    for notice in back.notices:
        _print(str(notice), sys.stderr)
    name = say(back.edition.regimens[back.request.regimen].name)
    start, day = back.request.start.isoformat(), back.request.made_on.isoformat()
    _print(
        tr(
            "{regimen} from {start}, {edition}, planned on {day}.",
            regimen=name,
            start=start,
            edition=say(back.edition.title),
            day=day,
        )
    )
    _print_lines([f"  {element}: {fact.value}" for element, fact in back.record.facts.items()])
    return FINE


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        message = tr("The file cannot be read: {reason}.", reason=reason)
        raise InputRefused([Problem("not-readable", message, Place(str(path)))]) from trouble


def _poster(options: argparse.Namespace) -> int:
    from navigator.files import atomic_write  # noqa: PLC0415
    from navigator.report.poster_pdf import poster_pdf  # noqa: PLC0415
    from navigator.services.assess_patient import assess_patient  # noqa: PLC0415

    library = _open_library(options)
    edition = _edition_of(library, options)
    assessment = None
    if options.facts is not None:
        assessment = assess_patient(library, edition.id, _read_patient(options, edition))
    atomic_write(options.out, poster_pdf(edition, assessment, options.page))
    _print(tr("Written: {file}", file=options.out))
    return FINE


def _handout(options: argparse.Namespace) -> int:
    from navigator.files import atomic_write  # noqa: PLC0415
    from navigator.presenters.handout_orders import Kind, made_together  # noqa: PLC0415
    from navigator.presenters.library_catalogue import Catalogue  # noqa: PLC0415

    library = _open_library(options)
    topics = {topic.id: topic for topic in library.topics()}
    if options.topic not in topics:
        known = tr("Known here: {known}.", known=", ".join(topics))
        message = tr("There is no seminar “{topic}”.", topic=options.topic)
        raise InputRefused([Problem("unknown-topic", message, Place("--topic"), known)])
    topic, kind = topics[options.topic], Kind(options.part)
    pdf = made_together(topic, kind, library.cases(), Catalogue(library), options.page_size)
    atomic_write(options.out, pdf)
    _print(tr("Written: {file}", file=options.out))
    return FINE


def _case(options: argparse.Namespace) -> int:
    from navigator.services.check_teaching import case_problems  # noqa: PLC0415
    from navigator.services.own_cases import OwnCases  # noqa: PLC0415

    library = _open_library(options)
    held = {*library.editions(), *library.primers()}
    own = OwnCases(options.file.parent, lambda one: library.edition(one) if one in held else None)
    found = own.taken_in(options.file)
    problems = list(found.problems)
    if found.case is not None and found.case.edition in held:
        problems += case_problems(found.case, library.edition(found.case.edition))
    for problem in problems:
        _print(f"{options.file}: {str(problem).removeprefix(': ')}")
    if not problems:
        _print(tr("No fault: {file}", file=options.file))
    return FAULTS if problems else FINE


def _print_plan(plan: "Plan", out: Path) -> None:
    _print_lines(dict.fromkeys(dose.arithmetic for dose in plan.doses))
    for proposal in plan.proposals:
        _print(f"  [{proposal.status.value}] {proposal.id}: {say(proposal.text)}")
    for reason in plan.drafts:
        _print(tr("Draft: {reason}", reason=reason))
    _print(tr("Written: {file}", file=out))


def _sample(options: argparse.Namespace) -> int:
    from navigator.domain.assessment import OptionStatus  # noqa: PLC0415
    from navigator.services.assess_patient import assess_patient  # noqa: PLC0415
    from navigator.services.plan_course import PlanRequest  # noqa: PLC0415
    from navigator.services.sample_patient import sample_patient  # noqa: PLC0415

    library = _open_library(options)
    options.edition = options.edition or _with_sample(library)
    edition = _edition_of(library, options)
    record = sample_patient(library.vignettes(edition.id), edition, _today())
    assessment = assess_patient(library, edition.id, record)
    _print_assessment(edition, assessment)
    chosen = next(
        option.regimen
        for option in assessment.options
        if option.status is OptionStatus.RECOMMENDED and edition.regimens[option.regimen].dosed
    )
    request = PlanRequest(
        regimen=chosen,
        start=_today(),
        made_on=_today(),
        program_version=__version__,
        self_test=_self_test(library, edition),
    )
    plan = _written_plan(library, edition, record, request, options.out, "A4")
    _print_plan(plan, options.out)
    return FINE


def _with_sample(library: "SqliteLibrary") -> str | None:
    """Return the newest edition with a sample patient of its own; None where there is none."""
    from navigator.services.sample_patient import SAMPLE  # noqa: PLC0415

    found = [
        edition
        for edition in library.editions()
        if any(case.id == SAMPLE for case in library.vignettes(edition))
    ]
    return found[-1] if found else None


def _check(options: argparse.Namespace) -> int:
    from navigator.shipped import check_folder  # noqa: PLC0415

    report = check_folder(options.folder or content_folder(), options.on or _today())
    if options.report is not None:
        from navigator.files import atomic_write  # noqa: PLC0415
        from navigator.report.proof_pdf import proof_pdf  # noqa: PLC0415  (ReportLab)

        atomic_write(options.report, proof_pdf(report.for_committee(__version__)), private=False)
    if options.json:
        _print_json(report.as_json())
    else:
        _print_lines(report.lines())
        if options.report is not None:
            _print(tr("Written: {file}", file=options.report))
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


def _print_lines(lines: "Iterable[str]") -> None:
    for line in lines:
        _print(line)


def _print(line: str, stream: TextIO | None = None) -> None:
    print(line, file=stream or sys.stdout)


_COMMANDS: "Mapping[str, Callable[[argparse.Namespace], int]]" = {
    "assess": _assess,
    "plan": _plan,
    "compare": _compare,
    "check": _check,
    "sample": _sample,
    "open": _open,
    "poster": _poster,
    "handout": _handout,
    "case": _case,
}

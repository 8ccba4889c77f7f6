"""What is kept as it is, as rows to add: assessments, plans, attachments."""

import hashlib
import json
import zlib
from dataclasses import asdict
from typing import Any

from navigator.cases.codec import day_text
from navigator.domain.case import LONGEST_NAME, NewAssessment, NewPlan

Row = dict[str, Any]


def assessment_row(assessment: NewAssessment) -> Row:
    """Return an assessment as a row."""
    return {
        "edition": assessment.edition,
        "library": assessment.library,
        "step": assessment.step,
        "status": assessment.status,
        "regimens": json.dumps(assessment.regimens),
        "made_on": day_text(assessment.made_on),
        "record": assessment.record,
        "trace": assessment.trace,
    }


def plan_row(plan: NewPlan) -> Row:
    """Return a plan as a row; its bytes are packed, and known by their check sum."""
    return {
        "number": plan.number,
        "edition": plan.edition,
        "library": plan.library,
        "regimen": plan.regimen,
        "made_on": day_text(plan.made_on),
        "draft": plan.draft,
        "case_text": plan.case,
        "proposals": json.dumps([asdict(one) for one in plan.proposals]),
        **_packed(plan.pdf),
    }


def attachment_row(name: str, kind: str, content: bytes) -> Row:
    """Return a file as a row; of a long name the end is kept, where it says what it is."""
    return {"name": name[-LONGEST_NAME:], "kind": kind[:LONGEST_NAME], **_packed(content)}


def _packed(content: bytes) -> Row:
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "content": zlib.compress(content),
    }

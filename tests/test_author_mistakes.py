"""A content author's mistakes, each made in a copy of the shipped content and really checked."""

import json
import re
import shutil
from pathlib import Path

import pytest

from navigator import cli
from navigator.assets import content_folder
from tests.read_once import reading_once

PACK = "her2-mbc"
OLD = f"{PACK}/editions/2013/guideline.yaml"
NEW = f"{PACK}/editions/2026/guideline.yaml"
CASES = f"{PACK}/editions/2013/vignettes.yaml"
DAY = "2026-11-23"

# File, what stands there (the first place is taken), what the author writes instead; the fault is
# told on the line of the sign ¦. Then what is told, and what to write instead.
MISTAKES = {
    "a step that is named and missing": (
        OLD,
        "to: Q_SAFE\n",
        "¦to: Q_SAVE\n",
        "There is no step `Q_SAVE`.",
        "Did you mean `Q_SAFE`?",
    ),
    "two branches that overlap at LVEF 50": (
        OLD,
        r'when: ("pregnancy in \(.pregnant[^"]*)lvef_pct < 50"',
        r'¦when: \1lvef_pct <= 50"',
        "“safe” and “not_safe” both fit this patient.",
        "Narrow one of them, for example with < instead of <=.",
    ),
    "a gap at LVEF 50": (
        OLD,
        r'(?s)  - id: (P02\n.*?)lvef_pct >= 50"',
        r'  - ¦id: \1lvef_pct > 50"',
        "no branch fits this patient.",
        "Widen a branch, or add one",
    ),
    "a number in quotes": (
        OLD,
        r'when: ("pregnancy in \(.not_[^"]*)lvef_pct >= 50"',
        "¦when: \\1lvef_pct > '50'\"",
        "cannot be compared with the text “50”",
        "Write the number without quotation marks.",
    ),
    "a drug without a source": (
        f"{PACK}/drugs_antibodies.yaml",
        r"(?s)  - id: (trastuzumab_iv\n.*?)    sources: [^\n]*\n",
        r"  - ¦id: \1",
        "`sources` is missing.",
        "Add `sources: ...`.",
    ),
    "a dose without a unit": (
        f"{PACK}/protocols.yaml",
        r"- drug: ([^\n]*(?:\n        [^\n]*)*?)\n        per: mg/kg\n",
        r"- ¦drug: \1" + "\n",
        "`per` is missing.",
        "Add `per: ...`.",
    ),
    "a cycle in the flowchart": (
        OLD,
        r"(?s)  - id: P03\n(.*?)- id: one\n(.*?)to: Q_2L\n",
        r"  - id: P03\n\1- ¦id: one\n\2to: P01\n",
        "“P03” leads back to “P01”.",
        "Every way must end; lead it to another step.",
    ),
    "a duplicate id": (
        f"{PACK}/references.yaml",
        r"(  - \{id: slamon-2001,[^\n]*\n)",
        r"\1¦\1",
        "The reference `slamon-2001` is given twice.",
        "It stands at ",
    ),
    "a hazard ratio outside its interval": (
        f"{PACK}/trials.yaml",
        r"hazard_ratio: 0\.94\n",
        r"¦hazard_ratio: 1.94\n",
        "The hazard ratio 1.94 lies outside its interval 0.71 to 1.25.",
        "Compare all three with the publication.",
    ),
    "a p value of 1.3": (
        f"{PACK}/trials.yaml",
        r'p: "0\.67"\n',
        r"¦p: 1.3\n",
        "A p value lies between 0 and 1, and this is 1.3.",
        "Write it as printed",
    ),
    "a safeguard that states a limit without a source": (
        f"{PACK}/drugs_antibodies.yaml",
        r"(\{id: trastuzumab-iv-lvef-low,.*?)sources: \[[^\]]*\]",
        r"¦\1sources: []",
        "Nothing says where this comes from.",
        "Name at least one source.",
    ),
    "a code that cannot exist in its system": (
        f"{PACK}/data_elements.yaml",
        r'codes: \{loinc: "29463-7"',
        r'codes: {¦loinc: "29463-8"',
        "A LOINC code ends in its check digit",
        "as 10230-1 does",
    ),
    "an otherwise before other branches": (
        OLD,
        r'(?s)- id: none\n([^-]*?)when: "n_trastuzumab_pd == 0"',
        r"- id: none\n\1¦when: otherwise",
        "`otherwise` must be the last branch.",
        "",
    ),
    "an option that nobody can be recommended": (
        OLD,
        r"(?s)(  - id: Q_1L\n.*?)- regimen: (\w+)\n",
        r"\1- ¦regimen: \2" + "\n        when: \"her2_final == 'negative'\"\n",
        "can be recommended to nobody who gets here.",
        "Its criterion or a safeguard contradicts the way that leads here.",
    ),
    "a case that expects another step": (
        CASES,
        r"(?s)(  - id: sample\n.*?)expect:\n(.*?)step: Q_3L_CAPE\n",
        r"\1expect:\n¦\2step: Q_1L\n",
        "is answered otherwise: step: Q_3L_CAPE instead of Q_1L",
        "Correct the flowchart, or what the case expects.",
    ),
}


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    """A copy of the shipped content to make mistakes in; each test puts its file back."""
    folder = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(content_folder(), folder)
    with reading_once():
        yield folder


@pytest.fixture
def mistaken(content):
    """Makes a mistake and gives back the line it is to be told at."""
    before = {}

    def write(file, old, new):
        path = content / file
        text = before[path] = path.read_text(encoding="utf-8")
        changed, times = re.subn(old, new, text, count=1)
        assert times == 1, f"{file} holds no {old}"
        line = changed[: changed.index("¦")].count("\n") + 1
        path.write_text(changed.replace("¦", ""), encoding="utf-8")
        return line

    yield write
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")


def check(content, capsys, *more):
    status = cli.main(["check", str(content), "--on", DAY, *more])
    return status, capsys.readouterr().out


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_refused_at_its_line_with_what_to_write_instead(
    content, mistaken, capsys, name
):
    file, old, new, told, instead = MISTAKES[name]
    line = mistaken(file, old, new)
    status, out = check(content, capsys)
    assert status == cli.FAULTS
    place = f"{content / file}:{line}:"
    (sentence,) = [one for one in out.splitlines() if one.startswith(place)]
    assert told in sentence
    assert instead in sentence


def test_the_copy_without_a_mistake_has_no_fault(content, capsys):
    status, out = check(content, capsys)
    assert (status, out.splitlines()[-1]) == (cli.FINE, "No fault.")


@pytest.fixture
def reproduced(content, mistaken, capsys, tmp_path):
    """Makes a mistake, follows the patient who shows it, and gives back what is answered."""

    def follow(name):
        file, old, new, told, _ = MISTAKES[name]
        mistaken(file, old, new)
        faults = json.loads(check(content, capsys, "--json")[1])["problems"]
        fault = next(one for one in faults if told in one["message"])
        patient = tmp_path / "patient.json"
        patient.write_text(json.dumps(fault["counter_example"]), encoding="utf-8")
        wanted = ["--content", str(content), "--edition", "2013", "--facts", str(patient)]
        assert cli.main(["assess", *wanted]) == cli.FINE
        return capsys.readouterr().out

    return follow


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("two branches that overlap at LVEF 50", "several ways out of “"),
        ("a gap at LVEF 50", "no way out of “"),
        ("a cycle in the flowchart", "” leads back to itself."),
    ],
)
def test_the_patient_who_shows_a_fault_reproduces_it(reproduced, name, words):
    answer = reproduced(name)
    assert "This edition has a fault: " in answer
    assert words in answer


def test_the_patient_stands_under_the_fault_and_is_the_one_at_the_limit(content, mistaken, capsys):
    file, old, new, *_ = MISTAKES["two branches that overlap at LVEF 50"]
    mistaken(file, old, new)
    _, out = check(content, capsys)
    shown = next(one for one in out.splitlines() if "Shown by the patient" in one)
    assert json.loads(shown.partition("patient ")[2])["facts"]["lvef_pct"] == 50


def test_texts_without_a_translation_are_counted_and_stop_nothing(content, mistaken, capsys):
    before = json.loads(check(content, capsys, "--json")[1])["counts"]["texts_without_french"]
    mistaken(OLD, r"label: \{en: All three fulfilled, fr: [^}]*\}", "label: ¦All three fulfilled")
    status, out = check(content, capsys, "--json")
    told = json.loads(out)
    assert status == cli.FINE
    assert told["counts"]["texts_without_french"] == before + 1
    assert any(
        one["code"] == "missing-translation" and one["file"] == str(content / OLD)
        for one in told["problems"]
    )


def test_an_option_that_hides_a_contraindication_is_found_with_a_patient_it_harms(
    content, mistaken, capsys
):
    """Of the two regimens behind it only vinorelbine is free of the taxane's exclusion."""
    mistaken(f"{PACK}/regimens.yaml", r"resolves_to: \[LAP_VNR, ", "resolves_to: [¦")
    status, out = check(content, capsys, "--json")
    assert status == cli.FAULTS
    found = [one for one in json.loads(out)["problems"] if one["code"] == "offered-contraindicated"]
    assert {Path(one["file"]).name for one in found} == {"guideline.yaml"}
    assert all(one["counter_example"]["facts"]["taxane_ok"] is False for one in found)


def test_content_of_which_no_edition_can_be_read_is_refused_with_its_faults(
    content, mistaken, capsys, tmp_path
):
    mistaken(f"{PACK}/data_elements.yaml", r"data_elements:\n", "data_element: ¦\n")
    patient = tmp_path / "patient.json"
    patient.write_text('{"facts": {}}', encoding="utf-8")
    wanted = ["assess", "--content", str(content), "--facts", str(patient)]
    assert cli.main(wanted) == cli.REFUSED
    assert "`data_elements` is missing." in capsys.readouterr().err

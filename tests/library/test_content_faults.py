"""Every mistake an author can make, with the line and column it is told at."""

import pytest

from navigator.domain.problems import Severity
from navigator.library.content import main, read_content
from tests.library.packs import FILES, faults, user_file, with_line, write_pack


def one_fault(folder, file, old, new):
    """Faults of the small pack with `new` in the place of `old`, without their file."""
    name = file.removesuffix(".yaml").replace("/", "__")
    found = faults(write_pack(folder, **{name: with_line(file, old, new)}))
    assert all(where == file for _, where, *_ in found), found
    return [(code, line, column) for code, _, line, column in found]


def test_the_small_pack_has_no_fault(tmp_path):
    content, _ = read_content(write_pack(tmp_path))
    assert faults(tmp_path) == []
    assert list(content.whole_editions) == ["2013"]


# What is written instead, the code of the fault, and its place: the sign ¦ stands before it.
REFERENCES = [
    ("kind: label, citation", "kind: leaflet, citation", "choice", "kind: ¦leaflet"),
    ('citation: "A label", ', "", "missing", "¦{id: label"),
    ('url: "https://example.org/label"', "at: 4", "unknown-key", "EU, ¦at: 4"),
    ("year: 2001", "year: 20001", "out-of-range", "year: ¦20001"),
    ('pmid: "11248153"', "pmid: 11248153", "not-text", "pmid: ¦11248153"),
    (', pmid: "11248153"', "", "cannot-be-opened", "¦{id: article"),
    ('pmid: "11248153"', "doi: doi.org/10.1056/x", "form", "doi: ¦doi.org"),
    ('"https://example.org/label"', '"http://example.org"', "form", 'url: ¦"http'),
]
DRUGS = [
    ("    kind: antibody\n", "", "missing", "¦id: trastuzumab_iv"),
    ("kind: antibody", "kind: anti", "choice", "kind: ¦anti\n"),
    ("name: trastuzumab\n", "name: Trastuzumab\n", "not-lower-case", "name: ¦Tras"),
    ("route: intravenous", "route: iv", "choice", "route: ¦iv"),
    ("brands: [Herceptin]", "brands: Herceptin", "shape", "brands: ¦Herceptin"),
    ("brands: [Herceptin]", "brand: [Herceptin]", "unknown-key", "¦brand: "),
    ("brands: [Herceptin]", "mark: H", "look-alike", "mark: ¦H"),
    ("L01FD01", "L01FD1", "code-format", "atc: ¦L01FD1"),
    ("codes: {atc", "codes: {who", "code-format", "who: ¦L01FD01"),
    ("strength_mg: 150", "strength_mg: -150", "out-of-range", "mg: ¦-150"),
    ("strength_mg: 150", 'strength_mg: "150"', "not-a-number", 'mg: ¦"150"'),
    ("strength_mg: 150", "strength_mg: true", "not-a-number", "strength_mg: ¦true"),
    (', sources: [{ref: label, at: "1", verified: true}]', "", "missing", "¦{form"),
    ("verified: true", "verified: yes", "not-a-boolean", "verified: ¦yes"),
    ("increment_mg: 1", "increment_mg: 1, within_percent: 101", "out-of-range", "cent: ¦101"),
    ("nearest, increment_mg: 1", "nearest", "no-increment", "rounding: ¦{"),
    ("kind: nearest, inc", "kind: none, inc", "needless-increment", "increment_mg: ¦1"),
    ("kind: nearest, increment_mg: 1", "kind: tablets", "no-tablets", "rounding: ¦{"),
    ("per: mg/kg", "per: mg per kg", "choice", "per: ¦mg per kg"),
    ("sources: [{ref: label}]}]", "sources: []}]", "no-source", "sources: ¦[]"),
    ("when: lvef_pct < 50", "when: lvef_pct < '50'", "wrong-type", "lvef_pct < ¦'50'"),
    ("when: lvef_pct < 50", "when: lvef < 50", "unknown-element", "when: ¦lvef < 50"),
    ("when: lvef_pct < 50", 'when: "lvef < 50"', "unknown-element", 'when: "¦lvef < 50'),
    ("when: lvef_pct < 50", 'when: ""', "empty", 'when: ¦""'),
    ("effect: exclude", "effect: forbid", "choice", "effect: ¦forbid"),
    ("fr: Le cœur est trop faible.", "de: Das Herz", "language", "¦de: Das"),
    ("{en: The heart is too weak., fr", "{fr", "missing", "text: ¦{fr: Le"),
    ('[{ref: label, at: "4.3"}]', "[{ref: lable}]", "unknown-reference", "ref: ¦lable"),
]
REGIMENS = [
    ("[trastuzumab_iv]", "[trastuzumab]", "unknown-drug", "drugs: [¦trastuzumab]"),
    ("    drugs: [trastuzumab_iv]\n", "", "no-drugs", "protocols: ¦["),
    ("[H-MONO-3W]", "[H-MONO-3W, H-MONO]", "unknown-protocol", "3W, ¦H-MONO]"),
    ("kind: trial", "kind: choice", "no-choice", "¦{id: TRIAL"),
    ("kind: trial", "kind: choice, resolves_to: [TRIAL]", "stands-for-itself", "to: ¦[TRIAL]"),
    ("kind: trial", "kind: trial, resolves_to: [T_MONO]", "not-a-choice", "to: ¦[T_MONO]"),
]
PROTOCOLS = [
    ("regimen: T_MONO", "regimen: T_MONOO", "unknown-regimen", "regimen: ¦T_MONOO"),
    ("cycle_days: 21", "cycle_days: 0", "out-of-range", "cycle_days: ¦0"),
    ("cycle_days: 21", "cycle_days: 21.5", "out-of-range", "cycle_days: ¦21.5"),
    ("dose: 8", "dose: 0", "out-of-range", "dose: ¦0"),
    (
        "dose: 6\n        per: mg/kg",
        "dose: 6",
        "missing",
        "¦drug: trastuzumab_iv\n        phase: m",
    ),
    ("        to_cycle: 1\n", "", "endless-loading", "phase: ¦loading"),
    ("from_cycle: 2", "from_cycle: 2\n        to_cycle: 1", "order", "2\n        to_cycle: ¦1"),
    ("from_cycle: 2", "dose_low: 7", "order", "dose_low: ¦7"),
    ("from_cycle: 2", "dose_high: 5", "order", "dose_high: ¦5"),
    ("from_cycle: 2", "phase: loading", "duplicate-key", "[1]\n        ¦phase: loading"),
    ("from_cycle: 2", "infusion: {minutes: 30, minutes_max: 20}", "order", "max: ¦20"),
    ("[1]\n        to_cycle", "[8, 1]\n        to_cycle", "days", "days: ¦[8, 1]"),
    ("[1]\n        to_cycle", "[1, 22]\n        to_cycle", "day-outside-cycle", "days: ¦[1, 22]"),
    (
        "cycle_days: 21",
        "cycle_days: 21\n    planned_cycles: 1",
        "cycle-outside-plan",
        "from_cycle: ¦2",
    ),
]
TRIALS = [
    ("n: 469", "n: -1", "out-of-range", "n: ¦-1"),
    ("unit: months", "unit: weeks", "choice", "unit: ¦weeks"),
    (
        "months\n        values: [7.4, 4.6]",
        "'%'\n        values: [7.4, 104.6]",
        "out-of-range",
        "7.4, ¦104.6",
    ),
    ("[7.4, 4.6]", "[7.4]", "arms", "values: ¦[7.4]"),
    ("[7.4, 4.6]", "[7.4, 4.6]\n        intervals: [[7, 8]]", "intervals", "vals: ¦[[7, 8]]"),
    ("[7.4, 4.6]", "[7.4, 4.6]\n        intervals: [[7.5, 8], null]", "outside-interval", "[¦[7.5"),
    ("[7.4, 4.6]", "[7.4, 4.6]\n        intervals: [[8, 7], null]", "order", "vals: [¦[8, 7]"),
    ("hazard_ratio: 0.51", "hazard_ratio: 0.64", "outside-interval", "hazard_ratio: ¦0.64"),
    ("        hr_low: 0.41\n", "", "half-interval", "hr_high: ¦0.63"),
    ("        hazard_ratio: 0.51\n", "", "no-ratio", "hr_low: ¦0.41"),
    ('p: "<0.001"', "p: 1.3", "p-value", "p: ¦1.3"),
    ('p: "<0.001"', 'p: "p=0.05"', "p-value", 'p: ¦"p=0.05"'),
    ("        sources: [{ref: article}]\n", "", "missing", "- ¦measure: TTP"),
    ("    publications: [article]\n", "", "no-source", "- ¦id: H0648g"),
    ("[article]", "[articel]", "unknown-reference", "publications: [¦articel]"),
]
ELEMENTS = [
    (
        "group: heart\n    label: {en: LVEF",
        "group: hart\n    label: {en: LVEF",
        "unknown-group",
        "group: ¦hart\n",
    ),
    ("    hard: [5, 85]\n", "", "no-limits", "- ¦id: lvef_pct"),
    ("hard: [5, 85]", "hard: 85", "not-a-range", "hard: ¦85"),
    ("soft: [20, 80]", "soft: [2, 80]", "order", "soft: ¦[2, 80]"),
    ("soft: [20, 80]", "soft: [80, 20]", "order", "soft: ¦[80, 20]"),
    ("10230-1", "10230-2", "code-format", 'loinc: ¦"10230-2"'),
    ("type: choice\n", "type: choice\n    unit: mm\n", "needless-unit", "unit: ¦mm"),
    ("type: choice\n", "type: choice\n    hard: [1, 2]\n", "needless-limits", "hard: ¦[1, 2]"),
    (
        "type: choice\n",
        "type: choice\n    derived: {rule: r, drugs: [x]}\n",
        "unknown-drug",
        "drugs: [¦x]",
    ),
    ("type: choice\n", "type: choice\n    stale_after_days: -1\n", "out-of-range", "days: ¦-1"),
    ("type: choice\n", "type: choice\n    why: Below 90 it is so.\n", "no-source", "why: ¦Below"),
]
GUIDELINE = [
    ('id: "2013"', 'id: "2014"', "edition-folder", 'id: ¦"2014"'),
    ("year: 2013", "year: 13", "out-of-range", "year: ¦13"),
    ("start: P00", "start: P99", "unknown-step", "start: ¦P99"),
    ("title: Metastatic?\n", "title: Metastatic?\n    titel: x\n", "unknown-key", "¦titel: x"),
    ("    question: How far has it spread?\n", "", "missing", "- ¦id: P00"),
    ("to: Q_OUT}", "to: Q_AUT}", "unknown-step", "to: ¦Q_AUT"),
    ("to: Q_OUT}", "to: P00}", "cycle", "to: ¦P00"),
    ("'early'", "'erly'", "unknown-choice", "extent == ¦'erly'"),
    ("extent == 'early'", "'early' == extnt", "unknown-element", "'early' == ¦extnt"),
    ("extent == 'early'", "extent ==", "syntax", 'when: "extent ==¦"'),
    ("id: early,", "id: metastatic,", "duplicate-id", 'id: ¦metastatic, label: "Yes"'),
    ("\"extent == 'early'\"", "otherwise", "otherwise-not-last", "when: ¦otherwise"),
    ("regimen: T_MONO,", "regimen: T_MANO,", "unknown-regimen", "regimen: ¦T_MANO"),
    ("[H0648g]", "[H0648]", "unknown-trial", "evidence: [¦H0648]"),
    ("tier: preferred", "tier: best", "choice", "tier: ¦best"),
    ("basis: enrichment", "basis: stated", "no-source", "- ¦{regimen: T_MONO"),
    ("regimen: TRIAL,", "regimen: T_MONO,", "duplicate-option", "regimen: ¦T_MONO, tier: other"),
    ("evidence: [H0648g]", "rationale: It adds 2.8 months", "no-source", "rationale: ¦It"),
    ("    action: Look elsewhere.\n", "", "missing", "- ¦id: Q_OUT"),
    ("kind: end", "kind: stop", "choice", "kind: ¦stop"),
    (
        "kind: end",
        "kind: end\n    branches: [{id: a, label: A, when: otherwise, to: Q_1L}]",
        "needless",
        "branches: ¦[{id: a",
    ),
]
VIGNETTES = [
    ("id: first", "id: the first", "id", "id: ¦the first"),
    ("extent: metastatic", "extend: metastatic", "unknown-data-element", "{¦extend: meta"),
    ("lines: []", "lnes: []", "unknown-key", "¦lnes: []"),
    ("step: Q_1L", "step: Q_2L", "unknown-step", "step: ¦Q_2L"),
    ("status: options", "status: option", "choice", "status: ¦option,"),
    ("[T_MONO, TRIAL]", "[T_MONO, TRAIL]", "unknown-regimen", "[T_MONO, ¦TRAIL]"),
]


def cases():
    for file, table in (
        ("references.yaml", REFERENCES),
        ("drugs.yaml", DRUGS),
        ("regimens.yaml", REGIMENS),
        ("protocols.yaml", PROTOCOLS),
        ("trials.yaml", TRIALS),
        ("data_elements.yaml", ELEMENTS),
        ("editions/2013/guideline.yaml", GUIDELINE),
        ("editions/2013/vignettes.yaml", VIGNETTES),
    ):
        for old, new, code, where in table:
            yield pytest.param(
                (file, old, new, code, where), id=f"{file}-{code}-{new[:20].strip()}"
            )


def line_and_column(text, where):
    """Where in `text` the sign ¦ of `where` stands."""
    before, _, after = where.partition("¦")
    assert text.count(before + after) == 1, where
    above = text[: text.index(before + after) + len(before)]
    return above.count("\n") + 1, len(above) - above.rfind("\n")


@pytest.mark.parametrize("case", list(cases()))
def test_one_mistake_is_told_once_at_its_line_and_column(tmp_path, case):
    file, old, new, code, where = case
    expected = (code, *line_and_column(with_line(file, old, new), where))
    assert one_fault(tmp_path, file, old, new) == [expected]


def test_all_faults_of_all_files_are_told_in_one_run(tmp_path):
    write_pack(
        tmp_path,
        drugs=with_line("drugs.yaml", "strength_mg: 150", "strength_mg: 0").replace(
            "amount: 8", "amount: eight"
        ),
        trials=with_line("trials.yaml", 'p: "<0.001"', "p: 1.3").replace("0.51", "0.9"),
        protocols=with_line("protocols.yaml", "dose: 8", "dose:\t8"),
        editions__2013__guideline=with_line(
            "editions/2013/guideline.yaml", "to: Q_1L}", "to: Q_2L}"
        ).replace("tier: other", "tier: none"),
    )
    assert {(code, file) for code, file, *_ in faults(tmp_path)} == {
        ("out-of-range", "drugs.yaml"),
        ("not-a-number", "drugs.yaml"),
        ("p-value", "trials.yaml"),
        ("tab", "protocols.yaml"),
        ("unknown-protocol", "regimens.yaml"),
        ("unknown-step", "editions/2013/guideline.yaml"),
        ("choice", "editions/2013/guideline.yaml"),
    }


def test_a_faulty_drug_is_no_unknown_drug_to_who_names_it(tmp_path):
    text = with_line("drugs.yaml", "route: intravenous", "route: iv")
    assert [code for code, *_ in faults(write_pack(tmp_path, drugs=text))] == ["choice"]


def test_a_criterion_waits_until_the_data_element_it_names_is_mended(tmp_path):
    text = with_line("data_elements.yaml", "hard: [5, 85]", "hard: 85")
    assert [code for code, *_ in faults(write_pack(tmp_path, data_elements=text))] == [
        "not-a-range"
    ]


def test_an_id_that_two_files_give_is_told_at_the_second_with_the_first(tmp_path):
    write_pack(tmp_path, drugs_more=FILES["drugs.yaml"])
    _, problems = read_content(tmp_path)
    doubled = [one for one in problems if one.code == "duplicate-id"]
    first, second = tmp_path / "drugs.yaml", tmp_path / "drugs_more.yaml"
    assert [str(one.place) for one in doubled] == [f"{second}:2:9", f"{second}:14:13"]
    assert doubled[0].hint == f"It stands at {first}:2:9 already."


def test_a_file_that_nothing_reads_is_a_fault(tmp_path):
    write_pack(tmp_path, drug="drugs: []\n", editions__2013__notes="a: 1\n")
    (tmp_path / "trials.yml").write_text("trials: []\n")
    assert [(code, file) for code, file, *_ in faults(tmp_path)] == [
        ("unknown-file", "drug.yaml"),
        ("unknown-file", "editions/2013/notes.yaml"),
        ("unknown-file", "trials.yml"),
    ]


def test_a_file_that_is_missing_is_named(tmp_path):
    write_pack(tmp_path, editions__2013__guideline=None, groups=None)
    assert ("missing-file", "editions/2013/guideline.yaml", 0, 0) in faults(tmp_path)
    (tmp_path / "trials.yaml").unlink()
    assert ("missing-file", "trials.yaml", 0, 0) in faults(tmp_path)


def test_a_folder_without_content_says_so(tmp_path):
    assert faults(tmp_path) == [("no-content", ".", 0, 0)]


def test_a_folder_above_the_pack_is_read_as_well(tmp_path):
    write_pack(tmp_path / "small")
    content, _ = read_content(tmp_path)
    assert faults(tmp_path) == []
    assert list(content.editions) == ["2013"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", [("shape", 1, 1)]),
        ("drug: []\n", [("unknown-key", 1, 1), ("missing", 1, 1)]),
        ("drugs: {}\n", [("shape", 1, 8)]),
        ("drugs:\n  - trastuzumab\n", [("shape", 2, 5)]),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path, text, expected):
    found = faults(write_pack(tmp_path, drugs=text))
    mine = [(code, line, column) for code, file, line, column in found if file == "drugs.yaml"]
    assert sorted(mine) == sorted(expected)


EMTANSINE = """
  - id: t_dm1
    name: trastuzumab emtansine
    kind: adc
    drug_class: {en: Antibody-drug conjugate, fr: Conjugué}
    route: intravenous
    sources: [{ref: label}]
"""


def test_drugs_whose_names_contain_each_other_need_marks_and_words(tmp_path):
    write_pack(tmp_path, drugs=FILES["drugs.yaml"] + EMTANSINE)
    assert faults(tmp_path) == [
        ("look-alike", "drugs.yaml", 3, 11),
        ("look-alike", "drugs.yaml", 22, 11),
    ]


def test_drugs_that_look_alike_need_different_marks(tmp_path):
    warned = "mark: H\n    look_alike: {en: Not the other., fr: Pas l'autre.}\n    route"
    text = (FILES["drugs.yaml"] + EMTANSINE).replace("route", warned)
    assert [code for code, *_ in faults(write_pack(tmp_path, drugs=text))] == ["look-alike"] * 2
    text = warned.join((FILES["drugs.yaml"] + EMTANSINE).split("route", 2)[:2])
    text += warned.replace("H", "E") + (FILES["drugs.yaml"] + EMTANSINE).split("route", 2)[2]
    assert faults(write_pack(tmp_path, drugs=text)) == []


def test_a_protocol_that_its_regimen_does_not_list_is_told(tmp_path):
    text = with_line("regimens.yaml", "    protocols: [H-MONO-3W]\n", "")
    assert faults(write_pack(tmp_path, regimens=text)) == [
        ("unlisted-protocol", "protocols.yaml", 3, 14)
    ]


def test_a_choice_may_not_stand_for_a_choice(tmp_path):
    more = """
  - {id: ONE, name: One, kind: choice, resolves_to: [T_MONO]}
  - {id: TWO, name: Two, kind: choice, resolves_to: [ONE]}
"""
    assert faults(write_pack(tmp_path, regimens=FILES["regimens.yaml"] + more)) == [
        ("choice-of-choices", "regimens.yaml", 10, 54)
    ]


def test_a_drug_that_the_regimen_does_not_name_is_warned_about(tmp_path):
    other = EMTANSINE.replace("t_dm1", "other").replace("trastuzumab emtansine", "something")
    write_pack(
        tmp_path,
        drugs=FILES["drugs.yaml"] + other,
        protocols=FILES["protocols.yaml"].replace(
            "trastuzumab_iv\n        phase: m", "other\n        phase: m"
        ),
    )
    _, problems = read_content(tmp_path)
    warned = [one for one in problems if one.code == "drug-outside-regimen"]
    assert [(one.severity, one.place.line) for one in warned] == [(Severity.WARN, 14)]


def test_what_is_not_translated_or_not_verified_is_counted_and_stops_nothing(tmp_path):
    content, problems = read_content(write_pack(tmp_path))
    told = {(one.code, one.place.file.removeprefix(f"{tmp_path}/")): one for one in problems}
    assert all(one.severity is Severity.WARN for one in problems)
    # The choices "Early" and "Metastatic".
    assert told["missing-translation", "data_elements.yaml"].message == "2 texts have no French."
    # Ceiling, safeguard and the drug itself; the vial's source is verified.
    assert told["unverified-source", "drugs.yaml"].message == "3 sources are not verified."
    # ... and two doses and the outcome.
    assert content.counts["sources"] == 7
    assert content.counts["sources_unverified"] == 6
    # 150; 1; 8 | 21; 8 1 1; 6 1 | 7.4 4.6 0.51 0.41 0.63 | hard and soft limits of LVEF.
    assert content.counts["numbers"] == 18
    assert content.counts["numbers_unverified"] == 17


def test_a_checker_s_name_of_a_thing_leads_to_its_line(tmp_path):
    content, _ = read_content(write_pack(tmp_path))
    found = {
        name: content.places.find(name, "2013")
        for name in (
            "steps.P00",
            "steps.P00.branches.metastatic",
            "steps.Q_1L.options.TRIAL",
            "steps.P00.branches.early.when",
            "elements.lvef_pct.hard",
            "drugs.trastuzumab_iv.safeguards.trastuzumab-lvef.when",
            "steps.P00.something.else",
            "nowhere",
        )
    }
    places = [(one.line, one.column) if one else None for one in found.values()]
    assert places == [(7, 5), (13, 9), (19, 9), (12, 40), (10, 11), (15, 15), (7, 5), None]
    assert found["steps.P00"].file.endswith("guideline.yaml")


def test_the_command_prints_every_problem_and_counts(tmp_path, capsys):
    assert main([str(write_pack(tmp_path))]) == 0
    assert "0 faults" in capsys.readouterr().out
    write_pack(tmp_path, drugs=with_line("drugs.yaml", "route: intravenous", "route: iv"))
    assert main([str(tmp_path)]) == 1
    assert "drugs.yaml:6:12: `route` must be one of: intravenous" in capsys.readouterr().out


def test_a_key_that_is_almost_right_is_put_right(tmp_path):
    """
    drugs:
      - id: a
        nam: a
    """
    _, problems = read_content(write_pack(tmp_path, drugs=user_file()))
    hints = [one.hint for one in problems if one.code == "unknown-key"]
    assert hints == ["Did you mean `name`?"]

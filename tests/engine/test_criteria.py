"""Reading criteria: what is taken, and every fault with its place."""

from decimal import Decimal

import pytest

from navigator.domain.problems import Place
from navigator.domain.truth import Truth
from navigator.engine.criteria import CriterionFaulty, check_criterion, read_criterion
from navigator.engine.sides import nearest
from tests.engine.editions import DAY, ELEMENTS, answer, element, integer, number

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
HERE = Place("guideline.yaml", 7, 10)


def faults(text, place=HERE):
    return check_criterion(text, ELEMENTS, place)


def only(text):
    (fault,) = faults(text)
    return fault


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("lvef_pct >= 50", {"lvef_pct": 50}, YES),
        ("lvef_pct > 50", {"lvef_pct": 50}, NO),
        ("lvef_pct <= 50", {"lvef_pct": 50}, YES),
        ("lvef_pct < 50", {"lvef_pct": 50}, NO),
        ("lvef_pct == 50", {"lvef_pct": 50}, YES),
        ("lvef_pct != 50", {"lvef_pct": 50}, NO),
        ("50 <= lvef_pct", {"lvef_pct": 50}, YES),
        ("50 < lvef_pct", {"lvef_pct": 50}, NO),
        ("-lvef_pct <= -50", {"lvef_pct": 50}, YES),
        ("40 <= lvef_pct < 50", {"lvef_pct": 40}, YES),
        ("40 <= lvef_pct < 50", {"lvef_pct": 50}, NO),
        ("not 40 <= lvef_pct < 50", {"lvef_pct": 50}, YES),
        ("quantity(50, '%') <= lvef_pct", {"lvef_pct": 60}, YES),
        ("lvef_baseline - lvef_pct >= 10", {"lvef_baseline": 60, "lvef_pct": 50}, YES),
        ("lvef_baseline >= lvef_pct + 10", {"lvef_baseline": 60, "lvef_pct": 51}, NO),
        ("lvef_pct - lvef_baseline > 0", {"lvef_baseline": 60, "lvef_pct": 51}, NO),
        ("lvef_pct + lvef_pct >= 100", {"lvef_pct": 50}, YES),
        ("ecog in (0, 1)", {"ecog": 1}, YES),
        ("ecog not in (0, 1)", {"ecog": 1}, NO),
        ("ecog not in (0, 1)", {"ecog": 2}, YES),
        ("her2 == 'positive'", {"her2": "positive"}, YES),
        ("'positive' == her2", {"her2": "positive"}, YES),
        ("her2 != 'positive'", {"her2": "positive"}, NO),
        ("her2 in ('negative', 'pending')", {"her2": "pending"}, YES),
        ("her2 in ['negative', 'pending']", {"her2": "positive"}, NO),
        ("her2 not in ('negative', 'pending')", {"her2": "positive"}, YES),
        ("'brain' in sites", {"sites": frozenset({"brain", "bone"})}, YES),
        ("'brain' not in sites", {"sites": frozenset({"bone"})}, YES),
        ("chf", {"chf": True}, YES),
        ("not chf", {"chf": True}, NO),
        ("chf == True", {"chf": False}, NO),
        ("chf != True", {"chf": False}, YES),
        ("not chf == False", {"chf": False}, NO),
        ("measured(lvef_pct)", {"lvef_pct": 50}, YES),
        ("seen_on >= '2026-11-02'", {"seen_on": DAY}, YES),
        ("seen_on < '2026-11-02'", {"seen_on": DAY}, NO),
        ("seen_on <= relapsed_on", {"seen_on": DAY, "relapsed_on": DAY}, YES),
        ("True", {}, YES),
        ("False", {}, NO),
        ("not True", {}, NO),
        ("chf and fit or ecog >= 3", {"chf": True, "fit": True, "ecog": 0}, YES),
        ("chf and (fit or ecog >= 3)", {"chf": False, "fit": True, "ecog": 4}, NO),
        ("chf and\n\tfit", {"chf": True, "fit": True}, YES),
    ],
)
def test_a_criterion_means_what_python_would_mean(text, values, expected):
    assert faults(text) == ()
    assert answer(text, **values) is expected


def test_numbers_are_compared_exactly_as_written_and_never_as_floats():
    # 0.1 + 0.2 as floats is 0.30000000000000004, which is not 0.3.
    text = "lvef_pct + 0.1 + 0.2 == 50.3"
    assert answer(text, lvef_pct=50) is YES


def test_an_empty_text_is_the_criterion_that_is_always_yes():
    always = read_criterion("", ELEMENTS)
    assert (always.text, always.elements, always.test({})) == ("", (), YES)


def test_a_criterion_names_its_elements_once_in_the_order_of_use():
    criterion = read_criterion("chf or lvef_pct < 50 and not chf", ELEMENTS)
    assert criterion.elements == ("chf", "lvef_pct")


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ('lvef_pct > "50"', "wrong-type", 21),
        ("lvef > 50", "unknown-element", 10),
        ("chf and zzz", "unknown-element", 18),
        ("lvef_pct - weight > 3", "wrong-unit", 10),
        ("weight > lvef_pct", "wrong-unit", 19),
        ("weight > lvef_pct + 5", "wrong-unit", 19),
        ("weight > 5 + lvef_pct", "wrong-unit", 19),
        ("lvef_pct >= quantity(50, 'kg')", "wrong-unit", 22),
        ("her2 == 'positiv'", "unknown-choice", 18),
        ("'lung' in sites", "unknown-choice", 10),
        ("lvef_pct > 90", "outside-limits", 21),
        ("4 > lvef_pct", "outside-limits", 10),
        ("ecog >= 1.5", "wrong-type", 18),
        ("her2", "wrong-type", 10),
        ("sites", "wrong-type", 10),
        ("seen_on", "wrong-type", 10),
        ("lvef_pct", "wrong-type", 10),
        ("her2 < 'positive'", "wrong-type", 17),
        ("her2 == 5", "wrong-type", 18),
        ("her2 == chf", "wrong-type", 18),
        ("her2 == True", "wrong-type", 18),
        ("chf == 'yes'", "wrong-type", 17),
        ("chf > 1", "wrong-type", 16),
        ("chf in (True,)", "wrong-type", 17),
        ("her2 in (1, 2)", "wrong-type", 19),
        ("weight in ('a',)", "wrong-type", 21),
        ("lvef_pct in sites", "wrong-type", 10),
        ("sites == 'brain'", "wrong-type", 19),
        ("seen_on > 5", "wrong-type", 20),
        ("seen_on > '2026-13-01'", "wrong-type", 20),
        ("seen_on + 5 > 3", "wrong-type", 10),
        ("5 - seen_on > 3", "wrong-type", 10),
        ("chf + 1 > 2", "wrong-type", 10),
        ("goals == 'a'", "wrong-type", 10),
        ("'a' == 'b'", "wrong-type", 17),
        ("(1, 2) == (1, 2)", "wrong-type", 20),
        ("1 < 2", "unsupported", 14),
        ("lvef_pct - lvef_pct > 0", "unsupported", 32),
        ("her2 is 'positive'", "unsupported", 18),
        ("her2 in ()", "unsupported", 18),
        ("lvef_pct in 5", "unsupported", 22),
        ("measured(5)", "unsupported", 10),
        ("measured(lvef_pct, chf)", "unsupported", 10),
        ("quantity(50) < lvef_pct", "unsupported", 10),
        ("quantity(True, '%') < lvef_pct", "unsupported", 10),
        ("quantity(50, unit='%') < lvef_pct", "unsupported", 10),
        ("lvef_pct * 2 > 50", "unsupported", 10),
        ("weight > 1e2", "unsupported", 19),
        ("weight > 0x50", "unsupported", 19),
        ("weight > 5j", "unsupported", 19),
        ("__import__('os')", "unsupported", 10),
        ("lvef_pct.real > 5", "unsupported", 10),
        ("chf if fit else chf", "unsupported", 10),
        ("lambda: chf", "unsupported", 10),
        ("5", "unsupported", 10),
        ("lvef_pct = 50", "syntax", 19),
        ("chf fit", "syntax", 14),
        ("chf and", "syntax", 17),
        ("chf) or (fit", "syntax", 13),
        ("chf # and fit", "syntax", 14),
        ("her2 == 'a\\n'", "syntax", 20),
        ("", "syntax", 10),
        (" ", "syntax", 10),
        ("chf\0", "syntax", 13),
        ("(" * 300 + "chf" + ")" * 300, "syntax", 210),
        ("not (" * 60 + "chf" + ")" * 60, "too-deep", 10),
        ("-" * 3900 + "ecog > 1", "too-deep", 10),
        ("chf and " * 600 + "chf", "too-long", 10),
    ],
)
def test_a_fault_is_named_at_its_column_with_what_to_write_instead(text, code, column):
    fault = faults(text)[0]
    assert (fault.code, fault.place) == (code, Place("guideline.yaml", 7, column))
    assert fault.message
    assert fault.hint


def test_all_faults_of_a_criterion_are_told_at_once():
    text = "lvef > 50 and her2 in ('x', 'y', 'positive') and (lvef_pct > '5' or weight > 999)"
    assert [fault.code for fault in faults(text)] == [
        "unknown-element",
        "unknown-choice",
        "unknown-choice",
        "wrong-type",
        "outside-limits",
    ]


def test_both_sides_of_a_comparison_are_looked_at():
    assert [fault.code for fault in faults("foo > bar")] == ["unknown-element"] * 2
    assert [fault.code for fault in faults("her2 in (foo, bar)")] == ["unknown-element"] * 2


def test_a_fault_on_a_later_line_counts_its_column_from_there():
    fault = only("chf and\n  lvef > 5")
    assert fault.place == Place("guideline.yaml", 8, 3)


def test_a_place_without_line_gives_columns_within_the_criterion():
    (fault,) = faults("chf and zzz", Place("steps.P02.branches.safe.when"))
    assert fault.place == Place("steps.P02.branches.safe.when", 0, 9)


def test_columns_count_letters_and_not_bytes():
    assert faults("'é' == her2 and zzz")[1].place.column == 26


def test_a_misspelt_element_brings_the_nearest_name():
    assert "lvef_pct" in only("lvef_pc > 50").hint
    assert "Declare" in only("qqq > 50").hint


def test_a_single_equals_sign_brings_two():
    assert "==" in only("lvef_pct = 50").hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('lvef_pct > "50"', "without quotation marks"),
        ("sites == 'brain'", "'brain' in sites"),
        ("sites", "'brain' in sites"),
        ("her2", "her2 == 'positive'"),
        ("lvef_pct", "lvef_pct >= 5"),
        ("seen_on", "'2026-01-31'"),
        ("seen_on > 5", "'2026-01-31'"),
        ("chf > 1", "not chf"),
        ("lvef_pct > 90", "from 5 to 85"),
        ("'a' == 'b'", "same kind"),
        ("weight > 1e2", "Write for example: 1.5"),
    ],
)
def test_the_hint_shows_what_would_be_right(text, hint):
    assert hint in only(text).hint


def test_what_cannot_be_compared_is_described_in_words():
    plain = {**ELEMENTS, "ratio": integer("ratio")}
    told = {
        "lvef_pct > 'a'": "lvef_pct (a number in %)",
        "ratio > 'a'": "ratio (a number)",
        "seen_on > 5": "seen_on (a date)",
        "her2 == 5": "her2 (a choice)",
        "chf == 5": "chf (yes or no)",
        "5 in sites": "sites (several choices)",
        "her2 == True": "True (yes or no)",
        "chf in (True,)": "a list of values",
        "her2 == quantity(5, 'kg')": "the number 5 kg",
    }
    for text, words in told.items():
        assert words in check_criterion(text, plain, HERE)[0].message


def test_an_element_without_limits_takes_any_number():
    free = {"free": element("free", ELEMENTS["weight"].type)}
    assert check_criterion("free > 123456", free, HERE) == ()
    assert "free >= 1" in check_criterion("free", free, HERE)[0].hint


def test_a_faulty_criterion_is_never_compiled():
    with pytest.raises(CriterionFaulty) as caught:
        read_criterion("lvef > 50 and zzz", ELEMENTS)
    assert [fault.code for fault in caught.value.problems] == ["unknown-element"] * 2
    with pytest.raises(CriterionFaulty):
        read_criterion("chf and", ELEMENTS)


def test_a_minus_before_a_name_subtracts_it_once():
    text = "-lvef_pct + 100 >= 50"
    assert answer(text, lvef_pct=Decimal(50)) is YES
    assert answer(text, lvef_pct=Decimal(51)) is NO


def test_units_that_differ_are_named_and_none_is_one():
    plain = {**ELEMENTS, "ratio": number("ratio")}
    (fault,) = check_criterion("ratio > lvef_pct", plain, Place("here"))
    assert fault.message == "The units differ: 1 and %."
    assert "for example in 1." in fault.hint
    (fault,) = check_criterion("lvef_pct > ratio", plain, Place("here"))
    assert fault.message == "The units differ: % and 1."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("chf".ljust(4000), None),
        ("chf".ljust(4001), "too-long"),
        ("zzz".ljust(4001), "too-long"),
        # Each "not" is a level, the name and how it is used are two more: 40 and 41.
        (("not " * 38 + "chf").ljust(201), None),
        (("not " * 39 + "chf").ljust(201), "too-deep"),
        (("not " * 39 + "chf").ljust(200), None),
    ],
    ids=[
        "4000 signs",
        "4001 signs",
        "4001 signs unread",
        "40 deep",
        "41 deep",
        "41 deep in 200 signs",
    ],
)
def test_a_criterion_has_a_greatest_length_and_depth(text, code):
    assert [fault.code for fault in faults(text)] == ([code] if code else [])


@pytest.mark.parametrize("text", ["", "  ", "chf # and fit", "chf \\ fit", "chf\0"])
def test_what_cannot_be_read_at_all_is_one_fault(text):
    assert [fault.code for fault in faults(text)] == ["syntax"]


def test_half_a_letter_is_no_criterion():
    # A lone surrogate, as a damaged file may hold: no text that could be encoded.
    fault = only("chf \ud800")
    assert (fault.code, fault.message, fault.place) == ("syntax", "This is no criterion.", HERE)


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        # Pairs of "^abc$" and "^abd$": 2 of 4 and 4 are shared, which is half.
        ("abc", ["abd"], "abd"),
        # Of "^ab$" and "^ac$" 1 of 3 and 3, which is a third.
        ("ab", ["ac"], ""),
        ("ab", ["ac", "ab_and_much_more_than_that", "AB"], "AB"),
        ("ab", [], ""),
    ],
)
def test_a_name_is_near_when_half_of_the_pairs_of_letters_are_shared(name, known, found):
    assert nearest(name, known) == found

"""How patients are followed through a flowchart, and the one patient who stands for them."""

from navigator.domain.facts import NOT_DONE
from navigator.engine.cutting import space_of
from navigator.engine.flow import Flow
from navigator.engine.nodes import leaves
from navigator.engine.parts import Fault
from navigator.engine.ready import ReadyEdition, ready
from navigator.engine.regions import Variable
from navigator.engine.walk import walk
from tests.engine.editions import ELEMENTS, branch, decision, edition, end, node
from tests.engine.proofs import codes, only, patient_of, ways


def flow_of(made):
    prepared = ReadyEdition(made)
    return Flow(prepared, space_of(made.elements, prepared.leaves))


def known_at(made, step):
    """The names of what is known of those who reach a step, one set for each way."""
    flow = flow_of(made)
    variables = flow.space.variables
    return [
        {name for variable in arrival.box for name in variables[variable].elements}
        for arrival in flow.arrivals[step]
    ]


def test_what_nobody_reads_any_more_is_forgotten_on_the_way():
    two = edition(
        decision("a", branch("weak", "chf", "b"), branch("strong", "not chf", "x")),
        decision("b", branch("fit", "fit and ecog < 2", "c"), branch("unfit", "otherwise", "x")),
        decision("c", branch("good", "ecog == 0", "x"), branch("poor", "ecog != 0", "x")),
        end("x"),
    )
    assert known_at(two, "b") == [set()]
    assert known_at(two, "c") == [{"ecog"}]
    assert known_at(two, "x") == [set()]


def test_what_only_another_way_reads_is_forgotten_on_this_one():
    parted = edition(
        decision("a", branch("weak", "chf", "b"), branch("strong", "not chf", "z")),
        decision("b", branch("fit", "fit", "c"), branch("unfit", "not fit", "y")),
        decision("c", branch("weak", "chf", "z"), branch("strong", "not chf", "z")),
        end("y"),
        end("z"),
    )
    assert known_at(parted, "c") == [{"chf"}]
    assert known_at(parted, "y") == [set()]


def test_a_patient_has_the_first_value_of_what_only_later_steps_read():
    later = edition(
        decision("a", branch("in", "ecog <= 2", "b"), branch("out", "ecog > 2", "x")),
        decision("b", branch("weak", "chf", "c")),
        decision("c", branch("good", "ecog < 2", "x"), branch("poor", "ecog >= 2", "x")),
        end("x"),
    )
    assert only(later).counter_example == {"facts": {"ecog": 0, "chf": False}}


def test_what_is_read_later_is_carried_past_a_step_that_does_not_read_it():
    two = edition(
        decision("a", branch("weak", "chf", "b"), branch("strong", "not chf", "x")),
        decision("b", branch("fit", "fit", "c"), branch("unfit", "not fit", "x")),
        decision("c", branch("weak", "chf", "x"), branch("strong", "not chf", "x")),
        end("x"),
    )
    assert known_at(two, "b") == [{"chf"}]
    assert known_at(two, "c") == [{"chf"}]


def test_ways_that_were_put_together_are_followed_back_by_the_one_the_patient_took():
    # Both ways lead to b; the hole there is for those who came by one of them.
    for came, chf in (("not chf", True), ("chf", False)):
        meeting = edition(
            decision("a", branch("weak", "chf", "b"), branch("strong", "not chf", "b")),
            decision("b", branch("some", f"{came} or ecog < 2", "x")),
            end("x"),
        )
        assert only(meeting).counter_example == {"facts": {"chf": chf, "ecog": 2}}


def test_three_ways_that_meet_pairwise_are_all_kept():
    # Three sizes meet at b; two of them are neighbours in one fact and are put together first.
    three = edition(
        decision(
            "a",
            branch("one", "her2 == 'positive' and chf", "b"),
            branch("two", "her2 == 'negative' and fit", "b"),
            branch("three", "her2 == 'positive' and not chf", "b"),
            branch("rest", "otherwise", "x"),
        ),
        decision(
            "b",
            branch("positive", "her2 == 'positive' and (chf or not chf)", "x"),
            branch("none", "her2 == 'negative' and not fit", "x"),
        ),
        end("x"),
    )
    assert set(codes(three)) == {"gap", "dead-branch"}


def test_a_counter_example_tells_all_that_matters_where_less_would_do():
    # Whoever is fit fits twice, ejection fraction known or not.
    twice = ways(
        branch("one", "fit or lvef_pct >= 50", "x"),
        branch("two", "fit or chf", "y"),
        branch("rest", "otherwise", "x"),
    )
    told = only(twice).counter_example["facts"]
    assert told == {"fit": True, "lvef_pct": 28, "chf": True}


def test_a_counter_example_behind_other_steps_tells_all_that_they_read():
    behind = edition(
        decision(
            "a",
            branch("on", "fit or lvef_pct >= 50", "b"),
            branch("off", "otherwise", "x"),
        ),
        decision("b", branch("weak", "chf", "x")),
        end("x"),
    )
    fault = only(behind)
    assert fault.counter_example == {"facts": {"chf": False, "fit": True, "lvef_pct": 28}}
    assert walk(ready(behind), patient_of(fault, behind)).fault is Fault.GAP


def test_cells_stand_in_the_order_known_then_not_done_then_unknown():
    (variable,) = space_of(ELEMENTS, list(leaves(node("lvef_pct >= 50")))).variables
    assert variable.cells == ((28,), (50,), (NOT_DONE,), (None,))


def test_every_cell_of_an_element_is_one_bit():
    assert Variable(("a",), ((1,), (2,), (None,))).full == 0b111


def test_ways_that_differ_in_one_element_are_put_together():
    meeting = edition(
        decision("a", branch("weak", "chf", "b"), branch("strong", "not chf", "b")),
        decision("b", branch("some", "chf and ecog < 2", "x"), branch("rest", "otherwise", "x")),
        end("x"),
    )
    (arrival,) = flow_of(meeting).arrivals["b"]
    assert len(arrival.of) == 2

"""Properties of the three answers, against an oracle that tries every value."""

from hypothesis import assume, given
from hypothesis import strategies as st

from navigator.domain.facts import NOT_DONE
from navigator.domain.truth import Truth, negate
from navigator.engine.criteria import read_criterion
from navigator.engine.explain import deciding, waiting, waiting_groups
from navigator.engine.nodes import elements_of, opposite
from tests.engine.editions import ELEMENTS, answer, by_id, node, yes_no
from tests.engine.oracle import CRITERIA, PATIENTS, VALUES, completions, definite, done, python_says

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


@given(CRITERIA, PATIENTS)
def test_with_everything_known_the_answer_is_that_of_python(text, patient):
    for complete in completions(patient, ()) if len(patient) == len(VALUES) else ():
        assume(done(complete))
        assert (answer(text, **complete) is YES) == python_says(text, complete)


@given(CRITERIA, st.sampled_from(list(completions({}))))
def test_nothing_is_unknown_where_everything_is_known_and_done(text, patient):
    assume(done(patient))
    truth = answer(text, **patient)
    assert definite(truth)
    assert (truth is YES) == python_says(text, patient)


@given(CRITERIA, PATIENTS)
def test_a_definite_answer_holds_whatever_the_unknown_facts_turn_out_to_be(text, patient):
    truth = answer(text, **patient)
    if definite(truth):
        found = {answer(text, **complete) for complete in completions(patient)}
        assert found == {truth}


@given(CRITERIA, PATIENTS, st.sampled_from(list(completions({}))))
def test_learning_a_fact_never_turns_a_definite_answer(text, patient, others):
    truth = answer(text, **patient)
    for name, value in others.items():
        learnt = {name: value, **patient}
        assert truth in (UNKNOWN, answer(text, **learnt))


@given(CRITERIA, PATIENTS)
def test_the_opposite_criterion_gives_the_opposite_answer(text, patient):
    criterion = read_criterion(text, ELEMENTS)
    from_text = answer(f"not ({text})", **patient)
    assert from_text is negate(criterion.test(patient))
    assert opposite(opposite(criterion.node)) == criterion.node


@given(CRITERIA, PATIENTS)
def test_the_deciding_facts_alone_give_the_answer_and_none_of_them_can_be_left_out(text, patient):
    criterion = read_criterion(text, ELEMENTS)
    truth = criterion.test(patient)
    assume(definite(truth))
    group = deciding(criterion.node, patient, truth)
    alone = {name: patient[name] for name in group}
    assert criterion.test(alone) is truth
    for left_out in group:
        fewer = {name: value for name, value in alone.items() if name != left_out}
        assert criterion.test(fewer) is UNKNOWN


@given(CRITERIA, PATIENTS)
def test_what_it_waits_for_is_unknown_and_holds_no_superfluous_fact(text, patient):
    criterion = read_criterion(text, ELEMENTS)
    assume(criterion.test(patient) is UNKNOWN)
    for goal in (YES, NO):
        group = waiting(criterion.node, patient, goal)
        assert group
        assert set(group) <= set(elements_of(criterion.node))
        assert all(patient.get(name) in (None, NOT_DONE) for name in group)
        assert all(
            len(group) <= len(other) for other in waiting_groups(criterion.node, patient, goal)
        )


@given(CRITERIA, PATIENTS)
def test_no_answer_comes_before_one_of_the_waiting_sets_is_complete(text, patient):
    criterion = read_criterion(text, ELEMENTS)
    assume(criterion.test(patient) is UNKNOWN)
    for goal in (YES, NO):
        groups = [set(group) for group in waiting_groups(criterion.node, patient, goal)]
        for complete in completions(patient):
            changed = {**complete}
            if criterion.test(changed) is not goal:
                continue
            learnt = {n for n in complete if patient.get(n) in (None, NOT_DONE)}
            assert any(group <= learnt for group in groups)


def test_a_set_that_several_parts_wait_for_is_named_once():
    groups = waiting_groups(node("ecog >= 2 or ecog == 0"), {}, Truth.YES)
    assert groups == (("ecog",),)


def test_of_very_many_sets_the_first_are_kept():
    # Seven parts of two elements each: two to the seventh sets would do.
    names = [f"q{count}" for count in range(14)]
    elements = by_id(*(yes_no(name) for name in names))
    pairs = [f"({one} or {other})" for one, other in zip(names[::2], names[1::2], strict=True)]
    groups = waiting_groups(node(" and ".join(pairs), elements), {}, Truth.YES)
    assert len(groups) == 64
    assert {len(group) for group in groups} == {7}

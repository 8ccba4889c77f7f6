"""A dull oracle for three-valued answers: try every value that an unknown fact may have."""

import itertools

from hypothesis import strategies as st

from navigator.domain.facts import NOT_DONE
from navigator.domain.truth import Truth
from tests.engine.editions import ELEMENTS

# Every value that the criteria below can tell apart, boundaries included.
VALUES = {
    "lvef_pct": [39, 40, 45, 50, 51, NOT_DONE],
    "ecog": [0, 1, 2, 3],
    "chf": [True, False],
    "fit": [True, False],
    "her2": ["positive", "negative", "pending"],
}

_ATOMS = [
    "lvef_pct >= 50",
    "lvef_pct < 40",
    "40 <= lvef_pct <= 50",
    "lvef_pct == 45",
    "measured(lvef_pct)",
    "ecog >= 2",
    "ecog in (0, 3)",
    "chf",
    "fit == False",
    "her2 == 'positive'",
    "her2 in ('negative', 'pending')",
    "her2 != 'pending'",
]

CRITERIA = st.recursive(
    st.sampled_from(_ATOMS),
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) and ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) or ({two[1]})"),
    ),
    max_leaves=6,
)

PATIENTS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}
)


def python_says(text, values):
    """Let Python itself answer a criterion for a patient of whom everything is known.

    Only for criteria without comparison of what was not done.
    """
    names = {**values, "measured": lambda value: value is not NOT_DONE}
    return eval(text, {"__builtins__": {}}, names)


def completions(values, names=tuple(VALUES)):
    """Give every patient that agrees with what is known and has a value for all of `names`."""
    missing = [name for name in names if name not in values]
    for filled in itertools.product(*(VALUES[name] for name in missing)):
        yield {**values, **dict(zip(missing, filled, strict=True))}


def done(values):
    return NOT_DONE not in values.values()


def definite(truth):
    return truth is not Truth.UNKNOWN


assert set(VALUES) <= set(ELEMENTS)

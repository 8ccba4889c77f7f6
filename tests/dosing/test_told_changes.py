"""What a changed dose says of its changes, and an unchanged one does not."""

from navigator.domain.library import DoseUnit
from tests.dosing.test_changes import amount, change, share
from tests.dosing.test_dose import DOCETAXEL, dose_of


def test_a_dose_that_nobody_changed_is_of_the_full_level():
    assert dose_of(DOCETAXEL, 100, DoseUnit.MG_PER_M2).level == 0


def test_a_share_alone_is_not_called_the_lowest_of_several():
    (alone,) = change(share("a", 75)).factors
    assert alone.text == "Rule a."
    (lowest,) = change(share("a", 75, "g"), share("b", 50, "g")).factors
    assert lowest.text.replace("\u00a0", " ") == "Rule b. The lowest of 75 %, 50 %."


def test_of_two_amounts_only_the_one_that_is_given_is_told():
    told = change(amount(75), amount(60)).adjustments
    assert [each.proposal for each in told] == ["docetaxel/set-60"]

"""The caller's decimal context never reaches a dose."""

from decimal import ROUND_UP, Context, Decimal, localcontext

from navigator.dosing.body import BsaFormula, body_surface_area
from navigator.dosing.calvert import calvert_mg
from navigator.dosing.exact import down_to, nearest_to, percent_off, settled

CRUDE = Context(prec=3, rounding=ROUND_UP)


def test_a_crude_context_of_the_caller_changes_nothing():
    def everything():
        return (
            *(
                body_surface_area(each, height_cm=Decimal("171.5"), weight_kg=Decimal("68.25"))
                for each in BsaFormula
            ),
            calvert_mg(auc=Decimal("5.5"), gfr_ml_min=Decimal("87.803819")),
            down_to(Decimal("1791.1821"), Decimal(1)),
            nearest_to(Decimal("1791.1821"), Decimal(1)),
            percent_off(Decimal(1800), Decimal("1791.1821")),
            settled(Decimal("1791.182105017056419937")),
        )

    plain = everything()
    with localcontext(CRUDE):
        assert everything() == plain


def test_an_endless_fraction_that_comes_back_is_settled():
    third = Decimal(1) / Decimal(3)  # 28 digits: times 3 is 0.999...
    assert third * 3 != 1
    # 50 digits of 110/60, times 75, are 137.4999...; settled they are the 137.5 that they mean.
    surface = body_surface_area(
        BsaFormula.MOSTELLER, height_cm=Decimal(176), weight_kg=Decimal("68.75")
    )
    with localcontext(Context(prec=50)):
        carried = surface * 75
    assert settled(carried) == Decimal("137.5")


def test_a_value_just_below_a_half_stays_below():
    below = Decimal("137.49999999999999999999")
    assert settled(below) == below
    assert nearest_to(below, Decimal(1)) == 137


def test_halves_go_up_and_down_goes_down():
    assert nearest_to(Decimal("137.5"), Decimal(1)) == 138
    assert nearest_to(Decimal("136.5"), Decimal(1)) == 137
    assert nearest_to(Decimal("12.5"), Decimal(5)) == 15
    assert down_to(Decimal("137.999"), Decimal(1)) == 137
    assert down_to(Decimal(252), Decimal(1)) == 252


def test_a_deviation_is_signed():
    assert percent_off(Decimal(110), Decimal(100)) == 10
    assert percent_off(Decimal(90), Decimal(100)) == -10

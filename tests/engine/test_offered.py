"""Who is recommended an option, and who answers criteria as wanted."""

from navigator.domain.truth import Truth
from navigator.engine.counter_example import patient_of
from navigator.engine.cutting import space_of
from navigator.engine.flow import Flow, witness
from navigator.engine.offered import Offers
from navigator.engine.ready import ReadyEdition
from tests.engine.editions import heart_edition

EDITION = heart_edition()
READY = ReadyEdition(EDITION)
FLOW = Flow(READY, space_of(EDITION.elements, READY.leaves))
ARRIVALS = FLOW.arrivals["treat"]
OFFERS = {one.option.regimen: one for one in READY.offers(EDITION.steps["treat"])}


def patient(found):
    arrival, chosen = found
    return patient_of(witness(arrival, chosen, FLOW.space), FLOW.space)


def test_who_is_recommended_an_option_meets_its_criterion_and_none_of_its_dangers():
    told = patient(Offers(FLOW).recommended(OFFERS["T_ET"], ARRIVALS))
    assert (told["her2"], told["chf"]) == ("positive", False)
    told = patient(Offers(FLOW).recommended(OFFERS["T_DOC"], ARRIVALS))
    assert (told["fit"], told["ecog"]) == (True, 0)
    assert Offers(FLOW).recommended(OFFERS["T_ET"], []) is None


def test_who_answers_criteria_as_wanted_is_among_those_who_get_there():
    fit, meant = READY.criterion("not fit"), READY.criterion("her2 == 'positive'")
    offers = Offers(FLOW)
    told = patient(offers.answering([(fit, Truth.YES), (meant, Truth.NO)], ARRIVALS))
    assert (told["fit"], told["her2"]) == (False, "negative")
    assert offers.answering([(fit, Truth.YES), (fit, Truth.NO)], ARRIVALS) is None

"""Where the formulas come from: references that travel with the code that uses them."""

from collections.abc import Mapping

from navigator.domain.ids import ReferenceId
from navigator.domain.source import Reference, Source


def _article(name: str, citation: str, year: int, *, doi: str = "", pmid: str = "") -> Reference:
    return Reference(ReferenceId(name), "article", citation, year, doi=doi, pmid=pmid)


_ALL = (
    _article(
        "mosteller-1987",
        "Mosteller RD. Simplified calculation of body-surface area. N Engl J Med 1987;317:1098",
        1987,
        doi="10.1056/NEJM198710223171717",
        pmid="3657876",
    ),
    _article(
        "du-bois-1916",
        "Du Bois D, Du Bois EF. A formula to estimate the approximate surface area if height and"
        " weight be known. Arch Intern Med 1916;17:863-871",
        1916,
        doi="10.1001/archinte.1916.00080130010002",
    ),
    _article(
        "haycock-1978",
        "Haycock GB, Schwartz GJ, Wisotsky DH. Geometric method for measuring body surface area:"
        " a height-weight formula validated in infants, children, and adults."
        " J Pediatr 1978;93:62-66",
        1978,
        doi="10.1016/S0022-3476(78)80601-5",
        pmid="650346",
    ),
    _article(
        "gehan-george-1970",
        "Gehan EA, George SL. Estimation of human body surface area from height and weight."
        " Cancer Chemother Rep 1970;54:225-235",
        1970,
        pmid="5527019",
    ),
    Reference(
        ReferenceId("boyd-1935"),
        "standard",
        "Boyd E. The growth of the surface area of the human body."
        " Minneapolis: University of Minnesota Press 1935",
        1935,
    ),
    _article(
        "cockcroft-1976",
        "Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine."
        " Nephron 1976;16:31-41",
        1976,
        doi="10.1159/000180580",
        pmid="1244564",
    ),
    _article(
        "calvert-1989",
        "Calvert AH, Newell DR, Gumbrell LA, et al. Carboplatin dosage: prospective evaluation of"
        " a simple formula based on renal function. J Clin Oncol 1989;7:1748-1756",
        1989,
        doi="10.1200/JCO.1989.7.11.1748",
        pmid="2681557",
    ),
    _article(
        "devine-1974",
        "Devine BJ. Gentamicin therapy. Drug Intell Clin Pharm 1974;8:650-655",
        1974,
        doi="10.1177/106002807400801104",
    ),
    _article(
        "bauer-1983",
        "Bauer LA, Edwards WA, Dellinger EP, Simonowitz DA. Influence of weight on aminoglycoside"
        " pharmacokinetics in normal weight and morbidly obese patients."
        " Eur J Clin Pharmacol 1983;24:643-647",
        1983,
        doi="10.1007/BF00542215",
    ),
    Reference(
        ReferenceId("western-health-weight"),
        "standard",
        "Western Health, Melbourne. Anticancer therapy: doses are worked out again when the weight"
        " has changed by 10 %",
        url="https://www.wh.org.au",
    ),
    Reference(
        ReferenceId("fda-carboplatin-2010"),
        "standard",
        "US Food and Drug Administration. Carboplatin dosing. October 2010",
        2010,
        url="https://www.fda.gov/AboutFDA/CentersOffices/OfficeofMedicalProductsandTobacco/CDER/ucm228974.htm",
        region="US",
    ),
)

FORMULA_REFERENCES: Mapping[ReferenceId, Reference] = {each.id: each for each in _ALL}

MOSTELLER = (Source(ReferenceId("mosteller-1987"), "page 1098"),)
DU_BOIS = (Source(ReferenceId("du-bois-1916")),)
HAYCOCK = (Source(ReferenceId("haycock-1978")),)
GEHAN_GEORGE = (Source(ReferenceId("gehan-george-1970")),)
BOYD = (Source(ReferenceId("boyd-1935")),)
COCKCROFT_GAULT = (Source(ReferenceId("cockcroft-1976")),)
CALVERT = (Source(ReferenceId("calvert-1989")),)
GFR_CAP = (Source(ReferenceId("fda-carboplatin-2010"), verified=True),)
DEVINE = (Source(ReferenceId("devine-1974")),)
ADJUSTED_WEIGHT = (Source(ReferenceId("bauer-1983")),)
WEIGHT_CHANGE = (Source(ReferenceId("western-health-weight")),)

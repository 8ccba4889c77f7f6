"""What the Library finds, says and leads to, without a window."""

from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest

from navigator.presenters.library_browser import LibraryBrowser
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_criteria import criterion_shown
from navigator.presenters.library_doses import days_words
from navigator.presenters.library_finder import Command, Finder
from navigator.presenters.library_forest import SETTINGS, forest_of, forest_page, position
from navigator.presenters.library_found import LISTED, RowKind, found_rows, kind_rows
from navigator.presenters.library_links import CONTENTS, Kind, Target
from navigator.presenters.library_pages import (
    Bars,
    Copyable,
    Forest,
    ForestRow,
    SourceShown,
    Statement,
    Table,
)
from navigator.presenters.library_sources import short_words

FAMILY = ["T", "S", "D", "E", "P", "PT"]


@pytest.fixture(scope="module")
def catalogue(library):
    return Catalogue(library)


class Screen:
    """Keeps what is drawn, and how often the place was left."""

    def __init__(self):
        self.state = None
        self.left = 0

    def draw(self, state):
        self.state = state

    def leave(self):
        self.left += 1


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture
def browser(screen, catalogue):
    made = LibraryBrowser(screen, catalogue)
    made.show()
    return made


def entries(rows, kind=None):
    found = [row for row in rows if row.kind is RowKind.ENTRY]
    return [row for row in found if kind is None or row.target.kind is kind]


def parts_of(thing, wanted):
    """Every part of a page that is of a class, however deep."""
    if isinstance(thing, wanted):
        yield thing
    if isinstance(thing, tuple):
        for part in thing:
            yield from parts_of(part, wanted)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from parts_of(getattr(thing, field.name), wanted)


def page(browser, screen, kind, one):
    browser.open(Target(kind, one))
    return screen.state.page


def titled(made, title):
    return next(part for part in made.sections if part.title == title)


# what is found


def test_a_brand_finds_its_drug_first_and_every_look_alike_under_a_warning(catalogue):
    rows = found_rows(catalogue, "hercep")
    assert [row.kind for row in rows[:2]] == [RowKind.HEADING, RowKind.WARNING]
    drugs = entries(rows, Kind.DRUG)
    assert drugs[0].words == "trastuzumab"
    assert "Herceptin" in drugs[0].caption
    assert sorted(row.mark for row in drugs) == sorted(FAMILY)


@pytest.mark.parametrize("letters", range(2, len("trastuzumab") + 1))
def test_no_beginning_of_trastuzumab_shows_it_without_its_look_alikes(catalogue, letters):
    rows = found_rows(catalogue, "trastuzumab"[:letters])
    kinds = [row.kind for row in rows]
    family = [row for row in entries(rows, Kind.DRUG) if row.mark in FAMILY]
    assert {row.mark for row in family} == set(FAMILY)
    assert kinds.index(RowKind.WARNING) < rows.index(family[0])
    assert family[0].words == "trastuzumab"


def test_what_is_called_so_stands_before_what_has_such_a_synonym(catalogue):
    drugs = entries(found_rows(catalogue, "pacli"), Kind.DRUG)
    assert [row.words for row in drugs[:2]] == ["paclitaxel", "albumin-bound paclitaxel"]


def test_a_regimen_with_look_alikes_bears_their_marks(catalogue):
    rows = entries(found_rows(catalogue, "trastuzumab emtansine"), Kind.REGIMEN)
    marks = {row.words: row.mark for row in rows}
    assert marks["Trastuzumab emtansine"] == "E"
    assert marks["Trastuzumab emtansine and pertuzumab"] == "E P"


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz")
def test_every_first_letter_can_be_looked_up(catalogue, letter):
    assert found_rows(catalogue, letter)


def test_what_only_a_primer_asks_is_not_among_the_facts_of_a_patient(catalogue):
    assert "current_anti_her2" in {one.id for one in catalogue.shelf.search("current anti-HER2", 9)}
    found = {row.target.id for row in entries(found_rows(catalogue, "current anti-HER2"))}
    assert "current_anti_her2" not in found


def test_an_author_is_found_among_the_references(catalogue):
    rows = entries(found_rows(catalogue, "geyer"))
    assert rows[0].target == Target(Kind.REFERENCE, "geyer-2006")


def test_a_hit_in_the_text_is_shown_with_the_words_around_it(catalogue):
    drugs = entries(found_rows(catalogue, "LVEF"), Kind.DRUG)
    told = [row.caption for row in drugs if not row.mark]
    assert told
    assert all("lvef" in caption.casefold() for caption in told)


def test_an_empty_search_is_a_table_of_contents_by_kind(browser, screen, catalogue):
    groups = [row for row in screen.state.rows if row.kind is RowKind.GROUP]
    assert [row.target.kind for row in groups] == list(LISTED)
    sizes = {row.target.kind: int(row.note) for row in groups}
    assert sizes[Kind.DRUG] == len(catalogue.shelf.titles("drug"))
    assert sizes[Kind.TRIAL] == len(catalogue.shelf.titles("trial"))


@pytest.mark.parametrize("kind", LISTED)
def test_everything_of_a_kind_is_listed_once_with_a_way_back(catalogue, browser, screen, kind):
    rows = kind_rows(catalogue, kind)
    assert rows[0].kind is RowKind.BACK
    targets = [row.target for row in entries(rows)]
    assert len(set(targets)) == len(targets)
    group = next(row for row in screen.state.rows if row.target and row.target.kind is kind)
    assert len(targets) == int(group.note)
    browser.choose(group)
    assert screen.state.rows == rows
    browser.choose(rows[0])
    assert any(row.kind is RowKind.GROUP for row in screen.state.rows)


def test_nothing_found_says_what_to_try(browser, screen):
    browser.look_up("zzzz")
    words = " ".join(row.words for row in screen.state.rows)
    assert "zzzz" in words
    assert "brand name" in words
    assert "DOI" in words
    assert screen.state.rows[-1].kind is RowKind.BACK


def test_what_is_left_out_of_a_kind_can_be_unfolded(browser, screen):
    browser.look_up("tras")
    more = next(row for row in screen.state.rows if row.kind is RowKind.MORE)
    heading = next(
        row for row in screen.state.rows if row.kind is RowKind.HEADING and row.words == "Regimens"
    )
    browser.choose(more)
    assert len(entries(screen.state.rows, Kind.REGIMEN)) == int(heading.note)


# what is linked to what


def everything(catalogue):
    for kind in LISTED:
        yield from (row.target for row in entries(kind_rows(catalogue, kind)))
    yield from (Target(Kind.FOREST, one) for one in SETTINGS)
    yield CONTENTS


def test_every_link_of_every_page_leads_to_a_page(catalogue, browser, screen):
    known = set(everything(catalogue))
    led_to = set()
    for target in known:
        browser.open(target)
        assert screen.state.page.target == target
        assert screen.state.page.title
        led_to |= set(parts_of(screen.state.page.sections, Target))
    assert led_to <= known
    # Drugs and protocols are linked from others; a trial or regimen may stand alone.
    alone = {one for one in known - led_to if one.kind in (Kind.DRUG, Kind.PROTOCOL)}
    assert alone == set()


def test_every_unverified_source_is_marked_where_it_stands_and_counted(catalogue, browser, screen):
    for kind, one in ((Kind.DRUG, "t_dm1"), (Kind.TRIAL, "HER2CLIMB"), (Kind.REGIMEN, "LAP_CAPE")):
        made = page(browser, screen, kind, one)
        shown = set(parts_of(made.sections, SourceShown))
        assert made.unverified > 0
        assert any(not source.verified for source in shown)
        assert any(source.verified for source in shown)


def test_a_reference_names_what_rests_on_it(browser, screen):
    made = page(browser, screen, Kind.REFERENCE, "us-kadcyla")
    targets = set(parts_of(made.sections, Target))
    assert Target(Kind.DRUG, "t_dm1") in targets
    assert Target(Kind.PROTOCOL, "TDM1") in targets


def test_a_citation_can_be_copied_with_its_doi_and_pmid(browser, screen):
    made = page(browser, screen, Kind.REFERENCE, "slamon-2001")
    copies = {one.label: one.words for one in parts_of(made.sections, Copyable)}
    assert copies["Citation"] == (
        "Slamon DJ, et al. N Engl J Med 2001;344:783-792. "
        "doi:10.1056/NEJM200103153441101. PMID 11248153"
    )
    assert copies["DOI"] == "10.1056/NEJM200103153441101"
    assert copies["PMID"] == "11248153"


def test_sources_are_named_as_a_reader_names_them(catalogue):
    assert short_words(catalogue.references["slamon-2001"]) == "Slamon 2001"
    assert short_words(catalogue.references["von-minckwitz-2009"]) == "von Minckwitz 2009"
    assert short_words(catalogue.references["us-kadcyla"]) == "Kadcyla, US label"
    assert short_words(catalogue.references["eu-herceptin"]) == "Herceptin, EU label"


# the pages


def test_the_page_of_a_conjugate_says_first_what_it_is_not_and_how_much_is_too_much(
    browser, screen
):
    made = page(browser, screen, Kind.DRUG, "t_dm1")
    assert (made.title, made.mark) == ("trastuzumab emtansine", "E")
    assert "Not trastuzumab (Herceptin)" in made.warning
    # Kadcyla, US label, section 2: 3.6 mg/kg is the highest dose.
    (ceiling,) = titled(made, "Highest dose").blocks
    assert "3.6\N{NO-BREAK SPACE}mg/kg" in ceiling.words
    assert [one.words for one in ceiling.sources] == ["Kadcyla, US label, section 2"]


def test_a_safeguard_is_shown_with_its_criterion_in_words_and_its_source(browser, screen):
    made = page(browser, screen, Kind.DRUG, "t_dm1")
    shown = titled(made, "Contraindications and cautions").blocks
    lvef = next(one for one in shown if "LVEF is below" in one.words)
    assert lvef.sign == "Excludes"
    assert lvef.detail.endswith("is below 40\N{NO-BREAK SPACE}%")
    assert "not known" not in lvef.detail
    assert lvef.sources
    order = [one.sign for one in shown if one.sign]
    assert order == sorted(order)  # what excludes stands before what warns


def test_a_criterion_without_a_patient_says_nothing_of_what_is_known(catalogue):
    words = criterion_shown(catalogue, "lvef_pct >= 50 and not chf_symptomatic")
    assert "at least 50" in words
    assert "known" not in words
    assert criterion_shown(catalogue, "") == ""


def test_the_reload_of_a_missed_dose_is_on_the_page(browser, screen):
    made = page(browser, screen, Kind.DRUG, "trastuzumab_iv")
    blocks = titled(made, "Missed dose and reloading").blocks
    # Herceptin, EU label 4.2: more than one week late (21 + 8 days), 8 mg/kg again.
    three_weekly = next(one for one in blocks if one.detail.startswith("From 29 days"))
    assert "8 mg/kg" in three_weekly.words


def test_a_protocol_shows_doses_days_and_cycles_of_each_drug(browser, screen):
    made = page(browser, screen, Kind.PROTOCOL, "LAP-CAPE")
    (table,) = parts_of(titled(made, "Doses").blocks, Table)
    cells = [[cell.words.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table.rows]
    # Tykerb, US label 2: lapatinib 1250 mg daily, capecitabine 1000 mg/m² twice, days 1 to 14.
    assert cells == [
        ["lapatinib", "1250 mg", "days 1 to 21", "every cycle", "by mouth"],
        ["capecitabine", "1000 mg/m², 2 times a day", "days 1 to 14", "every cycle", "by mouth"],
    ]


def test_a_regimen_says_where_it_is_offered_and_on_which_trial_it_rests(browser, screen):
    made = page(browser, screen, Kind.REGIMEN, "LAP_CAPE")
    offered = [
        one
        for one in titled(made, "Where it is offered").blocks
        if isinstance(one, Statement) and one.sign == "Preferred"
    ]
    targets = {link.target for one in offered for link in one.links}
    assert Target(Kind.STEP, "2013/Q_3L_CAPE") in targets
    assert Target(Kind.TRIAL, "EGF100151") in targets


def test_a_trial_shows_its_medians_on_one_scale_and_its_hazard_ratios(browser, screen):
    made = page(browser, screen, Kind.TRIAL, "EMILIA")
    bars = {one.measure: one for one in parts_of(made.sections, Bars)}
    # Verma 2012: PFS 9.6 against 6.4 months, HR 0.65 (0.55 to 0.77).
    assert [bar.value for bar in bars["PFS"].bars] == [Decimal("9.6"), Decimal("6.4")]
    assert "0.65 (0.55 to 0.77)" in bars["PFS"].comparison
    # Diéras 2017: OS 29.9 months (26.3 to 34.1): the widest limit ends the scale of all months.
    assert bars["PFS"].top == bars["OS, final"].top == Decimal("34.1")
    assert bars["ORR"].top == 100
    (forest,) = parts_of(made.sections, Forest)
    assert [row.label for row in forest.rows] == ["PFS", "OS", "OS, final"]


def test_a_trial_without_outcomes_draws_nothing(browser, screen):
    made = page(browser, screen, Kind.TRIAL, "EMPOWHER303")
    assert not list(parts_of(made.sections, Forest))
    assert not list(parts_of(made.sections, Bars))


def test_a_step_leads_into_the_flowchart_and_names_another_edition(browser, screen):
    browser.read_against("2026")
    made = page(browser, screen, Kind.STEP, "2013/Q_3L_CAPE")
    assert made.ways[0].id == "2013/Q_3L_CAPE"
    assert "2013" in made.ways[0].words
    browser.read_against("2013")
    browser.show()
    assert screen.state.page.ways[0].words == "Show in the flowchart"


def test_a_fact_that_is_worked_out_cannot_be_entered_from_its_page(browser, screen, catalogue):
    derived = next(one for one in catalogue.elements.values() if one.derived)
    assert page(browser, screen, Kind.ELEMENT, derived.id).ways == ()
    assert page(browser, screen, Kind.ELEMENT, "lvef_pct").ways[0].place == "patient"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1,), "day 1"),
        ((1, 8), "days 1, 8"),
        ((1, 2), "days 1, 2"),
        ((1, 2, 3), "days 1 to 3"),
        ((1, 8, 9, 10, 15), "days 1, 8 to 10, 15"),
        (tuple(range(1, 15)), "days 1 to 14"),
    ],
)
def test_days_of_a_cycle_are_drawn_together(days, words):
    assert days_words(days) == words


# hazard ratios side by side


def row(ratio, low=None, high=None):
    ends = [Decimal(one) if one else None for one in (low, high)]
    return ForestRow("A", "", Decimal(ratio), ends[0], ends[1], 100, ratio)


def test_the_scale_is_logarithmic_with_1_in_the_middle_of_a_half_and_2():
    forest = forest_of("f", [row("0.8", "0.6", "1.1")])
    assert (forest.ticks[0], forest.ticks[-1]) == (Decimal("0.5"), Decimal(2))
    assert position(forest, Decimal(1)) == pytest.approx(0.5)
    assert position(forest, Decimal("0.5")) == 0
    assert position(forest, Decimal(2)) == 1
    # log(0.8 / 0.5) / log(4) = 0.4700 / 1.3863
    assert position(forest, Decimal("0.8")) == pytest.approx(0.33904, abs=1e-4)


def test_the_scale_grows_until_it_holds_every_limit():
    forest = forest_of("f", [row("0.22"), row("1.9", "0.9", "4.2")])
    assert (forest.ticks[0], forest.ticks[-1]) == (Decimal("0.2"), Decimal(5))


def test_a_ratio_far_outside_stands_at_the_end_of_the_scale():
    forest = forest_of("f", [row("0.05"), row("30")])
    assert position(forest, Decimal("0.05")) == 0
    assert position(forest, Decimal(30)) == 1


def test_the_first_line_forest_holds_each_trial_with_a_ratio_for_progression(catalogue):
    made = forest_page(catalogue, "first")
    (forest,) = parts_of(made.sections, Forest)
    words = {one.label: one.words for one in forest.rows}
    # Baselga 2012: HR for progression 0.62 (0.51 to 0.75).
    assert words["CLEOPATRA"] == "0.62 (0.51 to 0.75)"
    assert "EMILIA" not in words  # second line
    assert "M77001" not in words  # no hazard ratio reported
    assert words["eLEcTRA"] == "0.67, no interval reported"


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_forest_has_its_numbers_in_a_table_too(catalogue, setting):
    made = forest_page(catalogue, setting)
    (forest,) = parts_of(made.sections, Forest)
    (table,) = parts_of(made.sections, Table)
    assert [one.label for one in forest.rows] == [cells[0].words for cells in table.rows]
    assert [one.words for one in forest.rows] == [cells[-1].words for cells in table.rows]


# the way back


def test_back_and_forward_go_through_the_pages_that_were_open(browser, screen):
    drug, trial = Target(Kind.DRUG, "t_dm1"), Target(Kind.TRIAL, "EMILIA")
    browser.open(drug)
    browser.open(trial)
    browser.back()
    assert screen.state.page.target == drug
    assert screen.state.can_go_forward
    browser.forward()
    assert screen.state.page.target == trial
    browser.back()
    browser.back()
    assert screen.state.page.target == CONTENTS
    assert not screen.state.can_go_back
    browser.back()
    assert screen.state.page.target == CONTENTS
    assert screen.left == 0


def test_a_new_page_forgets_what_was_ahead(browser, screen):
    browser.open(Target(Kind.DRUG, "t_dm1"))
    browser.back()
    browser.open(Target(Kind.TRIAL, "EMILIA"))
    assert not screen.state.can_go_forward


def test_the_same_page_twice_is_one_step_back(browser, screen):
    browser.open(Target(Kind.DRUG, "t_dm1"))
    browser.open(Target(Kind.DRUG, "t_dm1"))
    browser.back()
    assert screen.state.page.target == CONTENTS


def test_back_from_a_page_that_another_place_opened_returns_there(browser, screen):
    browser.open(Target(Kind.REGIMEN, "LAP_CAPE"), from_elsewhere=True)
    browser.open(Target(Kind.TRIAL, "EGF100151"))
    browser.back()
    assert screen.left == 0
    browser.back()
    assert screen.left == 1
    browser.forward()
    assert screen.state.page.target == Target(Kind.REGIMEN, "LAP_CAPE")


# the search over everything


class Dialog:
    def __init__(self):
        self.rows = ()
        self.done = []

    def draw(self, rows):
        self.rows = rows

    def run(self, command):
        self.done.append(("run", command))

    def go(self, place, target):
        self.done.append((place, target.id))


COMMANDS = (
    Command("dark", "Dark", "View: Theme"),
    Command("larger", "Larger text", "View: Text size", "Ctrl++"),
    Command("step", "Step column", "View", "F8"),
)


@pytest.fixture
def dialog(catalogue):
    made = Dialog()
    made.finder = Finder(made, lambda: catalogue, COMMANDS, "2013")
    return made


def choose_first(dialog, typed, kind=None):
    dialog.finder.look_up(typed)
    dialog.finder.choose(entries(dialog.rows, kind)[0])
    return dialog.done[-1]


def test_two_beginnings_find_the_regimen(dialog):
    assert choose_first(dialog, "lap cape") == ("library", "LAP_CAPE")


def test_a_command_is_found_by_its_name_or_by_its_menu(dialog):
    assert choose_first(dialog, "dark") == ("run", "dark")
    assert choose_first(dialog, "theme dark", Kind.COMMAND) == ("run", "dark")
    assert choose_first(dialog, "text size", Kind.COMMAND) == ("run", "larger")


def test_a_step_of_the_edition_in_use_is_shown_in_the_flowchart(dialog):
    assert choose_first(dialog, "Q_3L_CAPE", Kind.STEP) == ("flowchart", "2013/Q_3L_CAPE")
    assert choose_first(dialog, "R_ECHO", Kind.STEP) == ("library", "2026/R_ECHO")


def test_a_fact_leads_to_where_it_is_entered(dialog):
    assert choose_first(dialog, "lvef_pct", Kind.ELEMENT) == ("patient", "lvef_pct")


def test_look_alikes_are_warned_of_in_the_search_over_everything(dialog):
    dialog.finder.look_up("tras")
    assert RowKind.WARNING in [row.kind for row in dialog.rows]


def test_nothing_typed_shows_the_commands_without_reading_the_library():
    def unread():
        raise AssertionError("the library was read")

    dialog = Dialog()
    Finder(dialog, unread, COMMANDS, "2013").look_up("")
    assert [row.words for row in entries(dialog.rows)] == ["Dark", "Larger text", "Step column"]


def test_nothing_that_fits_says_so(dialog):
    dialog.finder.look_up("zzzz")
    assert all(not row.can_be_chosen for row in dialog.rows)
    assert "zzzz" in dialog.rows[0].words


def test_a_trial_says_who_fitted_with_criterion_and_sources(browser, screen, catalogue):
    told = [one for one in catalogue.trials.values() if one.eligibility]
    assert told
    for trial in told:
        made = titled(page(browser, screen, Kind.TRIAL, trial.id), "Who fitted, as far as recorded")
        shown = list(parts_of(made, Statement))
        assert [one.words for one in shown] == [one.text.en for one in trial.eligibility]
        assert all(one.detail.startswith("Criterion: ") for one in shown)
        marks = [[source.verified for source in one.sources] for one in trial.eligibility]
        assert [[source.verified for source in one.sources] for one in shown] == marks


def test_a_trial_of_which_nothing_is_recorded_has_no_such_section(browser, screen, catalogue):
    silent = next(one for one in catalogue.trials.values() if not one.eligibility)
    made = page(browser, screen, Kind.TRIAL, silent.id)
    assert "Who fitted, as far as recorded" not in [part.title for part in made.sections]

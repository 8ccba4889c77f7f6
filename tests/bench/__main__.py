"""Prints the measurements: `python -m tests.bench`, with `chart`, `store` or `compare` a part."""

import sys
from collections.abc import Sequence
from statistics import median

from navigator.library.open import SqliteLibrary
from navigator.shipped import open_shipped_library
from tests.bench import against_peers, store
from tests.bench.against_peers import Finding
from tests.bench.paired import Ratio
from tests.bench.paper import against_hand, against_html, preview, sample_plan
from tests.bench.reading import assessing, comparing, opening
from tests.bench.start import EMPTY, FOR_LATER, modules_at_idle, start


def line(what: str, ratio: Ratio, reach: str) -> None:
    memory = f", {ratio.mebibytes:.2f}× memory" if ratio.mebibytes else ""
    print(
        f"{what}: {ratio.seconds:.2f}× time{memory}"
        f"  (ours {ratio.ours.seconds * 1000:.1f} ms {ratio.ours.mebibytes:.0f} MiB,"
        f" yardstick {ratio.yardstick.seconds * 1000:.1f} ms {ratio.yardstick.mebibytes:.0f} MiB;"
        f" to reach: {reach})"
    )


def paper(edition: str) -> None:
    plan = sample_plan(edition)
    line(f"plan PDF {edition}, warm, against its pages drawn by hand", against_hand(plan), "1.5×")
    first, every = zip(*preview(plan), strict=True)
    print(
        f"preview {edition}, from a changed plan to its first page: {median(first) * 1000:.0f} ms,"
        f" to all pages: {median(every) * 1000:.0f} ms (to reach: 150 ms)"
    )
    html = against_html(plan)
    if html is None:
        print("plan PDF against WeasyPrint: it is not installed here (pip install weasyprint)")
    else:
        times = 1 / html.seconds
        print(f"plan PDF {edition}: {times:.0f}× as fast as WeasyPrint (to reach: 40×)")


def finding(edition: str, found: Finding) -> None:
    theirs, ours = found.ratio.ours.seconds * 1e6, found.ratio.yardstick.seconds * 1e6
    reach = f"to reach: {found.at_least:.0f}×" if found.at_least else "for comparison"
    print(
        f"{found.what}, {edition}: {found.ratio.seconds:.0f}× as fast"
        f"  (ours {ours:,.1f} µs, {found.peer} {theirs:,.0f} µs; {reach})"
    )


def peers(library: SqliteLibrary) -> bool:
    """Print the comparison with the peers; tell whether they agree with us everywhere."""
    if not against_peers.installed():
        print(against_peers.MISSING)
        return True
    differing: list[str] = []
    for edition in library.editions():
        found, different = against_peers.on_patients(library, edition)
        for one in found:
            finding(edition, one)
        differing += different
        proof, cold, different = against_peers.on_the_proof(library.edition(edition))
        finding(edition, proof)
        print(
            f"the whole proof of {edition}, just opened: {cold.ours.seconds * 1000:.1f} ms;"
            f" later: {cold.yardstick.seconds * 1000:.1f} ms (to reach: 17 ms)"
        )
        differing += different
    print(f"disagreements with the peers: {len(differing)}")
    print("".join(f"  {one}\n" for one in differing), end="")
    return not differing


def cases() -> None:
    ratios = store.against_plain()
    line("saving a record, encrypted against plain SQLite", ratios.save, "1.2×")
    line("opening a patient, encrypted against plain SQLite", ratios.open, "1.2×")
    line("reading the whole list, encrypted against plain SQLite", ratios.all, "1.2×")
    keys = store.typing()
    print(
        f"typing into a list of {store.LISTED:,} patients: {keys.median:.1f} ms a keystroke,"
        f" {keys.worst:.1f} ms where the order is new (to reach: {store.FRAME_MS} ms)"
    )
    print(f"deriving a key, off the drawing thread: {store.derivation().seconds * 1000:.0f} ms")


def chart(library: SqliteLibrary) -> None:
    from tests.bench.chart import report  # noqa: PLC0415  (a window, where the rest needs none)

    report(library, line)


def comparisons(library: SqliteLibrary) -> None:
    from tests.bench.compare import report  # noqa: PLC0415  (a window, where the rest needs none)

    report(library)


def talk(library: SqliteLibrary) -> None:
    from tests.bench.talk import report  # noqa: PLC0415  (windows, where the rest needs none)

    report(library)


def main(parts: Sequence[str] = ()) -> None:
    library = open_shipped_library()
    if "chart" in parts:
        chart(library)
        return
    if "compare" in parts:
        comparisons(library)
        return
    if "talk" in parts:
        talk(library)
        return
    if "store" in parts:
        cases()
        return
    line(
        "start to an idle window, against an empty QMainWindow", start(), "1.25× time, 1.3× memory"
    )
    for edition in library.editions():
        line(f"opening edition {edition}, against json.loads", opening(edition), "1.5×")
        print(
            f"one patient with full reasons, {edition}: {assessing(edition).seconds * 1000:.2f} ms"
        )
        paper(edition)
    print(f"two editions compared: {comparing().seconds * 1000:.1f} ms (to reach: 16.7 ms)")
    cases()
    ours, empty = modules_at_idle(), set(modules_at_idle(EMPTY))
    print(f"modules at idle: {len(ours)}; an empty window has {len(empty)}; ours beyond that:")
    print("  " + " ".join(name for name in ours if name not in empty))
    late = [name for name in ours if name.startswith(FOR_LATER)]
    print(f"modules at idle that should come later: {', '.join(late) or 'none'}")
    chart(library)
    comparisons(library)
    if not peers(library):
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])

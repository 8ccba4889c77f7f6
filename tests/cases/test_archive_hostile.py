"""A short round of the campaign of changed archives."""

from tests.campaigns.hostile_archive import campaign


def test_changed_archives_are_refused_in_a_sentence_or_imported_whole(tmp_path):
    found = campaign(60, 20261123, tmp_path)
    assert found.breaches == []
    assert set(found.outcomes) == {"refused", "imported"}

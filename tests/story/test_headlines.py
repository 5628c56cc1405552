"""Storylines of bare headlines: whole groups, and words that go together."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from octavo.insight.engines.static import StaticEmbedder
from octavo.story.logic import headlines
from octavo.story.logic.headlines import _subjects, group_headlines
from octavo.story.logic.report import report_of

START = datetime(2025, 6, 14, 8, tzinfo=UTC)
# A deal, told by the companies, by both, and by the founder's name alone.
DEAL = [
    "Quillon offers nine billion for rival Tarvex",
    "Tarvex shares jump on Quillon offer",
    "Regulators will look at Quillon's offer for Tarvex",
    "Bellamy Orsk of Quillon defends Tarvex offer",
    "Quillon founder Bellamy Orsk promises lower prices after Tarvex deal",
    "Tarvex deal would help customers, says Quillon's Bellamy Orsk",
    "Bellamy Orsk vows to win Tarvex for Quillon",
    "Bellamy Orsk: Tarvex and Quillon belong together",
    "The long patience of Bellamy Orsk",
]
ELSEWHERE = [
    "Storm Ilse closes schools in Brennick",
    "Brennick clears roads after Storm Ilse",
    "Storm Ilse: 4,000 homes without power near Brennick",
    "Choir of Saltmere wins prize",
    "Museum returns a bronze bell",
    "Chess champion resigns after blunder",
]


@pytest.fixture(scope="module")
def reports():
    embedder = StaticEmbedder()

    def of(titles):
        vectors = embedder.embed(titles)
        return [
            report_of(
                f"h{n}",
                publisher=None,
                published=START + timedelta(minutes=n),
                title=title,
                text="",
                language="en",
                vector=vector,
            )
            for n, (title, vector) in enumerate(zip(titles, vectors, strict=True))
        ]

    return of


def lines(groups):
    return {place: number for number, group in enumerate(groups) for place in group}


def test_words_that_go_together_bring_headlines_near_that_share_none(reports):
    told = reports([*DEAL, *ELSEWHERE])
    place = {report.title: n for n, report in enumerate(told)}
    found = _subjects(told)
    regulators = found[place["Regulators will look at Quillon's offer for Tarvex"]]
    assert regulators @ found[place["The long patience of Bellamy Orsk"]] > 0.05
    assert abs(regulators @ found[place["Storm Ilse closes schools in Brennick"]]) < 0.01
    assert not found[place["Museum returns a bronze bell"]].any()  # in no subject at all
    assert np.linalg.norm(found, axis=1).max() <= 0.5001


def test_a_storyline_gathers_and_what_is_elsewhere_stays_alone(reports):
    line = lines(group_headlines(reports([*DEAL, *ELSEWHERE])))
    deal, storm = len(DEAL), 3
    assert len({line[n] for n in range(deal)}) == 1
    assert len({line[n] for n in range(deal, deal + storm)}) == 1
    assert len(set(line.values())) == 2 + len(ELSEWHERE) - storm


def test_headlines_without_a_word_in_common_and_without_words_stay_apart(reports):
    assert group_headlines(reports(["Choir wins prize", "Bell returned", "…"])) == [[0], [1], [2]]
    assert group_headlines([]) == []


def test_a_long_stream_is_taken_block_by_block_and_keeps_its_lines(reports, monkeypatch):
    told = reports([*DEAL, *ELSEWHERE])
    monkeypatch.setattr(headlines, "BLOCK", 12)
    groups = group_headlines(told)
    assert sorted(place for group in groups for place in group) == list(range(len(told)))
    line = lines(groups)
    assert len({line[n] for n in range(len(DEAL))}) == 1

from datetime import UTC, datetime

import numpy as np
import pytest

from octavo.insight.engines.static import StaticEmbedder
from octavo.story.errors import ReportFormatError
from octavo.story.logic.company import ALONE, Company
from octavo.story.logic.report import from_bytes, report_of, to_bytes

TEXT = (
    "The ferry Halcyon burned off Ostrow on Monday, and 14 passengers were taken to hospital, the coast guard said. "
    * 6
)


def measure(a, b):
    return Company(a, [b]).measured[0]


def made(i="a1"):
    title = "Ferry burns off Ostrow"
    vector = StaticEmbedder().embed([title + TEXT])[0]
    return report_of(
        i,
        publisher="Ledger",
        published=datetime(2025, 6, 14, tzinfo=UTC),
        title=title,
        text=TEXT,
        language="en",
        vector=vector,
        entities=["Ostrow"],
    )


def test_a_report_survives_its_bytes():
    report = made()
    again = from_bytes(to_bytes(report))
    assert (again.id, again.published, again.numbers, again.entities, again.words) == (
        report.id,
        report.published,
        report.numbers,
        report.entities,
        report.words,
    )
    assert np.allclose(again.vector, report.vector, atol=1e-3)
    assert np.array_equal(again.shingles, report.shingles)
    assert np.allclose(measure(again, report), measure(report, report), atol=2e-3)


def test_a_stored_report_is_small():
    assert len(to_bytes(made())) < 6_000


@pytest.mark.parametrize("raw", [b"", b"OCR1", b"XXXX" + bytes(60), bytes(200)])
def test_other_bytes_are_refused(raw):
    with pytest.raises(ReportFormatError):
        from_bytes(raw)


def test_without_company_likeness_is_symmetric():
    vector = StaticEmbedder().embed(["budget"])[0]
    other = report_of(
        "b",
        publisher=None,
        published=None,
        title="Parliament of Ostrow passes budget",
        text="",
        language="en",
        vector=vector,
    )
    assert measure(made(), other)[:ALONE] == pytest.approx(measure(other, made())[:ALONE])

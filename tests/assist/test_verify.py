import pytest

from octavo.assist.logic.verify import verify
from octavo.assist.types import Source

TEXT = (
    "The north pier reopened on Tuesday after eleven months of repairs. Engineers replaced 214 oak "
    "piles and raised the deck by 40 centimetres. "
    "The council has not decided who will pay. “It is sturdy, not pretty,” said Ilse Marrow. Petr "
    "Halas runs the village school. "
    "Ticket sales rose before the summer, but the ferry's owner doesn't expect a profit."
)
SOURCES = [Source("s", "", TEXT)]


@pytest.mark.parametrize(
    "claim",
    [
        "Engineers replaced 214 oak piles and raised the deck by 40 centimetres.",
        "The council hasn't decided who will pay.",
        '"It is sturdy, not pretty," said Ilse Marrow.',
        "Engineers replaced 214 oak piles.",
        "Ticket sales rose before the summer, but the ferry's owner does not expect a profit.",
    ],
)
def test_what_the_source_says_is_supported_with_its_sentence(claim):
    verdict = verify(claim, SOURCES)
    assert verdict.verdict == "supported", verdict.reason
    assert all(0 <= e.start < e.end <= len(TEXT) for e in verdict.evidence)
    assert verdict.evidence


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("Engineers replaced 314 oak piles and raised the deck by 40 centimetres.", "314"),
        ("Engineers replaced 40 oak piles and raised the deck by 214 centimetres.", "40"),
        ("The north pier reopened on Friday after eleven months of repairs.", "Friday"),
        ("The council has decided who will pay.", "denies"),
        ("“It is sturdy, not pretty,” said Petr Halas.", "Petr"),
        ("Ticket sales fell before the summer, but the ferry's owner doesn't expect a profit.", "rose"),
        ("Ticket sales rose after the summer, but the ferry's owner doesn't expect a profit.", "before"),
    ],
)
def test_a_planted_untruth_is_refused_and_named(claim, word):
    verdict = verify(claim, SOURCES)
    assert verdict.verdict == "contradicted"
    assert word in verdict.reason


def test_what_the_source_does_not_speak_of_is_unsupported():
    assert verify("The mayor bought a new car in Norlandia.", SOURCES).verdict != "supported"
    assert verify("", SOURCES).verdict == "unsupported"
    assert verify("Engineers replaced 214 oak piles.", []).verdict == "unsupported"


CAREFUL = (
    "The tanker may have leaked oil into the bay, the harbour master said. Dora Finch allegedly sold forged tickets at the gate. "
    "Deputy Mayor Karl Ohm was attacked by a gull on the pier. The dam will probably hold until the spring, engineers think. "
    "Officials reportedly believe the bridge swayed."
)


@pytest.mark.parametrize(
    "claim",
    [
        "The tanker has leaked oil into the bay, the harbour master said.",
        "The tanker will have leaked oil into the bay, the harbour master said.",
        "Dora Finch sold forged tickets at the gate.",
        "Mayor Karl Ohm was attacked by a gull on the pier.",
        "Deputy Mayor Karl Ohm attacked a gull on the pier.",
        "The dam will hold until the spring, engineers think.",
    ],
)
def test_a_claim_that_says_more_surely_or_of_another_than_its_source_is_refused(claim):
    assert verify(claim, [Source("s", "", CAREFUL)]).verdict != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "The tanker may have leaked oil into the bay.",
        "Dora Finch allegedly sold forged tickets.",
        "Officials believe the bridge swayed.",
    ],
)
def test_what_stays_as_careful_as_its_source_is_supported(claim):
    assert verify(claim, [Source("s", "", CAREFUL)]).verdict == "supported"

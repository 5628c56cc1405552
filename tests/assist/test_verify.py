import time

import pytest

from octavo.assist.logic.verify import SUPPORTED, verify
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


WHO = (
    "Ilse Marrow, 41, has run the lighthouse since spring. She found a brass compass under the stairs on Monday. "
    "The compass was wet, she said.\n\n"
    "Petr Halas, who repairs clocks, has looked at it. Dora Finch came with him. He will open the case in May.\n\n"
    "“It was heavy,” Karl Ohm said."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Ilse Marrow found a brass compass under the stairs.",
        "Ilse Marrow, 41, found a brass compass under the stairs on Monday.",
        "The compass was wet, Ilse Marrow said.",
        "Petr Halas repairs clocks.",
    ],
)
def test_a_name_may_stand_for_the_pronoun_of_the_source_and_its_sentence_is_evidence(claim):
    verdict = verify(claim, [Source("s", "", WHO)])
    assert verdict.verdict == "supported", verdict.reason
    shown = " ".join(WHO[e.start : e.end] for e in verdict.evidence)
    assert claim.split()[-2] in shown
    assert " ".join(claim.split()[:2]).removeprefix("The compass") in shown


@pytest.mark.parametrize(
    "claim",
    [
        "Karl Ohm found a brass compass under the stairs.",
        "Petr Halas found a brass compass under the stairs.",
        "Dora Finch repairs clocks.",
        "Dora Finch will open the case in May.",
        "Petr Halas will open the case in May.",
        "The compass was wet, Karl Ohm said.",
    ],
)
def test_a_name_that_the_pronoun_may_not_mean_is_no_ground(claim):
    assert verify(claim, [Source("s", "", WHO)]).verdict != "supported"


def test_between_picked_sentences_a_pronoun_is_not_read():
    claim = "Ilse Marrow found a brass compass under the stairs."
    assert verify(claim, [Source("s", "", WHO)], whole=False).verdict != "supported"


PARTS = (
    "Ilse Marrow was filmed painting out the name of the boat on Monday night. Petr Halas was at the bridge after an argument with "
    "his brother about the rent of the mill. The council offered a new £900-a - week contract to Ann O' Brien of the U. S. "
    "Coast Guard, who starts at 5 p. m. today."
)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("Ilse Marrow was filmed out the name of the boat on Monday night.", "painting"),
        (
            "Ilse Marrow was filmed painting out the name of the boat after an argument with his brother about the rent of the mill.",
            "Petr",
        ),
    ],
)
def test_what_is_stitched_from_parts_that_do_not_belong_together_is_refused(claim, reason):
    verdict = verify(claim, [Source("s", "", PARTS)])
    assert verdict.verdict == "unsupported"
    assert reason in verdict.reason


def test_how_compounds_and_abbreviations_are_spaced_changes_nothing():
    claim = "The council offered a new £900-a-week contract to Ann O’Brien of the U.S. Coast Guard, who starts at 5 p.m. today."
    assert verify(claim, [Source("s", "", PARTS)]).verdict == "supported"


def test_the_score_of_what_is_supported_lies_above_that_of_what_is_doubtful():
    scores = {
        c: verify(c, [Source("s", "", WHO)])
        for c in ("Dora Finch will open the case in May.", "He will open the case in May.")
    }
    assert [v.verdict for v in scores.values()] == ["unsupported", "supported"]
    doubtful, sure = (v.score for v in scores.values())
    assert doubtful < SUPPORTED <= sure


def test_a_quote_given_to_somebody_who_is_named_in_it_is_contradicted():
    text = "“The Marrow lighthouse will shine again next year, I am sure of it,” said Petr Halas. Ilse Marrow was glad."
    source = [Source("s", "", text)]
    verdict = verify("“The Marrow lighthouse will shine again next year, I am sure of it,” said Marrow.", source)
    assert verdict.verdict == "contradicted"
    assert verdict.score < SUPPORTED
    assert (
        verify("“The Marrow lighthouse will shine again next year, I am sure of it,” said Halas.", source).verdict
        == "supported"
    )


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Ann Lee said it was so.", "Ann " * 60_000),
        ("Petr Halas found the compass.", "Petr Halas came. " + "He found the compass today. " * 8_000),
        ("“It is a fine day,” said Ann. " * 100, "“It is a fine day,” said Petr Halas. " * 6_000),
    ],
)
def test_a_hostile_text_costs_seconds_at_most(claim, text):
    began = time.process_time()
    verify(claim, [Source("s", "", text)])
    assert time.process_time() - began < 10

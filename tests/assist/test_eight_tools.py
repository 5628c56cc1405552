"""Timeline, explain, compare, quiz and follow-up questions: in the text's own words or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from octavo.assist.logic import aids
from octavo.assist.logic.ask import ask
from octavo.assist.logic.coverage import who_reports_what
from octavo.assist.logic.explain import role_of, terms
from octavo.assist.logic.facts import key_facts
from octavo.assist.logic.lineage import copies, credited
from octavo.assist.logic.quiz import Read, quiz, read_elsewhere
from octavo.assist.logic.timeline import merged, moments
from octavo.assist.types import Source
from octavo.insight.logic.sentences import split
from octavo.insight.logic.understand import entities_of
from octavo.insight.types import Entity

NOON = datetime(2025, 6, 17, 12, tzinfo=UTC)
TEXT = (
    "A fire on the ferry Halcyon off Ostrow injured 14 passengers on Monday night, the coast guard said.\n\n"
    "“We saw smoke and turned for the harbour at once,” said captain Ilse Marrow. She has run the crossing since 1998.\n\n"
    "Petr Halas, the mayor of Ostrow, praised the crew for bringing everybody ashore within the hour.\n\n"
    "Repairs to the engine room and the car deck will cost about 6.2 million crowns, the owner said.\n\n"
    "An inquiry led by Judge Anna Sorel begins on Friday in the town hall of Ostrow."
)
LEDGER = Source("l", "Ferry fire off Ostrow injures 14", TEXT, "Ledger", NOON)
READ = Read(
    (
        ("person", "Jonas Wick", 3), ("person", "Mira Dahl", 2), ("person", "Bo Lund", 2), ("person", "Rea Kist", 2),
        ("person", "Nils Aber", 2), ("person", "Tove Sand", 2), ("person", "Ida Holm", 2), ("person", "Per Voss", 2),
        ("place", "Tarnby", 3), ("place", "Vessel", 3), ("place", "Quern", 2),
    ),
    ((11.0, "", "11"), (19.0, "", "19"), (4.8e6, "", "4.8 million"), (7.5e6, "", "7.5 million")),
)  # fmt: skip


def named(text, *names):
    return tuple(Entity(n, k, text.index(n), text.index(n) + len(n), text.count(n)) for n, k in names)


ENTITIES = named(
    TEXT, ("Ilse Marrow", "person"), ("Petr Halas", "person"), ("Anna Sorel", "person"), ("Ostrow", "place")
)


def test_a_timeline_stands_in_the_order_of_time_and_ends_with_what_has_no_date():
    found = moments(LEDGER)
    assert [m.first for m in found if m.first] == [date(1998, 1, 1), date(2025, 6, 16), date(2025, 6, 20)]
    assert [m.words for m in found][-1] == ""
    assert all(TEXT[m.date_start : m.date_end] == m.words for m in found if m.words)


def test_a_bare_date_is_no_moment_and_the_date_of_the_dateline_gives_way_to_the_sentences_own():
    text = (
        "16 June 2025.\n\nOSTROW, Jun. 17 (Wire) - The ferry Halcyon ran aground on Monday night with 310 people aboard.\n\n"
        "The office wrote today:\n\nA boat reached the ferry on Tuesday morning and took everyone ashore."
    )
    found = [(m.words, str(m.first)) for m in moments(replace(LEDGER, text=text)) if m.first]
    assert found == [("on Monday night", "2025-06-16"), ("on Tuesday morning", "2025-06-17")]


def test_reports_of_one_moment_stand_once_with_all_who_tell_it():
    herald = replace(
        LEDGER, id="h", publisher="Herald",
        text="A fire on the ferry Halcyon injured passengers off Ostrow on Monday.\n\nThe harbour was shut on Tuesday.",
    )  # fmt: skip
    told = merged([(s, moments(s)) for s in (LEDGER, herald)])
    fire = next(h for h in told if "Halcyon" in TEXT[h.moment.start : h.moment.end])
    assert {m.article for m in fire.told} == {"l", "h"}
    assert len([h for h in told if h.moment.first == date(2025, 6, 16)]) == 1


def test_a_near_copy_has_no_voice_on_a_timeline():
    copy = replace(LEDGER, id="c", publisher="Copy", copy_of="l")
    assert all(len(h.told) == 1 for h in merged([(s, moments(s)) for s in (LEDGER, copy)]))


@pytest.mark.parametrize(
    ("language", "sentence", "name", "role"),
    [
        ("en", "Petr Halas, the mayor of Ostrow, praised the crew.", "Petr Halas", "the mayor of Ostrow"),
        ("en", "Even President Petr Halas smiled.", "Petr Halas", "President"),
        ("en", "A rudder is usually a blade that steers.", "rudder", "is usually a blade that steers"),
        ("en", "Bo Lund, head of the harbour board, agreed.", "Bo Lund", "head of the harbour board"),
        ("en", "It is not greed, guild speaker Bo Lund told workers.", "Bo Lund", "guild speaker"),
        ("en", "It is up, said Bo Lund, analyst at Ostrow Bank.", "Bo Lund", "analyst at Ostrow Bank"),
        ("fr", "Maël Destrane, ministre des ports, est venu.", "Maël Destrane", "ministre des ports"),
        ("fr", "Le commentateur sportif Maël Destrane est mort.", "Maël Destrane", "commentateur sportif"),
        ("es", "Lo dijo el presidente ostrovés Bo Lund.", "Bo Lund", "presidente ostrovés"),
        ("en", "It was said by captain Ilse Marrow on Monday.", "Ilse Marrow", "captain"),
        ("en", "Ukrainian leader Vara Zelen spoke.", "Vara Zelen", "Ukrainian leader"),
        ("en", "The coastguard's duty officer, Renske Hallow, agreed.", "Renske Hallow", "coastguard's duty officer"),
        ("en", "“It is out,” said fire captain Ann Brandt.", "Ann Brandt", "fire captain"),
        ("en", "No patient was harmed, medical director Imke Sand told reporters.", "Imke Sand", "medical director"),
        ("en", "They met director Imke Sand there.", "Imke Sand", "director"),
        ("en", "The result leaves First Minister Hanne Corv with two seats.", "Hanne Corv", "First Minister"),
        ("en", "Rain fell in the region of Kursk.", "Kursk", "region"),
        ("de", "Hedda Brook, die Leiterin der Schule, war froh.", "Hedda Brook", "die Leiterin der Schule"),
        ("fr", "Maël Destrane, le maire de la ville, est venu.", "Maël Destrane", "le maire de la ville"),
        ("es", "Pia Lund, la alcaldesa de Farol, lo anunció.", "Pia Lund", "la alcaldesa de Farol"),
    ],
)
def test_a_role_is_the_words_beside_the_name(language, sentence, name, role):
    start = sentence.index(name)
    found = role_of(sentence, start, start + len(name), language)
    assert found is not None
    assert sentence[found[0] : found[1]] == role


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Washington helped Israel, the Kremlin said.", "Israel"),
        ("They met in Oslo, the rain had stopped.", "Oslo"),
        ("Meanwhile Petr Halas left.", "Petr Halas"),
        ("A letter praised Petr Halas.", "Petr Halas"),
        ("The vote leaves Petr Halas alone.", "Petr Halas"),
        ("Elle a vu Petr Halas, le 3 mai dernier, à Ostrow.", "Petr Halas"),
        ("They met Petr Halas, captain and crew cheered.", "Petr Halas"),
        ("His father was a republican, Petr Halas was born in Skarn.", "Petr Halas"),
        ("It unites Skarn University, Ostrow University, and two more.", "Ostrow University"),
        ("Ships sailed from Skarn, the Amber Coast and Ostrow.", "Skarn"),
    ],
)
def test_words_that_only_stand_beside_a_name_are_no_role(sentence, name):
    start = sentence.index(name)
    assert role_of(sentence, start, start + len(name)) is None


def test_what_a_quoted_speaker_claims_of_a_name_does_not_explain_it():
    text = "“Russland is the aggressor here. Russland is a danger to all,” she said."
    (term,) = terms(replace(LEDGER, text=text), named(text, ("Russland", "place")))
    assert term.role_start == -1


def test_no_person_is_a_body_and_no_body_a_person():
    text = "The veteran Harbour Press photographer Bo Lund took it."
    (term,) = terms(replace(LEDGER, text=text), named(text, ("Harbour Press", "organisation")))
    assert term.role_start == -1
    text = "On Monday the commission Petr Halas wrote the plan."
    (term,) = terms(replace(LEDGER, text=text), named(text, ("Petr Halas", "person")))
    assert term.role_start == -1


def test_a_family_name_that_kin_share_means_nobody_alone():
    text = "James and Mary Lindqvist came on Monday. President Lindqvist spoke for an hour about the harbour."
    (term,) = terms(replace(LEDGER, text=text), named(text, ("Mary Lindqvist", "person")))
    assert term.role_start == -1
    (term,) = terms(replace(LEDGER, text=text[10:]), named(text[10:], ("Mary Lindqvist", "person")))
    assert text[10:][term.role_start : term.role_end] == "President"


def test_a_name_without_a_role_is_shown_where_its_sentence_stands_alone():
    text = "They spoke of the Works League. “The Works League won,” she said. The Works League won the seat on Monday."
    (term,) = terms(replace(LEDGER, text=text), named(text, ("Works League", "organisation")))
    assert text[term.start : term.end] == "The Works League won the seat on Monday."


def test_terms_lead_to_their_sentence_and_count_their_mentions():
    found = {t.label: t for t in terms(LEDGER, ENTITIES)}
    halas = found["Petr Halas"]
    assert TEXT[halas.role_start : halas.role_end] == "the mayor of Ostrow"
    assert len(found["Ostrow"].mentions) == 3


def test_a_quiz_asks_three_things_whose_answers_stand_in_the_text_and_wrong_ones_nowhere():
    facts = key_facts(TEXT, split(TEXT), ENTITIES, NOON)
    questions = quiz(LEDGER, ENTITIES, facts["quotes"], READ)
    assert len(questions) == 3
    assert len({q.start for q in questions}) == 3
    for question in questions:
        assert question.start <= question.answer_start or question.kind == "quote"
        assert TEXT[question.answer_start : question.answer_end] in TEXT
        assert len(question.wrong) == 2
        assert all(wrong.lower() not in TEXT.lower() for wrong in question.wrong)


def test_a_quiz_is_the_same_every_time():
    facts = key_facts(TEXT, split(TEXT), ENTITIES, NOON)
    assert quiz(LEDGER, ENTITIES, facts["quotes"], READ) == quiz(LEDGER, ENTITIES, facts["quotes"], READ)


def test_where_too_little_was_read_or_told_there_is_no_quiz():
    facts = key_facts(TEXT, split(TEXT), ENTITIES, NOON)
    assert quiz(LEDGER, ENTITIES, facts["quotes"], Read()) == ()
    assert quiz(replace(LEDGER, text="A ship sank."), (), (), READ) == ()


def test_a_name_that_reads_as_two_things_is_never_a_wrong_answer():
    read = read_elsewhere([("", (Entity("Vessel", "place", 0, 6, 1),)), ("", (Entity("Vessel", "person", 0, 6, 1),))])
    assert read.names == ()


def test_wrong_answers_are_bodies_of_the_same_kind_and_no_gap_halves_a_name():
    text = (
        "The Tarnby Institute counted 31 seals on the rocks off the harbour of the town on Monday morning.\n\n"
        "Cass Brandt of the crew counted 47 gulls over the same rocks in the afternoon of the same day.\n\n"
        "Skippers were asked to keep 200 metres away from the rocks until the end of the summer."
    )
    source = replace(LEDGER, text=text, title="Seals")
    entities = named(text, ("Tarnby Institute", "organisation"), ("Brandt", "person"))
    bodies = [("organisation", n, 2) for n in ("Quern Rovers", "Vessel Party", "Quern Institute", "Farol University")]
    people = [("person", n, 2) for n in ("Oriel", "Isaura", "Marrow")]
    figures = tuple((float(n), "", str(n)) for n in (19, 25, 36, 52, 63, 150, 340))
    questions = quiz(source, entities, (), Read((*bodies, *people), figures))
    assert {text[q.answer_start : q.answer_end] for q in questions} == {"Tarnby Institute", "47", "200"}
    (body,) = (q for q in questions if q.kind == "who")
    assert set(body.wrong) == {"Quern Institute", "Farol University"}


def test_one_who_denies_or_counts_otherwise_disputes_and_one_who_is_silent_does_not():
    def report(name, text):
        return Source(name, "Ferry fire off Ostrow", text, name, NOON)

    reports = [
        report("A", "The fire on the ferry Halcyon began in the engine room, the owner said.\n\nFourteen passengers were hurt."),
        report("B", "The captain denied that the fire on the ferry Halcyon began in the engine room.\n\nNobody slept."),
        report("C", "The fire on the ferry Halcyon began in the engine room, the coast guard said."),
        report("D", "The weather was fine and the harbour was full of sails all day long."),
    ]  # fmt: skip
    claim = next(c for c in who_reports_what(reports) if "engine room" in c.sentence.text)
    against = {t.publisher: t.disputes for t in claim.told}
    assert against == (
        {"A": True, "B": False, "C": True} if claim.sentence.article == "B" else {"A": False, "B": True, "C": False}
    )
    assert claim.disputed


def test_copies_stand_under_the_text_they_share_in_order_of_publication():
    late = replace(LEDGER, id="b", publisher="B", copy_of="l", published=NOON.replace(hour=15))
    later = replace(LEDGER, id="c", publisher="C", copy_of="b", published=NOON.replace(hour=18))
    (group,) = copies([later, LEDGER, late])
    assert group.articles == ("l", "b", "c")


def test_a_publisher_is_credited_where_a_report_names_it_as_its_source_and_not_where_it_is_mentioned():
    cites = replace(LEDGER, id="c", publisher="C", text="The captain told the Herald that she saw smoke.")
    mentions = replace(LEDGER, id="m", publisher="M", text="A van of the Herald was parked on the quay.")
    (credit,) = credited([cites, mentions], ["Herald", "C", "M"])
    assert (credit.publisher, credit.credits) == ("C", "Herald")


def test_a_question_that_leans_on_the_one_before_is_read_with_it():
    assert ask("And what of him?", [LEDGER]).abstained
    answer = ask("And what of him?", [LEDGER], ["Is Petr Halas the mayor?"])
    assert answer.spans[0].text.startswith("Petr Halas, the mayor of Ostrow")


def test_what_is_kept_of_an_article_gives_back_the_same_words():
    known = aids.Known(split(TEXT), entities_of("", TEXT, split(TEXT), "en"))
    made = aids.make(LEDGER, known, READ)
    assert aids.from_rows(aids.as_rows(made), "l", TEXT) == made


def test_what_is_kept_of_moments_and_quotes_holds_no_words_of_the_text():
    known = aids.Known(split(TEXT), ENTITIES)
    rows = aids.as_rows(aids.make(LEDGER, known, READ))
    assert "smoke" not in repr(rows)
    assert "Monday night" not in repr(rows)


def test_a_capital_beside_a_german_name_is_a_noun_and_halves_nothing():
    text = (
        "Am Montag zählte Ada Brandt Robben auf den Felsen vor dem Hafen der kleinen Stadt an der Küste.\n\n"
        "Am Nachmittag waren es 47 Möwen auf denselben Felsen, wie die Verwaltung der Stadt am Abend mitteilte.\n\n"
        "Bis zum Ende des Sommers sollen alle Boote 200 Meter Abstand von den Felsen vor dem Hafen halten."
    )
    source = replace(LEDGER, text=text, title="Robben", language="de")
    people = tuple(("person", n, 2) for n in ("Jonas Wick", "Mira Dahl"))
    figures = tuple((float(n), "", str(n)) for n in (19, 25, 36, 52, 63, 150, 340))
    questions = quiz(source, named(text, ("Ada Brandt", "person")), (), Read(people, figures))
    assert {text[q.answer_start : q.answer_end] for q in questions} == {"Ada Brandt", "47", "200"}

"""Questions of every kind: what holds the kind of thing that is asked answers, and what does not is silence."""

import time
from datetime import UTC, datetime

import pytest

from octavo.assist.logic.ask import ask
from octavo.assist.logic.holding import held
from octavo.assist.logic.wanted import wanted
from octavo.assist.types import Source

WHEN = datetime(2025, 6, 17, 12, tzinfo=UTC)
ENGLISH = Source(
    "en",
    "Ferry Halcyon runs aground off Ostrow",
    "At least 14 passengers were hurt when the ferry Halcyon ran aground off Ostrow on Monday evening.\n\n"
    "The accident happened because the rudder jammed, captain Ilse Marrow said. Marrow, 52, has sailed the strait for nine years.\n\n"
    "The ship was carrying 310 people and 40 lorries. Repairs will cost 6.2 million crowns and take three months.\n\n"
    "“We heard a bang like a cannon,” said passenger Odo Brandt, a baker from Brennick. The 71-year-old was taken to hospital.\n\n"
    "The harbour office inspected the Halcyon twice last year. Its director Petra Lindqvist called the route safe.\n\n"
    "A rescue boat reached the ferry at 9.40pm. The wreck lies 300 metres from the lighthouse of Skarn.\n\n"
    "A rudder is a blade that steers a ship. The owner, Northway Lines, did not comment.",
    "Ledger",
    WHEN,
)
GERMAN = Source(
    "de",
    "Fähre läuft vor Ostrow auf Grund",
    "Die Fähre Halcyon ist am Montagabend vor Ostrow auf Grund gelaufen, 14 Fahrgäste wurden verletzt.\n\n"
    "Grund war ein Ruderschaden, weil ein Bolzen brach, sagte Kapitänin Ilse Marrow. Die 52-Jährige fährt hier seit neun Jahren.\n\n"
    "Die Reparatur kostet 6,2 Millionen Kronen und dauert drei Monate. Das Wrack liegt 300 Meter vor dem Leuchtturm von Skarn.\n\n"
    "Petra Lindqvist, die Leiterin des Hafenamts, nannte die Strecke sicher.",
    "Anzeiger",
    WHEN,
    language="de",
)
FRENCH = Source(
    "fr",
    "Le ferry Halcyon s’échoue devant Ostrow",
    "Le ferry Halcyon s’est échoué lundi soir devant Ostrow et quatorze passagers ont été blessés.\n\n"
    "L’accident est dû à une avarie du gouvernail, a déclaré la capitaine Ilse Marrow. Âgée de 52 ans, elle navigue depuis neuf ans.\n\n"
    "La réparation coûtera 6,2 millions de couronnes et durera trois mois. L’épave se trouve à 300 mètres du phare de Skarn.\n\n"
    "Petra Lindqvist, la directrice du port, juge la ligne sûre.",
    "Courrier",
    WHEN,
    language="fr",
)
SPANISH = Source(
    "es",
    "El ferry Halcyon encalla frente a Ostrow",
    "El ferry Halcyon encalló el lunes por la noche frente a Ostrow y catorce pasajeros resultaron heridos.\n\n"
    "El accidente se debió a una avería del timón, porque se rompió un perno, dijo la capitana Ilse Marrow, de 52 años.\n\n"
    "La reparación costará 6,2 millones de coronas y durará tres meses. Los restos están a 300 metros del faro de Skarn.\n\n"
    "Petra Lindqvist, la directora del puerto, considera segura la ruta.",
    "Farol",
    WHEN,
    language="es",
)
ANSWERED = [
    (ENGLISH, "How many people were hurt?", "14 passengers"),
    (ENGLISH, "How many lorries were on board?", "40 lorries"),
    (ENGLISH, "How old is the captain Ilse Marrow?", "Marrow, 52"),
    (ENGLISH, "How old is Odo Brandt?", "71-year-old"),
    (ENGLISH, "How much will the repairs cost?", "6.2 million crowns"),
    (ENGLISH, "How long will repairs take?", "three months"),
    (ENGLISH, "How far is the wreck from the lighthouse?", "300 metres"),
    (ENGLISH, "How often was the Halcyon inspected?", "twice"),
    (ENGLISH, "What time did the rescue boat arrive?", "9.40pm"),
    (ENGLISH, "When did the ferry run aground?", "Monday evening"),
    (ENGLISH, "When did it happen?", "Monday evening"),
    (ENGLISH, "Where was it?", "off Ostrow"),
    (ENGLISH, "Where did the Halcyon run aground?", "off Ostrow"),
    (ENGLISH, "Who called the route safe?", "Petra Lindqvist"),
    (ENGLISH, "What caused the accident?", "rudder jammed"),
    (ENGLISH, "Why did the crash happen?", "rudder jammed"),
    (ENGLISH, "Who is the director?", "Petra Lindqvist"),
    (ENGLISH, "Who is Odo Brandt?", "a baker from Brennick"),
    (ENGLISH, "What is a rudder?", "a blade that steers"),
    (ENGLISH, "What did Odo Brandt say?", "like a cannon"),
    (GERMAN, "Wie alt ist Ilse Marrow?", "52-Jährige"),
    (GERMAN, "Wie viele Fahrgäste wurden verletzt?", "14 Fahrgäste"),
    (GERMAN, "Wie viel kostet die Reparatur?", "6,2 Millionen"),
    (GERMAN, "Welchen Schaden gab es?", "Ruderschaden"),
    (GERMAN, "Wie lange dauert die Reparatur?", "drei Monate"),
    (GERMAN, "Wie weit ist das Wrack vom Leuchtturm?", "300 Meter"),
    (GERMAN, "Warum kam es zum Schaden?", "weil ein Bolzen brach"),
    (GERMAN, "Wann lief die Fähre auf Grund?", "Montagabend"),
    (GERMAN, "Wer ist Petra Lindqvist?", "die Leiterin"),
    (FRENCH, "Quel âge a Ilse Marrow ?", "Âgée de 52 ans"),
    (FRENCH, "Combien de passagers ont été blessés ?", "quatorze passagers"),
    (FRENCH, "Combien coûtera la réparation ?", "6,2 millions"),
    (FRENCH, "À quelle distance du phare se trouve l’épave ?", "300 mètres"),
    (FRENCH, "Quelle est la cause de l’accident ?", "avarie du gouvernail"),
    (FRENCH, "Qui est Petra Lindqvist ?", "la directrice du port"),
    (FRENCH, "Quand le ferry s’est-il échoué ?", "lundi soir"),
    (SPANISH, "¿Cuántos años tiene Ilse Marrow?", "de 52 años"),
    (SPANISH, "¿Cuántos pasajeros resultaron heridos?", "catorce pasajeros"),
    (SPANISH, "¿Cuánto costará la reparación?", "6,2 millones"),
    (SPANISH, "¿Cuánto durará la reparación?", "tres meses"),
    (SPANISH, "¿Por qué se produjo el accidente del timón?", "porque se rompió"),
    (SPANISH, "¿Quién es Petra Lindqvist?", "la directora"),
]
UNANSWERED = [
    (ENGLISH, "How old is Petra Lindqvist?"),
    (ENGLISH, "How much does the captain earn?"),
    (ENGLISH, "How much is a ticket worth?"),
    (ENGLISH, "How many people drowned?"),
    (ENGLISH, "How fast was the Halcyon?"),
    (ENGLISH, "How heavy is the Halcyon?"),
    (ENGLISH, "When was the lighthouse built?"),
    (ENGLISH, "Who is the prime minister?"),
    (ENGLISH, "How deep is it?"),
    (GERMAN, "Wie alt ist Petra Lindqvist?"),
    (GERMAN, "Wie viel verdient die Kapitänin?"),
    (GERMAN, "Wie schnell war die Halcyon?"),
    (FRENCH, "Quel âge a Petra Lindqvist ?"),
    (FRENCH, "Combien gagne la capitaine ?"),
    (SPANISH, "¿Cuántos años tiene Petra Lindqvist?"),
    (SPANISH, "¿Cuánto gana la capitana?"),
]


@pytest.mark.parametrize(("source", "question", "words"), ANSWERED)
def test_the_first_sentence_quoted_holds_the_kind_of_thing_that_is_asked(source, question, words):
    answer = ask(question, [source])
    assert not answer.abstained
    assert words in answer.spans[0].text


@pytest.mark.parametrize(("source", "question"), UNANSWERED)
def test_a_sentence_that_only_has_the_words_of_a_question_does_not_answer_it(source, question):
    assert ask(question, [source]).abstained


def test_a_word_that_stands_everywhere_in_a_text_tells_less_than_one_that_stands_nowhere():
    text = "The Halcyon left Ostrow. The Halcyon reached Skarn. The Halcyon needs paint. Crews like the Halcyon."
    source = Source("h", "", text, "Ledger", WHEN)
    assert ask("Did the Halcyon carry explosives?", [source]).abstained
    assert "paint" in ask("Does the Halcyon need paint?", [source]).spans[0].text


@pytest.mark.parametrize(
    ("question", "sentence", "holds"),
    [
        ("How many fishermen came?", "A fisherman of 38 came with 12 boats.", False),
        ("How many fishermen came?", "Some 1,200 fishermen came.", True),
        ("How many people were hurt?", "Nobody was hurt.", True),
        ("How many copies were sold?", "It sold half a million copies.", True),
        ("How many murders were there?", "It cut two years off a murder tariff.", False),
        ("How much did it cost?", "The 30-pound foal was fed at 7.15.", False),
        ("How much did it cost?", "It cost $US3.5 million.", True),
        ("How long is the contract?", "She signed a two-and-a-half year lease.", True),
        ("How long will it close?", "It closes for a month.", True),
        ("Who is the coach?", "The coach of the Netherlands, who is ill, may rest.", False),
        ("Who is the coach?", "Rovers coach Bo Lund may rest.", True),
        ("When was the choir formed?", "The choir was formed in the early 1950s.", True),
        ("When does it begin?", "Work begins in two years.", True),
        ("How high were the costs?", "The costs reached 118 million crowns.", True),
        ("How high were the costs?", "The wall was two metres high.", False),
        ("Where is the plant?", "The plant is in neighbouring Skarn.", True),
    ],
)
def test_what_a_sentence_must_hold(question, sentence, holds):
    assert (held(wanted(question), sentence) == 1.0) is holds


def test_a_name_may_be_asked_for_without_its_accents():
    source = Source("c", "", "Renée Chávez, 44, opened the harbour. Ann Lee, 50, closed it.", "Ledger", WHEN)
    assert "44" in ask("How old is Renee Chavez?", [source]).spans[0].text


def test_a_language_without_question_words_asks_for_nothing_in_particular():
    assert wanted("今日は何ですか", "ja").kind == ""
    assert held(wanted("今日は何ですか", "ja"), "何も") == 1.0


@pytest.mark.parametrize("text", ["1-" * 60_000, "A" * 100_000, "$1 " * 60_000, "in a of " * 60_000, "Abc " * 60_000])
def test_a_hostile_text_costs_seconds_at_most(text):
    source = Source("h", "Abc", text, "Ledger", WHEN)
    began = time.process_time()
    for question in ("How much does it cost?", "How old is Abc?", "How long is Abc?", "Where is Abc?"):
        ask(question, [source])
    assert time.process_time() - began < 10

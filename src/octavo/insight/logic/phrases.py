"""Phrases that may name a subject: runs of telling words, split where grammar splits them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from octavo.insight.logic.verbs import is_verb
from octavo.insight.logic.words import is_dull, stem, zipf

_CHUNK = re.compile(r"[^.,;:!?()\[\]\"“”«»\n—–…/]+")
_TOKEN = re.compile(r"[^\W_]+(?:['’\-.&][^\W_]+)*")
MAX_WORDS = 3
NOUN_LEADS = frozenset({"fr", "es"})  # "un essaim installé": the adjective follows
_PARTICIPLE = re.compile(r"[^e]ed$")
# Words that are frequent enough in news to say nothing, though not in the language at large; verbs of reporting, times, measures.
DULL = {
    "en": frozenset(
        "said says say told according added reported news report reports reporting monday tuesday "
        "wednesday thursday friday saturday sunday "
        "january february march april may june july august september october november december today "
        "yesterday tomorrow week weeks month "
        "months year years day days hour hours minute minutes night morning afternoon evening weekend "
        "time times million billion percent "
        "thousand hundred dozen spokesman spokeswoman spokesperson statement mr mrs ms dr people person "
        "man woman men women thing things way "
        "ways lot number part parts place official officials announced expected including called asked "
        "took made make making came come got "
        "went gone seen known used found saw left right early late recently later earlier ago former "
        "several many much however although "
        "though while since among despite toward towards amid whether already still even ever never "
        "always often really actually just "
        "photo image video story read copyright reuters associated press afp cnn bbc click share email "
        "follow twitter facebook "
        "one two three four five six seven eight nine ten first second third last next another other "
        "others new old big great good bad best "
        "better high low top long short".split()
    ),
    "fr": frozenset(
        "selon ainsi alors après avant aussi lundi mardi mercredi jeudi vendredi samedi dimanche janvier "
        "février mars avril mai juin juillet "
        "août septembre octobre novembre décembre aujourd'hui hier demain semaine mois année années jour "
        "jours heure heures matin soir nuit "
        "million millions milliard milliards cent mille dizaine plusieurs depuis pendant environ près "
        "lors dont également notamment "
        "déclaré annoncé indiqué affirmé fait faire être avoir été a ont sont était étaient deux trois "
        "quatre cinq six sept huit neuf dix "
        "premier première dernier dernière nouveau nouvelle grand grande personne personnes fois partie suite cas".split()
    ),
}
_FUNCTION = {
    "fr": frozenset(
        "de du des la le les l d un une et à au aux en dans par pour sur avec sans sous ce cet cette ces "
        "qui que quoi dont où ne pas plus se s "
        "son sa ses leur leurs il elle ils elles on nous vous je tu n c j m t y est sont ont été mais ou "
        "donc or ni car "
        "si comme lui".split()
    ),
}
_NUMBERS = frozenset(
    "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen eleven twenty thirty forty "
    "fifty sixty seventy eighty ninety "
    "hundreds thousands millions billions dozens half quarter third thirds double twice per cent percent "
    "percentage nobody somebody "
    "everybody anybody latest centimetres metres kilometres miles feet inches tonnes tons kilometers "
    "meters litres degrees about "
    "onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante quatre-vingts "
    "moitié tiers quart pourcent "
    "prozent elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend "
    "millionen milliarden million "
    "milliarde hälfte drittel viertel dutzend once doce veinte treinta cuarenta cincuenta sesenta cien "
    "mil millones mitad tercio "
    "ciento euros euro dollars dollar kronen crowns couronnes coronas pounds".split()
)
_MORE_NUMBERS = frozenset("dix vingt soixante".split())  # before a hyphen: "dix-neuf"
_HYPHEN = re.compile(r"[-‐‑]")
_MORE_DULL: dict[str, str] = {
    "en": "want wants wanted bring brings brought remember remembers know knows need needs needed keep keeps "
    "kept hold holds held give gives "
    "given gave turn turns turned tell tells find finds show shows showed let lets leave leaves run runs "
    "ran stay stays stayed put puts "
    "begin begins began start starts started end ends ended ask asks win wins won wrote write writes "
    "work works working look looks use uses "
    "shorter longer higher lower warmer colder bigger smaller missing forward beside sent above below "
    "inside outside again almost enough "
    "together along across around behind between beyond toward within without perhaps rather quite "
    "nearly instead yet soon something "
    "anything nothing everything someone anyone everyone none most least less more few fewer little "
    "middle side sides front back top bottom "
    "case cases point points kind sort rest reason reasons fact facts example question questions answer "
    "answers word words name names idea "
    "ideas moment moments hand hands head eyes face room door home homes place line lines list page "
    "pages member members morning nights",
    "fr": "veut veulent apporte apportent encore toujours jamais déjà très peu beaucoup trop tout toute tous "
    "toutes autre autres même mêmes "
    "dit dire disent explique expliqué ajoute ajouté estime rappelle doit doivent peut peuvent pourrait "
    "devrait faut vient venir prendre "
    "prend pris mis mettre met rend rendre donne donner passe passer reste rester permet chaque quelques "
    "certains certaines hommes femmes "
    "homme femme gens chose choses point points façon manière exemple nombre début fin place côté lieu "
    "heure mois ans an siècle monde vie "
    "petit petite grands grandes petits nouveaux nouvelles bon bonne long longue seul seule celui celle "
    "ceux notre votre nos vos",
    "de": "menschen zehntausende tausende rat quartal job kräfte leute leuten mensch mann frau männer frauen "
    "person personen jahr jahre jahren jahres monat monate monaten monats woche wochen "
    "tag tage tagen tages stunde stunden minute minuten uhr zeit zeiten abend morgen nacht mittag "
    "freitagmorgen vormittag nachmittag "
    "wochenende beispiel anfang ende teil teile grund gründe fall fälle art weise seite seiten platz ort "
    "orte stelle stellen thema themen "
    "frage fragen antwort problem probleme ziel ziele weg wege hand kopf auge augen blick bild bilder "
    "foto fotos archivbild video reihe zahl "
    "zahlen angaben meter metern zentimeter zentimetern kilometer kilometern grad tonnen mehr weniger "
    "viele wenige einige niemand jemand "
    "informationen hintergrund vorjahr sonntag montag dienstag mittwoch donnerstag freitag samstag "
    "sonnabend januar februar märz april mai "
    "juni juli august september oktober november dezember mail news ticker redaktion autor sie ihnen ihr "
    "ihre euch leben welt sache dinge "
    "schritt schritte mal male runde gast gäste rolle möglichkeit möglichkeiten chance chancen sicht "
    "folge folgen entscheidung situation "
    "geld preis preise preisen platz raum haus land länder meinung idee ideen gefühl wort worte namen "
    "name höhe länge stärke dame herr herrn",
    "es": "años año meses mes semana semanas día días hora horas minutos lunes martes miércoles jueves viernes "
    "sábado domingo enero febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre hoy ayer mañana noche tarde "
    "según dijo dice dijeron afirmó señaló "
    "explicó añadió aseguró personas persona gente hombre hombres mujer mujeres vez veces parte lugar "
    "caso casos forma manera cosa cosas "
    "ejemplo punto número final principio mundo vida todo todos toda todas otro otra otros otras mismo "
    "misma cada algunos algunas muchos "
    "muchas mucho poco más menos mejor mayor nuevo nueva nuevos nuevas primer primera primero último "
    "última gran grande grandes buen bueno "
    "tiene tienen hay fue ser estar hacer hace hecho puede pueden quiere quieren trae dos tres cuatro "
    "cinco seis siete ocho nueve diez "
    "también aunque mientras donde cuando sobre entre hasta desde sin tras ante durante",
}
for _code, _words in _MORE_DULL.items():
    DULL[_code] = DULL.get(_code, frozenset()) | frozenset(_words.split()) | _NUMBERS
# A word that ends a run after one of these is a noun: there is no tagger here, and a verb or an adverb alone tells a reader nothing.
_BEFORE_NOUNS = {
    "en": frozenset(
        "a an the this that these those of in on for from with by at into its his her their our my your some "
        "any no every each against "
        "over under between about through during after before and or".split()
    ),
    "fr": frozenset(
        "le la les l un une des du de d au aux ce cet cette ces son sa ses leur leurs notre nos en sur dans "
        "par pour avec sans contre".split()
    ),
    "es": frozenset(
        "el la los las un una unos unas del de al su sus este esta estos estas en con por para sin contra sobre".split()
    ),
}
_POSSESSIVE = re.compile(r"['’]s?$")
_ELISION = re.compile(r"^(?:l|d|j|n|c|m|t|s|qu|lorsqu|jusqu)['’]", re.IGNORECASE)


@dataclass(slots=True)
class Phrase:
    """A candidate: its surface (as a noun, if it is one anywhere) and where that first stands, and every start of any form."""

    surface: str
    named: int
    starts: list[int] = field(default_factory=list)
    nouns: int = 0

    @property
    def is_noun(self) -> bool:
        """Whether it stands somewhere as a noun does, or the language has no rule for that here."""
        return self.nouns > 0

    @property
    def first(self) -> int:
        """Where any form of it first stands."""
        return self.starts[0]


_Placed = tuple[str, str, int]  # a word, its stem, where it starts


def phrases(text: str, language: str = "en") -> dict[str, Phrase]:
    """Return every run of one to three telling words, by its stems joined with spaces; German: nouns alone."""
    found: dict[str, Phrase] = {}
    capitals, french = language == "de", language == "fr"
    leads = language in NOUN_LEADS
    before = _BEFORE_NOUNS.get(language)
    for chunk in _CHUNK.finditer(text):
        run: list[_Placed] = []
        noun = before is None
        for token in _TOKEN.finditer(text, chunk.start(), chunk.end()):
            word, at = token.group(), token.start()
            cut = _ELISION.match(word) if french else None
            if cut:
                _take(found, run, noun=noun, leads=leads)
                # "l'usine" is a noun; "d'emplois" completes another one, and "d'augmenter" is a verb
                run, noun, word, at = [], word[0] in "lL", word[cut.end() :], at + cut.end()
            read = _read(word, language)
            if read is None or (capitals and not word[0].isupper()):
                if run:
                    _take(found, run, noun=noun, leads=leads)
                low = word.lower()
                noun = before is None or low in before or (noun and not run and low in _NUMBERS)
                run = []
                continue
            bare, key = read
            if capitals:
                _take(found, [(bare, key, at)], noun=bool(text[chunk.start() : at].strip()))
                continue
            run.append((bare, key, at))
            if len(bare) != len(word):  # a possessive ends a phrase
                _take(found, run, noun=True, leads=leads)
                run, noun = [], True
        _take(found, run, noun=noun, leads=leads)
    return found


@lru_cache(maxsize=200_000)
def _read(word: str, language: str) -> tuple[str, str] | None:
    """Return a word without its possessive, and its stem; None where it cannot be part of a subject."""
    owned = (
        language not in NOUN_LEADS and word[-1:] in "s'’"
    )  # "Moody's" is its whole name in a language without this genitive
    bare = _POSSESSIVE.sub("", word) if owned else word
    low = bare.lower()
    return None if not bare or stops(low, language) else (bare, stem(low, language))


def is_participle(word: str, language: str) -> bool:
    """Tell whether a lower-case English word has the form of a past participle ("settled"): it names nothing by itself."""
    return language == "en" and bool(_PARTICIPLE.search(word))


@lru_cache(maxsize=200_000)
def stops(word: str, language: str) -> bool:
    """Tell whether a lower-case word cannot be part of a subject."""
    if (
        (language not in NOUN_LEADS and ("'" in word or "’" in word))
        or _HYPHEN.split(word, maxsplit=1)[0] in _NUMBERS | _MORE_NUMBERS | _FUNCTION.get(language, frozenset())
        or word in DULL.get(language, frozenset())
        or word in _FUNCTION.get(language, frozenset())
    ):
        return True
    return (
        (not any(c.isalpha() for c in word))
        or is_dull(word, language)
        or (language == "en" and word.endswith("ly") and zipf(word) > 3.5)
        or is_verb(word, language)
    )


def _take(found: dict[str, Phrase], run: list[_Placed], *, noun: bool, leads: bool = False) -> None:
    """Keep a run's parts. The noun stands last in it, or first where it `leads` its adjectives."""
    size = len(run)
    for i in range(size):
        key = surface = ""
        for j in range(i, min(i + MAX_WORDS, size)):
            bare, stemmed, _ = run[j]
            key, surface = (f"{key} {stemmed}", f"{surface} {bare}") if key else (stemmed, bare)
            phrase = found.get(key)
            if phrase is None:
                phrase = found[key] = Phrase(surface, run[i][2])
            phrase.starts.append(run[i][2])
            if noun and (i == 0 if leads else j == size - 1 and not _PARTICIPLE.search(bare)):
                if not phrase.nouns:
                    phrase.surface, phrase.named = surface, run[i][2]  # "filed" and "the file" have one stem
                phrase.nouns += 1

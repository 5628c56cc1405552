"""How four languages name days: the words that a timeline reads. Data only; `dates` gives them their meaning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """The date words of one language. Lists are split at spaces, spellings of one word at "/"; `patterns` are regular expressions.

    `day_of_month` takes {month}; its groups are d, m, y. `ago` takes {number} and {unit}; its groups are n, u. `shifts` are days
    from publication. `spans` are (pattern, unit, shift): last week is ("last week", "week", -1). `ahead` tells of what is to come.
    `hint` is what beside months and weekdays stands in every such word: a sentence without any of it is not looked at further.
    """

    months: str
    days: str
    day_of_month: tuple[str, ...]
    month_alone: str
    year_alone: str
    weekday: str
    next_weekday: str
    last_weekday: str
    not_weekday: str
    shifts: tuple[tuple[str, int], ...]
    spans: tuple[tuple[str, str, int], ...]
    ago: str
    units: tuple[tuple[str, str], ...]
    numbers: str
    ahead: str
    saying: str
    since: str
    hint: str


TONGUES = {
    "en": Tongue(
        months="January/Jan February/Feb March/Mar April/Apr May June/Jun July/Jul August/Aug September/Sept/Sep "
        "October/Oct November/Nov December/Dec",
        days="Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        day_of_month=(
            r"(?:{month})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y>(?:19|20)\d\d))?",
            r"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?:{month})\b(?:,? (?P<y>(?:19|20)\d\d))?",
        ),
        month_alone=r"(?:(?:in|since|until|by|from|of|during|early|late|mid)[ -](?:early |late |mid-)?)"
        r"(?:{month})\b(?:,? (?P<y>(?:19|20)\d\d))?"
        r"|(?:last|next) (?:{month})\b|\b(?:{month}),? (?P<y2>(?:19|20)\d\d)",
        year_alone=r"(?:in|since|by|until|of|during|from) (?:early |late |mid-)?(?P<y>(?:19|20)\d\d)",
        weekday=r"(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater) )?(?:(?:[Oo]n|[Ll]ast|[Nn]ext|[Tt]his|[Ss]ince|[Bb]y|[Uu]ntil"
        r"|[Bb]efore|[Ff]rom|[Oo]f) )?"
        r"(?:{day})(?: (?:morning|afternoon|evening|night|midnight|noon))?",
        next_weekday=r"\b(?:next|coming)\b",
        last_weekday=r"\blast\b",
        not_weekday=r"(?:Black|Good|Ash|Cyber|Easter|Palm|Super|Giving) $",
        shifts=(
            (r"the day before yesterday", -2),
            (r"yesterday(?: (?:morning|afternoon|evening))?|last night|overnight", -1),
            (r"(?:earlier |later |until )?today|tonight|this (?:morning|afternoon|evening)", 0),
            (r"tomorrow(?: (?:morning|afternoon|evening|night))?", 1),
        ),
        spans=(
            (r"(?<!the )(?:late |early |earlier )?(?:last|the previous) week", "week", -1),
            (r"(?:earlier |later )?this week", "week", 0),
            (r"(?:early |late )?next week", "week", 1),
            (r"(?<!the )(?:late |early |earlier )?(?:last|the previous) month", "month", -1),
            (r"(?:earlier |later )?this month", "month", 0),
            (r"next month", "month", 1),
            (r"(?<!the )(?:late |early |earlier )?last year", "year", -1),
            (r"(?:earlier |later )?this year", "year", 0),
            (r"(?:early |late )?next year", "year", 1),
            (r"last weekend|at the weekend", "weekend", -1),
            (r"this weekend", "weekend", 0),
        ),
        ago=r"(?:(?:about|some|almost|nearly|more than) )?(?P<n>{number}) (?P<u>{unit}) ago",
        units=(("days?", "day"), ("weeks?", "week"), ("months?", "month"), ("years?", "year"), ("decades?", "decade")),
        numbers="a/an/one two three four five six seven eight nine ten eleven twelve",
        # A present tense tells of what is to come unless a past one stands between it and the date; "by" only right before one.
        ahead=r"\b(?:(?:will|would|shall|is due|are due|is set|are set|is to|are to|scheduled|expected|plans? to|upcoming|next)\b"
        r"|(?:begins|starts|opens|resumes|returns|takes|meets|votes|faces|plays|hosts|goes|ends|closes|launches|hears|visits|travels|comes"
        r"|leaves|arrives|decides|appears|reopens|sails"
        r"|(?<=\ws )(?<!was )(?<!has )(?<!this )(?:vote|meet|begin|start|open|resume|return|gather|decide|travel))\b"
        r"(?!.*\b(?:was|were|had|did|\w+ed|took|held|won|lost|fell|rose|came|went|left|made|met|gave|began|beat|told|said|found)\b)"
        r"|(?:until|by) (?:(?:late|early|mid|noon|midday|midnight|the end of)[ -])?(?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
        r"|Jan|Feb|Mar|Apr|May\b|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d|the weekend))",
        saying=r"\b(?:said|says|told|added|announced|wrote|reported)\b",
        since=r"[Ss]ince",
        hint=r"day|night|week|month|year|decade|tomorrow|this (?:morning|afternoon|evening)",
    ),
    "de": Tongue(
        months="Januar/Jänner/Jan. Februar/Feb. März April/Apr. Mai Juni/Jun. Juli/Jul. August/Aug. September/Sept./Sep. "
        "Oktober/Okt. November/Nov. Dezember/Dez.",
        days="Montag Dienstag Mittwoch Donnerstag Freitag Samstag/Sonnabend Sonntag",
        day_of_month=(r"(?:(?:am|vom|zum|bis zum|seit dem) )?(?P<d>\d{{1,2}})\. (?:{month})(?: (?P<y>(?:19|20)\d\d))?",),
        month_alone=r"(?:(?:im|seit|bis|ab|vom|Anfang|Mitte|Ende) (?:vergangenen |letzten |kommenden |nächsten )?)"
        r"(?:{month})(?!\w)(?: (?P<y>(?:19|20)\d\d))?"
        r"|\b(?:{month}) (?P<y2>(?:19|20)\d\d)",
        year_alone=r"(?:im Jahr(?:e)?|seit|in|bis|Anfang|Ende|Mitte|seit dem Jahr) (?P<y>(?:19|20)\d\d)",
        weekday=r"(?:(?:[Aa]m|[Ss]eit|[Bb]is|[Aa]b|[Vv]om|[Zz]um|[Vv]or)"
        r"(?: (?:späten|frühen|vergangenen|letzten|kommenden|nächsten|vorigen))? )?"
        r"(?:{day})(?:abend|morgen|mittag|nachmittag|vormittag|nacht|früh)?",
        next_weekday=r"(?:kommend|nächst)",
        last_weekday=r"(?:letzt|vergangen|vorig)",
        not_weekday=r"(?:Oster|Pfingst|Rosen|Kar|Aschermitt|Toten|Palm)$",
        shifts=(
            (r"[Vv]orgestern", -2),
            (r"[Gg]estern(?: (?:Abend|Morgen|Nachmittag|Nacht|Mittag))?|in der Nacht", -1),
            (r"[Hh]eute(?: (?:Abend|Morgen|Nachmittag|früh|Mittag))?", 0),
            (r"(?<!am )(?<!bis zum )morgen(?: (?:Abend|früh|Nachmittag))?", 1),
            (r"[Üü]bermorgen", 2),
        ),
        spans=(
            (r"(?:in der )?(?:[Vv]ergangene[nr]?|[Ll]etzte[nr]?|[Vv]orige[nr]?) Woche", "week", -1),
            (r"(?:in )?[Dd]ieser? Woche", "week", 0),
            (r"(?:in der )?(?:[Kk]ommende[nr]?|[Nn]ächste[nr]?) Woche", "week", 1),
            (r"(?:im )?(?:[Vv]ergangenen|[Ll]etzten|[Vv]origen) Monat", "month", -1),
            (r"(?:in )?[Dd]iese[nm] Monat", "month", 0),
            (r"(?:im )?(?:[Kk]ommenden|[Nn]ächsten) Monat", "month", 1),
            (r"(?:im )?(?:[Vv]ergangene[ns]|[Ll]etzte[ns]|[Vv]orige[ns]) Jahr|[Vv]orjahr", "year", -1),
            (r"(?:in )?[Dd]iese[sm] Jahr", "year", 0),
            (r"(?:im )?(?:[Kk]ommende[ns]|[Nn]ächste[ns]) Jahr", "year", 1),
            (r"[Aa]m (?:vergangenen |letzten )?Wochenende", "weekend", -1),
        ),
        ago=r"[Vv]or (?:etwa |rund |gut |fast )?(?P<n>{number}) (?P<u>{unit})\b",
        units=(("Tage?n?", "day"), ("Wochen?", "week"), ("Monate?n?", "month"), ("Jahre?n?", "year")),
        numbers="einem/einer/ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        ahead=r"\b(?:wird|werden|soll|sollen|will|wollen|geplant|erwartet|kommende\w*|nächste\w*|beginnt|startet|bis)\b",
        saying=r"\b(?:sagte|teilte|erklärte|berichtete|meldete)\b",
        since=r"[Ss]eit",
        hint=r"tag|woch|nacht|gestern|heute|morgen|monat|jahr",
    ),
    "fr": Tongue(
        months="janvier/janv. février/févr. mars avril/avr. mai juin juillet/juil. août septembre/sept. octobre/oct. "
        "novembre/nov. décembre/déc.",
        days="lundi mardi mercredi jeudi vendredi samedi dimanche",
        day_of_month=(r"(?:(?:le|du|au) )?(?:{days} )?(?P<d>\d{{1,2}}|1er) (?:{month})(?: (?P<y>(?:19|20)\d\d))?",),
        month_alone=r"(?:en|depuis|dès|fin|début|mi-|au mois de|d[e’']) ?(?:{month})(?!\w)(?: (?P<y>(?:19|20)\d\d)| dernier| prochain)?"
        r"|\b(?:{month}) (?P<y2>(?:19|20)\d\d)",
        year_alone=r"(?:en|depuis|dès|d’ici|fin|début) (?P<y>(?:19|20)\d\d)",
        weekday=r"(?:(?:[Dd]epuis|[Dd]ès|[Jj]usqu[’'](?:à|au)|[Cc]e) )?\b(?:{day})(?: (?:dernier|prochain|matin|soir|après-midi|passé))?\b",
        next_weekday=r"prochain",
        last_weekday=r"(?:dernier|passé)",
        not_weekday=r"(?:[Ll]es|[Cc]haque|[Ll]e|[Tt]ous les) $",
        shifts=(
            (r"avant-hier", -2),
            (r"\b[Hh]ier(?: (?:soir|matin|après-midi))?|la nuit dernière", -1),
            (r"[Aa]ujourd[’']hui|ce (?:matin|soir)|cet après-midi", 0),
            (r"\b[Dd]emain(?: (?:matin|soir))?", 1),
        ),
        spans=(
            (r"[Ll]a semaine (?:dernière|passée)", "week", -1),
            (r"cette semaine", "week", 0),
            (r"[Ll]a semaine prochaine", "week", 1),
            (r"[Ll]e mois (?:dernier|passé)", "month", -1),
            (r"ce mois-ci", "month", 0),
            (r"[Ll]e mois prochain", "month", 1),
            (r"[Ll][’']an(?:née)? (?:dernière?|passée?)", "year", -1),
            (r"cette année", "year", 0),
            (r"[Ll][’']an(?:née)? prochaine?", "year", 1),
            (r"[Ll]e week-end dernier", "weekend", -1),
            (r"ce week-end", "weekend", 0),
        ),
        ago=r"[Ii]l y a (?:environ |près de )?(?P<n>{number}) (?P<u>{unit})\b",
        units=(("jours?", "day"), ("semaines?", "week"), ("mois", "month"), ("ans?", "year"), ("années?", "year")),
        numbers="un/une deux trois quatre cinq six sept huit neuf dix onze douze",
        ahead=r"\b(?:\w{3,}(?:eront|iront|era|ira)|va|vont|sera|seront|doit|doivent|prévue?s?|prochaine?|aura|débutera|commencera|jusqu)\b",
        saying=r"\b(?:a dit|a déclaré|a annoncé|a indiqué)\b",
        since=r"[Dd]epuis",
        hint=r"jour|semaine|mois|hier|demain|nuit|soir|matin|midi|année|\ban\b|\bans\b|l[’']an",
    ),
    "es": Tongue(
        months="enero/ene. febrero/feb. marzo abril/abr. mayo junio/jun. julio/jul. agosto/ago. septiembre/setiembre/sept. "
        "octubre/oct. noviembre/nov. diciembre/dic.",
        days="lunes martes miércoles jueves viernes sábado domingo",
        day_of_month=(r"(?:(?:el|del|al) )?(?:{days} )?(?P<d>\d{{1,2}}|1\.º) de (?:{month})(?: (?:de|del) (?P<y>(?:19|20)\d\d))?",),
        month_alone=r"(?:en|desde|hasta|de|a (?:finales|principios|mediados) de) (?:{month})(?!\w)"
        r"(?: (?:de|del) (?P<y>(?:19|20)\d\d)| pasado| próximo)?"
        r"|\b(?:{month}) (?:de |del )?(?P<y2>(?:19|20)\d\d)",
        year_alone=r"(?:en|desde|hasta|para|de) (?:el año )?(?P<y>(?:19|20)\d\d)",
        weekday=r"(?:[Ee]l|[Ee]ste|[Dd]esde el|[Dd]el|[Aa]l|[Hh]asta el|[Pp]ara el) (?:pasado |próximo )?"
        r"(?:{day})(?: (?:pasado|próximo|por la (?:mañana|tarde|noche)))?\b",
        next_weekday=r"próximo",
        last_weekday=r"pasado",
        not_weekday=r"(?:[Ll]os|[Cc]ada) $",
        shifts=(
            (r"[Aa]nteayer|antier", -2),
            (r"\b[Aa]yer(?: por la (?:mañana|tarde|noche))?|anoche", -1),
            (r"\b[Hh]oy|esta (?:mañana|tarde|noche)", 0),
            (r"(?<!la )(?<!esta )\b[Mm]añana\b", 1),
        ),
        spans=(
            (r"[Ll]a (?:semana pasada|pasada semana)", "week", -1),
            (r"esta semana", "week", 0),
            (r"[Ll]a (?:próxima semana|semana próxima|semana que viene)", "week", 1),
            (r"[Ee]l (?:mes pasado|pasado mes)", "month", -1),
            (r"este mes", "month", 0),
            (r"[Ee]l (?:próximo mes|mes próximo|mes que viene)", "month", 1),
            (r"[Ee]l (?:año pasado|pasado año)", "year", -1),
            (r"este año", "year", 0),
            (r"[Ee]l (?:próximo año|año próximo|año que viene)", "year", 1),
            (r"[Ee]l fin de semana pasado", "weekend", -1),
            (r"este fin de semana", "weekend", 0),
        ),
        ago=r"[Hh]ace (?:unos |casi |más de )?(?P<n>{number}) (?P<u>{unit})\b",
        units=(("días?", "day"), ("semanas?", "week"), ("mes(?:es)?", "month"), ("años?", "year")),
        numbers="un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
        ahead=r"\b(?:\w{2,}(?:[aei]rán?)|va|van|será|serán|debe|deberá|previst[oa]s?|próxim[oa]|comenzará|empezará|hasta)\b",
        saying=r"\b(?:dijo|declaró|anunció|afirmó|señaló)\b",
        since=r"[Dd]esde",
        hint=r"día|seman|mes|ayer|noche|hoy|mañana|tarde|año",
    ),
}  # fmt: skip

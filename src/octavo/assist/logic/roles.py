"""Words for what people, bodies and places are: the head of a title that stands before a name. Data only."""

PEOPLE = frozenset(
    "president vice-president premier minister chancellor mayor mayoress governor senator congressman congresswoman deputy lawmaker "
    "mp councillor councilman councilwoman commissioner ambassador envoy diplomat secretary undersecretary spokesman spokeswoman "
    "spokesperson leader chief head chair chairman chairwoman chairperson director manager executive founder co-founder owner boss "
    "ceo treasurer banker economist analyst strategist trader investor entrepreneur farmer fisherman skipper captain pilot driver "
    "engineer architect builder designer inventor scientist researcher professor lecturer historian astronomer biologist chemist "
    "physicist geologist meteorologist oceanographer ecologist epidemiologist virologist doctor physician surgeon nurse midwife vet "
    "veterinarian pharmacist teacher headteacher headmaster principal pupil student librarian curator critic author writer novelist "
    "poet playwright journalist reporter editor columnist photographer filmmaker producer actor actress singer musician composer "
    "conductor pianist violinist painter sculptor artist dancer comedian coach trainer striker goalkeeper midfielder defender "
    "forward winger referee umpire champion athlete swimmer runner cyclist boxer lawyer solicitor barrister attorney prosecutor "
    "judge justice magistrate sheriff detective inspector superintendent sergeant officer constable general colonel major "
    "lieutenant admiral commander soldier veteran spy king queen prince princess duke duchess emperor pope bishop archbishop "
    "cardinal priest pastor rabbi imam monk activist campaigner organiser organizer volunteer resident neighbour neighbor witness "
    "speaker keeper welder dentist presenter broadcaster commentator chaplain coroner registrar ombudsman whistleblower hacker astronaut "
    "cosmonaut climber explorer navigator sailor clerk auditor consultant adviser advisor aide correspondent blogger theologian "
    "sociologist psychologist psychiatrist philosopher statistician mathematician zoologist botanist archaeologist anthropologist "
    "linguist pathologist archivist seismologist hydrologist forester miner docker worker trainee apprentice lobbyist negotiator mediator "
    "delegate representative printer tailor jeweller goldsmith glazier beekeeper shepherd gardener forecaster passenger commuter tourist "
    "tenant landlord hotelier publican restaurateur grocer dealer auctioneer collector "
    "survivor victim suspect defendant widow widower pensioner shopkeeper baker butcher chef cook waiter carpenter electrician "
    "mechanic plumber firefighter paramedic lifeguard guide ranger rower republican democrat laureate candidate challenger rival "
    "präsident präsidentin kanzler kanzlerin minister ministerin bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin "
    "gouverneur gouverneurin sprecher sprecherin chef chefin leiter leiterin direktor direktorin vorsitzende vorsitzender "
    "schulleiter schulleiterin lehrer lehrerin professor professorin forscher forscherin arzt ärztin meteorologe meteorologin "
    "ökonom ökonomin trainer trainerin kapitän polizist polizistin richter richterin anwalt anwältin unternehmer unternehmerin "
    "schauspieler schauspielerin sänger sängerin regisseur regisseurin spieler spielerin torwart historiker historikerin gründer gründerin "
    "experte expertin analyst analystin archivarin archivar bischof bischöfin könig königin staatsanwalt staatsanwältin sekretär "
    "landwirt landwirtin autor autorin züchter nachbar nachbarin wehrführer abgeordnete abgeordneter senator senatorin "
    "président présidente premier ministre maire gouverneur gouverneure sénateur sénatrice député députée porte-parole directeur "
    "directrice patron patronne professeur professeure chercheur chercheuse médecin infirmière infirmier économiste avocat avocate "
    "commentateur commentatrice animateur animatrice joueur joueuse cycliste navigateur navigatrice gynécologue chirurgien chirurgienne "
    "chanteur chanteuse acteur actrice comédien comédienne réalisateur réalisatrice cinéaste philosophe historien historienne romancier "
    "romancière poète secrétaire commissaire préfet préfète colonel général lieutenant caporal adjudant évêque archevêque cardinal roi "
    "reine pdg fondateur fondatrice syndicaliste militant militante opposant opposante analyste expert experte "
    "juge procureur procureure capitaine pianiste chauffeur entraîneur entraîneuse écrivain auteur autrice journaliste "
    "presidente presidenta primer ministro ministra alcalde alcaldesa gobernador gobernadora senador senadora diputado diputada "
    "actor actriz cantante jugador jugadora ciclista historiador historiadora fundador fundadora experto experta analista secretario "
    "secretaria comisario comisaria obispo arzobispo rey reina cineasta periodista poeta filósofo activista sindicalista patrón "
    "portavoz director directora jefe jefa profesor profesora investigador investigadora médico médica enfermera economista abogado "
    "abogada juez jueza fiscal capitán entrenador entrenadora escritor escritora concejal concejala biólogo bióloga vecino vecina".split()
)
BODIES = frozenset(
    "company firm group agency bank lender insurer broker maker carmaker manufacturer supplier operator airline railway shipyard "
    "retailer supermarket chain brewery publisher newspaper broadcaster magazine club team party union charity foundation "
    "association federation ministry department institute university college school hospital museum theatre orchestra council "
    "commission committee court parliament army navy network platform startup ferry ship vessel lorry boat trawler cutter "
    "unternehmen konzern reederei bank versicherer verein partei gewerkschaft verband ministerium institut universität fähre schiff "
    "entreprise groupe compagnie banque assureur parti syndicat association ministère institut université ferry navire bateau "
    "empresa compañía grupo banco aseguradora partido sindicato asociación ministerio instituto universidad transbordador buque".split()
)
PLACES = frozenset(
    "city town village capital port harbour region province state county district island peninsula valley river lake mountain bay "
    "stadt dorf hauptstadt region provinz insel fluss ville village capitale région province île fleuve "
    "ciudad pueblo capital región provincia isla río".split()
)
# What may stand before the head of a title beside capitalised words and genitives.
BEFORE = frozenset(
    "former acting retired outgoing incoming deputy vice senior junior chief head lead leading prime foreign interior finance defence "
    "defense health education justice transport trade environment energy labour labor agriculture culture press duty party team "
    "club school board council opposition state city town local regional national royal first second third assistant associate "
    "young veteran long-time longtime famous late managing executive general research fishing cargo passenger night state-owned "
    "private public central biggest largest oldest northern southern eastern western north-eastern northeastern bordering "
    "frühere früherer ehemalige ehemaliger neue neuer ancien ancienne nouveau nouvelle ex antiguo antigua nuevo nueva".split()
)

"""English nouns that tell what kind of speaker a phrase names: a person, a group, a carrier, a thing."""

from __future__ import annotations

import re

from briefs.ingest.extract import lexicon
from briefs.text import late_pattern


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# what people are and do; none that is a common given name too
_PERSONS = _words(
    """
    academic accountant activist actor actress admiral adviser advisor agent aide ambassador
    analyst anchor apprentice archbishop archdeacon architect artist assistant astronaut
    astronomer athlete attorney attorney-general aunt author baker banker baritone barrister
    bassist billionaire biologist bishop blogger bookseller botanist boxer boy boyfriend brother
    builder businessman businesswoman butcher candidate captain cardinal caretaker carpenter
    celebrity ceo chair chairman chairwoman champion chancellor chef chemist chief child
    choreographer churchwarden citizen civilian cleaner clerk climber co-author co-founder coach
    colleague colonel columnist comedian commander commentator commissioner composer conductor
    congressman congresswoman constable consultant contender contractor convict cook coroner
    correspondent councillor councilman councilor councilwoman counsel countryman cousin critic
    curator customer cyclist dad dancer daughter dealer dean defendant defender democrat dentist
    deputy designer detective developer dictator diplomat director doctor donor driver drummer
    economist editor electrician employee employer engineer envoy executive expert explorer
    factory-owner fan farmer father feminist ferryman fiancé fiancée filmmaker firefighter
    fireman fisherman founder friend gardener general geologist girl girlfriend goalkeeper
    governor granddaughter grandfather grandmother grandson grower guard guest guide guitarist
    head headmaster headmistress headteacher hero hiker historian hopeful host hostage
    hunter-gatherer husband imam incumbent insider inspector instructor investigator investor
    janitor jeweller journalist judge juror justice keeper kid king landlady landlord lawmaker
    lawyer leader lecturer legislator librarian lieutenant lifeguard listener lobbyist lord
    magistrate man manager mathematician mayor mechanic medic member meteorologist midfielder
    midwife migrant miner minister mogul mom monk mother mountaineer mourner mum musician nanny
    neighbor neighbour nephew niece nominee novelist nun nurse nurseryman officer official
    onlooker opponent optician organiser organist organizer owner painter parent parishioner
    partner passenger passer-by pastor patient patrolman pedestrian pensioner pharmacist
    philosopher photographer physician physicist pianist pilot pioneer plaintiff player plumber
    poet policeman policewoman politician pope postman potter preacher predecessor premier
    presenter president priest prime prince princess principal prisoner producer professor
    programmer promoter prosecutor protester protestor psychiatrist psychologist publicist
    publisher pupil queen rabbi racer ranger rapper reader recorder rector referee refugee
    relative reporter representative republican rescuer researcher resident retiree reviewer
    rival sailor salesman saleswoman scholar scientist sculptor seaman secretary senator
    sergeant shareholder shepherd sheriff shopkeeper shopper singer sister skater skier skipper
    soldier solicitor son soprano source speaker spokesman spokesperson spokeswoman sprinter
    star statesman statistician steward stewardess strategist striker student substitute
    successor superintendent superstar supervisor supporter surgeon surveyor survivor suspect
    swimmer teacher teammate technician teenager tenant tenor therapist toddler tourist trader
    trainer translator traveller treasurer trustee twin tycoon uncle understudy user vet veteran
    veterinarian vicar victim viewer villager violinist visitor vocalist volunteer waiter
    waitress warden widow widower wife winemaker witness woman worker wrestler writer youngster
    alderman anaesthetist backbencher bailiff barista barmaid barman bartender batsman beekeeper
    boss bowler brewer bricklayer cadet campaigner carer caregiver co-director co-owner corporal
    courier coxswain distiller fishmonger fly-half forecaster foreman full-back fundraiser golfer
    godfather godmother graduate hunter intern jockey joiner marshal mason matron number-two
    ombudsman orderly paramedic plasterer porter recruit rider roofer rower runner schoolboy
    schoolgirl scrum-half seamstress sixth-former sommelier spouse stepdaughter stepfather
    stepmother stepson stonemason tailor trainee trawlerman trucker umpire undergraduate weaver
    welder whistleblower winger
    airman ally ambulanceman angler assessor attendant auctioneer auditor
    ballerina bandmate bargee baroness barber beautician bellboy blacksmith boatman bookkeeper brigadier
    broker bursar busker cabbie caddie cameraman captive caterer cellmate chairperson chaplain chauffeur
    clergyman clockmaker coachman cobbler collector collier comic commandant commodore compositor
    conservator coordinator correspondent co-star co-worker crewman curate custodian deckhand defector
    descendant docker donor dressmaker driller economist elder enthusiast entrepreneur
    examiner ex-wife fiddler flautist florist footballer forester gamekeeper gatekeeper glazier goatherd
    grader greengrocer groom groundsman hairdresser handyman harbourmaster helper herder hitman hooker
    housekeeper housewife hurler impresario informant ironmonger jailer jogger 
    kickboxer labourer laborer landowner laundress layman liaison lineman locksmith longshoreman
    machinist mailman maid masseur milkman miller minder mountaineer naturalist negotiator
    newcomer newsreader notary obstetrician oncologist operative orchardist organiser paediatrician
    pathologist picker pickpocket playwright plumber postdoc potter principal proprietor provost
    puppeteer qualifier quarterback rancher regular repairman roommate saddler scaffolder scout
    screenwriter seafarer securityman serviceman settler shoemaker shopper showman signalman
    sniper songwriter squatter stagehand statesman stockbroker stuntman stuntwoman subcontractor
    superfan taxidermist telephonist tiler timekeeper toolmaker townsman trombonist trucker trumpeter
    tutor underwriter usher valet vendor vlogger watchmaker weatherman whaler wholesaler wing-half
    woodcutter woodworker workman yachtsman youth zookeeper
    """
)
_GROUPS = _words(
    """
    academy administration agency airline airport alliance archdiocese army assembly association
    authorities authority automaker
    bank bloc board body brewery brigade broadcaster bureau cabinet campaign chamber charity church
    city club coalition college commission committee community company congress consortium consulate
    corporation council country court delegation department embassy faculty family federation
    festival firm force foundation government group guild hospital house industry institute jury
    label laboratory league library maker manufacturer military ministry mission movement
    municipality museum navy network newspaper office operator opposition orchestra organisation
    organization panel parish parliament party pentagon police prosecution quartet regime region
    regulator retailer school senate service society squad staff state supermarket syndicate team
    theatre think-tank town treasury tribunal union unit university watchdog
    carmaker chipmaker clinic consultancy diocese gallery hospice hotel inspectorate insurer lender railway
    restaurant shop startup start-up studio supplier trust utility zoo
    """
)
# what bears words that nobody is said to have spoken
_THINGS = _words(
    """
    banner billboard caption card chapter headline label line notice page paragraph passage placard plaque
    poster shirt sign slogan sticker subtitle verse
    """
)
_PLURALS = _words("authorities children clergy families folk men parents people police women youngsters")
# what carries the words of others and says nothing itself
_CARRIERS = _words(
    """
    agency agencies article broadcaster channel daily magazine media newspaper newspapers outlet
    paper papers press report reports station tabloid website wire
    """
)
AGENCIES = frozenset(
    (
        "reuters, ap, associated press, afp, agence france-presse, tass, itar-tass, interfax, ria, "
        "ria novosti, dpa, xinhua, bloomberg, lusa, ansa, efe, upi, kyodo, anadolu, ukrinform, unian, "
        "belta, pap, apa, ptt, pti, yonhap, press association, sputnik"
    ).split(", ")
)
PLATFORMS = _words(
    "facebook instagram linkedin mastodon reddit snapchat telegram tiktok twitter whatsapp youtube"
)
# “The minister’s answer was short: “No.””: the words are the owner's
MESSAGES = _words(
    """
    advice answer appeal comment comments conclusion declaration email explanation greeting judgment
    letter memo message motto note objection opinion plea post prediction question reaction remark
    remarks reply response speech statement suggestion summary testimony text tweet verdict view
    warning words
    """
)
_AFTER_HEAD = late_pattern(
    r"\s+(?:of|for|from|in|on|at|to|by|with|who|whom|whose|which|that|near|inside)\b|,"
)
_NUMBERS = "one|a few|few|several|some|many|most|both|two|three|four|five|six|seven|eight|nine|ten|dozens"
_QUANTITY = late_pattern(
    rf"(?:(?:more|less|fewer) than |about |nearly |almost )?(?:{_NUMBERS}|half|all|none|each|any|others|\d+"
    r"|(?:the )?(?:first|second|third|last|next|other|another|former|latter))"
    r"(?: (?:of )?(?:them|us|these|those|which|whom|whose))?$",
    re.IGNORECASE,
)
_ONE_OF = late_pattern(
    r"(?:another |any |each |every |one )(?:one )?of (?=(?:the|these|those|his|her|their|its) )", re.I
)
_MALE = lexicon.MALE | _words(
    """
    boy boyfriend countryman dad ferryman fireman fisherman grandfather grandson headmaster king
    landlord man monk nephew policeman postman salesman seaman statesman uncle waiter widower actor
    """
)
_FEMALE = lexicon.FEMALE | _words(
    """
    aunt councilwoman girl girlfriend granddaughter grandmother headmistress landlady midwife mom
    mum niece nun policewoman saleswoman stewardess waitress widow woman
    """
)


_DEMONYM = late_pattern(
    r"(?:[a-z]{2,}(?:ian|ean|can|stani)|briton|croat|czech|dane|dutchman|finn|german|greek|pole|scot|serb|spaniard"
    r"|swede|swiss|turk)$"
)


def is_demonym(noun: str) -> bool:
    """“Dane”, “American”: one of a people; in small letters."""
    return bool(_DEMONYM.match(noun)) and not is_person(noun)  # “the historian” is one by trade


_ENDINGS = ("woman", "ician", "person", "sman", "year-old", "keeper", "grapher", "master", "ologist", "onaut")
_LISTS = ("assist", "checklist", "blacklist", "playlist", "shortlist", "waitlist", "whitelist", "wishlist")


def is_person(noun: str) -> bool:
    """Whether a noun in the singular, in small letters, names somebody by what they are or do."""
    noun = noun.removeprefix("ex-").removeprefix("vice-").removeprefix("co-").removesuffix("-general")
    if noun.endswith("ist"):  # “cellist”, “novelist”
        return noun in _PERSONS or (len(noun) > 6 and not noun.endswith(_LISTS))
    return noun in _PERSONS or noun.endswith(_ENDINGS)


def head_noun(phrase: str) -> str:
    """“the union’s general secretary for Essex” → “secretary”; in small letters."""
    words = _AFTER_HEAD.split(" ".join(phrase.lower().split()))[0].split()
    return words[-1].strip("’'\"“”.,") if words else ""


def kind_of(phrase: str) -> str | None:
    """“person”, “people”, “group”, “carrier”, “thing” or “quantity”; None where nothing tells."""
    phrase = " ".join(phrase.split())
    if _QUANTITY.match(phrase):
        return "quantity"
    if match := _ONE_OF.match(phrase):  # “one of the stones”, “one of the witnesses”
        return "person" if kind_of(phrase[match.end() :]) == "people" else "thing"
    noun = head_noun(phrase)
    if noun in _THINGS:
        return "thing"
    if noun in MESSAGES:  # “the note said: “…””: whose note it is, nobody tells
        return "thing"
    if noun in _CARRIERS or is_agency(phrase):
        return "carrier"
    if noun in _PLURALS or (noun.endswith("s") and (is_person(noun[:-1]) or noun.endswith("men"))):
        return "people"
    if noun in _GROUPS or noun in PLATFORMS:
        return "group"
    return "person" if is_person(noun) else None


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency or a platform: it carries what others say."""
    plain = name.lower().removesuffix(" news agency").removesuffix(" agency").strip()
    return plain in AGENCIES or plain.removeprefix("the ") in AGENCIES or plain in PLATFORMS


def sex_of_noun(phrase: str) -> str | None:
    """“m” or “f”, where the noun tells."""
    noun = head_noun(phrase)
    if noun in _MALE or noun.endswith(("boy", "sman", "gentleman")):
        return "m"
    return "f" if noun in _FEMALE or noun.endswith(("girl", "woman")) else None

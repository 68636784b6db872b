"""Words that are written with a capital and are nobody's name, and the words behind a rare combination."""

from __future__ import annotations

MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)

DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun"

FEASTS = (
    "christmas easter eid ramadan diwali hanukkah passover lent advent vaisakhi halloween boxing bank holiday "
    "christian christians muslim muslims jewish jew jews hindu hindus sikh sikhs buddhist buddhists catholic "
    "catholics anglican god bible quran koran islam christianity covid"
)

AGENCIES = (
    "council councils local authority police probation prison court courts crown magistrates home office ministry "
    "justice department government parliament job centre jobcentre plus housing benefit benefits options first "
    "universal credit social services care children's children adult adults mental health team teams service services "
    "hospital clinic surgery trust ward nhs gp gps dwp pip esa cpn camhs cmhts cmht mappa marac ombudsman "
    "citizens advice bureau samaritans shelter crisis barnardo's salvation army red cross streetlink womens women's "
    "aid refuge narcotics alcoholics anonymous university college school church library foodbank food bank fire "
    "ambulance brigade safeguarding environmental"
)

PLACES = (
    "london leeds manchester liverpool birmingham sheffield newcastle bristol glasgow edinburgh cardiff belfast "
    "nottingham leicester southampton portsmouth plymouth brighton swansea aberdeen dundee sunderland "
    "middlesbrough wolverhampton stockport oldham rochdale croydon hackney lambeth southwark islington camden"
)

COUNTRIES = (
    "england scotland wales britain uk ireland europe eu africa asia america usa poland romania bulgaria lithuania "
    "latvia hungary ukraine russia syria iraq iran afghanistan pakistan india bangladesh eritrea ethiopia sudan somalia "
    "nigeria ghana kenya zimbabwe jamaica france germany spain italy portugal turkey albania vietnam china"
)

NATIONALITIES = (
    "english scottish welsh irish british european polish romanian bulgarian lithuanian latvian estonian hungarian "
    "czech slovak ukrainian russian syrian iraqi iranian afghan pakistani indian bangladeshi bengali punjabi "
    "eritrean ethiopian sudanese somali nigerian ghanaian kenyan zimbabwean jamaican caribbean african asian "
    "american french german spanish italian portuguese brazilian turkish kurdish albanian vietnamese chinese arab "
    "arabic egyptian moroccan algerian libyan tunisian gambian roma romani traveller palestinian israeli lebanese"
)

MODELS = (
    "gibbs kolb driscoll borton schön schon balint schwartz proctor brookfield pie pies excel outlook zoom "
    "whatsapp facebook google microsoft youtube instagram naloxone methadone buprenorphine subutex diazepam "
    "paracetamol internet wifi word"
)

STARTERS = (
    "i i'm i've i'd i'll the a an he she they we you it this that these those there then when what why how who where "
    "which while after before but and or so if in on at to from with for by as my our your his her their no not yes "
    "please thank thanks sorry hello hi dear today tomorrow yesterday also still just only maybe perhaps because mr "
    "mrs ms miss mx dr prof cllr sir st ok okay"
)

ORDINARY = frozenset(
    " ".join(
        (MONTHS, DAYS, FEASTS, AGENCIES, PLACES, COUNTRIES, NATIONALITIES, MODELS, STARTERS),
    ).split()
)
"""Compared as `name_finding.plain` writes them."""

ALSO_WORDS = frozenset(
    [
        "will",
        "may",
        "mark",
        "grace",
        "hope",
        "faith",
        "joy",
        "dawn",
        "rose",
        "april",
        "june",
        "august",
        "jack",
        "bill",
        "rob",
        "sue",
        "pat",
        "art",
        "drew",
        "frank",
        "grant",
        "miles",
        "dean",
        "robin",
        "iris",
        "ivy",
        "lily",
        "daisy",
        "ruby",
        "pearl",
        "amber",
        "olive",
        "summer",
        "autumn",
        "sky",
        "guy",
        "harry",
        "josh",
        "chase",
        "sunny",
        "hazel",
        "heather",
        "holly",
        "jade",
        "jasmine",
        "poppy",
        "penny",
        "robin",
        "sandy",
        "star",
        "violet",
        "willow",
        "storm",
        "reed",
        "dale",
        "glen",
        "cliff",
        "clay",
        "earnest",
        "ernest",
        "lance",
        "major",
        "max",
        "nick",
        "norm",
        "rich",
        "rusty",
        "skip",
        "victor",
        "wade",
        "ward",
        "carol",
        "eve",
        "gale",
        "bob",
        "don",
        "gene",
        "ray",
        "ed",
        "so",
        "an",
    ]
)
"""Names that are also words: in small letters they mean the word."""

CONDITIONS = (
    "schizophrenia schizophrenic schizoaffective bipolar psychosis psychotic hiv hepatitis epilepsy epileptic "
    "diabetes diabetic cancer autism autistic adhd ptsd dementia alzheimer's korsakoff copd asthma anorexia bulimia "
    "cirrhosis tuberculosis parkinson's stroke paraplegic amputee blind deaf wheelchair dialysis pregnant sepsis "
    "thrombosis dvt bpd eupd ocd"
)

HOSPITALS = "hospital infirmary hospice ward psychiatric rehab detox icu"

OFFENCES = (
    "arson arsonist assault assaulted robbery burglary burgled theft manslaughter murder murdered rape raped gbh abh "
    "shoplifting stalking fraud convicted conviction kidnap kidnapping trafficking dealing blackmail affray offence "
    "offences offender prison"
)

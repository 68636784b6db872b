"""Invented names and sentences for the demo; no person, place or service in it exists."""

from __future__ import annotations

TEAMS = (
    ("Quayside House", "24-bed hostel"),
    ("Lantern Street", "day centre"),
    ("The Orchard", "women’s service, 9 flats"),
    ("Ferry Outreach", "street outreach"),
    ("Mill Lane", "supported flats"),
    ("Harbour Clinic", "drop-in clinic"),
)

NAMES = (
    "Amina Yusuf",
    "Tom Whitlock",
    "Priya Nair",
    "Marek Zielny",
    "Jo Ashdown",
    "Sam Okoro",
    "Dee Larkin",
    "Bronwen Tŷ-Hir",
    "Luca Ferran",
    "Nadia Halim",
    "Gareth Pugh-Lyn",
    "Ivy Marsh",
    "Owen Tarrant",
    "Zofia Wrona",
    "Callum Reyne",
    "Fatima Darr",
    "Hal Brook",
    "Mina Castell",
    "Ruth Ember",
    "Yusra Field",
    "Ned Parrish",
    "Elin Môr",
    "Kofi Dane",
    "Bea Sorrel",
    "Vik Lorne",
    "Tess Quill",
    "Ade Fenn",
    "Rosa Lund",
    "Iain Holt",
    "Cass Wynn",
    "Leila Storr",
    "Max Denby",
    "Ola Brandt",
    "Petra Voss",
    "Joan Ridley",
    "Sol Harker",
    "Wren Addey",
    "Abi Tolland",
    "Greg Sallow",
    "Hana Pell",
)

BECAUSE = (
    "It happens on days. Nights have had none of it since the rota changed.",
    "New people are told about it in their first week, and most of us do it.",
    "Two of us do this well and the rest follow when they are on shift.",
    "We wrote it down in the spring and then three people left.",
    "Residents told us it had got better since the front desk moved.",
    "It holds until we are one short, and we are one short most weeks.",
    "We agreed what to try and have tried it twice. Once it helped.",
    "A visitor would see it most days; agency staff would not know of it.",
    "We talk about it in handover, and it stops there.",
    "People who live here said they could tell the difference.",
)

EVIDENCE = (
    "Dates held against dates planned, on the office wall.",
    "Two people on different shifts told it the same way.",
    "The notice by the door was rewritten with residents in September.",
    "Handover notes from the last fortnight.",
    "Three plans that name what settles the person.",
    "",
    "A list by the kettle: who is new, and who shows them round.",
    "The quiet room has been booked on most days this month.",
    "Six letters in plain words, rewritten with the people who got them.",
    "The rota has both names for every reflective hour.",
    "Notes of a meeting that residents chaired.",
    "A map of the neighbourhood on the wall, drawn in the front room.",
    "The last four leaving talks, with what was promised in them.",
    "The rule about visitors, with its reason beside it.",
)

DISSENT = (
    "Two people would say one higher: the lunch-time talk counts for something.",
    "Nights are different. From there it looks as if nothing had begun.",
    "It was better in summer, and that is worth saying.",
)

ACTIONS = (
    ("Put handover reflection on the rota", "Ask nights which two evenings suit them", "service"),
    ("Rewrite the visitor rule with residents", "Tea and talk on Wednesday", "service"),
    ("List the rules we bent this month, and why", "A sheet on the office wall", "service"),
    ("Quiet corner in the front room", "Move the filing cabinet and see who sits there", "service"),
    ("Go through the first ten minutes with two residents", "Ask who would like to", "individual"),
    ("Follow one course six weeks later", "Put the date into the diary now", "service"),
    ("Write one page about each person’s own wishes", "Start with two who asked for it", "individual"),
    ("Phone call a month after somebody moves on", "Make a list of the last five moves", "service"),
)

ASKS = (
    (
        "the council",
        "Fund four hours of backfill a month, so that nights can meet",
        "Night staff never sit down together.",
    ),
    (
        "the housing provider",
        "Answer repairs within five working days",
        "People live with what is broken for weeks.",
    ),
    (
        "the mental health trust",
        "Name one person whom we can ring about refusals",
        "Every refusal starts again with a stranger.",
    ),
)

ENDS = (
    ("done", ""),
    ("done", ""),
    ("done", ""),
    ("stopped", "Two of the three who wanted it have moved on."),
)

NOTICED = (
    "Fewer mornings when staff are short with people.",
    "People say that they were asked.",
    "The same answer from day and night.",
)

OWN_WORDS = (
    "They ask me first now.",
    "Somebody remembered how I take my tea.",
    "When I was upset they gave me time.",
)

SMALL_WINS = (
    "Two residents chose the paint",
    "The form is down to one page",
    "Nobody had to tell their story twice this month",
)

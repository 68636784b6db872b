"""Invented words around the demo's surveys: why they were asked, what was said in them, what came of it."""

from __future__ import annotations

TITLES = ("Winter pulse", "Spring pulse", "Summer pulse", "Autumn pulse")
PURPOSES = (
    "To find out what would make the winter easier, and to change two things of it.",
    "To hear how the new rota feels after three months, before we fix it for the year.",
    "To see what the summer takes out of us, and what we could do about cover.",
    "To know how we go into the dark months, and what nights need from days.",
)
QUICK_TITLE = "Two minutes before the away day"
QUICK_PURPOSE = "So that the away day begins with what weighs on us, not with what managers guess."

DAYS, NIGHTS, BANK = "Days", "Nights", "Bank"

THEMES = (
    "People lose their breaks when there is one of us too few, and nobody notices.",
    "Handover is what holds the house together, and it is the first thing to be cut.",
    "The thanks that come from residents keep people here.",
    "Nobody knows a week ahead whether a day off will hold.",
    "After a hard night there is no room to sit down with somebody.",
    "Forms ask the same thing three times.",
)

SAID_BACK = (
    (
        "Breaks are lost when one of us is missing.",
        "Two people a shift are named for cover, and breaks are written on the board.",
        "",
    ),
    (
        "Handover is rushed.",
        "Fifteen minutes are on the rota at both ends of the night, from next month.",
        "",
    ),
    (
        "The rota changes too late.",
        "It hangs four weeks ahead. Swaps after that need a yes from both people.",
        "Sickness will still change it. We can’t promise more than a call by noon.",
    ),
    (
        "There is no quiet place after a hard hour.",
        "The back office has a door that closes, and a sign to hang on it.",
        "A room of its own isn’t possible before the building work.",
    ),
    (
        "Forms ask for the same thing again and again.",
        "We asked the council which two of them it reads. The others stop in March.",
        "",
    ),
    (
        "Hard days are not talked about.",
        "Every Thursday at two somebody from outside is here for half an hour.",
        "Nights can’t come yet. We ask for money to pay their hour.",
    ),
)

"""Invented pages, sessions and small logs for the demo; nobody and nothing in them exists."""

from __future__ import annotations

PAGES = (
    (
        "The phone call I put off",
        "driscoll",
        (
            (
                "what",
                "I had a call to make about a room and left it until four. By then the desk had closed.",
            ),
            ("so-what", "I tell other people to ring early. I think I was afraid of the no."),
            ("now-what", "Ring before ten, and write down who said what."),
        ),
        ("phone calls", "housing"),
    ),
    (
        "A good half hour in the garden",
        "blank",
        (("", "We planted the beans. Nobody said much and it was the best talk of the week."),),
        ("good days",),
    ),
    (
        "The shouting at the front desk",
        "gibbs",
        (
            (
                "description",
                "Somebody was told to come back tomorrow, for the third time. Then the shouting began.",
            ),
            ("feelings", "Small, and then cross. Now mostly tired."),
            (
                "evaluation",
                "Two of us stayed. We did not raise our voices. We had no answer to give, either.",
            ),
            (
                "analysis",
                "The notice says one thing and the office does another. That is not about one person.",
            ),
            ("conclusion", "I know how it sounds when somebody has told their story four times."),
            ("action-plan", "Take the notice down. Ask the office for one sentence that holds."),
        ),
        ("front desk", "letters"),
    ),
    (
        "What I learned on nights",
        "kolb",
        (
            ("experience", "Three nights in a row with one colleague from the agency."),
            ("observation", "We wrote twice as much in the book as we read in it."),
            ("concepts", "A handover is for the next shift, not for the drawer."),
            ("experiment", "Read one page aloud at ten, for a week."),
        ),
        ("nights", "handover"),
    ),
    (
        "",
        "blank",
        (("", "He laughed today. First time since spring."),),
        (),
    ),
    (
        "When the rule got in the way",
        "driscoll",
        (
            ("what", "A visitor had to leave at nine, in the rain, on a birthday."),
            ("so-what", "I kept the rule and not the person. Nobody would have minded another hour."),
            ("now-what", "Bring the visitor rule to the review."),
        ),
        ("rules",),
    ),
    (
        "After the training day",
        "brookfield",
        (
            ("autobiographical", "I grew up in a house where doors were slammed. I hear doors first."),
            ("students", "They would say that I look at the clock when it gets loud."),
            ("colleagues", "That I am quick to leave the room, and quick to come back."),
            ("literature", "What is said about safety coming before talk fits here."),
        ),
        ("training",),
    ),
)
"""Title, model, its steps with words, and tags."""

LINES = (
    "Two cups of tea and no questions. It worked.",
    "I was short with somebody and said sorry. That was all it needed.",
    "Nobody was turned away today.",
    "Tired. Glad of the walk home.",
)

FEELINGS = ("tense", "calm", "proud", "worn out", "hopeful")

FOLLOW_UPS = (
    "Ask the office for one sentence that holds",
    "Ring before ten",
    "Show the new colleague the garden",
)

BROUGHT = (
    "How I say no on the phone",
    "Two nights alone in a row",
    "What I would like to learn this winter",
)

SUMMARIES = (
    (
        "We looked at the shouting at the front desk from three chairs, and at what happened in the hour before.",
        "That the notice and the office say different things, and who pays for it.",
        "Take the notice to the review",
    ),
    (
        "We talked about nights, and about what is left of a week after three of them.",
        "When to hand something over, and that this isn’t giving up.",
        "Swap one night a month with a day",
    ),
    (
        "We read one page together and thought about the person behind it.",
        "To ask one question more before offering anything.",
        "Try the question twice and bring back what came of it",
    ),
)
"""What was talked about, what was learned, what the supervisee took on."""

THEMES = (
    (
        "Coming and going",
        "It helps when somebody says good night. We would like that to be on the handover sheet.",
    ),
    ("Being told no", "We carry other people’s noes to the door. We want to say whose no it is."),
    ("Quiet", "The house is loud before six. Two quiet corners would do more than one more rule."),
)

WINS = (
    ("Somebody who never comes down had breakfast with us, two days running", "the kitchen", ""),
    ("The laundry rota holds since residents wrote it", "three residents and nights", ""),
    ("The council rang back the same day", "the new duty desk", "the council"),
    ("A letter was read out loud and understood the first time", "a volunteer", ""),
    ("Two neighbours came to the open door and stayed for soup", "everybody on Thursday", ""),
    ("He chose the colour of his door", "the housing officer", "the housing provider"),
    ("The front window is mended, and somebody said thank you", "the repairs desk", "the housing provider"),
    ("She came to the meeting and stayed until the end", "residents", ""),
    ("Nobody had to ask twice for the key to the garden", "days and nights", ""),
    ("The new form fits on one page", "two residents and the office", ""),
    ("A neighbour brought back the ladder, and a cake", "the street", ""),
    ("Two people swapped rooms and sorted it out between them", "both of them", ""),
    ("The doctor came to us for once", "the surgery next door", "the surgery"),
    ("The night log has a page for what went well", "nights", ""),
    ("He rang his sister from the quiet room", "nobody in particular", ""),
    ("Handover ended ten minutes early, and we used them", "lates", ""),
)

ERRANDS = (
    ("A room for one night", "Housing options office", 270, "got there", "system", 5, True),
    ("Changing an address for a payment", "Benefits line", 75, "partly", "system", 3, False),
    ("A place at the dentist", "Dental list", 40, "turned away", "service", 2, True),
    ("A key for the side gate", "Repairs desk", 55, "got there", "service", 1, False),
    ("Proof of who somebody is", "Housing options office", 120, "partly", "system", 4, True),
    ("A bus pass", "Travel centre", 45, "got there", "service", 2, False),
)
"""What for, with which process, minutes, how it ended, level, tellings, whether bending a rule would have helped."""

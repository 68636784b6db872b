"""Small question files that are fit for use, to be broken by tests, and the one that ships."""

from __future__ import annotations

from pathlib import Path

OWN = Path(__file__).parents[2] / "questionnaires" / "pie-own-1.toml"

_HEADING = """
version = 1
title = "Small"
language = "en-GB"
licence = "CC-BY-4.0"
citation = "Ours"
"""

_LEVELS = "".join(
    f"""
[[level]]
value = {n}
label = "Label {n}"
meaning = "We are at {n}."
meaning_they = "They are at {n}."
"""
    for n in range(5)
)

AUDIT = (
    'id = "small-1"\nkind = "audit"'
    + _HEADING
    + _LEVELS
    + """
[[theme]]
id = "A"
title = "Awareness of {people}"

[[topic]]
id = "A1"
theme = "A"
title = "First"
element = "empathy"
tags = ["rel"]
short = true
says = "We ask {residents}."
ask = "How?"
see = ["a note", "a {service} plan"]
lived_experience = "They ask me."
partner = "This {service} asks."
levels = ["No.", "We talk.", "Some of us.", "All of us.", "All of us, and {people} changed it."]
status = "new"
"""
)

INSTRUMENT = (
    'id = "small-scale"\nkind = "instrument"'
    + _HEADING
    + """modes = ["team", "private"]
numbering_warning = "Printed in two orders."

[[answer_set]]
id = "how-often"
values = [0, 1, 2]
labels = ["never", "at times", "always"]

[[item]]
no = 1
text = "I feel rested."
answer_set = "how-often"

[[item]]
no = 2
text = "I feel worn out."
answer_set = "how-often"
reverse = true

[[scale]]
id = "total"
items = [1, 2]
aggregate = "lookup"
min_answered = 2
table = [[0, 0], [1, 1.5], [2, 2.0], [3, 2.5], [4, 3.0]]

[[band]]
scale = "total"
low = 0
high = 1.5
label = "low"
source = "A made-up paper"
checked_on = 2026-03-31
"""
)

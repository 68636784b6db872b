"""Invented notes of everyday practice for the demo: refusals, rules, doors, training, cards, practices and barriers."""

from __future__ import annotations

from typing import Any

from pie_audit.domain.ask_evidence import EvidenceSource
from pie_audit.domain.barrier import BarrierStatus, Stage
from pie_audit.domain.bent_rule import Agreed, Proposal
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.practice import Choice
from pie_audit.domain.reading_card import Decision
from pie_audit.domain.refusal import AgencyKind, Direction, Next, Reason
from pie_audit.domain.said_did import Answer, HeardFrom
from pie_audit.domain.training import Change, Form, LivedPart, Mix

REFUSED_A_MONTH = (5, 4, 6, 3, 5, 4, 6, 5, 3, 4, 5, 4, 2)
"""How many people were turned away, month by month; the last month isn't over."""

REFUSALS = (
    (Direction.BY_OTHERS, "Housing options office", AgencyKind.COUNCIL, Reason.CRITERIA, Next.NOTHING),
    (
        Direction.BY_OTHERS,
        "Community mental health team",
        AgencyKind.HEALTH,
        Reason.MUST_STOP_USING,
        Next.WAITING,
    ),
    (Direction.BY_OTHERS, "Night shelter", AgencyKind.CHARITY, Reason.FULL, Next.FOUND_ELSEWHERE),
    (Direction.BY_US, "", None, Reason.FULL, Next.WAITING),
    (Direction.BY_OTHERS, "Dental list", AgencyKind.HEALTH, Reason.FULL, Next.WAITING),
    (Direction.BY_OTHERS, "Benefits line", AgencyKind.COUNCIL, Reason.NO_ID, Next.NOTHING),
    (
        Direction.BY_OTHERS,
        "Community mental health team",
        AgencyKind.HEALTH,
        Reason.NEEDS_TOO_HIGH,
        Next.NOTHING,
    ),
    (Direction.BY_OTHERS, "Night shelter", AgencyKind.CHARITY, Reason.PETS, Next.NOTHING),
    (Direction.BY_US, "", None, Reason.BAN, Next.FOUND_ELSEWHERE),
)

RULES = (
    (
        4,
        "Nobody comes in after ten",
        "We let somebody in at midnight and put the kettle on",
        "It was below zero, and the shelter was full",
        "the duty manager",
        Agreed.AFTER,
        "",
        Proposal.NONE,
    ),
    (
        11,
        "Nobody comes in after ten",
        "We opened at half past eleven for somebody off the last train",
        "There was no other place to send them to",
        "the duty manager",
        Agreed.BEFORE,
        "",
        Proposal.NONE,
    ),
    (
        18,
        "Nobody comes in after ten",
        "We kept the front room open until one",
        "Two people had been turned away elsewhere that night",
        "a senior colleague",
        Agreed.AFTER,
        "It stayed quiet, and both came to breakfast",
        Proposal.CHANGE_RULE,
    ),
    (
        26,
        "No dogs indoors",
        "The dog slept in the hall, on a blanket",
        "They would have left with the dog, into the rain",
        "",
        Agreed.NOT_YET,
        "",
        Proposal.NONE,
    ),
    (
        75,
        "Three missed appointments close the file",
        "We rang a fourth time and met at a bench by the river",
        "Waiting rooms are where it goes wrong",
        "the team at handover",
        Agreed.BEFORE,
        "They came, and have come since",
        Proposal.KEEP_BENDING,
    ),
    (
        120,
        "Food parcels are for local people",
        "One parcel went to somebody who had arrived that day",
        "They hadn’t eaten",
        "the duty manager",
        Agreed.AFTER,
        "Nobody minded; the rule is about supplies, not about people",
        Proposal.CHANGE_RULE,
    ),
)
"""Days ago, the rule, what was done instead, why, who agreed, when, what came of it, what should become of the rule."""

PROMPTS = ((3, 2), (2, 1), (4, 3), (3, 2), (2, 2), (4, 2))
"""Offered and done in each of the last months."""

DOORS = (
    (
        "Housing options office",
        "“Come back with a letter” – three times over",
        "Ringing before nine and naming the duty to assess",
        "the duty housing officer, not the front desk",
    ),
    (
        "Community mental health team",
        "Nobody is seen while they drink",
        "A joint first meeting here, with one of us in the room",
        "the nurse on the shared care desk",
    ),
    ("Dental list", "The list is shut", "The emergency morning on Tuesdays, by half past seven", ""),
)

_SIX, _TWELVE = 6, 12
TRAININGS = (
    (
        140,
        "Staying steady when somebody shouts",
        "A trainer who has been there",
        Form.DAY,
        Mix.MIXED,
        LivedPart.DELIVERED,
        "A6",
        (
            (_SIX, Change.DONE, "We slow down first and talk second.", None),
            (_SIX, Change.TRIED, "", None),
            (
                _SIX,
                Change.BLOCKED,
                "Nobody can leave the desk to sit with somebody",
                BarrierLevel.SERVICE,
            ),
            (_TWELVE, Change.STILL_GOING, "", None),
            (_TWELVE, Change.SPREAD, "Nights do it now too.", None),
        ),
    ),
    (
        56,
        "Benefits after prison",
        "The advice centre",
        Form.HALF_DAY,
        Mix.FRONT_LINE,
        LivedPart.NONE,
        "D8",
        (
            (_SIX, Change.TRIED, "Two claims went in on the first day.", None),
            (
                _SIX,
                Change.BLOCKED,
                "The prison gives us no date before the day itself",
                BarrierLevel.SYSTEM,
            ),
        ),
    ),
    (
        9,
        "A morning at the library",
        "The town library",
        Form.EXCHANGE,
        Mix.FRONT_LINE,
        LivedPart.NONE,
        "D4",
        (),
    ),
)
"""Days ago, title, who gave it, form, who sat in the room, part of lived experience, topic, and what was answered."""

INTENTION = "ask “what would help right now?” before anything else"

CARDS = (
    (
        "edmondson-1999",
        16,
        Decision.TRY,
        "Handover only ever asks what went wrong.",
        "Ask at each handover: what did we nearly miss, and who saw it?",
    ),
    (
        "mani-2013",
        30,
        Decision.PARK,
        "Our letters come first: two pages became one this summer. We look at the card again in spring.",
        "",
    ),
)
"""Which card, days ago it was talked about, what the team decided and why, and the small action."""

PRACTICES = (
    (
        "Daily call with partners",
        "spring 2020",
        "Everybody worked from home",
        "Things moved in days, not weeks",
        Choice.RESTART,
        "",
        True,
    ),
    (
        "Breakfast at the open door",
        "winter 2021",
        "The hall was shut",
        "Neighbours know our names",
        Choice.KEEP,
        "",
        True,
    ),
    (
        "Text messages before appointments",
        "in 2023, as a project",
        "Letters got lost",
        "Fewer people miss the first meeting",
        Choice.KEEP,
        "",
        False,
    ),
    (
        "Online form for visitors",
        "spring 2020",
        "Nobody could come in",
        "Little: most rang anyway",
        Choice.DROP,
        "It kept people at the gate who only wanted to say hello.",
        False,
    ),
    (
        "Welfare calls on Sundays",
        "winter 2020",
        "People were alone for weeks",
        "We heard about trouble while it was small",
        Choice.ADAPT,
        "",
        True,
    ),
    (
        "Clinic in our front room",
        "last year, as a pilot",
        "The surgery was rebuilt",
        "Eleven people saw a nurse for the first time",
        Choice.OPEN,
        "",
        False,
    ),
)
"""What, when it began, why, what it gave, what was chosen, why it was dropped, and whether somebody holds it."""

SAID = (
    (
        120,
        "The hall feels unsafe after dark",
        HeardFrom.CONVERSATION,
        Answer.DID,
        "There is a lamp by the stairs, and somebody sits in the hall until eleven.",
        (60, "at the house meeting", 20),
    ),
    (
        105,
        "Nobody says who decides about bans",
        HeardFrom.COMPLAINT,
        Answer.OPEN,
        "",
        None,
    ),
    (
        98,
        "There is nowhere to keep a suitcase",
        HeardFrom.CONVERSATION,
        Answer.NOT_YET,
        "we are asking the housing provider for the store room.",
        None,
    ),
    (
        62,
        "Meetings are at times when some can’t come",
        HeardFrom.REVIEW,
        Answer.DOING,
        "Every second meeting is at six now; we look at it again in spring.",
        (40, "on the board by the door", None),
    ),
    (
        45,
        "We’d like a second washing machine",
        HeardFrom.CONVERSATION,
        Answer.CANT,
        "the wiring only carries one. We have put up a rota that people wrote themselves.",
        (30, "in person", None),
    ),
    (
        20,
        "The clinic’s letters are too hard to read",
        HeardFrom.CONVERSATION,
        Answer.ASKED_OTHERS,
        "We asked the clinic for shorter letters and read them together until then.",
        (12, "in person", None),
    ),
    (6, "Could breakfast start at seven?", HeardFrom.CONVERSATION, Answer.OPEN, "", None),
)
"""Days ago, what was said, where, the answer with its words, and when, how and checked when people were told."""

TOPICS = {
    "Some of us find talking in a group hard": "C2",
    "Letters with long words get lost": "D1",
    "It’s hard to stop when the phone rings": "C1",
    "One person alone at night can’t leave the desk": "B7",
    "The form comes before the tea": "A4",
    "Agency colleagues get the keys and nothing else": "B1",
    "Only hours with a resident in the room are paid": "C1",
    "Two clinics give opposite advice": "D8",
    "Nobody answers about a room for months": "D9",
}
"""Which topic a card that hinders belongs to, where the review asks about it."""

BARRIERS = (
    (
        "Letters with long words get lost",
        Stage.FIRST_CONTACT,
        "D1",
        "the clinic’s office",
        BarrierStatus.OPEN,
    ),
    ("The form comes before the tea", Stage.FIRST_CONTACT, "A4", "us", BarrierStatus.WORKED_ON),
    ("Nobody answers about a room for months", Stage.MOVING_ON, "D9", "the council", BarrierStatus.OPEN),
    ("Two clinics give opposite advice", Stage.STAYING, "D8", "the health board", BarrierStatus.OPEN),
    (
        "Only hours with a resident in the room are paid",
        Stage.STAYING,
        "C1",
        "the council’s contract team",
        BarrierStatus.OPEN,
    ),
    ("One person alone at night can’t leave the desk", Stage.STAYING, "B7", "", BarrierStatus.OPEN),
    (
        "Agency colleagues get the keys and nothing else",
        Stage.STAYING,
        "B1",
        "the staffing agency",
        BarrierStatus.GONE,
    ),
    (
        "The prison gives us no date before the day itself",
        Stage.AFTERWARDS,
        "D8",
        "the prison’s discharge desk",
        BarrierStatus.OPEN,
    ),
)
"""Words of a barrier, the stage, the topic, who could change it, what became of it."""

STAGE_OF_REASON = {
    Reason.FULL: (Stage.GETTING_IN, "D9"),
    Reason.CRITERIA: (Stage.GETTING_IN, "D8"),
    Reason.MUST_STOP_USING: (Stage.GETTING_IN, "D8"),
    Reason.NEEDS_TOO_HIGH: (Stage.GETTING_IN, "E2"),
    Reason.NO_ID: (Stage.FIRST_CONTACT, "E3"),
    Reason.PETS: (Stage.FIRST_CONTACT, "E1"),
    Reason.BAN: (Stage.STAYING, "E2"),
}
"""At which stage being turned away for a reason gets in the way, and the topic nearest to it."""

PROCESSES = {
    "Housing options office": (Stage.MOVING_ON, "D9"),
    "Benefits line": (Stage.FIRST_CONTACT, "D7"),
    "Dental list": (Stage.STAYING, "D8"),
    "Travel centre": (Stage.STAYING, "D4"),
    "Repairs desk": (Stage.STAYING, "D3"),
}

EVIDENCE_KINDS = (EvidenceSource.FRICTION, EvidenceSource.WIN)
"""Of which kinds lines stand behind the ask that came of a barrier, beside the barrier itself."""

NEAREST = "night"
"""What the barrier behind a signed ask is about, where reviews noticed such a one."""

OWN_EVIDENCE = "The bell rang and nobody could come; it is in the night log."

ASK: dict[str, Any] = {
    "what": "Get an answer about rooms within four weeks",
    "ask_what": "Tell us within four weeks whether there is a room",
    "ask_why_now": "Three people are ready to move and have waited since spring.",
    "first_small_step": "List who has waited longest, without names",
    "ask_cost": "one officer for two mornings a week",
    "ask_if_no": "People stay here for months who could live on their own.",
    "success_sign": "An answer about a room within four weeks.",
}
"""What the ask that came of a barrier says beside its words."""

OWN_WORD = "guest"
"""What the second team calls residents."""

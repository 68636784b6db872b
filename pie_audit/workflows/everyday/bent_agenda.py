"""What rules that were bent wait for: somebody to say what happened, and a talk about those bent again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pie_audit.domain.bent_agenda import (
    AgendaItem,
    agenda_item,
    rules_to_review,
    week_to_ask,
    weeks_of,
)
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.team_part import TeamPart
from pie_audit.storage import daily_notes as stored
from pie_audit.storage import note_sums, team_parts
from pie_audit.words import _, plural
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.presence import Me, SignedIn, acting
from pie_audit.workflows.what_waits import Need

if TYPE_CHECKING:
    from datetime import date

    from pie_audit.storage.transaction import Transaction

MOST_ASKED = 20


def agenda_items(tx: Transaction, team_id: str, quarter: Quarter) -> tuple[AgendaItem, ...]:
    """Rules that a team bent three times or more in a quarter, each with its reasons; none while the part is off."""
    if TeamPart.BENT_RULES not in team_parts.parts_of(tx, team_id):
        return ()
    weeks = weeks_of(quarter)
    counts = note_sums.bent_counts(tx, team_id, weeks)
    groups = rules_to_review(counts)
    spellings = [one for group in groups for one in group]
    notes = stored.bent_rules_called(tx, team_id, spellings, weeks) if spellings else ()
    return tuple(agenda_item(group, counts, notes) for group in groups)


def for_meeting(tx: Transaction, me: Me, team_id: str) -> tuple[AgendaItem, ...]:
    """What this quarter’s meeting may want to talk about. Raises NotNow for anybody outside the team."""
    mine = acting(me)
    require(mine.member, Act.READ_TEAM, Matter(team_id))
    return agenda_items(tx, team_id, Quarter.of(mine.clock.today()))


def needs_of(tx: Transaction, mine: SignedIn, team_id: str, today: date) -> tuple[Need, ...]:
    """One need at the most: a rule to review, for who manages the team; else what happened, asked after two weeks."""
    if TeamPart.BENT_RULES not in team_parts.parts_of(tx, team_id):
        return ()
    if may(mine.member, Act.CHOOSE_PARTS, Matter(team_id)):
        counts = note_sums.bent_counts(tx, team_id, weeks_of(Quarter.of(today)))
        for group in rules_to_review(counts)[:1]:  # Home needs no reasons, and reads none
            item = agenda_item(group, counts, ())
            title = _("Time to review a rule?")
            line = _("“{rule}” was bent {n} times this quarter.").format(rule=item.rule, n=item.times)
            return (
                Need("chat-circle-text", title, line, _("Look"), "small-logs", TeamPart.BENT_RULES.value),
            )
    waiting = stored.unanswered_bent_rules(tx, team_id, week_to_ask(today), MOST_ASKED)
    if not waiting:
        return ()
    n = len(waiting)
    title = plural("A rule was bent: what happened?", "{n} rules were bent: what happened?", n)
    line = _("“{rule}”: one line is plenty.").format(rule=waiting[0].rule)
    return (Need("question", title.format(n=n), line, _("Say"), "small-logs", TeamPart.BENT_RULES.value),)

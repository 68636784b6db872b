"""What a team doesn't ask about: themes that never apply here, and statements that residents chose to leave out."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from pie_audit.domain.audit import AuditRound, Outcome, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.questionnaire import Questionnaire, Theme
from pie_audit.domain.team import Perspective, ThemeOff
from pie_audit.storage import agreements, teams
from pie_audit.storage import audits as rounds
from pie_audit.words import _
from pie_audit.workflows import questions
from pie_audit.workflows.permissions import Act, Matter, require
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

QUARTERS_RUNNING = 3
"""After so many quarters in which nothing of a theme applied, leaving it out is offered (audit.md, “Edge cases”)."""

REASON_LIMIT = 300


def empty_themes(tx: Transaction, team_id: str) -> tuple[Theme, ...]:
    """Themes of which every topic asked “doesn't apply here” in the last three quarters running."""
    signed = [r for r in rounds.rounds_of_team(tx, team_id) if r.state in _SIGNED]
    last = signed[-QUARTERS_RUNNING:]
    if len(last) < QUARTERS_RUNNING or not _running(last):
        return ()
    off = {value.theme_id for value in teams.themes_off(tx, team_id)}
    found = set.intersection(*(_without_use(tx, audit_round) for audit_round in last)) - off
    return tuple(theme for theme in questions.bundled().themes if theme.id in found)


_SIGNED = frozenset({RoundState.SIGNED, RoundState.CARRIED})


def _running(found: list[AuditRound]) -> bool:
    return all(after.quarter == before.quarter.plus(1) for before, after in pairwise(found))


def _without_use(tx: Transaction, audit_round: AuditRound) -> set[str]:
    """Themes asked in this round of which nothing applied."""
    review = questions.of_round(tx, audit_round)
    written = agreements.load_consensus(tx, audit_round.round_id)
    outcomes: dict[str, set[Outcome | None]] = {}
    for topic in questions.asked(review, audit_round, Perspective.TEAM):
        record = written.get(topic.id)
        outcomes.setdefault(topic.theme, set()).add(record.outcome if record else None)
    return {theme for theme, found in outcomes.items() if found == {Outcome.NOT_APPLICABLE}}


def leave_theme_out(tx: Transaction, me: Me, team_id: str, theme_id: str, reason: str) -> Undoable:
    """Ask about this theme no more, from the next round on; the reason prints in the team's papers.

    Raises NotNow without a reason, and for the last theme that is left.
    """
    require(acting(me).member, Act.RUN_ROUND, Matter(team_id))
    why = reason.strip()
    if not why or len(why) > REASON_LIMIT:
        raise NotNow(
            _("Leaving a theme out needs a reason of at most {n} characters.").format(n=REASON_LIMIT),
            _("Say in a few words why it doesn’t apply here. It prints in your papers."),
        )
    review = questions.bundled()
    off = {value.theme_id for value in teams.themes_off(tx, team_id)} | {theme_id}
    if all(theme.id in off for theme in review.themes if not theme.optional):
        raise NotNow(_("This is the last theme that is left."), _("Keep at least one."))
    since = Quarter.of(acting(me).clock.today())
    teams.switch_theme_off(tx, team_id, ThemeOff(theme_id, why, str(since)))
    name = _("Left out “{theme}”").format(theme=review.theme(theme_id).title)

    def undo(tx: Transaction, me: Me) -> None:
        take_theme_in(tx, me, team_id, theme_id)

    return Undoable(theme_id, name, undo)


def take_theme_in(tx: Transaction, me: Me, team_id: str, theme_id: str) -> Undoable:
    """Ask about a theme again, from the next round on."""
    require(acting(me).member, Act.RUN_ROUND, Matter(team_id))
    before = next((v for v in teams.themes_off(tx, team_id) if v.theme_id == theme_id), None)
    if before is None:
        raise NotNow(_("This theme is asked about already."), _("Nothing is left to do."))
    teams.switch_theme_on(tx, team_id, theme_id)
    name = _("Ask about “{theme}” again").format(theme=questions.bundled().theme(theme_id).title)

    def undo(tx: Transaction, me: Me) -> None:
        require(acting(me).member, Act.RUN_ROUND, Matter(team_id))
        teams.switch_theme_off(tx, team_id, before)

    return Undoable(theme_id, name, undo)


def switched_off(
    review: Questionnaire, themes: Iterable[ThemeOff], residents_skip: Iterable[str]
) -> frozenset[tuple[Perspective, str]]:
    """What a round that starts now leaves out, for each perspective."""
    off = {theme.theme_id for theme in themes}
    whole = {(p, topic.id) for p in Perspective for topic in review.topics if topic.theme in off}
    return frozenset(whole | {(Perspective.LIVED_EXPERIENCE, topic_id) for topic_id in residents_skip})

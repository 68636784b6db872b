"""Sharing a signed plan with leaders here: which edition, the one theme with its sentence, and an end to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from pie_audit.domain.audit import AuditRound, RoundState
from pie_audit.domain.errors import NotNow
from pie_audit.domain.plan_material import Edition, PlanMaterial
from pie_audit.domain.plan_received import plan_from_text, plan_to_text
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.shared_plan import SharedPlan
from pie_audit.storage import plan_pages
from pie_audit.storage import shared_plans as kept
from pie_audit.storage.shared_plans import KeptShare, KeptTheme
from pie_audit.words import _
from pie_audit.workflows import ask_codes, plan_files, plans, questions
from pie_audit.workflows.notes import note
from pie_audit.workflows.paper_drawing import draw_edition
from pie_audit.workflows.permissions import Act, Matter, may, require
from pie_audit.workflows.plans import PlanView
from pie_audit.workflows.printed import opened_round, printable, rounds_with_plan
from pie_audit.workflows.undo import Undoable
from pie_audit.workflows.unlock import Me, OpenWorkspace, SignedIn, acting

if TYPE_CHECKING:
    from pie_audit.storage.transaction import Transaction

WORDS_LIMIT = 300
"""Characters in a team's own sentence about its theme: two lines on page one."""

_SIGNED = frozenset({RoundState.SIGNED, RoundState.CARRIED})


@dataclass(frozen=True, slots=True)
class Sharing:
    """What there is about sharing one quarter's plan. `can_share` only once it is signed; `why_not` says so in words.

    `shared` is what leaders see, None for nothing. `themes` can be chosen, as pairs of id and title; `theme_id` and
    `words` are what is chosen, empty for none. `my_words` are six words for the key that this person's papers are
    signed with, for leaders to compare.
    """

    team_id: str
    quarter: Quarter
    can_share: bool
    why_not: str
    edition: Edition
    shared: SharedPlan | None
    shared_on: date | None
    themes: tuple[tuple[str, str], ...]
    theme_id: str
    words: str
    my_words: str


@dataclass(frozen=True, slots=True)
class ShareWish:
    """Which edition of which plan leaders should see. `plan` is what it says, `pdf` its pages, if laid out before."""

    team_id: str
    quarter: Quarter
    edition: Edition = Edition.WORDS
    plan: SharedPlan | None = None
    pdf: bytes = b""


def plan_and_sharing(tx: Transaction, me: Me, team_id: str) -> tuple[PlanView, Sharing | None]:
    """The team's plan, and for its manager what there is about sharing the latest signed one; one read for the page."""
    view = plans.plan_page(tx, me, team_id)
    quarter = view.signed_quarter or view.printed_quarter
    if quarter is None or not may(acting(me).member, Act.SHARE_PLAN, Matter(team_id)):
        return view, None
    return view, sharing(tx, me, team_id, quarter)


def sharing(tx: Transaction, me: Me, team_id: str, quarter: Quarter) -> Sharing:
    """What a manager sees beside the plan. Raises NotNow for anybody else, and where there is no plan yet."""
    mine, audit_round = _round(tx, me, team_id, quarter)
    share = kept.load_share(tx, audit_round.round_id)
    shown = kept.load_theme(tx, team_id)
    is_signed = audit_round.state in _SIGNED
    return Sharing(
        team_id,
        quarter,
        is_signed,
        "" if is_signed else _("Leaders see a plan once it is signed off. You can choose the theme already."),
        share.edition if share else Edition.WORDS,
        plan_from_text(share.body) if share else None,
        share.shared_on if share else None,
        tuple((theme.id, theme.title) for theme in questions.of_round(tx, audit_round).themes),
        shown.theme_id if shown else "",
        shown.words if shown else "",
        plan_files.signer_words(mine.vault.epk),
    )


def _round(tx: Transaction, me: Me, team_id: str, quarter: Quarter) -> tuple[SignedIn, AuditRound]:
    mine = acting(me)
    require(mine.member, Act.SHARE_PLAN, Matter(team_id))
    return mine, opened_round(tx, me, team_id, quarter)


def share(opened: OpenWorkspace, me: Me, wish: ShareWish) -> Undoable:
    """As `share_plan`, with the paper laid out on the work thread; for plans of any length."""
    mine = acting(me)
    material, sender = opened.read(lambda tx: _to_draw(tx, me, wish))
    plan, pdf = opened.worker.compute(lambda: _said_by(material, wish.edition, sender)).result()
    whole = ShareWish(wish.team_id, wish.quarter, wish.edition, plan, pdf)
    return opened.write(lambda tx: share_plan(tx, mine, whole))


def share_plan(tx: Transaction, me: Me, wish: ShareWish) -> Undoable:
    """Let leaders of this workspace see exactly what this edition prints today, in place of what they saw before.

    Raises NotNow for anybody but the team's manager, and before the signature.
    """
    mine, audit_round = _round(tx, me, wish.team_id, wish.quarter)
    plan, pdf = (wish.plan, wish.pdf) if wish.plan else _said_by(*_drawable(tx, me, wish))
    before, pages = kept.load_share(tx, audit_round.round_id), plan_pages.load_pages(tx, audit_round.round_id)
    _require_signed(audit_round)
    kept.save_share(tx, KeptShare(audit_round.round_id, wish.edition, plan_to_text(plan), mine.clock.today()))
    _put_pages(tx, audit_round.round_id, pdf)
    note(tx, mine, f"shared plan, {wish.edition.value}", audit_round.round_id, "plan")
    return Undoable(
        plan, _("Shared the plan with leaders"), _putting_back(wish, audit_round.round_id, before, pages)
    )


def stop_sharing(tx: Transaction, me: Me, team_id: str, quarter: Quarter) -> Undoable:
    """Leaders see nothing of this plan any more; what they read or printed can't be taken back."""
    mine, audit_round = _round(tx, me, team_id, quarter)
    before = kept.load_share(tx, audit_round.round_id)
    if before is None:
        raise NotNow(_("This plan isn’t shared."), _("Nothing is left to do."))
    pages = plan_pages.load_pages(tx, audit_round.round_id)
    kept.delete_share(tx, audit_round.round_id)
    plan_pages.delete_pages(tx, audit_round.round_id)
    note(tx, mine, "stopped sharing plan", audit_round.round_id, "plan")
    wish = ShareWish(team_id, quarter)
    back = _putting_back(wish, audit_round.round_id, before, pages)
    return Undoable(None, _("Stopped sharing the plan"), back)


def _putting_back(
    wish: ShareWish, round_id: str, before: KeptShare | None, pages: bytes | None
) -> Callable[[Transaction, Any], object]:
    def undo(tx: Transaction, me: Me) -> None:
        mine, _audit_round = _round(tx, me, wish.team_id, wish.quarter)
        _put_pages(tx, round_id, pages or b"")
        if before is None:
            kept.delete_share(tx, round_id)
            note(tx, mine, "stopped sharing plan", round_id, "plan")
        else:
            kept.save_share(tx, before)
            note(tx, mine, f"shared plan, {before.edition.value}", round_id, "plan")

    return undo


def _put_pages(tx: Transaction, round_id: str, pdf: bytes) -> None:
    if pdf:
        plan_pages.save_pages(tx, round_id, pdf)
    else:
        plan_pages.delete_pages(tx, round_id)


def _require_signed(audit_round: AuditRound) -> None:
    if audit_round.state not in _SIGNED:
        raise NotNow(
            _("This plan isn’t signed off yet."), _("Sign it off first; leaders see signed plans only.")
        )


def _to_draw(tx: Transaction, me: Me, wish: ShareWish) -> tuple[PlanMaterial, str]:
    mine, audit_round = _round(tx, me, wish.team_id, wish.quarter)
    _require_signed(audit_round)
    return printable(tx, mine, audit_round), ask_codes.sender_of(tx, wish.team_id)


def _drawable(tx: Transaction, me: Me, wish: ShareWish) -> tuple[PlanMaterial, Edition, str]:
    material, sender = _to_draw(tx, me, wish)
    return material, wish.edition, sender


def _said_by(material: PlanMaterial, edition: Edition, sender: str) -> tuple[SharedPlan, bytes]:
    """What this edition prints, read off the very paper, and that paper."""
    drawn = draw_edition(material, edition, sender).drawn
    assert drawn is not None
    return drawn.plan, drawn.pdf


def show_theme(tx: Transaction, me: Me, team_id: str, theme_id: str, words: str) -> Undoable:
    """Choose the one theme that leaders see, with the team's own sentence; an empty id shows none.

    Plans of the latest signed quarter and later print it. Raises NotNow without a sentence, or for one that is too long.
    """
    mine = acting(me)
    require(mine.member, Act.SHARE_PLAN, Matter(team_id))
    before = kept.load_theme(tx, team_id)
    chosen = KeptTheme(team_id, theme_id, words.strip(), _since(tx, me, team_id)) if theme_id else None
    _put_theme(tx, mine, team_id, _checked(tx, mine, chosen) if chosen else None)

    def undo(tx: Transaction, me: Me) -> None:
        mine = acting(me)
        require(mine.member, Act.SHARE_PLAN, Matter(team_id))
        _put_theme(tx, mine, team_id, before)

    return Undoable(None, _("Chose the theme that leaders see"), undo)


def _put_theme(tx: Transaction, me: SignedIn, team_id: str, theme: KeptTheme | None) -> None:
    if theme is None:
        kept.delete_theme(tx, team_id)
    else:
        kept.save_theme(tx, theme)
    note(tx, me, "shows no theme" if theme is None else "chose a theme to show", team_id, "team")


def _since(tx: Transaction, me: Me, team_id: str) -> Quarter:
    """The latest signed plan is the one that leaders get; without one, the latest that can be printed."""
    found = rounds_with_plan(tx, team_id)
    signed = [audit_round for audit_round in found if audit_round.state in _SIGNED]
    latest = max((r.quarter for r in signed or found), default=None)
    return latest or Quarter.of(acting(me).clock.today())


def _checked(tx: Transaction, me: SignedIn, theme: KeptTheme) -> KeptTheme:
    known = {
        each.id for r in rounds_with_plan(tx, theme.team_id) for each in questions.of_round(tx, r).themes
    }
    if theme.theme_id not in (known or {each.id for each in questions.bundled().themes}):
        raise NotNow(
            _("That theme isn’t part of your review."), _("Choose one of the themes that you asked about.")
        )
    if not theme.words:
        raise NotNow(
            _("The theme needs a sentence of your own."), _("Say what you’d like leaders to see in it.")
        )
    if len(theme.words) > WORDS_LIMIT:
        raise NotNow(
            _("That is longer than {n} characters.").format(n=WORDS_LIMIT), _("Say it in one sentence.")
        )
    return theme

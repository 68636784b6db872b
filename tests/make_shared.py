"""Plans as leaders get them, and the PDFs that carry them: a test says only what it is about."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from pie_audit.domain.ask_codes import ask_code
from pie_audit.domain.board import BoardAsk
from pie_audit.domain.plan import BarrierLevel
from pie_audit.domain.plan_material import Edition, PlanAction, PlanMaterial, PlanTheme
from pie_audit.domain.quarter import Quarter
from pie_audit.domain.shared_plan import SharedAction, SharedAsk, SharedBarrier, SharedPlan, ShownTheme
from pie_audit.domain.team import WorkspaceKind
from pie_audit.vault.open_vault import OpenVault
from pie_audit.workflows import plan_files
from pie_audit.workflows.paper_drawing import draw_edition
from pie_audit.workflows.presence import SignedIn
from tests import make
from tests.make_plan import make_whole
from tests.quarter import CLOCK

AUTUMN = Quarter(2026, 4)
SENDER = "a" * 32


def shared_ask(what: str = "Cover for nights", **changes: Any) -> SharedAsk:
    """An ask of the council, first made this autumn."""
    return replace(SharedAsk(ask_code(what), "the council", what, AUTUMN), **changes)


def shared(team: str = "Quayside House", *asks: SharedAsk, **changes: Any) -> SharedPlan:
    """A signed words-only plan with one action, one barrier and a theme."""
    whole = SharedPlan(
        sender=ask_code(team).replace("-", "").encode().hex().ljust(32, "0"),
        team=team,
        about="24-bed hostel",
        quarter=AUTUMN,
        edition=Edition.WORDS,
        made=0,
        signed_on=date(2026, 12, 11),
        asks=asks,
        actions=(SharedAction("Paint the front room", "done"),),
        barriers=(SharedBarrier(BarrierLevel.SYSTEM, "Funding counts beds"),),
        theme=ShownTheme("B", "Staff support", "We hold supervision now."),
        contact="Amina Yusuf",
    )
    return replace(whole, **changes)


def board_ask(team: str, what: str, **changes: Any) -> BoardAsk:
    """One ask on the board, of this quarter, of a team that has a plan there."""
    ask = shared_ask(what)
    return replace(BoardAsk(f"{team}/{ask.code}", f"plan of {team}", team, ask, 0), **changes)


def somebody() -> SignedIn:
    """A person with keys of their own, signed in nowhere in particular."""
    vault = OpenVault(make.new_id(), {1: os.urandom(32)})
    return SignedIn(make.member(person_id=vault.person_id), vault, CLOCK, WorkspaceKind.TEAM)


def asking(material: PlanMaterial) -> PlanMaterial:
    """The material with a code beside each ask."""

    def coded(planned: PlanAction) -> PlanAction:
        return replace(planned, ask_code=ask_code(planned.action.action_id), asked_in=Quarter(2026, 2))

    return replace(material, actions=tuple(coded(planned) for planned in material.actions))


def printable(**changes: Any) -> PlanMaterial:
    """A whole plan with codes and a theme that the team shows."""
    means = ((Quarter(2026, 3), Fraction(1)), (AUTUMN, Fraction(3, 2)))
    shown = PlanTheme("B", "We hold each other’s supervision now", means)
    return asking(make_whole(**{"shown": shown, **changes}))


def plan_pdf(
    material: PlanMaterial | None = None,
    edition: Edition = Edition.WORDS,
    *,
    sender: str = SENDER,
    by: SignedIn | None = None,
) -> bytes:
    """The PDF of one edition with its small file inside, as an export writes it."""
    laid_out = draw_edition(material or printable(), edition, sender)
    assert laid_out.drawn is not None
    return plan_files.put_inside(laid_out.pdf, plan_files.signed_content(by or somebody(), laid_out.drawn))

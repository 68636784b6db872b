"""Where somebody finds support, in words that neither diagnose nor alarm (wellbeing.md, “Signposting text”)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pie_audit.words import _


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A number that is answered at once. `says` is how it stands in a sentence, with the number in it."""

    line_id: str
    number: str
    says: str
    source: str
    checked_on: date


def where_to_turn(lines: Sequence[HelpLine], local: str = "") -> str:
    """Whom to talk to, for everybody, whatever they answered. `local` is what an organisation wrote of its own."""
    talk = _(
        "If things are heavy at the moment, a questionnaire can’t tell you why. You might talk to someone you trust, "
        "your supervisor if that feels right, your GP, occupational health or your employee assistance line{local}."
    )
    return _join(talk, lines, local)


def after_heavy_answers(lines: Sequence[HelpLine], local: str = "") -> str:
    """The same beside one’s own answers that suggest a lot of strain; only on a page that nobody else can read."""
    talk = _(
        "These answers suggest things may be heavy at the moment. A questionnaire can’t tell you why, and this is not "
        "a diagnosis. You might talk to someone you trust, your supervisor if that feels right, your GP, occupational "
        "health or your employee assistance line{local}."
    )
    return f"{_join(talk, lines, local)}\n\n{_('Nobody else can see this page.')}"


def _join(talk: str, lines: Sequence[HelpLine], local: str) -> str:
    own = " ".join(local.split()).rstrip(".")
    parts = [talk.format(local=f": {own}" if own else "")]
    if lines:
        now = _("If you feel unsafe, or can’t see a way through, help is there now: {lines}.")
        parts.append(now.format(lines=_either(lines)))
    return "\n\n".join(parts)


def _either(lines: Sequence[HelpLine]) -> str:
    """“A, B, or C”."""
    said = [line.says for line in lines]
    if len(said) == 1:
        return said[0]
    return _("{some}, or {last}").format(some=", ".join(said[:-1]), last=said[-1])

"""What stands beside the results: one's own page, how to read figures, and where to begin, work first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from pie_audit.ui.widgets import Card, FlowLayout, IconMark, SecondaryButton, WrapLabel, boxed, column, row
from pie_audit.words import _
from pie_audit.workflows.surveys.views import SurveyResults

Going = Callable[[str, object], object]


def own_answers_card(go: Going) -> Card:
    """One's own page is never part of what a team sees."""
    card = Card(_("My own page"), look="private", icon="lock-simple", gap=8)
    words = _("What you keep for yourself is on a page only you can open. It’s not part of this one.")
    button = SecondaryButton(_("Open my page"), in_row=True)
    button.clicked.connect(partial(_go, go, "own-line"))
    return card.add(WrapLabel(words, "body", "private"), boxed(FlowLayout(button)), None)


def _go(go: Going, area: str, _checked: bool = False) -> None:
    go(area, None)


def care_card(view: SurveyResults) -> Card:
    """How little a change may mean, and what figures like these can't say."""
    card = Card(_("Reading this with care"), look="sunk", icon="info", gap=8)
    person = _("It says nothing about any one person, and it’s not a diagnosis.")
    lines: tuple[str, ...] = (person,)
    if not view.whole.hidden or any(not group.hidden for group in view.groups):
        lines = (view.uncertainty, person, _("Rounded parts need not add up."))
    return card.add(*(WrapLabel(words, "small") for words in lines if words), None)


def begin_card() -> Card:
    """Where to begin: strain at work is about work first, so looking after oneself comes last."""
    card = Card(_("Where to begin"), icon="compass", gap=8)
    card.add(
        WrapLabel(_("Strain at work is about work first. Start at the top of this list."), "small", "ink2")
    )
    for title, words in _steps():
        line = row(IconMark("arrow-right", 16, "accent"), gap=10)
        line.addLayout(column(WrapLabel(title, "strong"), WrapLabel(words, "small", "ink2"), gap=1), 1)
        card.add(boxed(line))
    return card.add(None)


def _steps() -> Sequence[tuple[str, str]]:
    return (
        (_("How much there is to do"), _("What could be left out, shared out or done later?")),
        (_("Having a say"), _("What could people here decide for themselves?")),
        (_("Support"), _("Who has your back on a bad day? When is your next {supervision}?")),
        (_("Fairness"), _("How are shifts, thanks and the hard jobs shared out?")),
        (
            _("Then: looking after yourself"),
            _("Rest and help are yours to take. They don’t replace the rest."),
        ),
    )


def talk_card(prompts: Sequence[str]) -> Card:
    """For a page on which nothing may be shown: questions to talk about, without figures."""
    card = Card(_("Nothing to show, plenty to talk about"), icon="chat-circle-text", gap=10)
    card.add(
        WrapLabel(
            _(
                "Thank you for answering. To keep everybody safe, no figures come out this time. Try one of these:"
            )
        )
    )
    for prompt in prompts:
        line = row(IconMark("chat-circle", 18, "accent"), gap=10)
        line.addWidget(WrapLabel(prompt), 1)
        card.add(boxed(line))
    return card.add(None)

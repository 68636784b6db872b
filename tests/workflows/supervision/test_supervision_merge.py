"""Two texts of one agreement: nobody's words are lost, and what only one changed is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pie_audit.domain.supervision import Agreement, AgreementWords
from pie_audit.workflows.supervision.supervision_agreements import AgreementView
from pie_audit.workflows.supervision.supervision_merge import join_agreements

DAY = date(2026, 11, 18)
WORDS = st.text("ab é🚑", max_size=5)
SAID = st.builds(AgreementWords, purpose=WORDS, place=WORDS, limits=WORDS)


def view(words: AgreementWords, weeks: int = 4) -> AgreementView:
    row = Agreement("a", "t", "amina", "jo", weeks, 60, DAY)
    return AgreementView(row, words, 1, "jo", {"amina": "Amina", "jo": "Jo"}, DAY, False, False)


@given(SAID, SAID, SAID)
def test_every_new_word_is_in_what_comes_of_it(
    base: AgreementWords, mine: AgreementWords, theirs: AgreementWords
) -> None:
    joined, _both = join_agreements(view(base), view(mine), view(theirs))
    for name in ("purpose", "place", "limits"):
        for each in (mine, theirs):
            said = getattr(each, name)
            assert said == getattr(base, name) or said.strip() in getattr(joined.words, name)


@given(SAID, SAID)
def test_what_only_one_changed_is_taken_as_it_is(base: AgreementWords, changed: AgreementWords) -> None:
    for mine, theirs in ((base, changed), (changed, base)):
        joined, both = join_agreements(view(base), view(mine), view(theirs))
        assert (joined.words, both) == (changed, False)


def test_rhythm_of_whoever_changed_it_counts() -> None:
    words = AgreementWords()
    joined, both = join_agreements(view(words), view(words, 3), replace(view(words), version=9))
    assert (joined.agreement.every_weeks, joined.version, both) == (3, 9, False)


def test_a_line_stays_a_line() -> None:
    mine, theirs = AgreementWords(place="Roof"), AgreementWords(place="Garden")
    joined, both = join_agreements(view(AgreementWords()), view(mine), view(theirs))
    assert (joined.words.place, both) == ("Roof / Garden", True)

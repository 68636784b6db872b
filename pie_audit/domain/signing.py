"""What is signed as a fair account, beside the signature itself."""

from __future__ import annotations

from dataclasses import dataclass

from pie_audit.domain.errors import NotNow
from pie_audit.words import _

WORDS_LIMIT = 500
"""Characters in one reservation, sentence or contact."""


@dataclass(frozen=True, slots=True)
class FairAccount:
    """What goes with a manager's signature; all of it may be empty.

    `refusals` are reservations of members who don't find it fair: unnamed, and they block nothing.
    `lived_experience` is the reservation of somebody with lived experience who signs too, empty if there is none;
    None when nobody does. `resident_words` are printed with consent alone. `contact` is who rings back.
    `leaves_the_rest`: topics with nothing written down become “not discussed this time” with the signature.
    """

    refusals: tuple[str, ...] = ()
    lived_experience: str | None = None
    resident_words: str = ""
    has_consent: bool = False
    small_win: str = ""
    contact: str = ""
    leaves_the_rest: bool = False

    def checked(self) -> FairAccount:
        """This account if it may be signed. Raises NotNow for words without consent, and for far too many."""
        said = (self.lived_experience or "", self.resident_words, self.small_win, self.contact)
        if any(len(words) > WORDS_LIMIT for words in (*self.refusals, *said)):
            raise NotNow(
                _("One of these texts is longer than {n} characters.").format(n=WORDS_LIMIT),
                _("Shorten it here; the words are still on this screen."),
            )
        if self.resident_words.strip() and not self.has_consent:
            raise NotNow(
                _("Somebody’s own words are printed only if they said yes."),
                _("Ask them and tick it, or leave the words out."),
            )
        return self

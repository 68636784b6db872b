"""What Dee keeps to herself, with a marker in every place that takes words, and everything an insider could lay hands on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from pie_audit.domain.entry import Entry, EntryKind, FollowUp, Practice, Step
from pie_audit.domain.group import Group, GroupRole
from pie_audit.domain.registration import RecordDraft
from pie_audit.domain.session import Session, SessionKind
from pie_audit.domain.shared_copy import Part, copy_of, parts_of
from pie_audit.domain.supervision import Agenda, Agreement, Brought, Summary
from pie_audit.storage import backup, groups, sessions
from pie_audit.workflows import (
    backups,
    drafts,
    entry_search,
    first_lines,
    founding,
    own_measures,
    reflections,
    registration,
    self_record,
    sharing,
)
from pie_audit.workflows.own_measures import OwnAnswers
from pie_audit.workflows.reflections import Sitting
from pie_audit.workflows.share_readers import Audience
from pie_audit.workflows.supervision import (
    supervision_agenda,
    supervision_sessions,
    supervision_summary,
)
from tests.privacy import pages
from tests.privacy.markers import all_files, find_markers
from tests.privacy.page_attacker import Ring, Secrets, Tables, attack, ring_of, tables_of, which
from tests.quarter import FAST, TODAY, Hostel, password_of

PLACES = (
    "title",
    "heading",
    "feelings part",
    "facts part",
    "take away",
    "tag",
    "feeling before",
    "feeling after",
    "pressed on",
    "follow up",
    "follow up who",
    "with whom",
    "why relevant",
    "better off",
    "earlier version",
    "draft",
    "other draft",
    "own notes",
    "line before signing in",
    "allowed word",
    "own feeling",
    "statement",
    "free time",
    "own line",
    "own line begun",
    "thrown away",
)
PRIVATE = {place: f"zq{place.title().replace(' ', '')}Ünverwechselbar" for place in PLACES}
TOGETHER = {place: f"zq{place.title()}ZuZweitÜnverwechselbar" for place in ("agenda", "place", "summary")}
"""What belongs to the two who met, and to nobody else."""
EXCERPT = {"title", "heading", "feelings part"}
"""Where the words of an excerpt come from: the title and one part with its heading."""
OTHERS = ("Amina Yusuf", "Jo", "Sam", "Tom", "Lee Park")
PAGE_ID = "11" * 16
THROWN_ID = "22" * 16
SAMS = {"sam's own page": "zqSamsOwnPageÜnverwechselbar"}


def page() -> Entry:
    """A page with a marker in every field."""
    t = PRIVATE
    return Entry(
        PAGE_ID,
        EntryKind.REFLECTION,
        TODAY,
        t["title"],
        steps=(Step("f", t["heading"], t["feelings part"]), Step("d", "Description", t["facts part"])),
        take_away=t["take away"],
        tags=(t["tag"],),
        feelings_before=(t["feeling before"],),
        feelings_after=(t["feeling after"],),
        pressed_on=t["pressed on"],
        follow_ups=(FollowUp("f1", t["follow up"], who=t["follow up who"]),),
        practice=Practice(True, 30, why_relevant=t["why relevant"], who_is_better_off=t["better off"]),
        with_whom=t["with whom"],
    )


def write(hostel: Hostel, name: str, entry: Entry) -> Sitting:
    """Somebody saves a page."""
    return hostel.do(reflections.save, hostel.people[name], entry, Sitting(entry, 0))


def live(hostel: Hostel) -> None:
    """Dee writes, goes on, throws away, drafts, notes, searches; Sam writes a page of his own."""
    t, dee = PRIVATE, hostel.people["dee"]
    first = write(hostel, "dee", replace(page(), take_away=t["earlier version"]))
    hostel.do(reflections.save, dee, replace(first.entry, take_away=t["take away"]), first)
    thrown = Entry(THROWN_ID, EntryKind.LINE, TODAY, steps=(Step("", "", t["thrown away"]),))
    write(hostel, "dee", thrown)
    hostel.do(reflections.delete, dee, THROWN_ID)
    supervise(hostel)
    begun = Entry("44" * 16, EntryKind.REFLECTION, TODAY, t["draft"])
    hostel.do(reflections.keep_draft, dee, begun, 0)
    hostel.do(drafts.save_words, dee, "a place", {"because": t["other draft"]})
    hostel.do(remember, dee)
    told = {"statements": {"summary": t["statement"]}, "gaps": {"2025-01-01": t["free time"]}}
    hostel.do(registration.keep_draft, dee, RecordDraft("hcpc", TODAY, TODAY, **told))
    hostel.do(own_measures.save_measure, dee, "pulse10-1", OwnAnswers({1: 3}, t["own line"]))
    hostel.do(own_measures.keep_begun, dee, "pulse5-1", OwnAnswers({1: 2}, t["own line begun"]))
    first_lines.keep_line(hostel.opened, dee.member.person_id, t["line before signing in"])
    write(hostel, "sam", Entry("55" * 16, EntryKind.REFLECTION, TODAY, SAMS["sam's own page"]))
    for word in (t["title"], "zq"):
        entry_search.search(hostel.opened, dee, entry_search.Query(word))


def supervise(hostel: Hostel) -> None:
    """Dee meets Sam: an agenda and a summary for the two, and notes of her own about it."""
    dee, sam = (hostel.people[n].member.person_id for n in ("dee", "sam"))
    pair = Agreement("pair", hostel.team_id, sam, dee, 4, 60, TODAY, frozenset((sam, dee)))
    one = Session("s1", SessionKind.SUPERVISION, hostel.team_id, TODAY, 60, "pair", None, sam, dee)
    hostel.opened.write(lambda tx: sessions.save_agreement(tx, pair))
    hostel.opened.write(lambda tx: sessions.save_session(tx, one))
    me = hostel.people["dee"]
    agenda = Agenda((Brought("i1", TOGETHER["agenda"], dee),), place=TOGETHER["place"])
    hostel.do(supervision_agenda.save, me, one, agenda)
    hostel.do(supervision_summary.write, me, "s1", Summary(text=TOGETHER["summary"]))
    notes = supervision_sessions.OwnNotes(PRIVATE["own notes"])
    hostel.do(supervision_sessions.save_notes, me, "s1", notes)


def remember(tx: object, me: object) -> None:
    """What the program keeps for her alone."""
    self_record.change(
        tx,  # type: ignore[arg-type]
        me,  # type: ignore[arg-type]
        allowed_words=(PRIVATE["allowed word"],),
        feelings=(PRIVATE["own feeling"],),
    )


def give(hostel: Hostel, *names: str, whole: bool = False, group_id: str | None = None) -> bytes:
    """Dee shares her page, or title and one part of it; the id of the copy."""
    now = hostel.see(reflections.open_entry, hostel.people["dee"], PAGE_ID).entry
    parts: tuple[Part, ...] = parts_of(now)
    chosen = parts if whole else tuple(p for p in parts if p.key in {"title", "0"})
    to = Audience(tuple(hostel.people[n].member.person_id for n in names), group_id)
    wanted = copy_of(now, chosen, TODAY)
    return hostel.do(sharing.share, hostel.people["dee"], PAGE_ID, wanted, to).share_id


def gather(hostel: Hostel, *names: str) -> str:
    """A group of these, made or changed; its id."""
    members = tuple((hostel.people[n].member.person_id, GroupRole.MEMBER) for n in names)
    found = [g for g in hostel.read(lambda tx: groups.groups_of_team(tx, hostel.team_id)) if g.name == "Thu"]
    value = found[0] if found else Group("thu", SessionKind.GROUP, "Thu", hostel.team_id, members)
    hostel.opened.write(lambda tx: groups.save_group(tx, replace(value, members=members)))
    return "thu"


@dataclass
class Insider:
    """The administrator with the file, its key, all copies, and every secret that isn't the writer's."""

    hostel: Hostel
    place: Path
    passwords: dict[str, str]
    my_keys: tuple[str, ...]
    copies: int = 0

    @classmethod
    def of(cls, hostel: Hostel, place: Path) -> Insider:
        """With the My keys of four others, the House key, and the logs and settings of this computer."""
        keys = [founding.make_my_key(hostel.opened, hostel.people[n]) for n in ("amina", "jo", "sam", "tom")]
        return cls(hostel, place, {name: password_of(name) for name in OTHERS}, tuple(keys))

    def copy(self) -> Path:
        """One more sealed copy."""
        self.copies += 1
        target = self.place / f"copy{self.copies}.piebak"
        return backups.copy_now(self.hostel.opened, self.hostel.people["amina"], target).file

    def secrets(self, *but: str) -> Secrets:
        """Everything that the insider knows, but for these names' passwords."""
        return Secrets(
            tuple((n, p) for n, p in self.passwords.items() if n not in but),
            self.my_keys,
            (self.hostel.house_code,),
            (self.hostel.opened.key.dbk,),
        )

    def snapshot(self, name: str) -> Path:
        """The folder as it lies there now, with an empty journal."""
        self.hostel.worker.with_store(lambda store: store.checkpoint()).result()
        return Path(shutil.copytree(self.hostel.folder, self.place / name))

    def restored(self, copy: Path) -> Path:
        """The folder in which a copy lies in the clear of its seal, still encrypted."""
        content, folder = copy.read_bytes(), copy.with_suffix("")
        folder.mkdir()
        header = backups.look_at(copy)
        keyslots = backup.read_slots(copy)
        at = content.index(keyslots) + header.slots_bytes
        (folder / "pie.db").write_bytes(content[at : at + header.database_bytes])
        (folder / "pie.keyslots").write_bytes(keyslots)
        return folder

    def ring(self, *folders: Path, secrets: Secrets | None = None) -> Ring:
        """All keys that follow from the secrets, with the slots and rows of every folder."""
        whole = Ring()
        content = {(folder / "pie.keyslots").read_bytes() for folder in folders}
        for folder in folders:
            found = ring_of(self.tables(folder), content, secrets or self.secrets(), FAST)
            whole.keys |= found.keys
            for vault in found.vaults:
                whole.take(vault)
        return whole

    def tables(self, folder: Path) -> Tables:
        """Every table of the database in a folder."""
        return tables_of(folder / "pie.db", self.hostel.opened.key.dbk)

    def clear(self, folder: Path) -> list[bytes]:
        """Every page of that database as whoever has its key sees it, free pages too."""
        return pages.decrypt(folder / "pie.db", self.hostel.opened.key.dbk)

    def gets(self, folder: Path, ring: Ring, markers: dict[str, str] = PRIVATE) -> set[str]:
        """The places whose words come to light in a folder, with these keys."""
        seen = self.clear(folder)
        lying = {place for place, _file in find_markers(self.written_out(folder, seen), markers)}
        return lying | which(markers, [*seen, *attack(self.tables(folder), ring)])

    def written_out(self, folder: Path, seen: list[bytes]) -> list[Path]:
        """The files of a folder, and the database in the clear."""
        clear = folder / "in the clear"
        clear.write_bytes(b"".join(seen))
        return all_files(folder)

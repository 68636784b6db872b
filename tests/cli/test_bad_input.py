"""Whatever is wrong outside, a command says so in one line that tells what to do, and leaves everything as it was."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from pie_audit import cli, paths
from pie_audit.vault import sealing
from tests.cli.altering import alter, flip
from tests.cli.conftest import Said, files_of, who
from tests.quarter import FAST, MANAGER, TEAM_NAME, Finished, password_of
from tests.storage.rights import as_ordinary_person, open_to_nobody

Run = Callable[..., Said]
Words = tuple[object, ...]


def refused(said: Said, says: str) -> None:
    """Exit 1, nothing on standard output, and one line of two sentences or more on standard error."""
    assert (said.code, said.out) == (1, ""), said
    assert said.err.count("\n") == 1, said.err
    assert says in said.err
    assert re.search(r"[.!?”] \S.*[.!?”]\n$", said.err), "what happened, then what to do"
    assert "Traceback" not in said.err
    assert not re.search(r"\b(invalid|failed|illegal|Error|errno)\b", said.err)


# --- a workspace that can't be opened -----------------------------------------------------------------------------


def newer_tables(workspace: Path) -> None:
    alter(workspace, "UPDATE alembic_version SET version_num = '9001'")


def newer_slots(workspace: Path) -> None:
    body = bytearray((workspace / "pie.keyslots").read_bytes()[:-32])
    body[8:10] = (99).to_bytes(2, "big")
    (workspace / "pie.keyslots").write_bytes(bytes(body) + sealing.digest(bytes(body)))


def torn(workspace: Path) -> None:
    content = (workspace / "pie.db").read_bytes()
    (workspace / "pie.db").write_bytes(content[: len(content) // 2 - 777])


def half(workspace: Path) -> None:
    content = (workspace / "pie.db").read_bytes()
    (workspace / "pie.db").write_bytes(content[: len(content) // 4096 // 2 * 4096])


def only_slots(workspace: Path) -> None:
    (workspace / "pie.db").unlink()


def empty_database(workspace: Path) -> None:
    (workspace / "pie.db").write_bytes(b"")


def no_slots(workspace: Path) -> None:
    (workspace / "pie.keyslots").unlink()


def empty_slots(workspace: Path) -> None:
    (workspace / "pie.keyslots").write_bytes(b"")


def cut_slots(workspace: Path) -> None:
    content = (workspace / "pie.keyslots").read_bytes()
    (workspace / "pie.keyslots").write_bytes(content[:-1])


def plain_database(workspace: Path) -> None:
    import sqlite3

    (workspace / "pie.db").unlink()
    connection = sqlite3.connect(workspace / "pie.db")
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def link(workspace: Path) -> None:
    (workspace / "pie.db").rename(workspace.parent / "elsewhere.db")
    (workspace / "pie.db").symlink_to(workspace.parent / "elsewhere.db")


def other_slots(workspace: Path) -> None:
    """The key slots of another workspace: Amina's password opens them, and not the database."""
    from pie_audit.vault import slot_file
    from tests.vault.people import make_house

    other = make_house(MANAGER, "p", password_of(MANAGER))
    (workspace / "pie.keyslots").write_bytes(slot_file.to_bytes(other.slots))


BAD_WORKSPACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "newer tables": (newer_tables, "newer version of the program"),
    "newer key slots": (newer_slots, "newer version of the program"),
    "torn in the middle of a page": (torn, "partly copied"),
    "half of its pages": (half, "damaged"),
    "one flipped byte": (lambda w: flip(w / "pie.db", 5000), "damaged"),
    "one flipped byte in the salt": (lambda w: flip(w / "pie.db", 3), "damaged"),
    "a flipped byte in the key slots": (lambda w: flip(w / "pie.keyslots", 60), "keys is damaged"),
    "cut key slots": (cut_slots, "keys is damaged"),
    "empty key slots": (empty_slots, "keys is damaged"),
    "another workspace's key slots": (other_slots, "other keys"),
    "no key slots": (no_slots, "key slots of this workspace are missing"),
    "no database": (only_slots, "only half of this workspace"),
    "an empty database": (empty_database, "partly copied"),
    "a database that isn't encrypted": (plain_database, "encrypted"),
    "only a pointer": (link, "pointer"),
    "nothing": (lambda w: [f.unlink() for f in w.iterdir()], "no workspace in this folder"),
}


@pytest.mark.parametrize("kind", BAD_WORKSPACES)
def test_a_bad_workspace_is_refused_and_left_as_it_was(
    run: Run, workspace: Path, amina: Words, tmp_path: Path, kind: str
) -> None:
    spoil, says = BAD_WORKSPACES[kind]
    spoil(workspace)
    before = files_of(tmp_path)
    out = tmp_path / "plan.pdf"
    for words in (
        ("check", workspace),
        ("backup", workspace, "--to", tmp_path / "copy.piebak"),
        ("export", "plan", "--workspace", workspace, "--team", TEAM_NAME, "--out", out),
    ):
        said = run(*words, *amina)
        if words[0] == "check" and said.code == 1 and said.out:
            assert "pie.db" in said.out, "check finds damage where others refuse"
        else:
            refused(said, "" if kind == "no database" else says)
        assert files_of(tmp_path) == before, words


def test_no_folder_at_all_is_told(run: Run, tmp_path: Path, amina: Words) -> None:
    refused(run("check", tmp_path / "nowhere", *amina), "no workspace in this folder")
    (tmp_path / "letter").write_text("a file, not a folder")
    refused(run("check", tmp_path / "letter", *amina), "")


@pytest.mark.parametrize("folder", ["Dropbox", "OneDrive - Fern House", "Nextcloud"])
def test_a_sync_folder_is_refused_for_a_live_workspace_and_fine_for_a_copy(
    run: Run, workspace: Path, amina: Words, tmp_path: Path, folder: str
) -> None:
    synced = tmp_path / folder
    shutil.copytree(workspace, synced / "workspace")
    refused(run("check", synced / "workspace", *amina), "synchronised")
    refused(run("demo", synced / "demo"), "synchronised")
    assert not (synced / "demo").exists()
    assert run("backup", workspace, "--to", synced / "copy.piebak", *amina).code == 0
    refused(run("restore", synced / "copy.piebak", "--to", synced / "new", *amina), "synchronised")
    assert not (synced / "new").exists()


def test_a_workspace_that_is_open_in_a_window_is_told_before_any_password(
    run: Run, with_a_plan: Finished, tmp_path: Path
) -> None:
    hostel = with_a_plan.open(tmp_path / "open")
    for words in (
        ("check", hostel.folder),
        ("backup", hostel.folder, "--to", tmp_path / "copy.piebak"),
        ("export", "plan", "--workspace", hostel.folder, "--team", "x", "--out", tmp_path / "p.pdf"),
    ):
        said = run(*words)
        refused(said, "It is open in a window. Close it there.")
    assert not (tmp_path / "copy.piebak").exists()
    hostel.close()


def test_a_workspace_older_than_last_time_is_told(
    run: Run, workspace: Path, amina: Words, tmp_path: Path
) -> None:
    shutil.copytree(workspace, tmp_path / "earlier")
    assert (
        run(
            "export",
            "plan",
            "--workspace",
            workspace,
            "--team",
            TEAM_NAME,
            "--out",
            tmp_path / "p.pdf",
            *amina,
        ).code
        == 0
    )
    shutil.rmtree(workspace)
    shutil.move(tmp_path / "earlier", workspace)
    before = files_of(workspace)
    refused(run("check", workspace, *amina), "older than it was last time")
    assert files_of(workspace) == before


@contextmanager
def reads_only(folder: Path) -> Iterator[Path]:
    """A copy that an ordinary person can read and not write."""
    with open_to_nobody(folder) as copy:
        copy.chmod(0o500)
        yield copy


def in_a_child(step: Callable[[], Said], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    as_ordinary_person(step)  # type: ignore[arg-type]


def told_by(*words: object) -> Said:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main([str(w) for w in words], kdf=FAST)
    return Said(code, out.getvalue(), err.getvalue())


@pytest.mark.parametrize("command", ["check", "backup", "export"])
def test_a_disk_that_takes_nothing_is_read_as_it_is(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Checked, copied away and printed from: that is when people need it most."""
    (workspace / "secret").write_text(password_of(MANAGER))
    with reads_only(workspace) as folder:
        away = folder.parent
        who_it_is = ("--person", MANAGER, "--password-file", folder / "secret")
        words = {
            "check": ("check", folder),
            "backup": ("backup", folder, "--to", away / "copy.piebak"),
            "export": ("export", "plan", "--workspace", folder, "--team", TEAM_NAME, "--out", away / "p.pdf"),
        }[command]

        def step() -> None:
            before = files_of(folder)
            said = told_by(*words, *who_it_is)
            assert said.code == 0, said
            assert files_of(folder) == before

        in_a_child(step, away, monkeypatch)  # type: ignore[arg-type]


def test_a_target_on_a_disk_that_takes_nothing_is_told(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "secret").write_text(password_of(MANAGER))
    with open_to_nobody(workspace) as folder:
        shut = folder.parent / "shut"
        shut.mkdir(0o555)
        who_it_is = ("--person", MANAGER, "--password-file", folder / "secret")

        def step() -> None:
            for words in (
                ("backup", folder, "--to", shut / "copy.piebak"),
                ("export", "plan", "--workspace", folder, "--team", TEAM_NAME, "--out", shut / "p.pdf"),
            ):
                refused(told_by(*words, *who_it_is), "")
            refused(told_by("demo", shut / "demo"), "")
            assert not list(shut.iterdir())

        in_a_child(step, folder.parent, monkeypatch)  # type: ignore[arg-type]


# --- who opens it -------------------------------------------------------------------------------------------------


def test_wrong_secrets_are_told_alike_and_nothing_changes(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = files_of(workspace)
    said = {
        run("check", workspace, *who(tmp_path, name, password)).err
        for name, password in ((MANAGER, "not the password"), ("Nobody", "not the password"), ("\u200b", "x"))
    }
    assert said == {"That was not it. Try once more.\n"}
    assert files_of(workspace) == before


def test_a_wrong_and_a_mistyped_house_key_are_told_apart(run: Run, workspace: Path, tmp_path: Path) -> None:
    from pie_audit.vault.codes import CodeKind, new_code

    for code, says in (
        (new_code(CodeKind.HOUSE), "That was not it"),
        ("0A-B", "30 characters; 3 were typed"),
    ):
        (tmp_path / "code").write_text(code)
        refused(run("check", workspace, "--house-key-file", tmp_path / "code"), says)


def test_a_password_file_that_is_none_is_told(run: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "endless").write_bytes(b"x" * 5000)
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\x9f")
    for file in (tmp_path / "gone", tmp_path, tmp_path / "endless", tmp_path / "binary", "a\x00b"):
        said = run("check", workspace, "--person", MANAGER, "--password-file", file)
        refused(said, "file with the password can’t be read")


def test_with_nobody_there_to_ask_a_command_does_not_wait(run: Run, workspace: Path) -> None:
    refused(run("check", workspace), "Nobody is there to ask")


def test_only_an_administrator_copies_with_a_password(run: Run, workspace: Path, tmp_path: Path) -> None:
    said = run("backup", workspace, "--to", tmp_path / "copy.piebak", *who(tmp_path, "Jo"))
    refused(said, "isn’t yours to do")
    assert not (tmp_path / "copy.piebak").exists()


# --- targets ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["gone/out", "taken", "folder", "/proc/out", "pointer"])
def test_a_copy_or_plan_that_cannot_be_written_is_told(
    run: Run, workspace: Path, amina: Words, tmp_path: Path, target: str
) -> None:
    (tmp_path / "taken").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "pointer").symlink_to(tmp_path / "taken")
    before = files_of(tmp_path)
    out = tmp_path / target
    plan = ("export", "plan", "--workspace", workspace, "--team", TEAM_NAME, "--out", out)
    refused(run(*plan, *amina), "")
    if target == "folder":  # a folder means: into it, under a name of ours
        return
    refused(run("backup", workspace, "--to", out, *amina), "")
    assert files_of(tmp_path) == before


def test_restore_fills_a_new_folder_only(run: Run, workspace: Path, amina: Words, tmp_path: Path) -> None:
    run("backup", workspace, "--to", tmp_path / "copy.piebak", *amina)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter").write_text("mine")
    before = files_of(tmp_path)
    for target in (tmp_path / "taken", workspace, tmp_path / "copy.piebak", "/proc/new"):
        refused(run("restore", tmp_path / "copy.piebak", "--to", target, *amina), "")
    assert files_of(tmp_path) == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "no such copy"),
        (b"", "damaged"),
        (b"PIE-AUDIT SEALED COPY\n", "damaged"),
        (b"\x00" * 10_000, "damaged"),
    ],
)
def test_what_is_no_copy_is_told_before_any_password(
    run: Run, tmp_path: Path, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / "copy.piebak").write_bytes(content)
    refused(run("restore", tmp_path / "copy.piebak", "--to", tmp_path / "new"), says)
    refused(run("restore", tmp_path, "--to", tmp_path / "new"), "")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.99])
def test_a_damaged_copy_restores_nothing(
    run: Run, workspace: Path, amina: Words, tmp_path: Path, cut: float
) -> None:
    copy = tmp_path / "copy.piebak"
    run("backup", workspace, "--to", copy, *amina)
    whole = copy.read_bytes()
    copy.write_bytes(whole[: int(len(whole) * cut)])
    refused(run("restore", copy, "--to", tmp_path / "new", *amina), "damaged")
    copy.write_bytes(whole)
    flip(copy, int(len(whole) * cut))
    refused(run("restore", copy, "--to", tmp_path / "new", *amina), "damaged")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--team", "Nobody’s"), "No team of yours is called"),
        (("--team", ""), "No team of yours is called"),
        (("--team", TEAM_NAME, "--quarter", "2026Q9"), "is not a quarter"),
        (("--team", TEAM_NAME, "--quarter", "autumn"), "is not a quarter"),
        (("--team", TEAM_NAME, "--quarter", "2019Q1"), "no plan for Winter 2019"),
        (("--team", TEAM_NAME, "--quarter", "0000Q1"), "no plan for"),
    ],
)
def test_a_plan_that_is_not_there_is_told(
    run: Run, workspace: Path, amina: Words, tmp_path: Path, more: Words, says: str
) -> None:
    out = tmp_path / "plan.pdf"
    refused(run("export", "plan", "--workspace", workspace, "--out", out, *more, *amina), says)
    assert not out.exists()


def test_a_leader_exports_no_plan(run: Run, workspace: Path, tmp_path: Path) -> None:
    words = ("export", "plan", "--workspace", workspace, "--team", TEAM_NAME, "--out", tmp_path / "p.pdf")
    refused(run(*words, *who(tmp_path, "Lee Park")), "No team of yours")


def test_without_a_last_workspace_export_asks_for_one(run: Run, tmp_path: Path, amina: Words) -> None:
    refused(run("export", "plan", "--team", "x", "--out", tmp_path / "p.pdf", *amina), "--workspace")


@pytest.mark.parametrize(
    "more",
    [
        ("--teams", 0),
        ("--teams", 99),
        ("--quarters", 0),
        ("--quarters", 10_000),
        ("--people", 0),
        ("--people", -3),
        ("--as-of", "0001-01-01"),
        ("--as-of", "9999-12-31"),
    ],
)
def test_a_demo_of_nobody_or_of_too_many_is_told(run: Run, tmp_path: Path, more: Words) -> None:
    refused(run("demo", tmp_path / "demo", *more), "Choose")
    assert not list(tmp_path.iterdir())


def test_a_demo_is_made_in_a_new_folder_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("mine")
    refused(run("demo", tmp_path, "--teams", 1, "--quarters", 1, "--people", 3), "")
    assert [f.name for f in tmp_path.iterdir()] == ["letter"]


# --- question files -----------------------------------------------------------------------------------------------


def ours() -> str:
    return (paths.questionnaires() / "pie-own-1.toml").read_text(encoding="utf-8")


BAD_QUESTIONS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "truncated": lambda: ours().encode()[:4321],
    "binary": lambda: bytes(range(256)) * 40,
    "a PDF": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(500),
    "nested 200,000 deep": lambda: b"a = " + b"[" * 200_000,
    "nested 200,000 tables deep": lambda: b"a = " + b"{b=" * 200_000,
    "duplicate keys": lambda: ours().replace("\ntitle", '\nid = "again"\ntitle', 1).encode(),
    "duplicate topics": lambda: (ours() + ours()[ours().index("[[topic]]") :]).encode(),
    "a missing key": lambda: re.sub(r"^title = .*$", "", ours(), count=1, flags=re.MULTILINE).encode(),
    "an unknown key": lambda: ours().replace("\ntitle", '\nrun = "rm"\ntitle', 1).encode(),
    "an id like ../x": lambda: re.sub(r'^id = ".*?"', 'id = "../x"', ours(), count=1, flags=re.M).encode(),
    "a date that is none": lambda: b"version = 2026-99-99",
    "no questions": lambda: b'id = "x"\nversion = 1\ntitle = "x"\nkind = "audit"\n',
    "larger than any": lambda: b"#" * 2_000_000,
}


@pytest.mark.parametrize("kind", BAD_QUESTIONS)
def test_a_bad_question_file_is_told_and_left_as_it_was(run: Run, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(BAD_QUESTIONS[kind]())
    before = files_of(tmp_path)
    said = run("questionnaire", "check", file)
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    said = run("questionnaire", "check", file, "--json")
    if said.out:
        told = json.loads(said.out)
        assert (told["ok"], said.code, said.err) == (False, 1, "")
        assert all(set(p) == {"line", "table", "key", "what"} for p in told["problems"])
        assert told["problems"]
    else:
        refused(said, "")
    assert files_of(tmp_path) == before


def test_a_question_file_that_is_no_file_is_told(run: Run, tmp_path: Path) -> None:
    for file in (tmp_path / "gone.toml", tmp_path):
        refused(run("questionnaire", "check", file), "")

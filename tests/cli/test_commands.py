"""Each command once, as somebody uses it; the keys of its JSON are a promise (command-line.md)."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pie_audit import cli, commands, settings, version
from tests.patience import PATIENCE
from tests.quarter import FAST, TEAM_NAME, password_of


def test_version_says_the_version(run: Callable[..., Any]) -> None:
    said = run("--version")
    assert (said.code, said.out.strip(), said.err) == (0, f"pie-audit {version()}", "")


def test_help_names_every_command(run: Callable[..., Any]) -> None:
    said = run("--help")
    assert said.code == 0
    for name in ("demo", "check", "backup", "restore", "questionnaire", "score", "agreement", "export"):
        assert re.search(rf"^\s+{name}\s", said.out, re.MULTILINE)


def python(code: str, *words: object) -> str:
    """What a program of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return done.stdout


def test_version_loads_neither_qt_nor_the_database_nor_paper_nor_keys() -> None:
    loaded = python(
        "import sys; from pie_audit.cli import main; main(['--version']); print(*sorted(sys.modules))"
    )
    heavy = {"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "nacl", "pikepdf", "pypdfium2", "zxcvbn"}
    assert not heavy & {name.split(".")[0] for name in loaded.split()}


def test_no_command_loads_qt(tmp_path: Path) -> None:
    """Demo, check, copy, restore, questions, plan and self-test, one after the other in one program."""
    loaded = python(
        """
import json, sys, io, contextlib
from pie_audit.cli import main
from pie_audit.vault.kdf import Cost, Kdf
c, top = Cost(1, 8), sys.argv[1]
def run(*words):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        assert main([str(w) for w in words], kdf=Kdf(c, c, c)) == 0, words
    return json.loads(out.getvalue())
demo = run("demo", f"{top}/demo", "--teams", 1, "--quarters", 2, "--people", 3, "--json")
person = demo["people"][0]
open(f"{top}/password", "w").write(person["password"])
who = ("--person", person["name"], "--password-file", f"{top}/password", "--json")
run("check", f"{top}/demo", *who)
run("backup", f"{top}/demo", "--to", f"{top}/copy.piebak", *who)
run("restore", f"{top}/copy.piebak", "--to", f"{top}/new", *who)
run("export", "plan", "--workspace", f"{top}/new", "--team", demo["teams"][0]["name"], "--out", f"{top}/p.pdf", *who)
run("questionnaire", "list", "--json")
run("self-test", "--json")
print(*sorted(sys.modules))
""",
        tmp_path,
    )
    assert not {"PySide6", "shiboken6", "pyqtgraph"} & {name.split(".")[0] for name in loaded.split()}


class TestDemo:
    FEW = ("--teams", 1, "--quarters", 2, "--people", 3, "--as-of", "2026-11-18")

    def test_it_tells_who_can_sign_in(self, run: Callable[..., Any], tmp_path: Path) -> None:
        said = run("demo", tmp_path / "demo", *self.FEW, "--json")
        told = json.loads(said.out)
        assert (said.code, set(told)) == (0, {"workspace", "people", "teams"})
        assert all(set(p) == {"name", "role", "password"} for p in told["people"])
        assert [set(t) for t in told["teams"]] == [{"name", "quarters"}]
        assert (told["workspace"], told["teams"][0]["quarters"]) == (str(tmp_path / "demo"), 2)

    def test_what_it_made_passes_the_check(self, run: Callable[..., Any], tmp_path: Path) -> None:
        told = json.loads(run("demo", tmp_path / "demo", *self.FEW, "--json").out)
        (tmp_path / "p").write_text(told["people"][-1]["password"])
        who = ("--person", told["people"][-1]["name"], "--password-file", tmp_path / "p")
        assert run("check", tmp_path / "demo", *who).code == 0

    def test_without_json_a_table_shows_names_and_passwords(
        self, run: Callable[..., Any], tmp_path: Path
    ) -> None:
        said = run("demo", tmp_path / "demo", *self.FEW)
        assert said.code == 0
        assert (
            len([line for line in said.out.splitlines() if re.search(r"(staff|manager|leader)  ", line)]) == 4
        )


class TestCheck:
    def test_a_good_workspace_is_ok_and_nothing_is_written(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...]
    ) -> None:
        from tests.cli.conftest import files_of

        before = files_of(workspace)
        said = run("check", workspace, *amina, "--json")
        assert (said.code, json.loads(said.out)) == (0, {"ok": True, "findings": []})
        assert files_of(workspace) == before

    def test_the_house_key_is_enough(
        self, run: Callable[..., Any], workspace: Path, house_key: tuple[object, ...]
    ) -> None:
        said = run("check", workspace, *house_key)
        assert (said.code, said.out) == (0, "Everything is as it should be.\n")

    def test_an_altered_trail_is_found(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...]
    ) -> None:
        from tests.cli.altering import alter

        alter(workspace, "UPDATE trail SET action = 'nothing' WHERE seq = 2")
        said = run("check", workspace, *amina, "--json")
        told = json.loads(said.out)
        assert (said.code, told["ok"]) == (1, False)
        assert [set(f) for f in told["findings"]] == [{"what", "where", "severity"}]
        assert (told["findings"][0]["where"], told["findings"][0]["severity"]) == ("trail", "damage")


class TestCopies:
    KEYS = frozenset({"file", "bytes", "sha256", "verified"})

    def test_backup_tells_what_it_wrote(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...], tmp_path: Path
    ) -> None:
        out = tmp_path / "copy.piebak"
        said = run("backup", workspace, "--to", out, *amina, "--json")
        told = json.loads(said.out)
        assert (said.code, set(told)) == (0, self.KEYS)
        assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
        assert (told["file"], told["bytes"], told["verified"]) == (str(out), out.stat().st_size, True)

    def test_restore_opens_it_with_the_house_key_in_a_new_folder(
        self, run: Callable[..., Any], workspace: Path, house_key: tuple[object, ...], tmp_path: Path
    ) -> None:
        run("backup", workspace, "--to", tmp_path / "copy.piebak", *house_key)
        said = run("restore", tmp_path / "copy.piebak", "--to", tmp_path / "new", *house_key, "--json")
        assert (said.code, set(json.loads(said.out)) >= self.KEYS) == (0, True)
        assert run("check", tmp_path / "new", *house_key).code == 0

    def test_overwrite_replaces_an_earlier_copy(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...], tmp_path: Path
    ) -> None:
        out = tmp_path / "copy.piebak"
        out.write_text("earlier")
        assert run("backup", workspace, "--to", out, *amina).code == 1
        assert out.read_text() == "earlier"
        assert run("backup", workspace, "--to", out, *amina, "--overwrite").code == 0


class TestQuestionnaires:
    def test_list_tells_what_ships(self, run: Callable[..., Any]) -> None:
        told = json.loads(run("questionnaire", "list", "--json").out)
        assert all(set(q) == {"id", "version", "title", "items", "licence", "text"} for q in told)
        assert len(told) == 15
        assert {q["id"] for q in told if q["text"] == "own"} == {"pie-own-1", "pulse10-1", "pulse5-1"}
        review = next(q for q in told if q["id"] == "pie-own-1")
        assert (review["text"], review["items"] >= 46) == ("own", True)
        assert {q["text"] for q in told} <= {"own", "bring your own"}

    def test_list_is_a_table_without_json(self, run: Callable[..., Any]) -> None:
        assert "pie-own-1" in run("questionnaire", "list").out

    def test_check_finds_nothing_wrong_with_ours(self, run: Callable[..., Any]) -> None:
        from pie_audit import paths

        said = run("questionnaire", "check", paths.questionnaires() / "pie-own-1.toml", "--json")
        assert (said.code, json.loads(said.out)) == (0, {"ok": True, "problems": []})


class TestExportPlan:
    @pytest.mark.parametrize(
        "edition", [(), ("--edition", "words"), ("--words-only",), ("--edition", "one-page")]
    )
    def test_the_pdf_is_there_with_its_pages(
        self,
        run: Callable[..., Any],
        workspace: Path,
        amina: tuple[object, ...],
        tmp_path: Path,
        edition: tuple[str, ...],
    ) -> None:
        out = tmp_path / "plan.pdf"
        words = ("--workspace", workspace, "--team", TEAM_NAME, "--quarter", "2026Q4", "--out", out)
        said = run("export", "plan", *words, *amina, *edition, "--json")
        told = json.loads(said.out)
        assert (said.code, set(told), told["file"]) == (0, {"file", "pages"}, str(out))
        with pypdfium2.PdfDocument(out) as pdf:
            assert len(pdf) == told["pages"]

    def test_the_record_of_a_review_tells_how_it_went_and_what_was_asked(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...], tmp_path: Path
    ) -> None:
        out = tmp_path / "record.pdf"
        words = ("--workspace", workspace, "--team", TEAM_NAME, "--out", out)
        said = run("export", "audit", *words, *amina, "--json")
        told = json.loads(said.out)
        assert (said.code, told["file"]) == (0, str(out))
        with pypdfium2.PdfDocument(out) as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)
            assert len(pdf) == told["pages"]
        assert "How this review went" in text
        assert "What was asked" in text

    @pytest.mark.parametrize("kind", ["quarter", "wellbeing", "year", "evidence"])
    @pytest.mark.parametrize("form", [(), ("--words-only",)])
    def test_each_report_is_written_in_both_forms(
        self,
        run: Callable[..., Any],
        workspace: Path,
        amina: tuple[object, ...],
        tmp_path: Path,
        kind: str,
        form: tuple[str, ...],
    ) -> None:
        out = tmp_path / "report.pdf"
        words = ("--workspace", workspace, "--team", TEAM_NAME, "--out", out)
        said = run("export", kind, *words, *amina, *form, "--json")
        told = json.loads(said.out)
        assert (said.code, set(told), told["file"]) == (0, {"file", "pages"}, str(out))
        with pypdfium2.PdfDocument(out) as pdf:
            text = " ".join(page.get_textpage().get_text_range() for page in pdf)
            assert len(pdf) == told["pages"]
        assert ("Words only" if form else "With figures") in text

    def test_a_paper_says_the_words_of_the_set_that_was_named(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...], tmp_path: Path
    ) -> None:
        texts = []
        for words in ((), ("--words", "libraries")):
            out = tmp_path / f"record{len(words)}.pdf"
            to = ("--workspace", workspace, "--team", TEAM_NAME, "--out", out)
            assert run("export", "audit", *to, *words, *amina).code == 0
            with pypdfium2.PdfDocument(out) as pdf:
                texts.append(" ".join(page.get_textpage().get_text_range() for page in pdf).casefold())
        assert [("library" in text, "this service" in text) for text in texts] == [
            (False, True),
            (True, False),
        ]

    def test_a_set_that_nobody_keeps_is_told_and_no_file_is_written(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...], tmp_path: Path
    ) -> None:
        out = tmp_path / "plan.pdf"
        to = ("--team", TEAM_NAME, "--out", out, "--words", "for ships")
        said = run("export", "plan", "--workspace", workspace, *to, *amina)
        assert (said.code, out.exists()) == (1, False)
        assert "for ships" in said.err

    def test_the_latest_quarter_and_the_last_workspace_need_not_be_said(
        self, run: Callable[..., Any], workspace: Path, amina: tuple[object, ...], tmp_path: Path
    ) -> None:
        settings.save(settings.Settings(last_workspace=str(workspace)))
        said = run("export", "plan", "--team", TEAM_NAME.upper(), "--out", tmp_path / "plan.pdf", *amina)
        assert (said.code, said.out.count("plan.pdf")) == (0, 1)


def test_a_password_file_can_be_named_by_the_environment(
    run: Callable[..., Any], workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "p").write_bytes("\ufeff".encode() + password_of("Jo").encode() + b"\r\n")
    monkeypatch.setenv("PIE_AUDIT_PASSWORD_FILE", str(tmp_path / "p"))
    assert run("check", workspace, "--person", "jo").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("demo",),
        ("check",),
        ("backup", "x"),
        ("restore", "x"),
        ("questionnaire",),
        ("agreement",),
        ("agreement", "x.csv", "--low", "none"),
        ("export",),
        ("export", "plan", "--team", "x"),
        ("export", "plan", "--team", "x", "--out", "y", "--edition", "poem"),
        ("demo", "x", "--as-of", "yesterday"),
        ("demo", "x", "--teams", "many"),
        ("--password", "secret"),
    ],
)
def test_wrong_usage_ends_with_2(run: Callable[..., Any], words: tuple[str, ...]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert "usage:" in said.err


@pytest.mark.logs_warnings
def test_a_bug_ends_with_70_and_a_report_without_anybodys_words(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def breaks(*_args: object) -> int:
        raise RuntimeError("Jo wrote something private")

    monkeypatch.setattr(commands, "list_questionnaires", breaks)
    said = run("questionnaire", "list")
    assert (said.code, said.out) == (70, "")
    assert "private" not in said.err
    assert "Traceback" not in said.err
    (report,) = home.rglob("last-report.txt")
    assert str(report) in said.err
    assert "private" not in report.read_text()


def test_without_a_screen_the_window_says_so_in_one_line(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for words in ((), ("--time-start",)):
        said = run(*words)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
        assert "no screen" in said.err


def test_a_closed_pipe_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_args: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(commands, "list_questionnaires", closed)
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    assert cli.main(["questionnaire", "list"], kdf=FAST) == 1
    sys.stdout.close()


def test_self_test_tells_each_part_and_ends_with_one_when_one_is_missing(
    run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pie_audit.workflows import self_test

    monkeypatch.setattr(self_test, "_live_a_quarter", lambda *there: None)
    good = json.loads(run("self-test", "--json").out)
    assert set(good) == {"ok", "version", "checks"}
    assert good["ok"] is True
    assert all(set(one) == {"what", "ok", "why"} for one in good["checks"])
    monkeypatch.setattr(self_test, "LIBRARIES", ("left_out",))
    bad = run("self-test")
    assert bad.code == 1
    assert "No module named 'left_out'" in bad.out
    assert sum(line.endswith("  works") for line in bad.out.splitlines()) == len(good["checks"]) - 1

"""What every test shares: options, a home of its own, and the rule that nothing is logged by surprise."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from pie_audit import words
from tests.patience import qtbot
from tests.sooner import _statements_compiled_once, in_memory, pytest_collection_finish

__all__ = ["_statements_compiled_once", "pytest_collection_finish", "qtbot"]

# Where a computer speaks no UTF-8, or another language, Qt warns as it starts and writes days and numbers otherwise.
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

in_memory()

# Shared computers are slow at times, so no example has a deadline; in CI each run tries the same examples.
hypothesis.settings.register_profile(
    "pie-audit",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("pie-audit")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("pie-audit")
    group.addoption("--kills", type=_at_least_one, default=3, help="kills of each write path (3)")
    group.addoption("--mutants", type=_at_least_one, default=200, help="damaged files of each format (200)")
    group.addoption("--soak", action="store_true", help="also the tests that take minutes")
    group.addoption("--no-skips", action="store_true", help="a skipped test fails the run")


def _at_least_one(text: str) -> int:
    """A run that injected nothing would prove nothing."""
    number = int(text)
    if number < 1:
        raise ValueError("must be 1 or more")
    return number


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--soak"):
        return
    for_soak = [item for item in items if item.get_closest_marker("soak")]
    if for_soak:
        config.hook.pytest_deselected(items=for_soak)
        items[:] = [item for item in items if item not in for_soak]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if session.config.getoption("--no-skips") and skipped and exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"{len(skipped)} skipped, and --no-skips was given: the run fails", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests noted as the property `figures`, from whichever process they ran in."""
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(str(value))


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes give a test no name: random ones would name it differently for each worker."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often a test kills each write path."""
    return int(request.config.getoption("--kills"))


@pytest.fixture
def mutants(request: pytest.FixtureRequest) -> int:
    """How many damaged files of each format a test tries."""
    return int(request.config.getoption("--mutants"))


@pytest.fixture(scope="session", autouse=True)
def _same_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A common umask, so that a private file is private by the program's doing; no key store of this computer."""
    before = os.umask(0o022)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        yield
    os.umask(before)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder: no test reads or writes what belongs to the person at this computer."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    return folder


@pytest.fixture(autouse=True)
def _default_words() -> Iterator[None]:
    """The words of one test's team are not those of the next one's."""
    yield
    words.speak_of()


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _nothing_logged_by_surprise(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or an error in any log fails the test, unless it is marked `logs_warnings`."""
    listener = _Listener()
    loggers = [logging.getLogger(), logging.getLogger("pie_audit")]
    for logger in loggers:
        logger.addHandler(listener)
    yield
    for logger in loggers:
        logger.removeHandler(listener)
    if not request.node.get_closest_marker("logs_warnings"):
        assert not listener.heard, "logged by surprise"

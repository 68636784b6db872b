"""Reading a text aloud with the voice that the system has; where it has none, nothing is offered."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, Signal

_SPEAK = (
    "Add-Type -AssemblyName System.Speech;"
    "[Console]::InputEncoding=[Text.Encoding]::UTF8;"
    "(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A program that speaks what it is given on standard input, so that no text stands in a list of processes."""

    program: str
    arguments: tuple[str, ...]


_VOICES = {
    "darwin": (Voice("say", ("-f", "-")),),
    "win32": (Voice("powershell", ("-NoProfile", "-NonInteractive", "-Command", _SPEAK)),),
    "linux": (Voice("espeak-ng", ("--stdin", "-s", "150")), Voice("spd-say", ("--pipe-mode", "--wait"))),
}


def find_voice(system: str = sys.platform, which: Callable[[str], str | None] = shutil.which) -> Voice | None:
    """The system's voice, with the whole path of its program; None where there is none."""
    for voice in _VOICES.get(system, ()):
        found = which(voice.program)
        if found:
            return Voice(found, voice.arguments)
    return None


class Reader(QObject):
    """Speaks one text at a time; asked again meanwhile, it falls silent. `speaking` tells which."""

    speaking = Signal(bool)

    def __init__(self, voice: Voice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._process = QProcess(self)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.stateChanged.connect(self._on_state)

    @property
    def is_speaking(self) -> bool:
        """Whether a text is being read."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def read(self, text: str) -> None:
        """Read this aloud, or stop reading."""
        if self.is_speaking:
            self.stop()
            return
        self._process.start(self._voice.program, list(self._voice.arguments))
        self._process.write(text.encode())
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """Fall silent."""
        if self.is_speaking:
            self._process.kill()
            self._process.waitForFinished(200)

    def _on_state(self) -> None:
        self.speaking.emit(self.is_speaking)

"""What poppler, which is none of ours, finds in the structure of a PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NEEDS_POPPLER = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs poppler-utils: pdfinfo")


@dataclass(frozen=True, slots=True)
class Found:
    """One element or run of text: how deep it lies, its kind (empty for text), its words."""

    depth: int
    kind: str
    words: str = ""


def pdfinfo(pdf: bytes, folder: Path, *options: str) -> str:
    """What pdfinfo prints; any complaint of its own fails."""
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", *options, str(path)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def structured(pdf: bytes, folder: Path) -> list[Found]:
    """The structure tree with its text, in reading order."""
    found = []
    for line in pdfinfo(pdf, folder, "-struct-text").splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        said = line.strip()
        if said.startswith('"'):
            found.append(Found(depth, "", said.strip('"')))
        elif said:
            found.append(Found(depth, re.split(r"\W", said)[0]))
    return found


def spoken(found: list[Found]) -> str:
    """All words in reading order."""
    return " ".join(f.words for f in found if not f.kind)


def headings(found: list[Found]) -> list[tuple[int, str]]:
    """Each heading's level and words."""
    told = []
    for number, each in enumerate(found):
        if re.fullmatch("H[1-6]", each.kind):
            words = []
            for below in found[number + 1 :]:
                if below.depth <= each.depth:
                    break
                words.append(below.words)
            told.append((int(each.kind[1]), " ".join(words)))
    return told

"""Quayside House at three moments, made once a session and copied by whoever tells a story that begins there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from pie_audit.domain.team_part import TeamPart
from tests.quarter import make_finished


@dataclass(frozen=True)
class Stages:
    """Folders with a workspace and its marks. `plain` has no round yet, `rating` an open one, `meeting` an opened one."""

    plain: Path
    rating: Path
    meeting: Path
    house_code: str
    slip: str

    def copy(self, stage: str, place: Path) -> Path:
        """Put a copy of one into `place`; the folder of its workspace."""
        shutil.copytree(getattr(self, stage), place, dirs_exist_ok=True)
        return place / "workspace"


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """The three, closed; nobody opens these themselves."""
    top = tmp_path_factory.mktemp("stages")
    made = make_finished(top / "plain")
    for stage in ("rating", "meeting"):
        (top / stage).mkdir()
    rating, meeting = made.open(top / "rating"), made.open(top / "meeting")
    rating.turn_on(TeamPart.WINS)
    (slip,) = rating.slip_words(rating.start(), lived_experience=1)
    meeting.opened_round()
    rating.close()
    meeting.close()
    return Stages(top / "plain", top / "rating", top / "meeting", made.house_code, slip)

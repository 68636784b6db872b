"""Where a live workspace may not lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from pie_audit.domain.errors import CannotOpen
from pie_audit.storage.places import is_on_network, is_synchronised, refuse_unsafe_place

MOUNTS = """\
proc /proc proc rw 0 0
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /srv/nfs nfs4 rw,vers=4.2 0 0
//server/share /mnt/smb cifs rw 0 0
share /mnt/nine 9p rw 0 0
me@host:/ /home/me/far fuse.sshfs rw 0 0
//server/team\\040share /mnt/team\\040share cifs rw 0 0
/dev/sdb1 /srv/nfs/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("/home/me/workspace", False),
        ("/srv/nfs", True),
        ("/srv/nfs/deep/below", True),
        ("/srv/nfsx", False),
        ("/srv/nfs/local/workspace", False),
        ("/mnt/smb/x", True),
        ("/mnt/nine/x", True),
        ("/home/me/far/x", True),
        ("/mnt/team share/x", True),
    ],
)
def test_a_network_drive_is_known_by_its_innermost_mount(place: str, network: bool) -> None:
    assert is_on_network(Path(place), MOUNTS) is network


def test_without_a_list_of_mounts_nothing_is_refused(tmp_path: Path) -> None:
    refuse_unsafe_place(tmp_path, "")


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Fern House Trust",
        "Dropbox",
        "Dropbox (Personal)",
        "Google Drive",
        "Nextcloud",
        "iCloud Drive",
        "ownCloud",
        "Mobile Documents",
    ],
)
def test_a_folder_of_a_sync_program_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    inside = tmp_path / name / "work" / "workspace"
    inside.mkdir(parents=True)
    assert is_synchronised(inside)


@pytest.mark.parametrize(
    "marker",
    [
        ".dropbox.cache",
        ".nextcloudsync.log",
        ".owncloudsync.log",
        "._sync_1a2b3c.db",
        ".sync_1a2b3c.db",
        ".tmp.drivedownload",
        ".shortcut-targets-by-id",
    ],
)
def test_a_folder_of_a_sync_program_is_known_by_what_lies_in_it(tmp_path: Path, marker: str) -> None:
    (tmp_path / marker).touch()
    inside = tmp_path / "work"
    inside.mkdir()
    assert is_synchronised(inside)


def test_onedrive_is_known_by_where_the_system_says_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Work files"))
    assert is_synchronised(tmp_path / "Work files" / "workspace")
    assert not is_synchronised(tmp_path / "workspace")


def test_a_link_into_a_sync_folder_does_not_hide_it(tmp_path: Path) -> None:
    inside = tmp_path / "Dropbox" / "workspace"
    inside.mkdir(parents=True)
    (tmp_path / "plain").symlink_to(inside)
    with pytest.raises(CannotOpen):
        refuse_unsafe_place(tmp_path / "plain", "")


def test_an_ordinary_folder_is_fine(tmp_path: Path) -> None:
    refuse_unsafe_place(tmp_path / "dropboxes" / "onedriver")

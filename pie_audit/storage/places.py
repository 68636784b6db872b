"""Where a live database may not lie: on a network, or in a folder that something else copies to and fro."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePosixPath

from pie_audit.domain.errors import CannotOpen
from pie_audit.words import _

_NETWORK_TYPES = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"}
    | {"smb", "smb2", "smb3", "smbfs", "sshfs", "fuse.curlftpfs", "fuse.davfs2", "fuse.glusterfs"}
    | {"fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"}
)
_SYNC_NAMES = frozenset(
    [
        "cloudstorage",  # macOS: Library/CloudStorage holds every provider
        "com~apple~clouddocs",
        "dropbox",
        "google drive",
        "googledrive",
        "icloud drive",
        "iclouddrive",
        "mobile documents",
        "my drive",
        "nextcloud",
        "onedrive",
        "owncloud",
    ]
)
_SYNC_MARKERS = (
    ".dropbox",
    ".dropbox.cache",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".tmp.drivedownload",
    ".tmp.driveupload",
    ".shortcut-targets-by-id",
)
_SYNC_PREFIXES = ("onedrive - ", "onedrive-", "dropbox (", "googledrive-")
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def refuse_unsafe_place(folder: Path, mounts: str | None = None) -> None:
    """Raises CannotOpen when a live workspace can't be safe in this folder; a copy may go there.

    `mounts` is the text of ``/proc/mounts``, read from the system unless given.
    """
    place = folder.absolute().resolve()
    if is_on_network(place, _read_mounts() if mounts is None else mounts):
        raise CannotOpen(
            _("A workspace can’t live on a network drive: two computers could spoil it."),
            _("Move it to this computer’s own disk. Copies may stay on the network."),
        )
    if is_synchronised(place):
        raise CannotOpen(
            _(
                "A workspace can’t live in a folder that is synchronised with other computers: it could go backwards."
            ),
            _("Move it to another folder of this computer. Copies may go there."),
        )


def is_on_network(place: Path, mounts: str) -> bool:
    """Whether the disk that holds `place` is another computer's."""
    if sys.platform == "win32":
        return _is_remote_windows(place)
    return _type_of_disk(PurePosixPath(place), mounts) in _NETWORK_TYPES


def is_synchronised(place: Path) -> bool:
    """Whether `place` lies in a folder of OneDrive, Dropbox, iCloud, Google Drive, Nextcloud or ownCloud."""
    roots = {Path(os.environ[name]).resolve() for name in _SYNC_VARIABLES if os.environ.get(name)}
    return any(_is_sync_root(part) or part in roots for part in (place, *place.parents))


def _is_sync_root(part: Path) -> bool:
    name = part.name.casefold()
    if name in _SYNC_NAMES or name.startswith(_SYNC_PREFIXES):
        return True
    if any(os.path.exists(part / marker) for marker in _SYNC_MARKERS):
        return True
    return any(name.startswith(("._sync_", ".sync_")) and name.endswith(".db") for name in _names_in(part))


def _names_in(folder: Path) -> list[str]:
    """What lies in a folder; nothing where that isn't told."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _type_of_disk(place: PurePosixPath, mounts: str) -> str:
    """The type of the innermost mount; of two on one point the later one counts."""
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = PurePosixPath(_unescape(fields[1]))
        if (place == point or point in place.parents) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found


def _unescape(text: str) -> str:
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, character)
    return text


def _read_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _is_remote_windows(place: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        remote = 4  # DRIVE_REMOTE
        unc = str(place).startswith(("\\\\", "//"))
        return unc or ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == remote
    return False

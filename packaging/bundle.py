"""Build step of the wheel: puts the questionnaires and resources inside the package, where an installed program looks."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

FOLDERS = ("questionnaires", "resources")


class BuildWithData(build_py):
    """Copies the data folders to ``pie_audit/_bundled``; an editable install reads them where they are."""

    def run(self) -> None:
        """Build the modules, then the data beside them, afresh."""
        super().run()
        if self.editable_mode:
            return
        bundled = Path(self.build_lib, "pie_audit", "_bundled")
        shutil.rmtree(bundled, ignore_errors=True)
        for folder in FOLDERS:
            shutil.copytree(folder, bundled / folder, ignore=shutil.ignore_patterns("__pycache__", ".*"))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Every file of the build, so that an uninstall finds the data too."""
        bundled = Path(self.build_lib, "pie_audit", "_bundled")
        data = [str(path) for path in bundled.rglob("*") if path.is_file()]
        return [*super().get_outputs(include_bytecode), *data]

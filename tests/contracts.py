"""An import contract that also guards libraries and modules which nothing imports yet."""

from __future__ import annotations

from typing import Any

from importlinter import ContractCheck
from importlinter.contracts.protected import ProtectedContract


class OnlyInContract(ProtectedContract):
    """import-linter's own "protected", except that a name absent from the graph is no error.

    So a library keeps its home from the day before its first import on.
    """

    type_name = "only_in"

    def check(self, graph: Any, verbose: bool) -> ContractCheck:
        """See ProtectedContract; `graph` is grimp's import graph."""
        self.protected_modules: Any = [m for m in self.protected_modules if m.expression in graph.modules]
        self.allowed_importers: Any = [m for m in self.allowed_importers if m.expression in graph.modules]
        return super().check(graph, verbose)

"""Windows, pages and widgets; the only place with Qt."""

import builtins

import PySide6  # noqa: F401  # puts its own import in the place of Python's

# PySide6 reads the source of every module that is imported after it, to look for its switch `__feature__`. Nobody
# here has one, and the reading would hold up the first picture; what it put aside goes back to its place.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

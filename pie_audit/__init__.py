"""pie-audit: a quarterly review, reflective writing and wellbeing surveys that stay with the people who write them."""

from __future__ import annotations


def version() -> str:
    """The version that pyproject.toml names, for example ``0.1.0``."""
    from importlib import metadata

    try:
        return metadata.version("pie-audit")
    except metadata.PackageNotFoundError:
        return "0"

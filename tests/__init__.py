"""Tests of pie-audit; the folders mirror the package."""

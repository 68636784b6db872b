"""Everything that leaves on paper; the only layer with ReportLab, pikepdf and pypdfium2."""

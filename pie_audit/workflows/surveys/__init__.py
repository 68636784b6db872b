"""Surveys that no one can trace: the only road to a ballot and to a released figure."""

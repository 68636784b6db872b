"""Surveys that nobody can trace: planning one, keeping the box, answering, and what came out."""

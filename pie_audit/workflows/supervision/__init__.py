"""Supervision in pairs and reflective groups: agreements, agendas, sessions, summaries."""

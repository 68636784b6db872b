"""The trends of one team: itself compared with itself, as charts, as tables and in words."""

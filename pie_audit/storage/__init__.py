"""Everything that is kept: the encrypted database, the workspace folder and its copies; the only place with SQLAlchemy."""

"""Our words: what a team calls people, its service and its work."""

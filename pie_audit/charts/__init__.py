"""Charts laid out once as plain shapes, for the screen and for paper: no Qt, no PDF."""

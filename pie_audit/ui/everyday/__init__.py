"""Day by day: what a team uses of everyday practice, and the way to each part of it."""

"""Small things, every day: each part that a team may turn on."""

"""What a team learns: training with what came of it, and cards about what was read."""

"""What gets in the way and whose it is to solve, and what we need from others."""

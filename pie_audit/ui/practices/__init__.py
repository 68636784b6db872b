"""What a team began and looks at again: keep, drop, restart, and the long view over two years."""

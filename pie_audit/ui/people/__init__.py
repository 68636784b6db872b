"""Who is in the workspace, and letting somebody in."""

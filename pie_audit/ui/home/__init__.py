"""Where we are and what needs me."""

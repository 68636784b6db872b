"""The window: the door, the sidebar and the way from page to page."""

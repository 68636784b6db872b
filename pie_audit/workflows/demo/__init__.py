"""The invented teams that the demo is made of."""

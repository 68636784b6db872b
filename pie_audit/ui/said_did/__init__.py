"""You said, we did: the board of what people said and what came of it, and its poster."""

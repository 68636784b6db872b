"""What a person can do: one function for each sentence; the privacy gate; no Qt, no SQL."""

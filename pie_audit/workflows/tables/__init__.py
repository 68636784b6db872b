"""Tables of what a person may see, for a spreadsheet."""

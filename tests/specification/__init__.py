"""The rows of the specification's tables, one test each, named by its sentence."""

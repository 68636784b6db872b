"""The screens of our review: set-up, rating in private, opening, talking it through."""

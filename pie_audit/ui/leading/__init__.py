"""The pages of leaders: plans that teams shared, what they ask for, and the themes they want seen."""

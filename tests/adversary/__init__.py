"""An attacker of released survey figures, written as a stranger to the program."""

"""How it looks, keys and passwords, and copies."""

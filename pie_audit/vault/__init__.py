"""Keys, passwords and sealed bytes: the only place with PyNaCl, keyring and zxcvbn; never touches files or SQL."""

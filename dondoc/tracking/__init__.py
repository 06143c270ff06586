"""The rules, all pure: what is owed, how it stands, who is told. Nothing here reads a clock or a file."""

"""From the rules and the month, as they stand in Python, to C; `docs/design.md` says what is translated and refused."""

"""Translates the rules and the month from Python to C; `docs/design.md` says what is translated and refused."""

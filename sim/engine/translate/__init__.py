"""From the rules and the month, as they stand in Python, to C: what is translated and what is refused is in `docs/design.md`."""

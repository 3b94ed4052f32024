"""One run, month by month, as the text that is translated to C (the subset of Python it keeps to: `docs/design.md`)."""

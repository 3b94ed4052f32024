"""Exit codes of the command line; 0 where all was done."""

from __future__ import annotations

DAMAGED = 1
"""Something kept is damaged, or points of a sweep failed."""
REFUSED = 2
"""What the user can mend: a name, a value, a full disk."""
INTERRUPTED = 130
"""Ctrl-C."""

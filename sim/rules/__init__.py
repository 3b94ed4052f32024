"""The rulebook: one mechanism a file, pure scalar functions, each with its equation, units, source and pitfalls."""

from __future__ import annotations

from pkgutil import iter_modules

BENEATH = frozenset({"arithmetic", "records"})
"""What mechanisms are written with: numbers, and records of them."""
MECHANISMS = tuple(module.name for module in iter_modules(__path__) if module.name not in BENEATH)
"""Names of all mechanisms, one a file."""

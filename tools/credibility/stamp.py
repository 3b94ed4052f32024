"""The mark of a page of figures: of which code, ledgers and settings they are, and what their tables say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from sim import assumed
from sim.engine.rulebook import rulebook_digest
from sim.evidence import load
from tools.marks import block


def stamp(page: str, names: Iterable[str], settings: Mapping[str, Any]) -> str:
    r"""The mark that a page should carry.

    A figure that was typed over changes what the tables say, an edit of a rule, a ledger or a setting the rest.

    Parameters
    ----------
    page
        The page with its tables.
    names
        The marks between which the tables stand.
    settings
        What the figures were worked out with.

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> page = "<!-- a -->\n| 1 |\n<!-- /a -->"
    >>> stamp(page, ["a"], {}) == stamp(page.replace("1", "2"), ["a"], {})
    False
    """
    tables = "\n".join(block(page, name) for name in names)
    return (
        f"Figures of rulebook `{rulebook_digest()[:12]}`, evidence `{load().digest[:12]}`, matched priors "
        f"`{assumed.digest()}`, settings `{_digest(repr(sorted(settings.items())))}`, tables `{_digest(tables)}`.\n"
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]

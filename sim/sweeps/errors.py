"""The errors of a sweep that cannot go on: one line, and what to do about it."""

from __future__ import annotations


class SweepError(Exception):
    """A store, a disk or a cluster that does not allow to go on; the message is one line for the user."""


class DamagedError(SweepError):
    """A store in which something is missing or is not what was written."""

"""The review's findings as figures: `python -m tools.findings`."""

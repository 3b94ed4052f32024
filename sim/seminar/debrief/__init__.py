"""The debrief: five figures that build themselves from the log and from runs on the same chance.

Each figure is a plain mapping with its computed `title`, the `question` on the slide and who speaks `first`; every
screen draws from it, and an export holds the same numbers.
"""

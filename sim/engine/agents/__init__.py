"""The Mesa agents, one actor a file: countries, Washington, Kyiv, Moscow, the force, and the truce.

An agent keeps its own state, reads the month through one view, and asks the rulebook for every number. What it decides
it returns or keeps; it never writes on the model or on another agent. A method that is a phase of the month, or a step
of one, is named as in `engine.month`.
"""

"""The version of the model and what it is not, printed in every figure and export."""

__version__ = "0.3.0"
STATEMENT = "explores assumptions; not a forecast"
"""What every result, figure and export says of itself."""

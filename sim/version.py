"""The version of the model, printed in every figure and export."""

__version__ = "0.1.0"

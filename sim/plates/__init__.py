"""Plates: one figure a file, each a function `draw(...)` that returns a matplotlib Figure; one house style."""

"""Plates: one figure a file, each a function `draw(...)` that returns a Figure; one house style."""

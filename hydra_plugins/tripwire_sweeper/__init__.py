"""Hydra's multirun, composed once: every point of `-m` ends in one store and one comparison."""

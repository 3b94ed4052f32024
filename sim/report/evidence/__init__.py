"""Evidence that can be browsed: pages on a state, a claim, a parameter, a lever and an outcome."""

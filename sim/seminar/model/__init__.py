"""What the model says to a game: its world, turns settled, forecasts, headlines, and the game as a scenario."""

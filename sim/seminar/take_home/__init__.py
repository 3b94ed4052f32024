"""What is taken home: files for the lecturer, and the game as one page for each student."""

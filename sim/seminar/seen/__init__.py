"""What each audience is sent, and nothing else."""

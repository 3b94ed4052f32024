"""What happened in a room, and what is true in it: events, their journal on disk, and the fold of both."""

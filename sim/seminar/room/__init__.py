"""A room that lives: what may be done in it by seats, lecturer and programs, and all rooms of a folder."""

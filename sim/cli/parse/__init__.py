"""From what is typed to settings: rows that say what a verb takes, and the reading and checking that follow them."""

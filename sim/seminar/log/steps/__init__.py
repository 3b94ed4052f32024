"""What each event of a room's log does to what is true there: one function an event, of the event's name."""

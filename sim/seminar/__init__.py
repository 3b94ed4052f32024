"""The seminar: a class plays the coalition, and the game is a scenario being written.

A room is an append-only log; what is true in it is a fold of that log (`fold`), what anybody sees a pure function of
the two of state and audience (`allow`, `views`). Decisions of seats are orders, so that a game is a scenario
(`game_file`), which the Mesa model plays on turn by turn (`settle`). The server (`server`) only carries: events down,
forms up. `docs/seminar.md` writes the wire down.
"""

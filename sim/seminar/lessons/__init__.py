"""How a lesson runs: plans, their clocks, and the aims of seats."""

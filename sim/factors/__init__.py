"""Whatever may be varied, in one language for the command line, sweeps, analyses and studies.

Reading order: `names` says what there is (`roe`, `stances.POL`, `assume.b_us`, `roles.training`), `levels` which values
a factor takes, `reading` how these are written, `sampling` where points of a design lie, `space` their runs.
"""

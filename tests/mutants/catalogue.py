"""The broken variants: what is changed, where, and which patterns must notice."""

from __future__ import annotations

from tests.mutants.force import FORCE
from tests.mutants.moscow import MOSCOW
from tests.mutants.outlook import OUTLOOK
from tests.mutants.states import STATES
from tests.mutants.truces import TRUCES

MUTANTS = (*STATES, *OUTLOOK, *FORCE, *MOSCOW, *TRUCES)

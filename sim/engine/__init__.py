"""How rules are run: draws, inputs, layout, the month, its translation to C, the native engine and the Mesa model."""

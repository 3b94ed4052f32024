"""What is handed on: studies with what was expected of them, briefs, and the gallery of plates."""

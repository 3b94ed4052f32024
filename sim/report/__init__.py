"""Studies, briefs and the gallery."""

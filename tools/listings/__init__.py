"""Pages that list what the code lists: levers, articles, settings of verbs, what the ledgers hold."""

"""What a terminal shows: tables, findings, help pages, progress and notices."""

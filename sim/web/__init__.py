"""The explorer: one HTML file that holds the engine, the ledgers and the page, and needs no server."""

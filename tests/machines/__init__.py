"""One hash of all results on every machine that can be had here: `make machines`."""

"""How fast the engines are, as ratios measured in one run; `make bench`."""

"""`python -m sim` is the console script `tripwire`."""

from sim.cli import main

if __name__ == "__main__":
    main()

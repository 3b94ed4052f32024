#!/bin/sh
# Print the first Python on the path that can run Tripwire, or say what is missing.
# PYTHON=/some/python in the environment is tried alone.

for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
            unequipped=$python
            continue
        fi
        echo "$python"
        exit 0
    fi
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    seen="$seen $python=$version"
done

if [ -n "$unequipped" ]; then
    echo "Tripwire found $unequipped, but it cannot make virtual environments: its venv or ensurepip module is missing." >&2
    echo "On Debian or Ubuntu: apt-get install python3-venv. Then run make again." >&2
else
    echo "Tripwire needs Python 3.11 or newer; on the path:${seen:- no Python}." >&2
    echo "Install one, or name it: make setup PYTHON=/path/to/python3.11" >&2
fi
exit 1

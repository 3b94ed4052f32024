#!/bin/sh
# Print the first C compiler on the path that works; none: nothing, and status 1. The order is sim/engine/compilers.py's.

object=$(mktemp) || exit 1
trap 'rm -f "$object"' EXIT
for compiler in "$CC" cc gcc clang; do
    if [ -n "$compiler" ] && echo 'int one(void) { return 1; }' | $compiler -x c -shared -fPIC - -o "$object" >/dev/null 2>&1; then
        echo "$compiler"
        exit 0
    fi
done
exit 1

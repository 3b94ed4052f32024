#!/bin/sh
# Print the first Chromium on the path; none: nothing, and status 1. $BROWSER_PATH goes before all others.

for browser in "$BROWSER_PATH" chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if [ -n "$browser" ] && found=$(command -v "$browser"); then
        echo "$found"
        exit 0
    fi
done
exit 1

"""`python -m tests.notebooks`: run every notebook and keep what it shows."""

from tests.notebooks.running import FOLDER, keep

for path in sorted(FOLDER.glob("*.ipynb")):
    keep(path)
    print(path)

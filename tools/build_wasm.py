"""Build the module for pages anew (`make wasm`) and say how large it is."""

import gzip

from sim.engine.wasm.build import renew
from sim.engine.wasm.carried import MODULE

if __name__ == "__main__":
    renew()
    contents = MODULE.read_bytes()
    print(f"{MODULE.name}: {len(contents):,} bytes, {len(gzip.compress(contents, 9)):,} compressed")

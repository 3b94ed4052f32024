"""The engine for pages: the rulebook as a WebAssembly module, and what a page must know to call it.

Both are carried, so that nobody who wants a page waits for a compiler; `make wasm` builds them anew.
"""

from sim.engine.wasm.carried import layout, module
from sim.engine.wasm.description import exported

__all__ = ["exported", "layout", "module"]

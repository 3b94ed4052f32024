from benchmarks.report import Chapter


def chapter(repeats: int) -> Chapter:
    return Chapter("WebAssembly", note="Not measured.")

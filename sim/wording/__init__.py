"""Numbers as people read them, once for sentences, printed tables and plates."""

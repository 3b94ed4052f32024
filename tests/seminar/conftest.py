"""Tests of what a class sees need a browser."""

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

"""From results to insight: compare, explain, flip, pivotal, enough, rank, sensitivity, discovery, hindcast, record.

Everything here is pure: it takes scenarios or results and gives back tables and small frozen findings whose
sentences are computed from their numbers.
"""

"""Invented seller accounts: what happened, the report files that show it, and the truth.

Used by `demo`, by the property tests and by the benchmarks. Nothing in this room
imports anything else of ours: its truth is a second, independent reading of the rules.
"""

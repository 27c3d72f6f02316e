"""Frozen views of a reconciled workspace and the pages made from them."""

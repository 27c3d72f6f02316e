"""What Amazon allows, from when, and who says so: dated rules as data (the TOML files of this room)."""

from reconcile.policy.load import Policy, load_policy
from reconcile.policy.tables import Marketplace, WindowRule

__all__ = ["Marketplace", "Policy", "WindowRule", "load_policy"]

"""The engine: stage, loss, cover, match, claims; set-based, one match for all claim types."""

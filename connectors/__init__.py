"""Report files in: one module a report, its columns and how it is recognised by content."""

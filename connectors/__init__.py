"""Amazon's reports and the seller's own sheets: how each is recognised, decoded and read."""

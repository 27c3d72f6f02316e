"""The store: raw copies, one database an account, the merge of downloads, and the history."""

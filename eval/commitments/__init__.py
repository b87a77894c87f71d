"""A labelled set of commitments in papers of a panel that does not exist, and its measures."""

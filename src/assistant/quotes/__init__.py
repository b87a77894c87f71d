"""Sentences fit to be shown: who says them, what they count, where they differ."""

"""A question that leans on the talk before it, made one that stands alone."""

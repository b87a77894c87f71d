"""What words mean: forms, names, committee words and everyday ones."""

"""Lists that hold everything: what is asked to be listed, and every place that belongs."""

"""How well a window of text answers a question: the reader, and what is weighed with it."""

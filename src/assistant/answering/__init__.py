"""The steps of an answer: understand, search, judge, answer or refuse."""

"""Public question-answering sets as benchmarks: one file each, every row beside plain methods.

Everything is indexed, but only questions of fold 1 are measured; thresholds are chosen on fold 0,
which is also the only part that anything here may be trained on (`eval.reader.data.fold_of`).
"""

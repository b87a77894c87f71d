"""Public question-answering sets as benchmarks: one file each, every row beside plain methods.

Only questions of fold 1 are measured; thresholds are chosen on fold 0, which is also the only part
that anything may be trained on (`eval.reader.data.fold_of`). CLAPNQ and SQuAD index the passages of
both folds, QMSum the meetings of fold 1 alone. MTRAG has no folds: nothing is trained on it.
"""

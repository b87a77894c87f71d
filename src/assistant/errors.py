"""The errors a user can meet. Each message is one line and says what to do.

PanelError
├── SettingsError        a setting is unknown or has a value that cannot be used
├── IngestError          a path or a whole ingestion cannot be worked on
│   └── DocumentError    one file cannot be read; the others go on
├── PanelIndexError          the index cannot be used
│   ├── NoIndexError     nothing has been ingested yet
│   ├── DamagedIndexError
│   └── ModelMismatchError   built with another embedding model
├── ModelError           the language model gave nothing that can be used
├── QuestionError        a question that cannot be worked on (empty, far too long)
└── EvidenceError        a quote is not in its passage: a bug, never an answer
"""


class PanelError(Exception):
    """Base of all errors whose message is meant for the user."""


class SettingsError(PanelError):
    """A setting is unknown or has a value that cannot be used."""


class IngestError(PanelError):
    """A path or a whole ingestion cannot be worked on."""


class DocumentError(IngestError):
    """One file cannot be read."""


class PanelIndexError(PanelError):
    """The index cannot be used."""


class NoIndexError(PanelIndexError):
    """Nothing has been ingested yet."""


class DamagedIndexError(PanelIndexError):
    """The index folder exists but cannot be read."""


class ModelMismatchError(PanelIndexError):
    """The index was built with another embedding model."""


class ModelError(PanelError):
    """The language model gave nothing that can be used; the answer then stands in quotes."""


class QuestionError(PanelError):
    """A question that cannot be worked on."""


class EvidenceError(PanelError):
    """A quote is not in its passage; raised before the answer is shown."""

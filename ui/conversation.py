"""One person's conversation: what was asked, what came back. Immutable, one per browser session."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Answer, Citation, Clue, Turn


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """A question with its answer, or with the one line that says why there is none.

    Both `answer` and `problem` are None while nothing has come back. An answer that is not
    `checked` is still being made, or, with a `problem`, broke off and stays as far as it came.
    `without` are the clues that the person took away from what was understood. Such a question
    refers back to what stood before it was first asked: the first `before` exchanges.
    """

    question: str
    answer: Answer | None = None
    problem: str | None = None
    checked: bool = True
    without: tuple[Clue, ...] = ()
    before: int | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing more will come."""
        return self.problem is not None or (self.answer is not None and self.checked)


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """The exchanges so far, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    def add(self, exchange: Exchange) -> "Conversation":
        """Return the conversation with one more exchange."""
        return Conversation(exchanges=(*self.exchanges, exchange))

    def history(self, before: int | None = None) -> tuple[Turn, ...]:
        """Return the turns that an assistant may refer back to: those that were answered.

        With `before`, only the first so many exchanges count. An answer that broke off is left
        out of its turn, since nobody checked it.
        """
        return tuple(
            Turn(question=exchange.question, answer=exchange.answer.text * exchange.checked)
            for exchange in self.exchanges[:before]
            if exchange.answer is not None
        )

    def again_without(self, turn: object, key: object) -> Exchange | None:
        """Return the question of exchange `turn` (from 1) less one clue, None where there is none.

        Both come from the browser, so anything may be in them.
        """
        exchange = self._exchange(turn)
        if exchange is None or exchange.answer is None or not isinstance(turn, int):
            return None
        for clue in exchange.answer.understood:
            if clue.removable and clue.key == key:
                return Exchange(
                    question=exchange.question,
                    without=(*exchange.without, clue),
                    before=turn - 1 if exchange.before is None else exchange.before,
                )
        return None

    def citation(self, turn: object, number: object) -> Citation | None:
        """Return citation `number` of the exchange `turn` (from 1), None where there is none.

        Both come from the browser, so anything may be in them.
        """
        return next((c for c in self.citations(turn) if c.number == number), None)

    def citations(self, turn: object) -> Sequence[Citation]:
        """Return the sources of the answer of exchange `turn` (from 1)."""
        exchange = self._exchange(turn)
        return exchange.answer.citations if exchange and exchange.answer else ()

    def _exchange(self, turn: object) -> Exchange | None:
        if not isinstance(turn, int) or not 1 <= turn <= len(self.exchanges):
            return None
        return self.exchanges[turn - 1]

"""One person's conversation: what was asked, what came back. Immutable, one per browser session."""

from dataclasses import dataclass

from assistant.types import Answer, Citation, Turn


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """A question with its answer, or with the one line that says why there is none.

    Both `answer` and `problem` are None while the answer is being looked for.
    """

    question: str
    answer: Answer | None = None
    problem: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """The exchanges so far, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    def add(self, exchange: Exchange) -> "Conversation":
        """Return the conversation with one more exchange."""
        return Conversation(exchanges=(*self.exchanges, exchange))

    def history(self) -> tuple[Turn, ...]:
        """Return the turns that an assistant may refer back to: those that were answered."""
        return tuple(
            Turn(question=exchange.question, answer=exchange.answer.text)
            for exchange in self.exchanges
            if exchange.answer is not None
        )

    def citation(self, turn: object, number: object) -> Citation | None:
        """Return citation `number` of the exchange `turn` (from 1), None where there is none.

        Both come from the browser, so anything may be in them.
        """
        if not isinstance(turn, int) or not 1 <= turn <= len(self.exchanges):
            return None
        answer = self.exchanges[turn - 1].answer
        if answer is None:
            return None
        return next((c for c in answer.citations if c.number == number), None)

    def citation_count(self, turn: int) -> int:
        """Return how many sources the answer of exchange `turn` (from 1) has."""
        answer = self.exchanges[turn - 1].answer
        return len(answer.citations) if answer else 0

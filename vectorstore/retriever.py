"""The search as a LangChain retriever; LangChain's documents exist only here, at the edge."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.types import Filters, Scored
from vectorstore.index import Index


class PanelRetriever(BaseRetriever):
    """Passages for a question, dense and lexical fused, narrowed by `filters`.

    Metadata of each document: passage_id, document_id, order, part, score, dense, lexical, and
    every field of the place that is set. `filters` and `limit` can also be given to `invoke`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    filters: Filters = Field(default_factory=Filters)
    limit: int = Field(default=10, ge=1)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        filters: Filters | None = None,
        limit: int | None = None,
    ) -> list[LangChainDocument]:
        found = self.index.search(query, filters or self.filters, limit or self.limit)
        return [to_langchain(scored) for scored in found]


def to_langchain(scored: Scored) -> LangChainDocument:
    """Return a found passage as a LangChain document."""
    passage, place = scored.passage, scored.passage.place
    metadata: dict[str, Any] = {
        name: getattr(place, name)
        for name in type(place).__dataclass_fields__
        if getattr(place, name) not in (None, (), False)
    }
    metadata |= {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "order": passage.order,
        "part": passage.part,
        "score": scored.score,
        "dense": scored.dense,
        "lexical": scored.lexical,
    }
    return LangChainDocument(id=passage.id, page_content=passage.text, metadata=metadata)

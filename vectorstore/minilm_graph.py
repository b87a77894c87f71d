"""Write `minilm.onnx`: what all-MiniLM-L6-v2 computes, without its weights.

    python -m vectorstore.minilm_graph

The weights stay in the file that the model's authors published; `vectorstore.minilm` gives them to
the graph when it is loaded. Layers are those of BERT (Devlin et al., 2019), written with the fused
operators that ONNX Runtime has for them. Needs the package onnx; using the graph does not.
"""

from pathlib import Path
from typing import Any

from onnx import ModelProto, NodeProto, TensorProto, helper

from vectorstore.minilm import GRAPH, HEADS, HIDDEN, INNER, LAYERS, POSITIONS, WORDS

_FUSED = "com.microsoft"
_EPSILON = 1e-12
_FORMAT = 10  # of the file, and below the operators; old enough for every ONNX Runtime in use
_OPERATORS = 17


def graph() -> ModelProto:
    """Return the model: token ids and mask (batch, tokens) in, hidden states out."""
    shapes: dict[str, list[int]] = {
        "words": [WORDS, HIDDEN],
        "positions": [POSITIONS, HIDDEN],
        "norm.weight": [HIDDEN],
        "norm.bias": [HIDDEN],
    }
    nodes = [
        helper.make_node(
            "EmbedLayerNormalization",
            ["ids", "", "words", "positions", "", "norm.weight", "norm.bias"],
            ["hidden.0", "lengths"],
            domain=_FUSED,
            epsilon=_EPSILON,
        )
    ]
    for number in range(LAYERS):
        layer, weights = _layer(number)
        nodes += layer
        shapes |= weights
    tokens = ["batch", "tokens"]
    made = helper.make_graph(
        nodes,
        "all-MiniLM-L6-v2",
        [
            helper.make_tensor_value_info(name, TensorProto.INT32, tokens)
            for name in ("ids", "mask")
        ],
        [helper.make_tensor_value_info(f"hidden.{LAYERS}", TensorProto.FLOAT, [*tokens, HIDDEN])],
        initializer=[_missing(name, shape) for name, shape in shapes.items()],
    )
    return helper.make_model(
        made,
        opset_imports=[helper.make_opsetid("", _OPERATORS), helper.make_opsetid(_FUSED, 1)],
        ir_version=_FORMAT,
        producer_name="panel-assistant",
    )


def _layer(number: int) -> tuple[list[NodeProto], dict[str, list[int]]]:
    at = f"layer.{number}."
    before, after = f"hidden.{number}", f"hidden.{number + 1}"
    shapes = {
        "attention.weight": [HIDDEN, 3 * HIDDEN],
        "attention.bias": [3 * HIDDEN],
        "joined.weight": [HIDDEN, HIDDEN],
        "joined.bias": [HIDDEN],
        "joined.norm.weight": [HIDDEN],
        "joined.norm.bias": [HIDDEN],
        "inner.weight": [HIDDEN, INNER],
        "inner.bias": [INNER],
        "outer.weight": [INNER, HIDDEN],
        "outer.bias": [HIDDEN],
        "outer.norm.weight": [HIDDEN],
        "outer.norm.bias": [HIDDEN],
    }

    def node(kind: str, inputs: list[str], output: str, **attributes: Any) -> NodeProto:  # noqa: ANN401
        fused = kind not in {"MatMul"}
        return helper.make_node(
            kind, inputs, [output], domain=_FUSED if fused else "", **attributes
        )

    def normed(part: str, summed: str, skipped: str, output: str) -> NodeProto:
        weights = [f"{at}{part}.norm.weight", f"{at}{part}.norm.bias", f"{at}{part}.bias"]
        return node("SkipLayerNormalization", [summed, skipped, *weights], output, epsilon=_EPSILON)

    nodes = [
        node(
            "Attention",
            [before, f"{at}attention.weight", f"{at}attention.bias", "mask"],
            f"{at}attended",
            num_heads=HEADS,
        ),
        node("MatMul", [f"{at}attended", f"{at}joined.weight"], f"{at}joined"),
        normed("joined", f"{at}joined", before, f"{at}middle"),
        node("MatMul", [f"{at}middle", f"{at}inner.weight"], f"{at}inner"),
        node("BiasGelu", [f"{at}inner", f"{at}inner.bias"], f"{at}bent"),
        node("MatMul", [f"{at}bent", f"{at}outer.weight"], f"{at}outer"),
        normed("outer", f"{at}outer", f"{at}middle", after),
    ]
    return nodes, {at + name: shape for name, shape in shapes.items()}


def _missing(name: str, shape: list[int]) -> TensorProto:
    """Return a weight whose values are given when the graph is loaded."""
    tensor = TensorProto(
        name=name,
        data_type=TensorProto.FLOAT,
        dims=shape,
        data_location=TensorProto.EXTERNAL,
    )
    tensor.external_data.add(key="location", value="given-at-load")
    return tensor


if __name__ == "__main__":
    Path(GRAPH).write_bytes(graph().SerializeToString(deterministic=True))

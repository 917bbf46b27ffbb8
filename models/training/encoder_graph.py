"""The ONNX graph of an encoder over whole numbers (models/meaning/whole_numbers.py): written node by node.

One node per map (MatMulIntegerToFloat) and one per attention; all texts of a batch must have the same length, since
nothing is masked. Used by the exports of the reading model and of the meaning model; needs the package onnx.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from models.meaning.assembly import ALIGNED_BYTES

_CONTRIBUTED = "com.microsoft"
_EPSILON = 1e-12


class GraphWriter:
    """Collects nodes; `external` names a file beside the graph that holds `tensors`, else they are written into it."""

    def __init__(self, tensors: Mapping[str, Any], external: str | None = None) -> None:
        """`tensors` by name, in the order of the file."""
        self._nodes: list[onnx.NodeProto] = []
        self._initialisers = _initialisers(tensors, external)
        self._constants = 0

    def node(self, kind: str, inputs: Sequence[str], outputs: int = 1, *, ours: bool = True, **given: Any) -> Any:
        """Add a node; its output name, or the list of them. `ours` False: an operator ONNX Runtime contributes."""
        names = [f"{kind}_{len(self._nodes)}_{n}" for n in range(outputs)]
        self._nodes.append(helper.make_node(kind, inputs, names, domain="" if ours else _CONTRIBUTED, **given))
        return names[0] if outputs == 1 else names

    def constant(self, value: Any) -> str:
        """A small constant of the graph itself."""
        self._constants += 1
        name = f"constant_{self._constants}"
        self._initialisers.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def output(self, name: str, source: str) -> None:
        """Give a value its public name."""
        self._nodes.append(helper.make_node("Identity", [source], [name]))

    def encoded(self, words: str, layers: int, heads: int) -> str:
        """Hidden states (batch, tokens, width) of word vectors of the same shape."""
        x = self._normal(words, "norm")
        for number in range(layers):
            here = f"layers.{number}."
            query, key, value = self.node("Split", [self._map(x, here + "in")], 3, axis=-1, num_outputs=3)
            mixed = self.node("MultiHeadAttention", [query, key, value], ours=False, num_heads=heads)
            attended = self._map(mixed, here + "out", eased=False)
            x = self._normal(self.node("Add", [x, attended]), here + "norm_attention")
            wide = self.node("Gelu", [self._map(x, here + "up")], ours=False)
            x = self._normal(self.node("Add", [x, self._map(wide, here + "down")]), here + "norm_output")
        return x

    def model(self, inputs: Mapping[str, Sequence[Any]], outputs: Mapping[str, Sequence[Any]]) -> onnx.ModelProto:
        """The whole graph; shapes hold numbers or names of dimensions that vary."""
        value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)  # noqa: E731
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [value(n, s) for n, s in inputs.items()],
            [value(n, s) for n, s in outputs.items()],
            self._initialisers,
        )
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIBUTED, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=8)

    def _normal(self, x: str, name: str) -> str:
        return self.node("LayerNormalization", [x, f"{name}.gain", f"{name}.shift"], axis=-1, epsilon=_EPSILON)

    def _map(self, x: str, name: str, *, eased: bool = True) -> str:
        if eased:
            x = self.node("Mul", [x, f"{name}.ease"])
        step, zero = f"{name}.step", f"{name}.zero"
        bytes_ = self.node("QuantizeLinear", [x, step, zero])
        given = [bytes_, f"{name}.weight", step, f"{name}.weight_step", zero, "", f"{name}.bias"]
        return self.node("MatMulIntegerToFloat", given, ours=False)


def _initialisers(tensors: Mapping[str, Any], external: str | None) -> list[onnx.TensorProto]:
    if external is None:
        return [numpy_helper.from_array(np.ascontiguousarray(value), name) for name, value in tensors.items()]
    made, at = [], 0
    for name, value in tensors.items():
        kind = helper.np_dtype_to_tensor_dtype(value.dtype)
        tensor = TensorProto(name=name, data_type=kind, dims=value.shape, data_location=TensorProto.EXTERNAL)
        for key, told in (("location", external), ("offset", at), ("length", value.nbytes)):
            tensor.external_data.add(key=key, value=str(told))
        made.append(tensor)
        at += -(-value.nbytes // ALIGNED_BYTES) * ALIGNED_BYTES
    return made

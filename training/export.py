"""Export a run's encoder to the files that sayso ships: `python -m training.export --run training/runs/encoder`.

The body and the branch that tells who says what (training/speech_model.py) are one graph.

The word embeddings, which are most of the weights, are kept as 8-bit rows with a scale each; the matrices of the
layers and heads are quantised per output column by onnxruntime, with activations scaled at run time. The two biaffine
forms are applied outside the graph (see sayso.language.decode) and go to `heads.npz`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from .labels import CASE_CLASSES, ENTITY_TAGS, UPOS
from .manifest import WEIGHTS, write_manifest
from .model import INPUTS, OUTPUTS, Encoder, Shape
from .speech_model import OUTPUTS as SPEECH_OUTPUTS
from .speech_model import SpeechBranch, WithSpeech
from .train import pretrained_folder

LIMIT = 35_000_000


class Rows(nn.Module):
    """An embedding table with 8-bit rows and a scale a row: a 4th of the size, within 0.4 % of each row's largest."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127.0
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The vectors of the rows `ids`."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]


def load_run(run: Path) -> tuple[Encoder, dict[str, list[str]]]:
    """The model of a run's last checkpoint, and its labels."""
    saved = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=False)
    labels = {name: list(values) for name, values in saved["labels"].items()}
    model = Encoder(Shape(xpos=len(labels["xpos"]), relations=len(labels["relations"]), upos=len(UPOS)))
    model.load_state_dict(saved["model"])
    return model.eval(), labels


def load_branch(run: Path, encoder: Encoder) -> SpeechBranch:
    """The run's branch that tells who says what."""
    saved = torch.load(run / "speech.pt", map_location="cpu", weights_only=False)
    branch = SpeechBranch(encoder, saved["at"])
    branch.load_state_dict(saved["branch"])
    return branch.eval()


def export_graph(model: WithSpeech, path: Path) -> None:
    """Write the graph in 32-bit floats, all axes but the vectors' free."""
    example = (torch.tensor([[101, 2054, 2003, 102]] * 2), torch.tensor([[0, 1, 1, 0]] * 2),
               torch.ones(2, 4, dtype=torch.int64), torch.tensor([[1, 2]] * 2), torch.tensor([[1, 2]] * 2))
    axes = {name: {0: "batch", 1: "words" if name.startswith("word") else "pieces"} for name in INPUTS}
    outputs = [*OUTPUTS, *SPEECH_OUTPUTS]
    axes |= {name: {0: "batch", 1: "words"} for name in outputs}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(model, example, str(path), input_names=list(INPUTS), output_names=outputs,
                          dynamic_axes=axes, opset_version=17, dynamo=False)


def export(run: Path, out: Path) -> int:
    """Write the folder of weights; its size in bytes."""
    model, labels = load_run(run)
    branch = load_branch(run, model)
    out.mkdir(parents=True, exist_ok=True)
    model.word_embeddings = Rows(model.word_embeddings.weight.detach())  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        export_graph(WithSpeech(model, branch).eval(), plain)
        quantize_dynamic(str(plain), str(out / "encoder.onnx"), op_types_to_quantize=["MatMul", "Gemm"],
                         per_channel=True, reduce_range=False, weight_type=QuantType.QInt8)
    graph = onnx.load(str(out / "encoder.onnx"))
    for node in graph.graph.node:
        node.doc_string = ""
    onnx.save(graph, str(out / "encoder.onnx"))
    state = model.state_dict()
    arrays = {name: state[name] for name in ("arc_weight", "root_head", "root_relation_head", "relation_weight")}
    arrays |= {"pointer_weight": branch.weight.detach(), "pointer_none": branch.none.detach()}
    np.savez(out / "heads.npz", **{name: value.numpy().astype(np.float16) for name, value in arrays.items()})
    tables = {"upos": list(UPOS), "xpos": labels["xpos"], "relations": labels["relations"], "entity": list(ENTITY_TAGS),
              "cases": list(CASE_CLASSES)}
    (out / "labels.json").write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    (out / "tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    return write_manifest(out)


def main() -> None:
    """Export, and refuse what is too large to ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    size = export(arguments.run, arguments.out)
    print(f"{arguments.out}: {size / 1e6:.1f} MB")
    if size > LIMIT:
        raise SystemExit(f"the weights are larger than the {LIMIT / 1e6:.0f} MB that may be shipped")


if __name__ == "__main__":
    main()

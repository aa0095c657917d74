"""The encoder with its heads: a BERT-shaped transformer read from all-MiniLM-L6-v2, and small heads over words.

A word's vector is the mean of its first and last piece after a learned mix of all layers (ELMo's scalar mix). The
parser is biaffine (Dozat and Manning, ICLR 2017); heads and relations are scored outside the exported graph, so that
one pass serves sentence segmentation and parsing both.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """The sizes of the model: `relations` and `xpos` are numbers of labels."""

    xpos: int
    relations: int
    upos: int = 17
    entity: int = 25
    cases: int = 8
    hidden: int = 384
    layers: int = 6
    attention_heads: int = 12
    intermediate: int = 1536
    arc: int = 256
    relation: int = 128


class Layer(nn.Module):
    """One transformer layer, in BERT's order: attention, add and norm, feed-forward, add and norm."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.attention_heads = shape.attention_heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.output = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.up = nn.Linear(shape.hidden, shape.intermediate)
        self.down = nn.Linear(shape.intermediate, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, hidden = states.shape
        size = hidden // self.attention_heads

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, self.attention_heads, size).transpose(1, 2)

        scores = split(self.query(states)) @ split(self.key(states)).transpose(2, 3) / math.sqrt(size) + bias
        mixed = (scores.softmax(-1) @ split(self.value(states))).transpose(1, 2).reshape(batch, length, hidden)
        states = self.attention_norm(states + self.dropout(self.output(mixed)))
        return self.norm(states + self.dropout(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """Words in context, and what the heads say of each."""

    def __init__(self, shape: Shape, vocabulary: int = 30522, positions: int = 512, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.word_embeddings = nn.Embedding(vocabulary, shape.hidden)
        self.position_embeddings = nn.Embedding(positions, shape.hidden)
        self.type_embedding = nn.Parameter(torch.zeros(shape.hidden))
        self.case_embeddings = nn.Embedding(shape.cases, shape.hidden)
        nn.init.zeros_(self.case_embeddings.weight)
        self.embedding_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.mix = nn.Parameter(torch.tensor([0.0] * shape.layers + [1.0]))
        self.dropout = nn.Dropout(dropout)
        self.word_dropout = nn.Dropout(0.15)
        self.upos = nn.Linear(shape.hidden, shape.upos)
        self.xpos = nn.Linear(shape.hidden, shape.xpos)
        self.entity = nn.Sequential(nn.Linear(shape.hidden, 256), nn.GELU(), nn.Linear(256, shape.entity))
        self.sentence_start = nn.Linear(shape.hidden, 1)
        self.factuality = nn.Sequential(nn.Linear(shape.hidden, 128), nn.GELU(), nn.Linear(128, 1))
        self.arc_dependent, self.arc_head = (self._half(shape.arc) for _ in range(2))
        self.relation_dependent, self.relation_head = (self._half(shape.relation) for _ in range(2))
        self.root_head = nn.Parameter(torch.randn(shape.arc) * 0.05)
        self.root_relation_head = nn.Parameter(torch.randn(shape.relation) * 0.05)
        self.arc_weight = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        self.relation_weight = nn.Parameter(torch.zeros(shape.relations, shape.relation + 1, shape.relation + 1))

    def _half(self, size: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(self.shape.hidden, size), nn.LeakyReLU(0.1))

    def words(self, piece_ids: Tensor, case_ids: Tensor, piece_mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Vectors of the words [batch, words, hidden]."""
        states = self.states(piece_ids, case_ids, piece_mask)
        return of_words(mixed_states(states, self.mix), first, last)

    def states(self, piece_ids: Tensor, case_ids: Tensor, piece_mask: Tensor) -> list[Tensor]:
        """The states of the pieces [batch, pieces, hidden]: the embeddings', then each layer's."""
        positions = torch.arange(piece_ids.shape[1], device=piece_ids.device)
        states = (self.word_embeddings(piece_ids) + self.position_embeddings(positions)[None] + self.type_embedding
                  + self.case_embeddings(case_ids))
        states = self.dropout(self.embedding_norm(states))
        bias = (1.0 - piece_mask[:, None, None, :].to(states.dtype)) * -1e4
        found = [states]
        for layer in self.layers:
            found.append(layer(found[-1], bias))
        return found

    def forward(
        self, piece_ids: Tensor, case_ids: Tensor, piece_mask: Tensor, word_first: Tensor, word_last: Tensor
    ) -> tuple[Tensor, ...]:
        """All that is exported: see OUTPUTS for the names, in order."""
        return self.heads(self.words(piece_ids, case_ids, piece_mask, word_first, word_last))

    def heads(self, vectors: Tensor) -> tuple[Tensor, ...]:
        """What the heads say of words, from their vectors."""
        dropped = self.word_dropout(vectors)
        return (
            vectors, self.sentence_start(dropped).squeeze(-1), self.upos(dropped), self.xpos(dropped),
            self.entity(dropped), self.factuality(dropped).squeeze(-1), self.arc_dependent(dropped),
            self.arc_head(dropped), self.relation_dependent(dropped), self.relation_head(dropped),
        )

    def arc_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores [batch, words, 1 + words] of each head for each word; column 0 is the root."""
        root = self.root_head.expand(head.shape[0], 1, -1)
        return with_one(dependent) @ self.arc_weight @ torch.cat([root, head], 1).transpose(1, 2)

    def relation_scores(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores [batch, words, relations] of each word's relation to its head (0 is the root)."""
        root = self.root_relation_head.expand(head.shape[0], 1, -1)
        chosen = torch.cat([root, head], 1).gather(1, heads[:, :, None].expand(-1, -1, head.shape[-1]))
        left, right = with_one(dependent), with_one(chosen)
        return torch.einsum("bwd,kde,bwe->bwk", left, self.relation_weight, right)


def mixed_states(states: list[Tensor], mix: Tensor) -> Tensor:
    """The layers' states, weighed by a softmax over `mix`."""
    weights = mix.softmax(0)
    mixed = states[0] * weights[0]
    for number, state in enumerate(states[1:], 1):
        mixed = mixed + state * weights[number]
    return mixed


def of_words(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Vectors of words from those of their first and last pieces."""
    width = states.shape[-1]
    start = states.gather(1, first[:, :, None].expand(-1, -1, width))
    end = states.gather(1, last[:, :, None].expand(-1, -1, width))
    return (start + end) * 0.5


INPUTS = ("piece_ids", "case_ids", "piece_mask", "word_first", "word_last")
OUTPUTS = (
    "vectors", "sentence_start", "upos", "xpos", "entity", "factuality", "arc_dependent", "arc_head",
    "relation_dependent", "relation_head",
)


def with_one(x: Tensor) -> Tensor:
    """The vectors with a constant one appended: the bias of a biaffine form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def load_pretrained(model: Encoder, folder: Path) -> None:
    """Fill the transformer from a BERT checkpoint in safetensors (all-MiniLM-L6-v2's layout)."""
    weights = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    config = json.loads((folder / "config.json").read_text())
    if config["num_hidden_layers"] != model.shape.layers or config["hidden_size"] != model.shape.hidden:
        raise ValueError(f"{folder}: not a checkpoint of {model.shape.layers} layers of {model.shape.hidden}")
    table = {
        "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
        "attention.output.dense": "output", "attention.output.LayerNorm": "attention_norm",
        "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm",
    }
    state = {
        "word_embeddings.weight": weights["embeddings.word_embeddings.weight"],
        "position_embeddings.weight": weights["embeddings.position_embeddings.weight"],
        "type_embedding": weights["embeddings.token_type_embeddings.weight"][0],
        "embedding_norm.weight": weights["embeddings.LayerNorm.weight"],
        "embedding_norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(model.shape.layers):
        for theirs, ours in table.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(name.startswith("layers.") for name in missing):
        raise ValueError(f"{folder}: the checkpoint does not fit")

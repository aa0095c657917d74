"""The branch of the encoder that tells who says what: a copy of its upper layers over the frozen lower ones.

Trained together with the parser, the attribution heads cost it some of its accuracy (docs/model-card.md has both), so
they have layers of their own: side-tuning as Zhang et al. (ECCV 2020) do it. The body's figures do not change by a bit.
"""

from __future__ import annotations

import copy

import torch
from torch import Tensor, nn

from .labels import SPEECH_FLAGS, SPEECH_POINTERS
from .model import Encoder, mixed_states, of_words, with_one

BRANCHES_AT = 4  # the layer whose states the branch goes on from
POINTER = 128
OUTPUTS = ("speech_flags", "pointer_dependent", "pointer_head")


class SpeechBranch(nn.Module):
    """Upper layers and heads for cues, sources, contents and the pointers between them."""

    def __init__(self, encoder: Encoder, branches_at: int = BRANCHES_AT) -> None:
        super().__init__()
        hidden = encoder.shape.hidden
        self.branches_at = branches_at
        self.layers = copy.deepcopy(encoder.layers[branches_at:])
        for parameter in self.layers.parameters():
            parameter.requires_grad_(True)
        self.mix = nn.Parameter(torch.zeros(len(encoder.layers) + 1 + len(self.layers)))
        self.dropout = nn.Dropout(0.15)
        self.flags = nn.Sequential(nn.Linear(hidden, 128), nn.GELU(), nn.Linear(128, len(SPEECH_FLAGS)))
        self.dependent, self.head = (
            nn.Sequential(nn.Linear(hidden, POINTER), nn.LeakyReLU(0.1)) for _ in range(2)
        )
        self.none = nn.Parameter(torch.randn(len(SPEECH_POINTERS), POINTER) * 0.05)
        self.weight = nn.Parameter(torch.randn(len(SPEECH_POINTERS), POINTER + 1, POINTER) * 0.01)

    def forward(self, states: list[Tensor], mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Flags' logits [batch, words, flags] and the two halves of the pointers, from the body's states of pieces."""
        bias = (1.0 - mask[:, None, None, :].to(states[0].dtype)) * -1e4
        own, state = list(states), states[self.branches_at]
        for layer in self.layers:
            state = layer(state, bias)
            own.append(state)
        vectors = self.dropout(of_words(mixed_states(own, self.mix), first, last))
        return self.flags(vectors), self.dependent(vectors), self.head(vectors)

    def pointer_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores [batch, pointers, words, 1 + words] of each word for each pointer of each word; column 0 is none."""
        weighted = torch.einsum("bwd,pde->bpwe", with_one(dependent), self.weight)
        to_words = weighted @ head[:, None].transpose(2, 3)
        return torch.cat([torch.einsum("bpwe,pe->bpw", weighted, self.none)[..., None], to_words], 3)


class WithSpeech(nn.Module):
    """The encoder and its branch in one graph, as it is exported."""

    def __init__(self, encoder: Encoder, branch: SpeechBranch) -> None:
        super().__init__()
        self.encoder, self.branch = encoder, branch

    def forward(
        self, piece_ids: Tensor, case_ids: Tensor, piece_mask: Tensor, word_first: Tensor, word_last: Tensor
    ) -> tuple[Tensor, ...]:
        """All outputs: those of the encoder (model.OUTPUTS), then those of the branch (OUTPUTS)."""
        states = self.encoder.states(piece_ids, case_ids, piece_mask)
        vectors = of_words(mixed_states(states, self.encoder.mix), word_first, word_last)
        return (*self.encoder.heads(vectors), *self.branch(states, piece_mask, word_first, word_last))

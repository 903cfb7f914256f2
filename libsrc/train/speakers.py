#!/usr/bin/env python3
"""Trains the ranker of speakers: which of the candidates says a quotation.

usage: speakers.py DATA TRAIN_SPEAKERS FOLDER MODEL [--research] [--report]

DATA holds quotes/. TRAIN_SPEAKERS (speakers.c) gathers candidates and describes them by the library's own code; what is made on the
way is kept in FOLDER. Writes MODEL from data whose licence lets it be shipped: litbank and webarticles, and the bare texts of the
novels of litbank and pdnc, where a cue that names a speaker ("said Jane") tells who it is and is then hidden from the ranker. With
--research from all train sets. With --report the shares of right answers on the dev sets.
"""
import argparse
import bisect
import collections
import json
import re
import struct
import subprocess
import zlib
from pathlib import Path

import lightgbm
import numpy as np

FEATURES, COLUMNS, LOGIT = 3, 80, 1024  # as in ranker.h
HIDDEN = .05  # weight of a quotation whose cue is hidden: where no name is needed there is none, which it cannot teach
TREES = dict(trees=200, num_leaves=20, learning_rate=.13)
COMMON = dict(lambda_l2=6., min_data_in_leaf=40, min_sum_hessian_in_leaf=3., feature_fraction=.25, bagging_fraction=.8, bagging_freq=1,
              max_bin=63, verbose=-1, num_threads=1, seed=1, deterministic=True, force_row_wise=True)
TITLES = set("mr mrs ms miss dr sir lady lord the of a an captain professor president prime minister senator sen rep gov".split())

# name: file, what is given, weight of a group; "bare" reads no annotation
SHIPPED = {
    "litbank": ("litbank.train", "quotes", 2.), "litbank-cast": ("litbank.train", "quotes,speakers", 2.),
    "webarticles": ("webarticles.train", "quotes", 2.),
    "litbank-bare": ("litbank.train", "bare", 1.), "pdnc-bare": ("pdnc.train", "bare", .5),
}
RESEARCH = {
    "litbank": ("litbank.train", "quotes", 1.), "webarticles": ("webarticles.train", "quotes", 2.),
    "pdnc-cast": ("pdnc.train", "quotes,speakers", 1.), "polnear": ("polnear.train", "quotes", .3),
}
DEV = {
    "pdnc.dev both": ("pdnc.dev", "quotes,speakers"), "quoteli3 both": ("quoteli3.train", "quotes,speakers"),
    "litbank.dev both": ("litbank.dev", "quotes,speakers"), "pdnc.dev quotes": ("pdnc.dev", "quotes"),
    "litbank.dev quotes": ("litbank.dev", "quotes"), "webarticles.dev quotes": ("webarticles.dev", "quotes"),
}


# ---- documents ----

class Text:
    """Code points to bytes of one text; the decoder takes a leading U+FEFF for a mark, so that another one goes before it."""

    def __init__(self, text):
        self.mark = text.startswith("\ufeff")
        self.bytes = text.encode("utf-8")
        starts = np.frombuffer(self.bytes, np.uint8)
        self.starts = np.append(np.flatnonzero((starts & 0xC0) != 0x80), len(starts))

    def span(self, pair):
        return int(self.starts[pair[0]]), int(self.starts[min(pair[1], len(self.starts) - 1)])


def pack(document, text, given):
    out = [(b"\xef\xbb\xbf" if text.mark else b"") + text.bytes, document.get("lang", "en").encode()]
    parts = [struct.pack("<I", len(b)) + b for b in out]
    cast = document.get("entities", []) if "speakers" in given else []
    parts.append(struct.pack("<I", len(cast)))
    for entity in cast:
        names = [n for n in entity.get("names", []) if n] or [str(entity["id"])]
        parts.append(struct.pack("<I", len(names)) + b"".join(struct.pack("<I", len(n.encode())) + n.encode() for n in names))
    quotes = [q for q in document["quotes"] if q["spans"]] if "quotes" in given else None
    parts.append(struct.pack("<I", 0 if quotes is None else len(quotes) + 1))
    for quote in quotes or []:
        spans = [s for s in map(text.span, quote["spans"]) if s[0] < s[1]]
        parts.append(struct.pack("<I", len(spans)) + b"".join(struct.pack("<II", *s) for s in spans))
    return b"".join(parts)


def normal(name):
    return re.sub(r"\s+", " ", name.replace(".", " ").replace("’", "'").strip().casefold())


def words(name):
    return {w for w in re.findall(r"\w+", normal(name).replace("'s", "")) if w not in TITLES}


class Gold:
    """What the annotation of a document says of its speakers, in bytes."""

    def __init__(self, document, text):
        self.text = text
        self.entities = [str(e["id"]) for e in document.get("entities", [])]
        self.names = {str(e["id"]): [words(n) for n in e.get("names", []) if words(n)] for e in document.get("entities", [])}
        self.mentions = collections.defaultdict(list)
        for mention in document.get("mentions", []):
            self.mentions[str(mention[2])].append(text.span(mention))
        for spans in self.mentions.values():
            spans.sort()
        self.quotes, self.cache = {}, {}
        for quote in document["quotes"]:
            for span in quote["spans"]:
                self.quotes[text.span(span)[0]] = quote

    def is_speaker(self, quote, cluster):
        key = (quote.get("speaker_id"), str(quote.get("speaker_span")), cluster[:2], tuple(cluster[2][:1]))
        if key not in self.cache:
            self.cache[key] = self.judge(quote, cluster)
        return self.cache[key]

    def judge(self, quote, cluster):
        """Is that cluster (its caller's number, name, spans) who says the quotation? None where nobody can tell."""
        speaker = quote.get("speaker_id")
        given, name, spans = cluster
        if given >= 0:
            return self.entities[given] == str(speaker) if speaker is not None else None
        if quote.get("speaker_span"):
            start, end = self.text.span(quote["speaker_span"])
            if any(s < end and start < e for s, e in spans):
                return True
        if speaker is None:
            return False if quote.get("speaker_span") else None
        mentions = self.mentions.get(str(speaker), [])
        if mentions and spans:
            some = spans[:20]
            hits = sum(any(s2 < e for s2, e2 in mentions[max(0, bisect.bisect(mentions, (s, 0)) - 1):][:2] if e2 > s) for s, e in some)
            if hits * 2 >= len(some):
                return True
        own = words(name)
        return bool(own) and any(own <= other or other <= own for other in self.names.get(str(speaker), []))


HE, SHE = 4, 5  # qh_tag_kind
SAME, AGREES, TURNS = 2, 24, 47  # columns: "the same" of a cluster; the tag's gender; speakers of the turns -1 -2 -3 -4 1 2 3


def pronoun_label(rows):
    fits = rows[:, AGREES] == 3
    return fits if fits.sum() == 1 and not (rows[:, AGREES] == 2).any() else None


def turn_label(rows):
    """“A,” said Jane. / “B.” / “C,” said Tom. / “D.” / “E,” said Jane: what stands alone between cues is for who is due."""
    if rows[0, 4] or rows[0, 5] or rows[0, 8] != 1 or rows[0, 9] != 1:
        return None
    before, before2, behind, behind2 = (rows[:, TURNS + i] == SAME for i in (0, 1, 4, 5))
    beside = before | behind
    due = (before2 | behind2) & ~beside
    if due.sum() != 1:
        return None
    if before.any() and behind.any():
        return due if (before & behind).any() else None
    return due if (before2 & behind2 & due).any() else None


class Set:
    """The groups of one corpus file: rows, which of them are right, and what is known of each group."""

    def __init__(self, program, folder, data, name, file, given, weight=1.):
        self.program, self.name, self.given, self.weight = program, name, given, weight
        self.path = folder / (name.replace(" ", "_") + ".rows")
        self.documents = [json.loads(line) for line in open(data / "quotes" / (file + ".jsonl"), encoding="utf-8")]
        self.texts = [Text(d["text"]) for d in self.documents]
        self.input = b"".join(pack(d, t, given) for d, t in zip(self.documents, self.texts))
        self.mask = ["mask"] if given == "bare" else []
        self.read(self.call("rows", self.path, *self.mask))
        self.rows = np.fromfile(self.path, np.uint8).reshape(-1, COLUMNS)
        if given == "bare":
            self.label_bare()

    def label_bare(self):
        """Labels without annotation: the only one of a pronoun's gender, and who is between in a dialogue of two."""
        first = 0
        for g, size in enumerate(self.sizes):
            rows = self.rows[first:first + size].astype(int)
            target = pronoun_label(rows) if rows[0, 0] in (HE, SHE) else turn_label(rows) if rows[0, 0] == 0 else None
            if target is not None and not self.use[g]:
                self.targets[first:first + size] = target.astype(float).tolist()
                self.use[g] = 1.
            first += size

    def call(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], input=self.input, stdout=subprocess.PIPE, check=True).stdout.decode()

    def read(self, lines):
        self.sizes, self.targets, self.document, self.quote, self.known, self.use, self.hidden = [], [], [], [], [], [], []
        number, clusters = -1, {}
        for line in lines.splitlines():
            if line == "D":
                number, clusters = number + 1, {}
                text, gold = self.texts[number], Gold(self.documents[number], self.texts[number])
            elif line.startswith("S"):
                cluster, given, start, end, *spans = map(int, line[2:].split())
                clusters[cluster] = (given, text.bytes[start:end].decode("utf-8", "ignore"), list(zip(spans[::2], spans[1::2])))
            else:
                left, right = line[2:].split("|")
                kind, hidden, tag_start, tag_end, *parts = map(int, left.split())
                self.add(number, gold, [clusters[int(c)] for c in right.split()], kind, hidden, parts)

    def add(self, number, gold, candidates, kind, hidden, parts):
        quote, use = None, 1.
        if self.given == "bare":  # the first candidate is whom the cue names
            target = [1.] + [0.] * (len(candidates) - 1)
            use = 0. if zlib.crc32(struct.pack("<II", number, parts[0])) % 10 < 5 else HIDDEN if hidden or kind == 1 else 0.
        else:
            quote = gold.quotes.get(parts[0])
            right = [None if quote is None else gold.is_speaker(quote, c) for c in candidates]
            target = [float(r is True) for r in right]
            use = float(any(target))
        self.sizes.append(len(candidates))
        self.targets += target
        self.document.append(number)
        self.quote.append(quote)
        self.known.append(quote is not None and (quote.get("speaker_id") is not None or quote.get("speaker_span") is not None))
        self.use.append(use)
        self.hidden.append(bool(hidden))

    def take_turns(self, scores):
        """The scores once those of each conversation are weighed together."""
        path, out = self.path.with_suffix(".scores"), self.path.with_suffix(".turns")
        scores.astype("<i4").tofile(path)
        self.call("turns", out, path)
        return np.fromfile(out, "<i4")


class Data:
    """Sets one after another."""

    def __init__(self, sets):
        self.sets = sets
        self.sizes = np.concatenate([s.sizes for s in sets]).astype(np.int64)
        self.first = np.concatenate([[0], np.cumsum(self.sizes)])
        self.group = np.repeat(np.arange(len(self.sizes)), self.sizes)
        self.target = np.concatenate([s.targets for s in sets])
        self.weight = np.concatenate([np.array(s.use) * s.weight for s in sets])
        self.rows = np.concatenate([s.rows for s in sets])


# ---- trees ----

def step(value):
    return max(-32768, min(32767, round(value * LOGIT)))


class Trees:
    """Boosted trees whose softmax over a group's rows is who speaks; leaves in whole steps of 1 / LOGIT."""

    def __init__(self, data, rows, used, trees, **options):
        keep = used[data.group] & (data.weight[data.group] > 0)
        group = data.group[keep]
        first = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
        sizes = np.diff(np.append(first, len(group)))
        target, weight = data.target[keep], data.weight[group]

        def gradient(scores, _):
            e = np.exp(scores - np.repeat(np.maximum.reduceat(scores, first), sizes))
            p = e / np.repeat(np.add.reduceat(e, first), sizes)
            right = p * target
            right /= np.maximum(np.repeat(np.add.reduceat(right, first), sizes), 1e-12)
            return (p - right) * weight, np.maximum(p * (1 - p), 1e-3) * weight

        options = {**COMMON, **options, "objective": gradient}
        set_options = {k: v for k, v in options.items() if k != "objective"}
        self.booster = lightgbm.train(options, lightgbm.Dataset(rows[keep], target, params=set_options), trees)
        self.columns = rows.shape[1]
        self.trees = [t["tree_structure"] for t in self.booster.dump_model()["tree_info"] if "split_index" in t["tree_structure"]]
        self.tables = [self.flatten(t) for t in self.trees]

    @staticmethod
    def flatten(root):
        """Nodes in order of depth and leaves, as trees.h has them."""
        nodes, leaves, queue = [], [], [root]
        while queue:
            node = queue.pop(0)
            if "split_index" in node:
                nodes.append(node)
                queue += [node["left_child"], node["right_child"]]
            else:
                leaves.append(node)
        number = {id(n): i for i, n in enumerate(nodes)}
        number.update({id(n): len(nodes) + i for i, n in enumerate(leaves)})
        table = [(n["split_feature"], int(min(255, np.floor(n["threshold"]))), number[id(n["left_child"])], number[id(n["right_child"])])
                 for n in nodes]
        return table, [step(n["leaf_value"]) for n in leaves]

    def scores(self, rows):
        return np.rint(self.booster.predict(rows) * LOGIT).astype(np.int64)

    def section(self):
        out = struct.pack("<II", len(self.tables), self.columns)
        for table, leaves in self.tables:
            out += struct.pack("<BBH", len(table), len(leaves), 0) + b"".join(struct.pack("4B", *n) for n in table)
            values = struct.pack(f"<{len(leaves)}h", *leaves)
            out += values + b"\0" * (-len(values) % 4)
        return out


def write_model(path, sections):
    table, body, offset = b"", b"", -(-(32 + 16 * len(sections)) // 64) * 64
    start = offset
    for tag, section in sections:
        table += struct.pack("<4sIII", tag, offset, len(section), 0)
        body += section + b"\0" * (-len(section) % 64)
        offset += len(section) + -len(section) % 64
    body = body[:len(body) - (-len(sections[-1][1]) % 64)] if len(sections[-1][1]) % 64 else body
    size = start + len(body)
    head = b"QHMODEL\0" + struct.pack("<IIII", 1, FEATURES, size, len(sections))
    rest = struct.pack("<I", 0) + table
    rest += b"\0" * (start - 32 - len(table)) + body
    path.write_bytes(head + struct.pack("<I", zlib.crc32(rest, zlib.crc32(head))) + rest)


# ---- figures ----

def right_share(data, s, scores, groups):
    best = np.array([np.argmax(scores[data.first[g]:data.first[g + 1]]) for g in groups], int)
    return np.array([data.target[data.first[g] + b] for g, b in zip(groups, best)])


def report(name, data, scores):
    s = data.sets[0]
    known = np.flatnonzero(np.array(s.known))
    total = sum(1 for d in s.documents for q in d["quotes"] if q.get("speaker_id") is not None or q.get("speaker_span") is not None)
    reach = np.array([data.target[data.first[g]:data.first[g + 1]].any() for g in known])
    good = right_share(data, s, scores, known)
    kinds = collections.defaultdict(list)
    for g, r in zip(known, good):
        kinds[s.quote[g].get("subtype") or s.quote[g]["type"]].append(r)
    by_kind = "  ".join(f"{k} {np.mean(v):.3f} ({len(v)})" for k, v in sorted(kinds.items()))
    print(f"{name:36} right {good.sum() / max(total, 1):.3f} of {total}, among the candidates {reach.sum() / max(total, 1):.3f}; {by_kind}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--research", action="store_true")
    parser.add_argument("--report", action="store_true")
    a = parser.parse_args()
    a.folder.mkdir(parents=True, exist_ok=True)
    chosen = RESEARCH if a.research else SHIPPED
    data = Data([Set(a.program, a.folder, a.data, name, *rest) for name, rest in chosen.items()])
    print(len(data.sizes), "groups,", len(data.rows), "rows,", int((data.weight > 0).sum()), "groups learned from", flush=True)
    trees = Trees(data, data.rows, np.ones(len(data.sizes), bool), **TREES)
    write_model(a.model, [(b"tree", trees.section())])
    if a.report:
        for name, (file, given) in DEV.items():
            dev = Data([Set(a.program, a.folder, a.data, name, file, given)])
            scores = trees.scores(dev.rows)
            report(name + ", one by one", dev, scores)
            report(name, dev, dev.sets[0].take_turns(scores))
    print(a.model.stat().st_size, "bytes")


if __name__ == "__main__":
    main()

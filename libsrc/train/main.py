#!/usr/bin/env python3
"""Trains the model of main content: which leaves of an HTML page are what its reader came for.

usage: main.py DATA TRAIN_MAIN FOLDER MODEL [--folds]

DATA holds html/wcxb. TRAIN_MAIN (main.c) computes labels, columns and tokens by the library's own code; what is made on the way is
kept in FOLDER. Writes MODEL. With --folds also FOLDER/fold-0.model to fold-4.model and folds.json: the model of a fold has seen no
page of that fold, so that tests/bench/extraction.py can score the five of them on all pages.

Each stage learns from what the stages before it say about pages that they have not seen (four inner folds).
"""
import argparse
import gzip
import html
import json
import struct
import subprocess
import zlib
from pathlib import Path

import lightgbm
import numpy as np

FEATURES = 2          # QH_HTML_FEATURES
COLUMNS = 123         # QH_HTML_COLUMNS
CONTEXT = 46          # QH_HTML_CONTEXT
LOGIT = 1024          # QH_HTML_LOGIT
FOLDS, INNER = 5, 4
ONE = dict(trees=160, num_leaves=20, learning_rate=.08, lambda_l2=5., min_sum_hessian_in_leaf=1.5)
TWO = dict(trees=80, num_leaves=16, learning_rate=.07, lambda_l2=10., min_sum_hessian_in_leaf=2.5)
COMMON = dict(objective="cross_entropy", min_data_in_leaf=30, feature_fraction=.3, bagging_fraction=.7, bagging_freq=1, max_bin=63,
              verbose=-1, num_threads=1, seed=1, deterministic=True)


# ---- pages ----

def unpack(data, folder):
    """The pages and their main texts as files of HTML, and the list of them."""
    source = data / "html" / "wcxb"
    gold = [json.loads(line) for line in open(source / "gold.jsonl", encoding="utf-8")]
    pages = folder / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    with open(folder / "list", "w", encoding="utf-8") as out:
        for row in gold:
            page, text = pages / f"{row['id']}.html", pages / f"{row['id']}.gold"
            if not page.exists():
                page.write_bytes(gzip.decompress((source / "html" / f"{row['id']}.html.gz").read_bytes()))
            text.write_text("<meta charset=utf-8><pre>\n" + html.escape(row["main"]), encoding="utf-8")
            out.write(f"{page}\t{text}\n")
    return [row["id"] for row in gold]


class Data:
    """What TRAIN_MAIN says about all leaves, with a target and a weight for each."""

    def __init__(self, program, folder):
        self.program, self.folder, self.prefix = program, folder, str(folder / "wcxb")
        self.run("features", folder / "list", self.prefix)
        pages = self.read("pages", "<u4").reshape(-1, 2)
        leaves = self.read("leaves", "<u4").reshape(-1, 4)
        self.rows = self.read("rows", "u1").reshape(-1, COLUMNS)
        self.first = np.concatenate([[0], np.cumsum(pages[:, 0])]).astype(np.int64)
        self.page = np.repeat(np.arange(len(pages)), pages[:, 0])
        self.words, self.hash, self.unseen = leaves[:, 0].astype(float), leaves[:, 2], leaves[:, 3] > 0
        self.target = leaves[:, 1] / np.maximum(self.words, 1)
        self.share_copies()
        matched = np.bincount(self.page, leaves[:, 1], len(pages))
        usable = (pages[:, 1] > 0) & (matched > pages[:, 1] / 2)
        self.weight = np.minimum(self.words / (pages[:, 1] + 60.)[self.page], 1) * usable[self.page]

    def run(self, *arguments):
        subprocess.run([self.program, *map(str, arguments)], check=True)

    def read(self, suffix, kind):
        return np.fromfile(f"{self.prefix}.{suffix}", kind)

    def share_copies(self):
        """Of leaves with one text on a page, the first that is shown is the one that the main text has."""
        for start, end in zip(self.first[:-1], self.first[1:]):
            places = {}
            for i in range(start, end):
                places.setdefault(self.hash[i], []).append(i)
            for same in places.values():
                if len(same) > 1:
                    targets = sorted(self.target[same], reverse=True)
                    self.target[sorted(same, key=lambda i: (self.unseen[i], i))] = targets

    def token_weights(self, rows):
        """Weights learned from these leaves, and the score of every leaf as the column that the library makes of it."""
        learned = np.zeros((len(self.target), 2), "<f4")
        learned[rows, 0] = self.target[rows]
        learned[rows, 1] = np.sqrt(np.minimum(self.weight[rows], .5) * 4)
        learned.tofile(self.prefix + ".targets")
        self.run("weights", self.prefix, self.prefix + ".targets")
        scores = self.read("scores", "<i4")
        column = np.clip(np.where(scores < -256, 0, (scores + 256) // 2), 0, 255).astype(np.uint8)
        return Path(self.prefix + ".weights").read_bytes(), column

    def context(self, logits):
        logits.astype("<i4").tofile(self.prefix + ".first")
        self.run("context", self.folder / "list", self.prefix + ".first", self.prefix)
        return self.read("context", "u1").reshape(-1, CONTEXT)


# ---- trees ----

class Trees:
    """Boosted trees with leaves in whole steps of 1 / LOGIT."""

    def __init__(self, rows, target, weight, trees, **options):
        options = {**COMMON, **options}
        self.booster = lightgbm.train(options, lightgbm.Dataset(rows, target, weight=weight, params=options), trees)
        self.columns = rows.shape[1]
        self.trees = [tree["tree_structure"] for tree in self.booster.dump_model()["tree_info"]]

    @staticmethod
    def step(value):
        return max(-32768, min(32767, round(value * LOGIT)))

    def leaves(self, node, found):
        if "leaf_value" in node:
            found[node.get("leaf_index", 0)] = self.step(node["leaf_value"])
        else:
            self.leaves(node["left_child"], found)
            self.leaves(node["right_child"], found)
        return found

    def logits(self, rows):
        reached = self.booster.predict(rows, pred_leaf=True, num_threads=1).reshape(len(rows), -1)
        total = np.zeros(len(rows), np.int64)
        for t, tree in enumerate(self.trees):
            values = self.leaves(tree, {})
            total += np.array([values[i] for i in range(len(values))])[reached[:, t]]
        return total

    @staticmethod
    def pack_tree(root):
        """libsrc/model/trees.h"""
        nodes, values = [], []

        def visit(node):
            if "leaf_value" in node:
                values.append(Trees.step(node["leaf_value"]))
                return True, len(values) - 1
            place = len(nodes)
            nodes.append(None)
            nodes[place] = node["split_feature"], int(node["threshold"]), visit(node["left_child"]), visit(node["right_child"])
            return False, place

        if "leaf_value" in root:
            root = dict(split_feature=0, threshold=0, left_child=root, right_child=root)
        visit(root)
        number = lambda next: next[1] + len(nodes) * next[0]
        packed = struct.pack("<BBH", len(nodes), len(values), 0)
        packed += b"".join(bytes((column, threshold, number(left), number(right))) for column, threshold, left, right in nodes)
        packed += struct.pack(f"<{len(values)}h", *values)
        return packed + bytes(-len(packed) % 4)

    def pack(self):
        return struct.pack("<II", len(self.trees), self.columns) + b"".join(map(self.pack_tree, self.trees))


def write_model(path, sections, features=FEATURES):
    """libsrc/model/model.h"""
    at = (32 + 16 * len(sections) + 63) // 64 * 64
    table, body = b"", b""
    for tag, content in sections:
        table += struct.pack("<4sIII", tag, at + len(body), len(content), 0)
        body += content + bytes(-len(content) % 64)
    head = struct.pack("<8sIIII", b"QHMODEL\0", 1, features, at + len(body), len(sections))
    rest = bytes(4) + table + bytes(at - 32 - len(table)) + body
    path.write_bytes(head + struct.pack("<I", zlib.crc32(rest, zlib.crc32(head))) + rest)


# ---- training ----

def thinned(data, rows, least=.04, seed=3):
    """All heavy leaves, and of the light ones as many as weigh as much together."""
    chance = np.minimum(1, data.weight[rows] / least)
    taken = np.random.RandomState(seed).rand(len(rows)) < chance
    return rows[taken], data.weight[rows][taken] / chance[taken]


def fit(data, pages, path, seed=5):
    chosen = np.full(len(data.first) - 1, -1)
    chosen[pages] = np.random.RandomState(seed).permutation(len(pages)) % INNER
    part = chosen[data.page]
    rows = np.nonzero((part >= 0) & (data.weight > 0))[0]
    table = np.array(data.rows)
    for f in range(INNER):
        _, column = data.token_weights(rows[part[rows] != f])
        table[part == f, 0] = column[part == f]
    weights, column = data.token_weights(rows)
    logits = np.zeros(len(part), np.int64)
    for f in range(INNER):
        some, weight = thinned(data, rows[part[rows] != f])
        logits[part == f] = Trees(table[some], data.target[some], weight, **ONE).logits(table[part == f])
    some, weight = thinned(data, rows)
    one = Trees(table[some], data.target[some], weight, **ONE)
    wide = np.concatenate([table, data.context(logits)], 1)
    two = Trees(wide[some], data.target[some], weight, **TWO)
    write_model(path, [(b"bias", weights[:4]), (b"stem", weights[4:]), (b"one ", one.pack()), (b"two ", two.pack())])
    check(data, path, column, one, two)


def check(data, path, column, one, two):
    """The library must say the same as this program, to the last bit."""
    table = np.array(data.rows)
    table[:, 0] = column
    wanted = two.logits(np.concatenate([table, data.context(one.logits(table))], 1))
    data.run("logits", data.folder / "list", path, data.prefix)
    got = data.read("logits", "<i4")
    if not np.array_equal(wanted, got):
        raise SystemExit(f"{path}: the library disagrees about {np.sum(wanted != got)} of {len(got)} leaves")
    print(f"{path.name}: {path.stat().st_size} bytes; the library agrees about all {len(got)} leaves", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--folds", action="store_true")
    options = parser.parse_args()
    names = unpack(options.data, options.folder)
    data = Data(options.program, options.folder)
    if options.folds:
        fold = np.random.RandomState(11).permutation(len(names)) % FOLDS
        (options.folder / "folds.json").write_text(json.dumps(dict(zip(names, map(int, fold)))), encoding="utf-8")
        for f in range(FOLDS):
            fit(data, np.nonzero(fold != f)[0], options.folder / f"fold-{f}.model")
    fit(data, np.arange(len(names)), options.model)


if __name__ == "__main__":
    main()

"""The whole market with numpy, vectorised: for each row a few operations over all blocks of all assets at once.

stdin: one line of JSON {start, depth, rounds, rows, assets}, then one byte a candle, asset after asset of equal length
(0 none, 1 green, 2 red, 3 doji). stdout: JSON {seconds: [...], counts: [{id: [win0, ..., loss, doji, no_signal]}, ...]}.
No row of the task is a confluence.
"""

import json
import sys
import time

import numpy as np

from engine_numpy import DOJI, MARGIN, direction


def count(padded, lead, blocks, row, depth):
    block, levels = row["block"], row["levels"][: depth + 1]
    at = lambda position: padded[:, MARGIN - lead + position :: block][:, :blocks]
    reads = [at(position) for position in row["reads"]]
    bets = [at(position) for position in levels]
    complete = np.ones(reads[0].shape, bool)
    for colours in reads + bets:
        complete &= colours != 0
    doji = np.zeros(reads[0].shape, bool)
    for colours in reads:
        doji |= colours == DOJI
    way = direction(row["rule"], reads)
    open_ = complete & ~doji & (way != 0)
    results = []
    for level, bet in enumerate(bets):
        follows = reads[level] if row["rule"] == "same_per_level" else way
        won = open_ & (bet == follows)
        results.append(won.sum(axis=1))
        open_ &= ~won
    none = complete & ~doji & (way == 0)
    results += [open_.sum(axis=1), (complete & doji).sum(axis=1), none.sum(axis=1)]
    return np.stack(results, axis=1)


def main():
    task = json.loads(sys.stdin.buffer.readline())
    colours = np.frombuffer(sys.stdin.buffer.read(), np.uint8).reshape(task["assets"], -1)
    candles = colours.shape[1]
    seconds, counts = [], {}
    for _ in range(task["rounds"]):
        begin = time.perf_counter()
        padded = np.zeros((task["assets"], candles + 2 * MARGIN), np.uint8)
        padded[:, MARGIN : MARGIN + candles] = colours
        for row in task["rows"]:
            lead = task["start"] % row["block"]
            blocks = -(-(candles + lead) // row["block"])
            counts[row["id"]] = count(padded, lead, blocks, row, task["depth"])
        seconds.append(time.perf_counter() - begin)
    by_asset = [{name: table[asset].tolist() for name, table in counts.items()} for asset in range(task["assets"])]
    json.dump({"seconds": seconds, "counts": by_asset}, sys.stdout)


main()

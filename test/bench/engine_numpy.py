"""The whole table with numpy, vectorised: for each row a few operations over all blocks at once.

stdin: one line of JSON {start, depth, rounds, rows}, then one byte a candle (0 none, 1 green, 2 red, 3 doji).
stdout: JSON {seconds: [...], counts: {id: [win0, ..., loss, doji, no_signal]}}.
"""

import json
import sys
import time

import numpy as np

GREEN, RED, DOJI = 1, 2, 3
MARGIN = 40


def direction(rule, reads):
    """Greens and reds of all blocks -> 1, 2 or 0 for no signal. No doji is among them."""
    greens = sum((read == GREEN).astype(np.int8) for read in reads)
    reds = len(reads) - greens
    more = np.where(greens > reds, GREEN, RED)
    more[greens == reds] = 0
    less = np.where(more == 0, 0, 3 - more)
    if rule == "majority":
        return more
    if rule == "minority":
        return less
    if rule == "same_per_level":
        return reads[0]
    equal = (greens == len(reads)) | (reds == len(reads))
    return np.where(equal, less if rule in ("opposite", "equal_opposite") else more, 0)


def count(padded, lead, blocks, row, depth, rows):
    block, levels = row["block"], row["levels"][: depth + 1]
    at = lambda position: padded[MARGIN - lead + position :: block][:blocks]
    confirming = rows[row["confirm"]] if "confirm" in row else None
    reads = [at(position) for position in row["reads"]]
    others = [at(position) for position in confirming["reads"]] if confirming else []
    bets = [at(position) for position in levels]
    complete = np.ones(blocks, bool)
    for colours in reads + others + bets:
        complete &= colours != 0
    doji = np.zeros(blocks, bool)
    for colours in reads + others:
        doji |= colours == DOJI
    way = direction(row["rule"], reads)
    if confirming:
        way = np.where(direction(confirming["rule"], others) == way, way, 0)
    open_ = complete & ~doji & (way != 0)
    wins = []
    for level, bet in enumerate(bets):
        follows = reads[level] if row["rule"] == "same_per_level" else way
        won = open_ & (bet == follows)
        wins.append(int(won.sum()))
        open_ &= ~won
    none = complete & ~doji & (way == 0)
    return wins + [int(open_.sum()), int((complete & doji).sum()), int(none.sum())]


def main():
    task = json.loads(sys.stdin.buffer.readline())
    colours = np.frombuffer(sys.stdin.buffer.read(), np.uint8)
    rows = {row["id"]: row for row in task["rows"]}
    seconds, counts = [], {}
    for _ in range(task["rounds"]):
        begin = time.perf_counter()
        padded = np.zeros(len(colours) + 2 * MARGIN, np.uint8)
        padded[MARGIN : MARGIN + len(colours)] = colours
        for row in task["rows"]:
            lead = task["start"] % row["block"]
            blocks = -(-(len(colours) + lead) // row["block"])
            counts[row["id"]] = count(padded, lead, blocks, row, task["depth"], rows)
        seconds.append(time.perf_counter() - begin)
    json.dump({"seconds": seconds, "counts": counts}, sys.stdout)


if __name__ == "__main__":
    main()

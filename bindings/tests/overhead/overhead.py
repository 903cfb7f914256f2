import sys
import time

import quoth

PAGE = open(sys.argv[1], "rb").read()


def least(rounds, calls, f):
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time_ns()
        for _ in range(calls):
            f()
        best = min(best, (time.process_time_ns() - begun) / calls)
    return round(best)


DOC = quoth.parse(PAGE)


def fields():
    total = 0.0
    for quote in DOC.quotes:
        total += quote.confidence
    return total


print(least(10, 500, lambda: quoth.parse(b"")), least(30, 1, lambda: quoth.parse(PAGE)),
      least(30, 1, lambda: sum(len(quote.text) for quote in quoth.parse(PAGE).quotes)), round(least(10, 200, fields) / len(DOC.quotes)), sep="\t")

import sys
import time

import quoth

PAGE = open(sys.argv[1], "rb").read()


def least(rounds, calls, f):
    best = float("inf")
    for _ in range(rounds):
        begun = time.perf_counter_ns()
        for _ in range(calls):
            f()
        best = min(best, (time.perf_counter_ns() - begun) / calls)
    return round(best)


print(least(10, 500, lambda: quoth.parse(b"")), least(10, 3, lambda: quoth.parse(PAGE)),
      least(10, 3, lambda: sum(len(quote.text) for quote in quoth.parse(PAGE).quotes)), sep="\t")

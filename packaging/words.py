#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes resources/words/words.txt, the words of hand-over codes, from Debian's package `scowl`.

    packaging/words.py [FOLDER OF THE LISTS] >resources/words/words.txt

The rule: the lists english-words.10, .20 and .35 (common words first), each in the order of the alphabet; words of 4 to
6 letters a-z; no plural or past of another such word; no two words with the same first four letters or one slip of the
pen apart, and none of SKIPPED; the first 2048 that remain, sorted. Six of them, drawn evenly, are 66 bits.
"""
import os
import re
import sys

SIZES = (10, 20, 35)
COUNT = 2048
# What nobody wants to read aloud in an office.
SKIPPED = set("""abuse anal anus arse bastard bitch bloody bomb boob breast bugger butt cock corpse crap cunt damn dead death
devil dick dies drug dyke fart fuck genocide grave gun hate hell horny hell idiot jerk kill lesbian moron murder naked nazi
nude orgasm penis piss poison porn prick queer rape rapist sadist satan sex sexual sexy shit slave slaves slut sperm stupid
suicide tits torture ugly vagina virgin whore""".split())


def words(folder):
    for size in SIZES:
        with open(os.path.join(folder, "english-words.%d" % size), encoding="iso-8859-1") as lines:
            yield from sorted(line.strip() for line in lines)


def slips(word):
    """The word with one letter left out at each place, marked: two words that share one are one slip apart."""
    for i in range(len(word)):
        yield word[:i] + "?" + word[i + 1:]  # another letter there
        yield word[:i] + "+" + word[i:]      # one letter more there
    yield word + "+"


def choose(folder):
    everything = set(words(folder))
    chosen, beginnings, near = [], set(), set()
    for word in words(folder):
        derived = any(word.endswith(end) and (word[:-len(end)] in everything or word[:-1] in everything)
                      for end in ("s", "es", "ed", "d"))
        if not re.fullmatch("[a-z]{4,6}", word) or word in SKIPPED or derived or word[:4] in beginnings:
            continue
        mine = set(slips(word)) | {word[:i] + "+" + word[i + 1:] for i in range(len(word))}
        if mine & near:
            continue
        chosen.append(word)
        beginnings.add(word[:4])
        near |= mine
        if len(chosen) == COUNT:
            return sorted(chosen)
    sys.exit("only %d words" % len(chosen))


if __name__ == "__main__":
    print("\n".join(choose(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/dict/scowl")))

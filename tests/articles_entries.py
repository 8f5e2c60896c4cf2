"""Which entries of the lexicon are wrong too often: each against the annotated articles.

``python tests/articles_entries.py [FEWEST]`` reads the articles that are not held out by rules alone and
prints, worst first, the entries that gave at least FEWEST wrong statements (4), with how many they gave
right. Run by hand when the lexicon has changed; the held-out articles then tell whether it was for the better.
"""

import sys
from collections import Counter, defaultdict

from articles_reader import ARTICLES, read_articles
from articles_score import NEITHER, RIGHT, WRONG, keys, scored

from newsgraph.benchmarks import Loaded, Run


def main(fewest: int = 4) -> None:
    """Print the entries that are wrong at least ``fewest`` times."""
    stages = Run(Loaded(["lexicon"], None)).stages
    articles = read_articles(ARTICLES, keys(stages.vocabulary.ontology.properties))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for score in scored(stages, [a for a in articles if not a.held_out]):
        for verdict in score.verdicts:
            for entry in verdict.entries:
                counts[entry][verdict.said] += 1
    total = sum(counts.values(), Counter())
    print(f"{total[RIGHT]} right, {total[WRONG]} wrong, {total[NEITHER]} neither")
    for entry, said in sorted(counts.items(), key=lambda c: (_share(c[1]), -c[1][WRONG], c[0])):
        if said[WRONG] >= fewest:
            print(f"{_share(said):.2f}  {said[RIGHT]:4} right {said[WRONG]:4} wrong  {entry}")


def _share(said: Counter[str]) -> float:
    return said[RIGHT] / max(1, said[RIGHT] + said[WRONG])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

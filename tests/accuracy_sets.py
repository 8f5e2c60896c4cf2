"""How each development set is predicted and scored."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from newsgraph.benchmarks import Run, predict
from newsgraph.entities.match import THRESHOLD

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = (
    "articles",
    "corpus",
    "knowledgenet",
    "core",
    "product",
    "crossner",
    "redocred",
    "gum",
    "names",
)
PARTS = {
    "d01-d10 (rules were built on these)": [f"d{n:02d}" for n in range(1, 11)],
    "d11-d15 (held back)": [f"d{n:02d}" for n in range(11, 16)],
    "d01-d15": [f"d{n:02d}" for n in range(1, 16)],
}
FIGURES = (
    ("entity named F1", "entity_named", "F"),
    ("entity typed F1", "entity_typed", "F"),
    ("core entity recall", "entity", "R_core"),
    ("relation strict P", "relation_strict", "P"),
    ("relation strict R", "relation_strict", "R"),
    ("core relation recall", "relation_strict", "R_core"),
    ("polarity F1", "relation_polarity", "F"),
    ("status accuracy", "status", "accuracy"),
    ("overclaim rate", "status", "overclaim_rate"),
    ("evidence hit", "evidence", "hit"),
    ("traps", "traps", "hits"),
    ("page fields", "page", "mean"),
)
COMPANY = ["CEO", "FOUNDED_BY", "HEADQUARTERS", "SUBSIDIARY_OF", "DATE_FOUNDED"]
COMPANY += ["EMPLOYEE_OR_MEMBER_OF"]
# of companies: founder, seat, parent, subsidiary, owner, employer, product, maker, developer,
# owner of, follows, chief executive, chair, industry, member
COMPANY_IDS = "P112 P159 P749 P355 P127 P108 P1056 P176 P178 P1830 P155 P156 P169 P488 P463".split()
PLAIN = {  # types of crossner that are one of ours; the others are not scored
    "organisation": "organisation", "university": "organisation", "politicalparty": "organisation",
    "person": "person", "politician": "person", "researcher": "person", "scientist": "person",
    "product": "product", "programlang": "product", "location": "location", "country": "location",
}  # fmt: skip
KINDS = {
    "Organization": "organisation", "Person": "person", "ProductTechnology": "product",
    "Place": "location",
}  # fmt: skip
SPACY = {
    "ORG": "Organization", "PERSON": "Person", "GPE": "Place", "LOC": "Place", "FAC": "Place",
    "PRODUCT": "ProductTechnology",
}  # fmt: skip
STOCK = "stock spaCy-sm"
Row = tuple[str, str, str, str, str]  # measure, P, R, F1, mean of labels


def score(scorer: str, folder: Path, *arguments: object, quiet: bool = True) -> dict[str, Any]:
    """Return the report of a scorer."""
    report = folder / "report.json"
    command = [sys.executable, str(SHARED / "score" / scorer), *map(str, arguments)]
    out = subprocess.DEVNULL if quiet else None
    subprocess.run([*command, "--json", str(report)], check=True, stdout=out)
    return dict(json.loads(report.read_text(encoding="utf-8")))


def shown(figure: float | None) -> str:
    """Return a figure with three digits, or a dash."""
    return "-" if figure is None else f"{figure:.3f}"


def row(measure: str, p: float, r: float, f: float, mean: float | None = None) -> Row:
    """Return a row of figures."""
    return measure, shown(p), shown(r), shown(f), shown(mean)


def corpus_rows(run: Run, folder: Path, errors: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield each part of the annotated texts with its figures."""
    dev = SHARED / "corpus" / "dev"
    system = folder / "corpus.jsonl"
    system.write_text(predict("corpus", dev, run), encoding="utf-8")

    def scored(names: Sequence[str], *more: str) -> dict[str, Any]:
        gold = sorted(str(p) for p in dev.glob("*.gold.json") if p.name[:3] in names)
        arguments = ("--gold", *gold, "--system", system, *more)
        return dict(score("score_corpus.py", folder, *arguments, quiet=not more)["micro"])

    for part, names in PARTS.items():
        micro = scored(names)
        figures = [(micro.get(group, {}).get(key), group) for _, group, key in FIGURES]
        yield part, [f"{f:g}" if g == "traps" and f is not None else shown(f) for f, g in figures]
    if errors:
        scored(next(iter(PARTS.values())), "--errors")


def set_rows(name: str, run: Run, folder: Path) -> Iterator[Row]:
    """Yield the figures of one of the other sets."""
    gold = {"gum": "gum.jsonl", "names": "names.dev.csv"}.get(name, f"{name}.dev.jsonl")
    yield from ROWS[name](SHARED / "datasets" / gold, run, folder)


def predicted(name: str, gold: Path, run: Run, folder: Path) -> Path:
    """Return the file of predictions for a file of a set."""
    out = folder / f"{name}.{run.types}.{run.pairs}.pred"
    out.write_text(predict(name, gold, run), encoding="utf-8")
    return out


def knowledgenet(gold: Path, run: Run, folder: Path) -> Iterator[Row]:
    """Yield text F1 of all properties and of those of companies."""
    base = ("--gold", gold, "--pred", predicted("knowledgenet", gold, run, folder))
    for measure, more in (
        ("facts, 15 properties", ()),
        ("facts, 6 properties of companies", ("--properties", *COMPANY)),
        ("each fact once, 15 properties", ("--per-fact",)),
    ):
        found = score("score_knowledgenet.py", folder, *base, *more)
        mean = sum(p["f1"] for p in found["properties"].values()) / len(found["properties"])
        yield row(measure, found["p"], found["r"], found["f1"], mean)


def core(gold: Path, run: Run, folder: Path) -> Iterator[Row]:
    """Yield the figures of given pairs and of pairs of our own."""
    for pairs, task in (("given", "classify"), ("own", "extract")):
        mine = replace(run, pairs=pairs)
        pred = predicted("core", gold, mine, folder)
        match = () if task == "classify" else ("--match", "overlap")
        found = score(
            "score_spans.py", folder, "--gold", gold, "--pred", pred, "--task", task, *match
        )
        yield _spans(f"{pairs} pairs", found)


def product(gold: Path, run: Run, folder: Path) -> Iterator[Row]:
    """Yield the figures of mentions and of who provides what."""
    base = ("--gold", gold, "--pred", predicted("product", gold, run, folder), "--task")
    yield _spans("mentions", score("score_spans.py", folder, *base, "ner"))
    yield _spans("CompanyProvidesProduct", score("score_spans.py", folder, *base, "extract"))
    near = score("score_spans.py", folder, *base, "extract", "--match", "overlap")
    yield _spans("CompanyProvidesProduct, overlap", near)


def crossner(gold: Path, run: Run, folder: Path) -> Iterator[Row]:
    """Yield the figures on mapped types, of ours and of the stock pipeline."""
    plain, asis, kinds = mapped_crossner(gold, folder), _numbered(gold, folder), kinds_file(folder)
    base = ("--task", "ner", "--gold")
    pred = predicted("crossner", plain, run, folder)
    stock = _stock(plain, folder)
    for measure, path in (
        ("organisation, person, product, location", pred),
        (f"organisation, person, product, location, {STOCK}", stock),
    ):
        found = score("score_spans.py", folder, *base, plain, "--pred", path, "--map-types", kinds)
        yield _spans(measure, found)
    only = ("--only", "organisation", "person", "product", "location", "country")
    own = predicted("crossner", asis, replace(run, types="set"), folder)
    found = score("score_spans.py", folder, *base, asis, "--pred", own, *only)
    yield _spans(
        "organisation, person, product, location, country, types as they are; --types set", found
    )
    mapped = ("--map-types", kinds, *only)
    five = "organisation, person, product, location, country, types as they are"
    for measure, path in ((f"{five}; --types kinds", pred), (f"{five}, {STOCK}", stock)):
        found = score("score_spans.py", folder, *base, asis, "--pred", path, *mapped)
        yield _spans(measure, found)


def kinds_file(folder: Path) -> Path:
    """Return the file that tells a scorer which type each of our kinds is."""
    path = folder / "kinds.json"
    path.write_text(json.dumps(KINDS), encoding="utf-8")
    return path


def mapped_crossner(gold: Path, folder: Path) -> Path:
    """Return the set with its types mapped to four, the others left out."""
    return _numbered(gold, folder, PLAIN)


def _numbered(gold: Path, folder: Path, types: Mapping[str, str] | None = None) -> Path:
    """Return the set with ids of its lines, since its own recur, and with types mapped."""
    records = [json.loads(x) for x in gold.read_text(encoding="utf-8").split("\n") if x]
    for number, record in enumerate(records):
        record["id"] = str(number)
        if types is not None:
            kept = [e for e in record["entities"] if e[2] in types]
            record["entities"] = [[start, end, types[type_]] for start, end, type_ in kept]
    path = folder / f"crossner.{'asis' if types is None else 'mapped'}.jsonl"
    path.write_text("".join(f"{json.dumps(r)}\n" for r in records), encoding="utf-8")
    return path


def _stock(gold: Path, folder: Path) -> Path:
    """Return what the small spaCy pipeline alone finds."""
    records = [json.loads(x) for x in gold.read_text(encoding="utf-8").split("\n") if x]
    out = folder / "crossner.stock.jsonl"
    docs = _small().pipe([r["text"] for r in records])
    lines = [
        {"id": r["id"], "entities": [[e.start_char, e.end_char, SPACY[e.label_]] for e in doc.ents if e.label_ in SPACY]}
        for r, doc in zip(records, docs, strict=True)
    ]  # fmt: skip
    out.write_text("".join(f"{json.dumps(x)}\n" for x in lines), encoding="utf-8")
    return out


@cache
def _small() -> Any:
    import spacy

    from newsgraph.mentions.pipeline import PACKAGED

    return spacy.load(PACKAGED)


def redocred(gold: Path, run: Run, folder: Path) -> Iterator[Row]:
    """Yield the figures of relations within a sentence."""
    for pairs in ("own", "given"):
        pred = predicted("redocred", gold, replace(run, pairs=pairs), folder)
        base = ("--gold", gold, "--pred", pred, "--same-sentence")
        for what, more in (("companies", ("--only", *COMPANY_IDS)), ("all relations", ())):
            found = score("score_redocred.py", folder, *base, *more)
            measure = f"{what}, within a sentence, {pairs} mentions"
            yield row(measure, found["p"], found["r"], found["f1"])


def gum(gold: Path, run: Run, folder: Path) -> Iterator[Row]:
    """Yield the CoNLL mean and mentions of all clusters and of those with a name."""
    pred = predicted("gum", gold, run, folder)
    for what, path in (("all clusters", gold), ("clusters with a name", _named(gold, folder))):
        found = score("score_coref.py", folder, "--gold", path, "--pred", pred)
        for measure, key in (("mentions", "mentions"), ("links (MUC)", "muc"), ("LEA", "lea")):
            yield row(f"{what}, {measure}", *found[key])
        yield (f"{what}, CoNLL mean", "-", "-", shown(found["conll"]), "-")


def _named(gold: Path, folder: Path) -> Path:
    """Return the set with only the clusters that hold a name: a capital not due to its place."""
    out = folder / "gum.named.jsonl"
    records = [json.loads(x) for x in gold.read_text(encoding="utf-8").split("\n") if x]
    for r in records:
        r["clusters"] = [c for c in r["clusters"] if any(_is_name(r["text"], *m) for m in c)]
    out.write_text("".join(f"{json.dumps(r)}\n" for r in records), encoding="utf-8")
    return out


def _is_name(text: str, start: int, end: int) -> bool:
    opens = start < 2 or text[start - 2] in '.!?:"”'
    words = text[start:end].split()
    return any(
        w[:1].isupper() and w.lower() not in LOWER and (n > 0 or not opens)
        for n, w in enumerate(words)
    )


LOWER = frozenset(
    "he she his her him it its they their them who whose i my me we our us you your himself "
    "herself itself this that the a an these those some".split()
)


def names(gold: Path, run: Run, folder: Path) -> Iterator[Row]:
    """Yield the figures of companies and of people."""
    pred = predicted("names", gold, run, folder)
    base = ("--cases", gold, "--pred", pred, "--threshold", THRESHOLD, "--schemas")
    for measure, schemas in (
        ("companies", ("Company", "Organization", "LegalEntity")),
        ("people", ("Person",)),
    ):
        found = score("score_names.py", folder, *base, *schemas)["ALL"]
        yield row(f"{measure}, threshold {THRESHOLD:.2f}", found["p"], found["r"], found["f1"])


def _spans(measure: str, found: dict[str, Any]) -> Row:
    return row(measure, found["micro_p"], found["micro_r"], found["micro_f1"], found["macro_f1"])


ROWS = {
    "knowledgenet": knowledgenet,
    "core": core,
    "product": product,
    "crossner": crossner,
    "redocred": redocred,
    "gum": gum,
    "names": names,
}

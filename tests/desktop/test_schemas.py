"""What leaves the program is as the published schemas say: someone else's server can take a bundle in."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from desktop.cli import main
from forms import control
from forms.bundle import MANIFEST, RESULTS

ROOT = Path(__file__).parents[2]
SCHEMAS = {
    path.name.partition(".")[0]: json.loads(path.read_text(encoding="utf-8"))
    for path in (ROOT / "resources" / "schemas").glob("*.schema.json")
}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()]
)
SCENARIOS = ("lam-dong-2023-one-session", "quang-binh-2016-seven-members")


@pytest.fixture(scope="module", params=SCENARIOS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("ra") / "ra"
    scenario = ROOT / "tests" / "scenarios" / f"{request.param}.toml"
    assert main(["rehearse", str(scenario), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def parts(folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(schema: str, value: object) -> list[str]:
    check = Draft202012Validator(SCHEMAS[schema], registry=REGISTRY)
    return [f"{fault.json_path}: {fault.message}" for fault in check.iter_errors(value)]


def attached(pdf: bytes) -> Any:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return json.loads(opened.attachments["du-lieu.json"].get_file().read_bytes())


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_the_results_are_as_described_and_no_key_goes_without(folder: Path, parts: dict[str, bytes]) -> None:
    for content in (parts[RESULTS], (folder / "results.json").read_bytes()):
        results = json.loads(content)
        assert faults("results", results) == []
        definitions = SCHEMAS["results"]["$defs"]
        assert set(results) <= set(definitions["part"]["properties"])
        for member in results["members"].values():
            assert set(member) <= set(definitions["member"]["properties"])
    assert json.loads((folder / "results.json").read_bytes())["documents"]


def test_the_manifest_is_as_described(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts[MANIFEST])
    assert faults("manifest", manifest) == []
    assert set(manifest) == set(SCHEMAS["manifest"]["properties"])


def test_the_data_of_every_paper_are_as_described(parts: dict[str, bytes]) -> None:
    papers = {name: content for name, content in parts.items() if name.endswith(".pdf")}
    for name, content in papers.items():
        schema = "control" if name == control.FILE else "paper"
        assert faults(schema, attached(content)) == [], name
    assert control.FILE in papers


@pytest.mark.parametrize(
    ("schema", "change"),
    [
        ("manifest", {"format": "khac"}),
        ("manifest", {"files": []}),
        ("manifest", {"files": [{"name": "../a", "size": 1, "sha256": "0" * 64}]}),
        ("results", {"year": "2023"}),
        ("results", {"members": {"m": {}}}),
        ("results", {"cap": {"rate": [0.2]}}),
    ],
)
def test_the_schemas_refuse_what_is_not_so(
    parts: dict[str, bytes], schema: str, change: dict[str, object]
) -> None:
    honest = json.loads(parts[MANIFEST if schema == "manifest" else RESULTS])
    assert faults(schema, {**honest, **change})

#!/usr/bin/env python3
"""Writes the metadata of an installed package, as a build backend would, for distributions that have none.

usage: metadata.py PYPROJECT VERSION FOLDER.dist-info
"""
import sys
import tomllib
from pathlib import Path


def fields(project: dict, version: str) -> list[tuple[str, str]]:
    """The core metadata, 2.1."""
    found = [("Metadata-Version", "2.1"), ("Name", project["name"]), ("Version", version), ("Summary", project["description"]),
             ("License", project["license"]), ("Keywords", ",".join(project["keywords"])), ("Requires-Python", project["requires-python"])]
    found += [("Classifier", classifier) for classifier in project["classifiers"]]
    for extra, needs in project["optional-dependencies"].items():
        found += [("Provides-Extra", extra), *(("Requires-Dist", f'{need} ; extra == "{extra}"') for need in needs)]
    return [*found, ("Description-Content-Type", "text/markdown")]


def entry_points(project: dict) -> str:
    groups = (f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points.items())
              for group, points in project["entry-points"].items())
    return "\n".join(groups)


def main() -> None:
    pyproject, version, folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    readme = (pyproject.parent / project["readme"]).read_text(encoding="utf-8")
    folder.mkdir(exist_ok=True)
    head = "".join(f"{name}: {value}\n" for name, value in fields(project, version))
    (folder / "METADATA").write_text(f"{head}\n{readme}", encoding="utf-8")
    (folder / "entry_points.txt").write_text(entry_points(project), encoding="utf-8")


if __name__ == "__main__":
    main()

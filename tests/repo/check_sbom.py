#!/usr/bin/env python3
"""The bill of materials: the same bytes twice, checksums that are right, all libraries that the shared one needs.

usage: check_sbom.py SOURCE BUILD CMAKE READELF LIBRARY
"""
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

NAMES = {"icu-uc": "libicuuc", "icu-i18n": "libicui18n", "libutf8proc": "libutf8proc", "zlib": "libz", "libzstd": "libzstd"}
SYSTEM = {"libc", "libm", "ld-linux-x86-64", "ld-linux-aarch64"}


def main():
    source, build, cmake, readelf, library = sys.argv[1:]
    out = Path(build) / "quoth.spdx.json"
    written = []
    for _ in range(2):
        subprocess.run([cmake, "--build", build, "--target", "sbom"], check=True, stdout=subprocess.DEVNULL)
        written.append(out.read_bytes())
    assert written[0] == written[1], "two bills of materials differ"
    document = json.loads(written[0])
    assert document["spdxVersion"] == "SPDX-2.3" and len(document["files"]) > 100
    identifiers = [item["SPDXID"] for item in document["files"] + document["packages"]]
    assert len(set(identifiers)) == len(identifiers), "an identifier is used twice"
    for file in document["files"]:
        content = (Path(source) / file["fileName"]).read_bytes()
        assert file["checksums"][1]["checksumValue"] == hashlib.sha256(content).hexdigest(), file["fileName"]
    listed = {NAMES.get(package["name"], package["name"]) for package in document["packages"]}
    for package in document["packages"]:
        assert package["versionInfo"] and package["licenseConcluded"] != "NOASSERTION", package["name"]
    needed = subprocess.run([readelf, "-dW", library], check=True, capture_output=True, text=True).stdout
    for name in re.findall(r"NEEDED.*\[([\w+-]+?)\.so", needed):
        assert name in listed | SYSTEM, f"{name} is linked and not listed"
    print(f"{len(document['files'])} files, {len(document['packages'])} packages")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes the bill of materials of the C library as SPDX 2.3 JSON: what it is built from, and what it is linked to.

usage: sbom.py SOURCE VERSION OUT NAME=VERSION...

The same source and libraries give the same bytes: the time is SOURCE_DATE_EPOCH, else that of the last entry of the Debian changelog.
"""
import hashlib
import json
import os
import re
import sys
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path

LICENSES = {"icu-uc": "ICU", "icu-i18n": "ICU", "libutf8proc": "MIT AND Unicode-DFS-2015", "zlib": "Zlib",
            "libzstd": "BSD-3-Clause OR GPL-2.0-only", "jansson": "MIT"}
BUILT_FROM = ("libsrc", "include", "bindings/cli", "pkgconfig")
SUFFIXES = {".c", ".h", ".inc", ".model", ".txt", ".cmake", ".map", ".html", ".css", ".js"}


def time_of(source):
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        when = datetime.fromtimestamp(int(epoch), timezone.utc)
    else:
        changelog = (source / "pkgconfig/debian/changelog").read_text(encoding="utf-8")
        when = parsedate_to_datetime(re.search(r"^ -- .*>  (.*)$", changelog, re.M)[1]).astimezone(timezone.utc)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def files_of(source):
    paths = (path for folder in BUILT_FROM for path in (source / folder).rglob("*"))
    for path in sorted(path for path in paths if path.is_file() and path.suffix in SUFFIXES and "train" not in path.parts):
        content, name = path.read_bytes(), path.relative_to(source).as_posix()
        yield {"SPDXID": "SPDXRef-File-" + re.sub(r"[^A-Za-z0-9.]", "-", name), "fileName": "./" + name,
               "checksums": [{"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
                             {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()}],
               "licenseConcluded": "Apache-2.0", "licenseInfoInFiles": ["NOASSERTION"], "copyrightText": "NOASSERTION"}


def package(name, version, license_name, **more):
    return {"SPDXID": "SPDXRef-Package-" + name, "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION",
            "licenseConcluded": license_name, "licenseDeclared": license_name, "copyrightText": "NOASSERTION", **more}


def main():
    if len(sys.argv) < 4:
        raise SystemExit(__doc__)
    source, version, out, *linked = Path(sys.argv[1]), *sys.argv[2:]
    files = list(files_of(source))
    sums = "".join(sorted(file["checksums"][0]["checksumValue"] for file in files))
    code = hashlib.sha1(sums.encode()).hexdigest()
    quoth = package("quoth", version, "Apache-2.0", filesAnalyzed=True, packageVerificationCode={"packageVerificationCodeValue": code})
    libraries = [package(name, number, LICENSES.get(name, "NOASSERTION"), filesAnalyzed=False)
                 for name, number in sorted(item.split("=", 1) for item in linked)]
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", quoth["SPDXID"])]
    relations += [(quoth["SPDXID"], "CONTAINS", file["SPDXID"]) for file in files]
    relations += [(quoth["SPDXID"], "DYNAMIC_LINK", library["SPDXID"]) for library in libraries]
    document = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"quoth-{version}",
                "documentNamespace": f"urn:quoth:sbom:{version}:{code}",
                "creationInfo": {"created": time_of(source), "creators": ["Tool: quoth-sbom"]},
                "packages": [quoth, *libraries], "files": files,
                "relationships": [{"spdxElementId": a, "relationshipType": kind, "relatedSpdxElement": b} for a, kind, b in relations]}
    Path(out).write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

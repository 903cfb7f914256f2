#!/usr/bin/env python3
"""Runs the program of a language in a Markdown file and compares what it prints with the block that follows it.

usage: examples.py LANGUAGE README FOLDER COMMAND…     COMMAND gets the path of the program, which is written to FOLDER
"""
import re
import subprocess
import sys
from pathlib import Path

# As the fence names the language, and the program's file.
FENCES = {"lua": ("lua", "example.lua"), "ruby": ("ruby", "example.rb"), "perl": ("perl", "example.pl"), "tcl": ("tcl", "example.tcl"),
          "java": ("java", "Example.java"), "node": ("js", "example.mjs"), "r": ("r", "example.R"), "php": ("php", "example.php"),
          "go": ("go", "example.go")}


def main():
    language, readme, folder, *command = sys.argv[1:]
    fence, name = FENCES[language]
    found = re.search(rf"^```{fence}\n(.*?)^```\n\s*```text\n(.*?)^```$", Path(readme).read_text(encoding="utf-8"), re.M | re.S)
    if not found:
        sys.exit(f"{readme}: no program in {fence}, or no output behind it")
    program = Path(folder) / name
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(found[1], encoding="utf-8")
    run = subprocess.run([*command, str(program)], stdout=subprocess.PIPE)
    printed = run.stdout.decode()
    if run.returncode:
        sys.exit(f"{printed}exit status {run.returncode}")
    if printed != found[2]:
        sys.exit(f"it printed\n{printed}not\n{found[2]}")
    print(printed, end="")


if __name__ == "__main__":
    main()

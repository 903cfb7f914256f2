missing() { command -v javac >/dev/null || echo openjdk-17-jdk-headless; }

build() {
    make
    mkdir -p "$folder/tests"
    javac -encoding UTF-8 -cp quoth.jar -d "$folder/tests" tests/*.java
}

# Single files are compiled as they are run.
program() { java -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -cp quoth.jar "$@"; }

unit_tests() {
    java -Xmx128m -Dfile.encoding=UTF-8 -cp "quoth.jar:$folder/tests" TestQuoth
    # Also with the library on the path, and from the jar as a module.
    java -Djava.library.path="$(dirname "$(find target -name libquothjni.so)")" -cp "quoth.jar:$folder/tests" TestQuoth records
    java --module-path quoth.jar --add-modules quoth -cp "$folder/tests" TestQuoth records
}

cases() { java -Dfile.encoding=UTF-8 -cp "quoth.jar:$folder/tests" Cases "$@"; }

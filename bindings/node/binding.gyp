{
  "targets": [{
    "target_name": "quoth",
    "sources": ["src/quoth_wrap.cpp", "src/flat.c", "src/flat_input.c", "src/records.c", "src/layout.c"],
    "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
    "defines": ["NAPI_VERSION=8"],
    "cflags_cc!": ["-fno-exceptions"],
    "cflags": ["<!@(pkg-config --cflags quoth)"],
    "libraries": ["<!@(pkg-config --libs quoth)"]
  }]
}

# Writes the model of main content into a C file: cmake -DOUT=main_model.c -DMODEL=main.model -P embed.cmake
file(READ "${MODEL}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUT}" "/* Made by libsrc/document/embed.cmake; do not edit. */\n#include \"document/html_main.h\"\n\n_Alignas(64) static const uint8_t model[] = {${bytes}};\n\nconst uint8_t *qh_html_main_bytes(size_t *size) {\n    *size = sizeof model;\n    return model;\n}\n")

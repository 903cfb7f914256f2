# Writes a model into a C file: cmake -DOUT=main_model.c -DMODEL=main.model -DFUNCTION=qh_html_main_bytes -P embed.cmake
file(READ "${MODEL}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUT}" "/* Made by libsrc/model/embed.cmake; do not edit. */\n#include <stddef.h>\n#include <stdint.h>\n\n_Alignas(64) static const uint8_t model[] = {${bytes}};\n\nconst uint8_t *${FUNCTION}(size_t *size);\nconst uint8_t *${FUNCTION}(size_t *size) {\n    *size = sizeof model;\n    return model;\n}\n")

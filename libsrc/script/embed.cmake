# Writes the language model into a C file: cmake -DOUT=language_model.c -DMODEL=language.model -P embed.cmake
file(READ "${MODEL}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUT}" "/* Made by libsrc/script/embed.cmake; do not edit. */\n#include \"script/language.h\"\n\n_Alignas(64) static const uint8_t model[] = {${bytes}};\n\nconst uint8_t *qh_language_model(size_t *size) {\n    *size = sizeof model;\n    return model;\n}\n")

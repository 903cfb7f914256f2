# Writes a model into a C file as the function that HEADER declares: cmake -DOUT=FILE -DMODEL=FILE -DHEADER=document/html_main.h -DNAME=qh_html_main_bytes -P embed.cmake
file(READ "${MODEL}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUT}" "/* Made by libsrc/document/embed.cmake; do not edit. */\n#include \"${HEADER}\"\n\n_Alignas(64) static const uint8_t model[] = {${bytes}};\n\nconst uint8_t *${NAME}(size_t *size) {\n    *size = sizeof model;\n    return model;\n}\n")

# Writes the model of speakers into a C file: cmake -DOUT=speaker_model.c -DMODEL=speakers.model -P embed_speakers.cmake
file(READ "${MODEL}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUT}" "/* Made by libsrc/quote/embed_speakers.cmake; do not edit. */\n#include \"quote/ranker.h\"\n\n_Alignas(64) static const uint8_t model[] = {${bytes}};\n\nconst uint8_t *qh_speaker_bytes(size_t *size) {\n    *size = sizeof model;\n    return model;\n}\n")

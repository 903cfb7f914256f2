# Writes the model of speech into a C file: cmake -DOUT=speech_model_bytes.c -DMODEL=speech.model -P embed.cmake
file(READ "${MODEL}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE "${OUT}" "/* Made by libsrc/quote/embed.cmake; do not edit. */\n#include \"quote/speech_model.h\"\n\n_Alignas(64) static const uint8_t model[] = {${bytes}};\n\nconst uint8_t *qh_speech_model_bytes(size_t *size) {\n    *size = sizeof model;\n    return model;\n}\n")

# Names the embedded models by their checksums: cmake -DOUT=model_version.c -DDIR=libsrc -P version.cmake
file(GLOB models "${DIR}/*/*.model")
set(version "")
foreach(model ${models})
  get_filename_component(name "${model}" NAME_WE)
  file(READ "${model}" checksum OFFSET 24 LIMIT 4 HEX)
  string(REGEX REPLACE "(..)(..)(..)(..)" "\\4\\3\\2\\1" checksum "${checksum}") # little-endian
  list(APPEND version "${name} ${checksum}")
endforeach()
list(SORT version)
list(JOIN version ", " version)
file(WRITE "${OUT}" "/* Made by libsrc/model/version.cmake; do not edit. */\n#include \"model/model.h\"\n\nconst char qh_model_version[] = \"${version}\";\n")

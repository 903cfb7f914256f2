# What `cmake --install` lays down: the libraries, the headers, the command, and what pkg-config and CMake need to find them.
#   quoth_runtime      the shared library
#   quoth_development  headers, archive, quoth.pc, CMake package, libquoth.3
#   quoth_command      the command, its completions and quoth.1
include(CMakePackageConfigHelpers)

set(quoth_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/quoth)
set(quoth_generated ${CMAKE_CURRENT_BINARY_DIR}/pkgconfig)
# pkg-config names of what the archive leaves to its user; tests/install compares them with what the shared library needs.
set(quoth_requires icu-uc icu-i18n libutf8proc zlib libzstd)

# By the names of the package, so that a project may also take quoth in as a subdirectory.
add_library(quoth::quoth ALIAS quoth)
add_library(quoth::static ALIAS quoth_static)
set_target_properties(quoth_static PROPERTIES EXPORT_NAME static)

# The installed archive asks the package file for its dependencies; targets of this build mean nothing elsewhere.
get_target_property(quoth_links quoth_static INTERFACE_LINK_LIBRARIES)
list(TRANSFORM quoth_links REPLACE "(.+)" "$<BUILD_INTERFACE:\\1>")
set_target_properties(quoth_static PROPERTIES
  INTERFACE_LINK_LIBRARIES "${quoth_links};$<INSTALL_INTERFACE:$<LINK_ONLY:quoth::dependencies>>")

install(TARGETS quoth EXPORT quothShared
  RUNTIME COMPONENT quoth_runtime
  LIBRARY COMPONENT quoth_runtime NAMELINK_COMPONENT quoth_development
  ARCHIVE COMPONENT quoth_development)
install(TARGETS quoth_static EXPORT quothStatic ARCHIVE COMPONENT quoth_development)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/quoth DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  COMPONENT quoth_development FILES_MATCHING PATTERN "*.h" PATTERN "schemas/*")

if(TARGET quoth_command)
  install(TARGETS quoth_command RUNTIME COMPONENT quoth_command)
  # Where each shell looks for what others install.
  set(quoth_completions ${PROJECT_SOURCE_DIR}/bindings/cli/completions)
  install(FILES ${quoth_completions}/quoth.bash RENAME quoth COMPONENT quoth_command
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${quoth_completions}/_quoth COMPONENT quoth_command DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${quoth_completions}/quoth.fish COMPONENT quoth_command
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

# quoth.pc counts from its own place, so that an installed tree can be moved; directories given as absolute ones stay where they are.
option(QUOTH_RELOCATABLE "Let quoth.pc count from its own place; OFF names the prefix, as distributions have it" ON)
if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR} OR NOT QUOTH_RELOCATABLE)
  set(quoth_pc_prefix ${CMAKE_INSTALL_PREFIX})
else()
  file(RELATIVE_PATH quoth_pc_up /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
  string(REGEX REPLACE "/$" "" quoth_pc_up ${quoth_pc_up})
  set(quoth_pc_prefix "\${pcfiledir}/${quoth_pc_up}")
endif()
foreach(dir LIBDIR INCLUDEDIR)
  if(IS_ABSOLUTE ${CMAKE_INSTALL_${dir}})
    set(quoth_pc_${dir} ${CMAKE_INSTALL_${dir}})
  else()
    set(quoth_pc_${dir} "\${prefix}/${CMAKE_INSTALL_${dir}}")
  endif()
endforeach()
list(JOIN quoth_requires " " quoth_pc_requires)
# ICU is C++ inside, which its own files do not say: where it is an archive too, a C program has to link the runtime.
set(quoth_pc_runtime -lstdc++)
if(APPLE)
  set(quoth_pc_runtime -lc++)
endif()
configure_file(${PROJECT_SOURCE_DIR}/pkgconfig/quoth.pc.in ${quoth_generated}/quoth.pc @ONLY)
install(FILES ${quoth_generated}/quoth.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT quoth_development)

configure_package_config_file(${PROJECT_SOURCE_DIR}/pkgconfig/quothConfig.cmake.in ${quoth_generated}/quothConfig.cmake
  INSTALL_DESTINATION ${quoth_cmake_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor release may break what is compiled against it.
write_basic_package_version_file(${quoth_generated}/quothConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${quoth_generated}/quothConfig.cmake ${quoth_generated}/quothConfigVersion.cmake
  DESTINATION ${quoth_cmake_dir} COMPONENT quoth_development)
foreach(kind Shared Static)
  install(EXPORT quoth${kind} NAMESPACE quoth:: DESTINATION ${quoth_cmake_dir} COMPONENT quoth_development)
endforeach()

include(${CMAKE_CURRENT_LIST_DIR}/documentation.cmake)

# cmake --build BUILD --target sbom: BUILD/quoth.spdx.json
find_package(Python3 COMPONENTS Interpreter)
if(PROJECT_IS_TOP_LEVEL AND Python3_FOUND)
  set(quoth_linked)
  foreach(module IN LISTS quoth_requires ITEMS jansson)
    execute_process(COMMAND ${PKG_CONFIG_EXECUTABLE} --modversion ${module} OUTPUT_VARIABLE number
      OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    list(APPEND quoth_linked ${module}=${number})
  endforeach()
  add_custom_target(sbom
    COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/pkgconfig/sbom.py ${PROJECT_SOURCE_DIR} ${PROJECT_VERSION}
      ${PROJECT_BINARY_DIR}/quoth.spdx.json ${quoth_linked}
    VERBATIM)
endif()

if(PROJECT_IS_TOP_LEVEL)
  add_custom_target(uninstall
    COMMAND ${CMAKE_COMMAND} -DBUILD=${PROJECT_BINARY_DIR} -P ${PROJECT_SOURCE_DIR}/pkgconfig/uninstall.cmake
    VERBATIM)
endif()

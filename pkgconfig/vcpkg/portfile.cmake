# Port of the source tree that it lies in: vcpkg install quoth --overlay-ports=pkgconfig/vcpkg
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)

vcpkg_check_features(OUT_FEATURE_OPTIONS FEATURE_OPTIONS FEATURES tools QUOTH_CLI)
vcpkg_find_acquire_program(PKGCONFIG)
vcpkg_cmake_configure(SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS -DQUOTH_TESTS=OFF "-DPKG_CONFIG_EXECUTABLE=${PKGCONFIG}" ${FEATURE_OPTIONS})
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/quoth)
vcpkg_fixup_pkgconfig()
if("tools" IN_LIST FEATURES)
  vcpkg_copy_tools(TOOL_NAMES quoth AUTO_CLEAN)
endif()

# A triplet has one kind of library; the package file gives what is there.
if(VCPKG_LIBRARY_LINKAGE STREQUAL static)
  set(unwanted libquoth.so* libquoth*.dylib)
  set(unwanted_targets Shared)
else()
  set(unwanted libquoth.a)
  set(unwanted_targets Static)
endif()
set(files)
foreach(name ${unwanted})
  file(GLOB found "${CURRENT_PACKAGES_DIR}/lib/${name}" "${CURRENT_PACKAGES_DIR}/debug/lib/${name}")
  list(APPEND files ${found})
endforeach()
file(GLOB found "${CURRENT_PACKAGES_DIR}/share/quoth/quoth${unwanted_targets}*.cmake")
file(REMOVE ${files} ${found})
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share")

vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/quoth")

# Man pages and guide are installed; the reference is made from the headers by Doxygen where somebody asks for it.
configure_file(${PROJECT_SOURCE_DIR}/include/libquoth.3.in ${quoth_generated}/libquoth.3 @ONLY)
install(FILES ${quoth_generated}/libquoth.3 DESTINATION ${CMAKE_INSTALL_MANDIR}/man3 COMPONENT quoth_development)
install(FILES ${PROJECT_SOURCE_DIR}/include/guide.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT quoth_development)
if(TARGET quoth_command)
  configure_file(${PROJECT_SOURCE_DIR}/bindings/cli/quoth.1.in ${quoth_generated}/quoth.1 @ONLY)
  install(FILES ${quoth_generated}/quoth.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT quoth_command)
endif()

set(quoth_reference ${CMAKE_CURRENT_BINARY_DIR}/reference)
configure_file(${PROJECT_SOURCE_DIR}/include/Doxyfile.in ${quoth_generated}/Doxyfile @ONLY)
if(PROJECT_IS_TOP_LEVEL)
  add_custom_target(reference
    COMMAND ${CMAKE_COMMAND} -E make_directory ${quoth_reference}
    COMMAND doxygen ${quoth_generated}/Doxyfile
    VERBATIM)
endif()

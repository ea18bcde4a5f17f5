# The program, the library with its public headers and catalogue, and a package that find_package(peaksite) finds.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/peaksite)

install(TARGETS peaksite_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS peaksite EXPORT peaksite ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/src/peaksite DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
# The program looks for its catalogue beside itself, in ../share/peaksite/layers.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/layers DESTINATION ${CMAKE_INSTALL_DATADIR}/peaksite)
install(FILES ${PROJECT_SOURCE_DIR}/samples/demo/plan.toml DESTINATION ${CMAKE_INSTALL_DATADIR}/peaksite/samples/demo)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/src/cli/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1")
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(EXPORT peaksite NAMESPACE peaksite:: DESTINATION ${package_dir} FILE peaksite-targets.cmake)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/peaksite-config.cmake.in
                              ${PROJECT_BINARY_DIR}/peaksite-config.cmake INSTALL_DESTINATION ${package_dir}
                              PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/peaksite-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/peaksite-config.cmake ${PROJECT_BINARY_DIR}/peaksite-config-version.cmake
        DESTINATION ${package_dir})

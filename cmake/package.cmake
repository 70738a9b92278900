# What is installed where, and the Debian package made of it:
#   cmake --build --preset release --target manyidu
#   cpack -G DEB --config build/release/CPackConfig.cmake
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests and benchmarks need not be built to install
include(GNUInstallDirs)
# /etc and /lib are meant whatever the prefix is: Debian 12 looks for both there.

set(packaging ${PROJECT_SOURCE_DIR}/packaging)
set(packed ${PROJECT_BINARY_DIR}/packaging)

# Debian wants changelogs and manual pages packed, without a name or a time inside.
function(pack source name)
    get_filename_component(folder ${packed}/${name} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    execute_process(COMMAND gzip -9n INPUT_FILE ${source} OUTPUT_FILE ${packed}/${name}
        COMMAND_ERROR_IS_FATAL ANY)
    set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
endfunction()
pack(${packaging}/debian/changelog changelog.gz)
pack(${PROJECT_SOURCE_DIR}/CHANGELOG.md CHANGELOG.md.gz)
pack(${packaging}/man/manyidu.1 man1/manyidu.1.gz)
pack(${packaging}/man/manyidu.zh_CN.1 zh_CN/man1/manyidu.1.gz)

install(TARGETS manyidu RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${packaging}/manyidu.toml DESTINATION /etc/manyidu)
install(FILES ${packaging}/systemd/manyidu.service ${packaging}/systemd/manyidu-backup.service
    ${packaging}/systemd/manyidu-backup.timer DESTINATION /lib/systemd/system)
install(PROGRAMS ${packaging}/nightly-backup DESTINATION lib/manyidu)
install(DIRECTORY ${packed}/man1 ${packed}/zh_CN DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${packed}/changelog.gz ${packed}/CHANGELOG.md.gz ${packaging}/debian/copyright
    docs/operations.md docs/configuration.md docs/definition-files.md docs/answers-format.md
    docs/journal.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/manyidu)
install(FILES ${packaging}/nginx/manyidu.conf
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/manyidu/examples/nginx)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_VENDOR manyidu)
set(CPACK_PACKAGE_CONTACT "manyidu maintainers <maintainers@manyidu.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "satisfaction surveys of a county bureau, counted and proved")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"People rate a service on their phone, with or without a code; every answer is
stored before it is acknowledged and counted once. Officers see each target of
the year, what the answers prove about it, and get the annual self-evaluation
as a workbook. One program, one SQLite file, no other service.
.
县级部门的满意度调查：收集、计票、证明，生成年度绩效自评。")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "systemd")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${packaging}/debian/postinst ${packaging}/debian/prerm
    ${packaging}/debian/postrm ${packaging}/debian/conffiles)
include(CPack)

# embed(TARGET NAMESPACE FOLDER GLOB...): every file of FOLDER that matches becomes a
# std::string_view in TARGET/NAMESPACE.h, named after the file with '.' and '-' as '_' and, for
# .sql files, without the ending; `all` lists them by file name. A missing file is a compile error.
function(embed target namespace folder)
    set(globs ${ARGN})
    list(TRANSFORM globs PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/")
    file(GLOB files CONFIGURE_DEPENDS ${globs})
    list(SORT files)
    set(constants "")
    set(rows "")
    foreach(file IN LISTS files)
        get_filename_component(name ${file} NAME)
        string(REGEX REPLACE "\\.sql$" "" identifier ${name})
        string(REGEX REPLACE "[^A-Za-z0-9_]" "_" identifier ${identifier})
        embed_literal(${file} literal)
        string(APPEND constants "inline constexpr std::string_view ${identifier} =\n${literal};\n")
        string(APPEND rows "    {\"${name}\", ${identifier}},\n")
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    endforeach()
    set(header "${PROJECT_BINARY_DIR}/${target}/${namespace}.h")
    string(CONCAT text
        "// Made by cmake/embed.cmake from ${target}/${folder}. Do not edit.\n#pragma once\n"
        "#include <array>\n#include <string_view>\n\nnamespace ${target}::${namespace} {\n"
        "struct File { std::string_view name, text; };\n${constants}"
        "inline constexpr auto all = std::to_array<File>({\n${rows}});\n}\n")
    file(WRITE ${header}.new "${text}")
    configure_file(${header}.new ${header} COPYONLY)
    target_sources(${target} PRIVATE ${header})
endfunction()

# A raw string literal of one file, cut into pieces no compiler finds too long.
function(embed_literal file out)
    file(READ ${file} hex HEX)
    string(LENGTH "${hex}" length)
    if(length EQUAL 0)
        set(${out} "    \"\"" PARENT_SCOPE)
        return()
    endif()
    file(READ ${file} text)
    string(LENGTH "${text}" characters)
    set(literal "")
    set(from 0)
    while(from LESS characters)
        string(SUBSTRING "${text}" ${from} 12000 piece)
        string(APPEND literal "    R\"_embed_(${piece})_embed_\"\n")
        math(EXPR from "${from} + 12000")
    endwhile()
    set(${out} "${literal}" PARENT_SCOPE)
endfunction()

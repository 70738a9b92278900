# The house rules every target of ours is built under.
add_library(house INTERFACE)
target_include_directories(house INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
target_compile_options(house INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum -Werror
    $<$<CXX_COMPILER_ID:Clang>:-Wno-overlength-strings>)  # an embedded page may be long
# What is shipped notices a byte written too far, and ends.
target_compile_options(house INTERFACE
    $<$<CONFIG:Release>:-fstack-protector-strong;-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>)
if(MANYIDU_SANITIZE)
    target_compile_options(house INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(house INTERFACE -fsanitize=address,undefined)
endif()
if(MANYIDU_SANITIZE_THREADS)
    target_compile_options(house INTERFACE -fsanitize=thread -fno-omit-frame-pointer
        -Wno-maybe-uninitialized)  # g++ 12 takes an instrumented optional for unset
    target_link_options(house INTERFACE -fsanitize=thread)
endif()
if(MANYIDU_FUZZ)
    target_compile_options(house INTERFACE
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    target_link_options(house INTERFACE -fsanitize=address,undefined)
endif()

# room(surveys store.cpp ...): the sources of one room join the target of their folder.
function(room target)
    list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    target_sources(${target} PRIVATE ${ARGN})
endfunction()

# annalist_library(NAME SOURCES...) makes the static library annalist_NAME with the alias
# annalist::NAME, headers found from the top of the tree and our warnings as errors.
function(annalist_warnings target)
    # GCC 12 is wrong about these at some levels of optimisation: -Wrestrict on plain concatenation of
    # strings (its bug 105651), the others on std::optional and inside Boost's named_graph.hpp.
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Werror
        -Wno-restrict -Wno-maybe-uninitialized -Wno-uninitialized)
endfunction()

function(annalist_library name)
    add_library(annalist_${name} STATIC ${ARGN})
    add_library(annalist::${name} ALIAS annalist_${name})
    target_include_directories(annalist_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
    annalist_warnings(annalist_${name})
endfunction()

# annalist_test(NAME LIBRARIES... SOURCES ...) makes one GoogleTest program of a folder's tests.
function(annalist_test name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES} GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE
        ANNALIST_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
    # Tests are compiled once and run for seconds: less optimising takes half the time.
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    annalist_warnings(${name})
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60)
endfunction()

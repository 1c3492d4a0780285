# The time analysis: its tables are read into the program at build time.
set(ANNALIST_TIME_TABLES timex_words_en.tsv timex_rules_en.tsv timex_modifiers_en.tsv)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ANNALIST_TIME_TABLES})
file(READ timex_words_en.tsv TIME_WORDS_EN)
file(READ timex_rules_en.tsv TIME_RULES_EN)
file(READ timex_modifiers_en.tsv TIME_MODIFIERS_EN)
configure_file(time_tables_en.hpp.in generated/ingest/text/time_tables_en.hpp @ONLY)

annalist_library(time
    time_build.cpp
    time_calendar.cpp
    time_figures.cpp
    time_grammar.cpp
    time_join.cpp
    time_lexer.cpp
    time_link.cpp
    time_match.cpp
    time_order.cpp
    time_place.cpp
    time_quantity.cpp
    time_reader.cpp
    time_resolve.cpp
    time_table.cpp
    time_tense.cpp
    time_value.cpp
    timex.cpp
    timex_rows.cpp
)
target_include_directories(annalist_time PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/generated)
target_link_libraries(annalist_time PUBLIC annalist_graph)

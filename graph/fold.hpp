#pragma once

#include <string>
#include <string_view>

namespace annalist {

/// A name as it is compared: lower case, accents removed (NFKD, marks dropped), full stops left out,
/// every other run of characters that are neither letter nor digit made one space, none at the ends.
/// "Türkiye" gives "turkiye", "U.S." "us", "ZANU-PF" "zanu pf". Bytes that are not UTF-8 are dropped.
std::string fold_name(std::string_view name);

}  // namespace annalist

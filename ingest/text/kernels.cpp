#include "ingest/text/kernels.hpp"

#include <cstdlib>
#include <string_view>

namespace annalist::text {

#ifdef ANNALIST_TEXT_X86
const Kernels& avx2_kernels();
const Kernels& avx512_kernels();
#endif

std::vector<const Kernels*> usable_kernels() {
    std::vector<const Kernels*> out{&portable_kernels()};
#ifdef ANNALIST_TEXT_X86
    if (__builtin_cpu_supports("avx2")) out.push_back(&avx2_kernels());
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
        out.push_back(&avx512_kernels());
    }
#endif
    return out;
}

const Kernels& best_kernels() {
    static const Kernels& best = []() -> const Kernels& {
        const auto usable = usable_kernels();
        const char* wanted = std::getenv("ANNALIST_KERNELS");
        for (const Kernels* k : usable) {
            if (wanted != nullptr && std::string_view(k->name) == wanted) return *k;
        }
        return *usable.back();
    }();
    return best;
}

}  // namespace annalist::text

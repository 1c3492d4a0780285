#include "storage/rocks_engine.hpp"

namespace annalist::storage {

Result<VerifyReport> RocksStore::verify() const { return VerifyReport{}; }

}  // namespace annalist::storage

#include "plan/read/read_text.hpp"

#include "base/error.hpp"

#include <fstream>
#include <iterator>

namespace peaksite {

std::string read_text(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    std::string out{std::istreambuf_iterator<char>{file}, {}};
    if (!file.is_open() || file.bad())
        throw InputError{text("file '{}' cannot be read; check the path and your rights", path.string())};
    if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
    return out;
}

} // namespace peaksite

#include "tally/tally_file.hpp"

#include "base/fingerprint.hpp"

#include <fstream>
#include <iterator>

namespace peaksite {

namespace {

constexpr std::string_view magic = "peaksite tally";
constexpr std::uint32_t version = 1;

// A length, the bytes and their checksum.
std::string framed(const std::string& payload)
{
    ByteWriter out;
    out.put(std::string_view{payload});
    out.put(checksum(payload));
    return out.take();
}

std::string encoded(const TallyHead& head)
{
    ByteWriter out;
    out.put(magic);
    out.put(version);
    out.put(std::string_view{head.fingerprint});
    out.put(std::string_view{head.description});
    out.put(static_cast<std::uint64_t>(head.tiles.size()));
    for (const int tiles : head.tiles) out.put(static_cast<std::int32_t>(tiles));
    return out.take();
}

TallyHead decoded_head(std::string_view payload, const std::filesystem::path& path)
{
    ByteReader in{payload};
    if (in.text() != magic) throw InputError{text("file '{}' is no tally", path.string())};
    if (const auto found = in.get<std::uint32_t>(); found != version)
        throw InputError{text("file '{}' is a tally of version {}; this program reads version {}", path.string(), found, version)};
    TallyHead head;
    head.fingerprint = in.text();
    head.description = in.text();
    const auto passes = in.count(4);
    for (std::size_t i = 0; i < passes; ++i) head.tiles.push_back(in.get<std::int32_t>());
    return head;
}

std::string encoded(int pass, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones)
{
    ByteWriter out;
    out.put(static_cast<std::int32_t>(pass));
    out.put(static_cast<std::uint64_t>(tiles.size()));
    for (const int tile : tiles) out.put(static_cast<std::int32_t>(tile));
    out.put(static_cast<std::uint64_t>(zones.size()));
    for (const auto& [zone, tally] : zones) {
        out.put(static_cast<std::int32_t>(zone));
        tally.write(out);
    }
    return out.take();
}

TallyRecord decoded_record(std::string_view payload)
{
    ByteReader in{payload};
    TallyRecord record;
    record.pass = in.get<std::int32_t>();
    const auto tiles = in.count(4);
    for (std::size_t i = 0; i < tiles; ++i) record.tiles.push_back(in.get<std::int32_t>());
    const auto zones = in.count(4);
    for (std::size_t i = 0; i < zones; ++i) {
        const auto zone = in.get<std::int32_t>();
        record.zones.emplace(zone, ZoneTally::read(in));
    }
    return record;
}

} // namespace

TallyContent read_tally(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) throw InputError{text("file '{}' cannot be read", path.string())};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    ByteReader in{bytes};
    TallyContent content;
    bool first = true;
    while (!in.at_end()) {
        try {
            const auto payload = in.text();
            if (in.get<std::uint64_t>() != checksum(payload)) break;
            if (first) content.head = decoded_head(payload, path);
            else content.records.push_back(decoded_record(payload));
            content.good_bytes += payload.size() + 2 * sizeof(std::uint64_t);
        } catch (const InputError&) {
            if (first) throw;
            break; // the end was cut off
        }
        first = false;
    }
    if (first) throw InputError{text("file '{}' is no tally, or empty", path.string())};
    return content;
}

bool holds_records(const std::filesystem::path& path)
{
    try {
        return std::filesystem::exists(path) && !read_tally(path).records.empty();
    } catch (const std::exception&) {
        return false;
    }
}

TallyWriter::TallyWriter(const std::filesystem::path& path, const TallyHead& head) : m_path(path), m_file(std::fopen(path.string().c_str(), "wb"))
{
    put(framed(encoded(head)));
}

TallyWriter::TallyWriter(const std::filesystem::path& path, const TallyContent& content) : m_path(path)
{
    std::filesystem::resize_file(path, content.good_bytes);
    m_file.reset(std::fopen(path.string().c_str(), "ab"));
}

void TallyWriter::put(const std::string& bytes)
{
    const bool written = m_file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) == bytes.size() && std::fflush(m_file.get()) == 0;
    if (!written) throw InputError{text("file '{}' cannot be written; is the disk full?", m_path.string())};
}

void TallyWriter::append(int pass, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones)
{
    const auto record = framed(encoded(pass, tiles, zones));
    const std::lock_guard lock{m_mutex};
    put(record);
}

void TallyWriter::close()
{
    const std::lock_guard lock{m_mutex};
    m_file.reset();
}

} // namespace peaksite

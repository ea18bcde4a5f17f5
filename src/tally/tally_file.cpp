#include "tally/tally_file.hpp"

#include "base/fingerprint.hpp"

#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace peaksite {

namespace {

constexpr std::string_view magic = "peaksite tally";
constexpr std::uint32_t version = 2;

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
        throw InputError{
            text("file '{}' is a tally of version {}; this program reads version {}", path.string(), found, version)};
    TallyHead head;
    head.fingerprint = in.text();
    head.description = in.text();
    const auto passes = in.count(4);
    for (std::size_t i = 0; i < passes; ++i) head.tiles.push_back(in.get<std::int32_t>());
    return head;
}

// A record comes in parts, so that no copy of it is ever whole in memory; the last part holds its tiles.
void put_part_head(ByteWriter& out, int pass, bool last, const std::vector<int>& tiles)
{
    out.clear();
    out.put(static_cast<std::int32_t>(pass));
    out.put(static_cast<std::uint8_t>(last ? 1 : 0));
    out.put(static_cast<std::uint64_t>(tiles.size()));
    for (const int tile : tiles) out.put(static_cast<std::int32_t>(tile));
}

// Adds a part to the record under way; whether it was its last.
bool read_part(std::string_view payload, TallyRecord& record)
{
    ByteReader in{payload};
    record.pass = in.get<std::int32_t>();
    const bool last = in.get<std::uint8_t>() != 0;
    const auto tiles = in.count(4);
    for (std::size_t i = 0; i < tiles; ++i) record.tiles.push_back(in.get<std::int32_t>());
    while (!in.at_end()) {
        const auto zone = in.get<std::int32_t>();
        record.zones.insert_or_assign(zone, ZoneTally::read(in));
    }
    return last;
}

// The next payload; nothing where the file was cut off or spoilt.
std::optional<std::string_view> next_payload(ByteReader& in)
{
    try {
        const auto payload = in.text();
        if (in.get<std::uint64_t>() == checksum(payload)) return payload;
    } catch (const InputError&) { // fewer bytes than there should be
    }
    return {};
}

std::uint64_t framed_size(std::string_view payload) { return payload.size() + 2 * sizeof(std::uint64_t); }

} // namespace

TallyContent read_tally(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) throw InputError{text("file '{}' cannot be read", path.string())};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    ByteReader in{bytes};
    const auto head = next_payload(in);
    if (!head) throw InputError{text("file '{}' is no tally, or empty", path.string())};
    TallyContent content{.head = decoded_head(*head, path), .records = {}, .good_bytes = framed_size(*head)};
    TallyRecord record;
    auto at = content.good_bytes;
    while (const auto payload = next_payload(in)) {
        at += framed_size(*payload);
        if (!read_part(*payload, record)) continue;
        content.records.push_back(std::exchange(record, {}));
        content.good_bytes = at;
    }
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

TallyWriter::TallyWriter(const std::filesystem::path& path, const TallyHead& head)
    : m_path(path), m_file(std::fopen(path.string().c_str(), "wb"))
{
    put(encoded(head));
}

TallyWriter::TallyWriter(const std::filesystem::path& path, const TallyContent& content) : m_path(path)
{
    std::error_code failed;
    std::filesystem::resize_file(path, content.good_bytes, failed);
    if (failed) throw InputError{text("file '{}' cannot be written: {}", path.string(), failed.message())};
    m_file.reset(std::fopen(path.string().c_str(), "ab"));
}

// A length, the bytes and their checksum.
void TallyWriter::put(const std::string& payload)
{
    ByteWriter before, after;
    before.put(static_cast<std::uint64_t>(payload.size()));
    after.put(checksum(payload));
    const auto written = [&](const std::string& bytes) {
        return std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) == bytes.size();
    };
    if (m_file == nullptr || !written(before.bytes()) || !written(payload) || !written(after.bytes()) ||
        std::fflush(m_file.get()) != 0)
        throw InputError{text("file '{}' cannot be written; is the disk full?", m_path.string())};
}

void TallyWriter::append(int pass, const std::vector<int>& tiles, const std::function<const ZoneTally*(int&)>& next)
{
    constexpr std::size_t part_bytes = std::size_t{1} << 22U;
    const std::lock_guard lock{m_mutex};
    int zone = 0;
    auto* tally = next(zone);
    do {
        put_part_head(m_part, pass, false, {});
        for (; tally != nullptr && m_part.bytes().size() < part_bytes; tally = next(zone)) {
            m_part.put(static_cast<std::int32_t>(zone));
            tally->write(m_part);
        }
        put(m_part.bytes());
    } while (tally != nullptr);
    put_part_head(m_part, pass, true, tiles);
    put(m_part.bytes());
}

void TallyWriter::append(int pass, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones)
{
    auto at = zones.begin();
    append(pass, tiles, [&](int& zone) -> const ZoneTally* {
        if (at == zones.end()) return nullptr;
        zone = at->first;
        return &(at++)->second;
    });
}

void TallyWriter::append(int pass, const std::vector<int>& tiles, const std::vector<ZoneTally>& zones)
{
    std::size_t at = 0;
    append(pass, tiles, [&](int& zone) -> const ZoneTally* {
        if (at == zones.size()) return nullptr;
        zone = static_cast<int>(at);
        return &zones[at++];
    });
}

void TallyWriter::close()
{
    const std::lock_guard lock{m_mutex};
    m_file.reset();
}

} // namespace peaksite

#include "tally/tally_file.hpp"

#include "base/fingerprint.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace peaksite {

namespace {

constexpr std::string_view magic = "peaksite tally";
constexpr std::uint32_t version = 4; // one more whenever a counter is written in another way, or a new one is

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

// The file that is read, and what to do where it cannot be: every error names both.
struct Reading {
    const std::filesystem::path& path;
    Sentence remedy;
};

[[noreturn]] void refuse_damaged(const Reading& file, std::uint64_t byte)
{
    throw InputError{text("file '{}' is damaged or cut short: what stands after byte {} cannot be read; {}",
                          file.path.string(), byte, file.remedy)};
}

// Of a file whose first bytes are not those that every tally begins with.
[[noreturn]] void refuse_foreign(const Reading& file, bool empty)
{
    throw InputError{empty ? text("file '{}' is empty; {}", file.path.string(), file.remedy)
                           : text("file '{}' is no tally of this program, or its first bytes are damaged; {}",
                                  file.path.string(), file.remedy)};
}

// A frame, and in it first the length of the magic word and the word.
bool begins_as_tally(std::string_view bytes)
{
    ByteWriter begin;
    begin.put(magic);
    return bytes.substr(std::min(bytes.size(), sizeof(std::uint64_t))).starts_with(begin.bytes());
}

TallyHead rest_of_head(ByteReader& in)
{
    TallyHead head;
    head.fingerprint = in.text();
    head.description = in.text();
    const auto passes = in.count(4);
    for (std::size_t i = 0; i < passes; ++i) head.tiles.push_back(in.get<std::int32_t>());
    return head;
}

TallyHead decoded_head(std::string_view payload, const Reading& file)
{
    auto found = version;
    try {
        ByteReader in{payload};
        if (in.text() == magic) {
            found = in.get<std::uint32_t>();
            if (found == version) return rest_of_head(in);
        }
    } catch (const InputError&) { // too few bytes: a frame of somebody else
    }
    if (found == version) refuse_foreign(file, false);
    throw InputError{text("file '{}' is a tally of version {}; this program reads version {}; {}", file.path.string(),
                          found, version, file.remedy)};
}

constexpr std::size_t stray_bytes = 2 * sizeof(std::uint8_t) + 2 * sizeof(double);

// Adds a part to the record under way; whether it was its last.
bool read_part(std::string_view payload, TallyRecord& record)
{
    ByteReader in{payload};
    record.pass = in.get<std::int32_t>();
    const bool last = in.get<std::uint8_t>() != 0;
    const auto tiles = in.count(4);
    for (std::size_t i = 0; i < tiles; ++i) record.tiles.push_back(in.get<std::int32_t>());
    const auto inputs = in.count(stray_bytes);
    for (std::size_t i = 0; i < inputs; ++i) record.strays.push_back(Strays::read(in));
    record.notes = in.text();
    while (!in.at_end()) {
        const auto zone = in.get<std::int32_t>();
        record.zones.insert_or_assign(zone, ZoneTally::read(in));
    }
    return last;
}

// Its checksum holds: what cannot be read is no part of a record, or another version of the program wrote it.
bool read_whole_part(std::string_view payload, TallyRecord& record, const Reading& file)
{
    try {
        return read_part(payload, record);
    } catch (const InputError&) { // too few bytes, or what no counter can be
        throw InputError{
            text("file '{}' is damaged, or of another version of the program: it holds what is no record; {}",
                 file.path.string(), file.remedy)};
    }
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

std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) throw InputError{text("file '{}' cannot be read", path.string())};
    return {std::istreambuf_iterator<char>{file}, {}};
}

// The head alone.
TallyContent begun(ByteReader& in, std::string_view bytes, const Reading& file)
{
    if (!begins_as_tally(bytes)) refuse_foreign(file, bytes.empty());
    const auto head = next_payload(in);
    if (!head) refuse_damaged(file, 0);
    return {.head = decoded_head(*head, file), .records = {}, .good_bytes = framed_size(*head)};
}

// Adds the next record; whether there is a whole one.
bool read_record(ByteReader& in, TallyContent& content, const Reading& file)
{
    TallyRecord record;
    auto at = content.good_bytes;
    while (const auto payload = next_payload(in)) {
        at += framed_size(*payload);
        if (!read_whole_part(*payload, record, file)) continue;
        content.records.push_back(std::move(record));
        content.good_bytes = at;
        return true;
    }
    return false;
}

// What an interrupted run leaves: records of some tiles of a pass, as many as there were.
[[noreturn]] void refuse_part(const Reading& file)
{
    throw InputError{text("file '{}' holds a part of a run only; {}", file.path.string(), file.remedy)};
}

} // namespace

TallyContent read_tally(const std::filesystem::path& path)
{
    const auto bytes = bytes_of(path);
    const Reading file{.path = path, .remedy = text("run without --resume")};
    ByteReader in{bytes};
    auto content = begun(in, bytes, file);
    while (read_record(in, content, file)) continue;
    return content;
}

TallyContent read_finished_tally(const std::filesystem::path& path)
{
    const auto bytes = bytes_of(path);
    const Reading file{.path = path, .remedy = text("run the plan again: peaksite run PLAN -o FOLDER")};
    ByteReader in{bytes};
    auto content = begun(in, bytes, file);
    const auto passes = content.head.tiles.size();
    while (content.records.size() < passes && read_record(in, content, file)) continue;
    for (std::size_t pass = 0; pass < content.records.size(); ++pass) {
        const auto& record = content.records[pass];
        if (record.pass != static_cast<int>(pass) ||
            record.tiles.size() != static_cast<std::size_t>(content.head.tiles[pass]))
            refuse_part(file);
    }
    if (content.good_bytes != bytes.size()) refuse_damaged(file, content.good_bytes);
    if (content.records.size() != passes) refuse_part(file);
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

// A record comes in parts, so that no copy of it is ever whole in memory; the last part holds its tiles, and what was
// odd about them.
struct TallyWriter::PartHead {
    int pass = 0;
    bool last = false;
    std::span<const int> tiles{};
    std::span<const Strays> strays{};
    std::string_view notes{};

    void begin(ByteWriter& out) const
    {
        out.clear();
        out.put(static_cast<std::int32_t>(pass));
        out.put(static_cast<std::uint8_t>(last ? 1 : 0));
        out.put(static_cast<std::uint64_t>(tiles.size()));
        for (const int tile : tiles) out.put(static_cast<std::int32_t>(tile));
        out.put(static_cast<std::uint64_t>(strays.size()));
        for (const auto& one : strays) one.write(out);
        out.put(notes);
    }
};

void TallyWriter::append(const PartHead& last, const std::function<const ZoneTally*(int&)>& next)
{
    constexpr std::size_t part_bytes = std::size_t{1} << 22U;
    const std::lock_guard lock{m_mutex};
    int zone = 0;
    auto* tally = next(zone);
    do {
        PartHead{.pass = last.pass}.begin(m_part);
        for (; tally != nullptr && m_part.bytes().size() < part_bytes; tally = next(zone)) {
            m_part.put(static_cast<std::int32_t>(zone));
            tally->write(m_part);
        }
        put(m_part.bytes());
    } while (tally != nullptr);
    last.begin(m_part);
    put(m_part.bytes());
}

void TallyWriter::append(int pass, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones,
                         const std::vector<Strays>& strays, std::string_view notes)
{
    auto at = zones.begin();
    append({.pass = pass, .last = true, .tiles = tiles, .strays = strays, .notes = notes},
           [&](int& zone) -> const ZoneTally* {
               if (at == zones.end()) return nullptr;
               zone = at->first;
               return &(at++)->second;
           });
}

void TallyWriter::append(int pass, const std::vector<int>& tiles, const std::vector<ZoneTally>& zones)
{
    std::size_t at = 0;
    append({.pass = pass, .last = true, .tiles = tiles}, [&](int& zone) -> const ZoneTally* {
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

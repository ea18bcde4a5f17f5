#include "io/vector/open_vector.hpp"

#include "base/parse_number.hpp"
#include "io/files/archive.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <filesystem>

namespace peaksite {

namespace {

// Names of columns that the reader of KML would spoil: it makes '_' of all but plain letters and digits where no schema
// declares them. They go in under numbers and come out as they were.
struct Disguises {
    std::vector<std::string> names;

    static constexpr std::string_view prefix = "peaksite_column_";
    std::string of(const std::string& name)
    {
        const auto found = std::ranges::find(names, name);
        const auto place = found - names.begin();
        if (found == names.end()) names.push_back(name);
        return std::string{prefix} + std::to_string(place);
    }
    // The name behind a disguise; nothing for another column.
    const std::string* behind(std::string_view column) const
    {
        if (!column.starts_with(prefix)) return nullptr;
        const auto place = parse_number(column.substr(prefix.size()));
        return place && *place < static_cast<double>(names.size()) ? &names[static_cast<std::size_t>(*place)] : nullptr;
    }
};

bool is_plain(std::string_view name)
{
    return std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    });
}

bool is_ascii_number(std::string_view word)
{
    return word.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

std::string unescaped(const std::string& xml)
{
    char* plain = CPLUnescapeString(xml.c_str(), nullptr, CPLES_XML);
    std::string out = plain;
    CPLFree(plain);
    return out;
}

// A tag <Data … name="…"> with the name disguised.
std::string disguised_tag(const std::string& tag, Disguises& disguises)
{
    const auto at = tag.find("name=");
    if (at == std::string::npos || at + 6 >= tag.size()) return tag;
    const char quote = tag[at + 5];
    const auto end = tag.find(quote, at + 6);
    if ((quote != '"' && quote != '\'') || end == std::string::npos) return tag;
    const auto name = unescaped(tag.substr(at + 6, end - at - 6));
    return is_plain(name) ? tag : tag.substr(0, at + 6) + disguises.of(name) + tag.substr(end);
}

// Where a piece of markup ends: comments and texts in brackets as a whole.
std::size_t end_of(const std::string& content, std::size_t at)
{
    const auto after = [&](std::string_view mark) {
        const auto found = content.find(mark, at);
        return found == std::string::npos ? content.size() : found + mark.size();
    };
    if (content.compare(at, 4, "<!--") == 0) return after("-->");
    if (content.compare(at, 9, "<![CDATA[") == 0) return after("]]>");
    return after(">");
}

std::string disguised(const std::string& content, Disguises& disguises)
{
    std::string out;
    std::size_t done = 0;
    for (auto at = content.find('<'); at != std::string::npos; at = content.find('<', done)) {
        out.append(content, done, at - done);
        done = end_of(content, at);
        const auto tag = content.substr(at, done - at);
        const bool data = tag.size() > 5 && tag.starts_with("<Data") &&
                          std::string_view{" \t\r\n"}.find(tag[5]) != std::string_view::npos;
        out += data ? disguised_tag(tag, disguises) : tag;
    }
    return out.append(content, done, std::string::npos);
}

// Positions are numbers, and finite: GDAL reads others as it likes, or for minutes.
void require_coordinates(const std::string& content, const std::string& file)
{
    constexpr std::string_view begin = "coordinates>", separators = ", \t\r\n";
    for (auto at = content.find(begin); at != std::string::npos; at = content.find(begin, at)) {
        at += begin.size();
        const auto end = std::min(content.find('<', at), content.size());
        while ((at = std::min(content.find_first_not_of(separators, at), end)) < end) {
            const auto next = std::min(content.find_first_of(separators, at), end);
            const auto word = content.substr(at, next - at);
            const auto value = is_ascii_number(word) ? parse_number(word) : std::nullopt;
            if (!value)
                throw InputError{
                    text("file '{}', line {}: '{}' is no coordinate; correct it, or save the file again", file,
                         1 + std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n'),
                         word.substr(0, 40))};
            at = next;
        }
    }
}

// The tables in memory, where columns can be named.
Dataset undisguised(GDALDataset& from, const Disguises& disguises)
{
    Dataset out{GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr)};
    for (auto* layer : from.GetLayers()) {
        auto* copy = out->CopyLayer(layer, layer->GetName());
        if (copy == nullptr) continue;
        for (int i = 0; i < copy->GetLayerDefn()->GetFieldCount(); ++i) {
            OGRFieldDefn field{copy->GetLayerDefn()->GetFieldDefn(i)};
            const auto* name = disguises.behind(field.GetNameRef());
            if (name == nullptr) continue;
            field.SetName(name->c_str());
            copy->AlterFieldDefn(i, &field, ALTER_NAME_FLAG);
        }
    }
    return out;
}

// A document says its encoding in its first line, often wrongly.
void declare_utf8(std::string& content)
{
    const auto end = content.find("?>");
    const auto at = content.substr(0, end == std::string::npos ? 0 : end).find("encoding=");
    if (at != std::string::npos) content.replace(at, end - at, "encoding=\"UTF-8\"");
}

// Documents in a KMZ, the outermost first.
std::vector<std::string> documents_in(const std::string& folder)
{
    char** list = VSIReadDirRecursive(folder.c_str());
    std::vector<std::string> out;
    for (char** one = list; one != nullptr && *one != nullptr; ++one)
        if (has_ending(*one, ".kml")) out.emplace_back(*one);
    CSLDestroy(list);
    std::ranges::stable_sort(out, {}, [](const std::string& name) {
        return std::pair{std::ranges::count(name, '/'), lower(name) != "doc.kml"};
    });
    return out;
}

} // namespace

OpenedVector open_kml(const VectorRequest& request)
{
    OpenedVector out{.dataset = nullptr, .folders = true};
    auto content = utf8_content(request.file, request.encoding, out.encoding);
    declare_utf8(content);
    require_coordinates(content, request.file);
    Disguises disguises;
    out.recoded = TemporaryFile::with(request.file, disguised(content, disguises));
    out.dataset = open_copy(out.recoded.path(), request.file);
    if (!disguises.names.empty()) out.dataset = undisguised(*out.dataset, disguises);
    return out;
}

OpenedVector open_kmz(const VectorRequest& request)
{
    if (!request.file.starts_with("/vsizip/")) require_whole_archive(request.file);
    const auto folder = "/vsizip/" + std::filesystem::absolute(request.file).string();
    const auto documents = request.file.starts_with("/vsizip/") ? std::vector<std::string>{} : documents_in(folder);
    if (documents.empty())
        throw InputError{text("file '{}' holds no KML document; it is damaged or no KMZ", request.file)};
    auto inner = request;
    inner.file = folder + "/" + documents.front();
    std::string used;
    const bool links_only = documents.size() > 1 &&
                            utf8_content(inner.file, request.encoding, used).find("<Placemark") == std::string::npos;
    if (links_only)
        return {.dataset = open_dataset(request.file, DatasetKind::vector), .folders = true}; // GDAL follows them
    return open_kml(inner);
}

} // namespace peaksite

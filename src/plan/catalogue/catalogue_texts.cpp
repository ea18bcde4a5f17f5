#include "plan/catalogue/catalogue.hpp"
#include "plan/read/toml_text.hpp"

#include <fmt/format.h>

namespace peaksite {

namespace fs = std::filesystem;

namespace {

void read_texts(const fs::path& path, std::map<std::string, Bilingual>& out)
{
    Faults faults{.file = path.filename().string(), .all = {}};
    const auto table = parse_toml(read_text(path), faults.file);
    Keys keys{*table, "", faults};
    keys.choice("entry", {"texts"});
    for (auto& one : keys.tables("text")) {
        const auto id = one.required("id");
        one.text_or("when");
        out.try_emplace(id, Bilingual{.zh = one.text_or("zh"), .en = one.text_or("en")});
        one.finish();
    }
    keys.finish();
    faults.raise();
}

// A translation has as many placeholders as its pattern, or names them.
bool fills(const std::string& pattern, const std::string& translated)
{
    const auto count = [](const std::string& text) {
        std::size_t n = 0;
        for (const char c : text) n += c == '{' ? 1U : 0U;
        return n;
    };
    return count(translated) <= count(pattern);
}

void read_messages(const fs::path& path, const std::string& lang, std::map<std::string, std::string>& out)
{
    Faults faults{.file = path.filename().string(), .all = {}};
    const auto table = parse_toml(read_text(path), faults.file);
    Keys keys{*table, "", faults};
    keys.choice("entry", {"messages"});
    const bool wanted = keys.required("lang") == lang;
    for (auto& one : keys.tables("message")) {
        const auto pattern = one.required("en"), translated = one.required("text");
        if (!fills(pattern, translated))
            one.fault("text", text("the translation has more placeholders than its pattern"));
        if (wanted) out.try_emplace(pattern, translated);
        one.finish();
    }
    keys.finish();
    faults.raise();
}

} // namespace

std::map<std::string, Bilingual> Catalogue::output_texts() const
{
    std::map<std::string, Bilingual> out;
    for (const auto& [name, entry] : m_entries)
        if (entry.kind == "texts") read_texts(entry.path, out);
    return out;
}

Bilingual Catalogue::output_text(const std::string& id) const
{
    const auto all = output_texts();
    if (const auto found = all.find(id); found != all.end()) return found->second;
    throw UsageError{text("the catalogue has no text '{}'", id)};
}

Translation Catalogue::messages(const std::string& lang) const
{
    std::map<std::string, std::string> out;
    for (const auto& path : m_message_files) read_messages(path, lang, out);
    return Translation{std::move(out)};
}

Translation Catalogue::output_messages(const std::string& lang) const
{
    auto out = messages(lang);
    if (out.empty()) return out;
    std::map<std::string, std::string> names;
    const auto call = [&](const std::string& id, const Bilingual& name) {
        if (!name.empty()) names.emplace(id, name.in(lang));
    };
    const auto catalogue = indicators();
    for (const auto& entry : catalogue.entries) call(entry.id, entry.name);
    for (const auto& name : catalogue.names)
        if (!name.meaning.zh.empty()) {
            call(name.name, name.meaning);
            call(name.meaning.en, name.meaning);
            for (int month = 1; month <= 12; ++month) // layers of months: "sunshine_days_07"
                names.emplace(fmt::format("{}_{:02}", name.name, month),
                              fmt::format("{}（{}月）", name.meaning.zh, month));
        }
    constexpr std::string_view role = "role.";
    for (const auto& [id, words] : output_texts())
        if (id.starts_with(role)) call(id.substr(role.size()), words);
    out.call(names);
    return out;
}

} // namespace peaksite

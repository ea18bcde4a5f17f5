#include "plan/catalogue/catalogue_store.hpp"

#include <fmt/format.h>

namespace peaksite {

namespace {

void read_texts(Keys& keys, std::map<std::string, Bilingual>& out)
{
    keys.choice("entry", {"texts"});
    for (auto& one : keys.tables("text")) {
        const auto id = one.required("id");
        one.text_or("when");
        out.try_emplace(id, Bilingual{.zh = one.text_or("zh"), .en = one.text_or("en")});
        one.finish();
    }
    keys.finish();
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

// By language: patterns and what they become.
using Patterns = std::map<std::string, std::map<std::string, std::string>>;

void read_messages(Keys& keys, Patterns& out)
{
    keys.choice("entry", {"messages"});
    auto& of_language = out[keys.required("lang")];
    for (auto& one : keys.tables("message")) {
        const auto pattern = one.required("en"), translated = one.required("text");
        if (!fills(pattern, translated))
            one.fault("text", text("the translation has more placeholders than its pattern"));
        of_language.try_emplace(pattern, translated);
        one.finish();
    }
    keys.finish();
}

} // namespace

const std::map<std::string, Bilingual>& Catalogue::output_texts() const
{
    return m_store->texts.get([this] {
        std::map<std::string, Bilingual> out;
        m_store->each("texts",
                      [&](const CatalogueFile& file) { file.read([&](Keys& keys) { read_texts(keys, out); }); });
        return out;
    });
}

Bilingual Catalogue::output_text(const std::string& id) const
{
    const auto& all = output_texts();
    if (const auto found = all.find(id); found != all.end()) return found->second;
    throw UsageError{text("the catalogue has no text '{}'", id)};
}

Translation Catalogue::messages(const std::string& lang) const
{
    const auto& all = m_store->messages.get([this] {
        Patterns read;
        for (const auto* file : m_store->files().messages) file->read([&](Keys& keys) { read_messages(keys, read); });
        std::map<std::string, Translation> out;
        for (auto& [language, patterns] : read) out.emplace(language, Translation{std::move(patterns)});
        return out;
    });
    const auto found = all.find(lang);
    return found == all.end() ? Translation{} : found->second;
}

Translation Catalogue::output_messages(const std::string& lang) const
{
    auto out = messages(lang);
    if (out.empty()) return out;
    std::map<std::string, std::string> names;
    const auto call = [&](const std::string& id, const Bilingual& name) {
        if (!name.empty()) names.emplace(id, name.in(lang));
    };
    const auto& catalogue = indicators();
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

#include "job/overlap/overlap_layers.hpp"

#include "base/error.hpp"
#include "job/book/task_book.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <algorithm>

namespace peaksite {

namespace {

constexpr const char* not_supplied = "未提供";

class Collector {
public:
    Collector(const OverlapRequest& request, const Catalogue& catalogue) : m_request(request), m_catalogue(catalogue) {}

    std::vector<OverlapTarget> collect()
    {
        add_named();
        if (m_request.plan) add_plan(read_source(*m_request.plan));
        if (m_targets.empty())
            throw UsageError{text("no layer is given; name some with --layer NAME=FILE, or a plan with --plan")};
        add_not_supplied();
        return std::move(m_targets);
    }

private:
    void add_named()
    {
        std::vector<Fault> faults;
        for (const auto& word : m_request.layers) {
            const auto equals = word.find('=');
            if (equals == std::string::npos || equals == 0 || equals + 1 == word.size())
                faults.push_back({.place = {.file = "--layer"},
                                  .key = word,
                                  .what = text("a layer is NAME=FILE, not '{}'", word),
                                  .hint = text("--layer redline=redline.gpkg:redline")});
            else if (known(word.substr(0, equals)))
                faults.push_back({.place = {.file = "--layer"},
                                  .key = word,
                                  .what = text("layer '{}' is given twice", word.substr(0, equals)),
                                  .hint = {}});
            else
                add(word.substr(0, equals), {}, {vector_request(word.substr(equals + 1))});
        }
        if (!faults.empty()) throw UsageError{faults};
    }

    void add_plan(const Plan& plan)
    {
        for (const auto& layer : plan.layers) {
            if (known(layer.id)) continue;
            if (layer.kind == Layer::Kind::absent) add_absent(layer.id, layer.title, layer.absent);
            if (layer.kind != Layer::Kind::vector) continue;
            std::vector<VectorRequest> requests;
            for (const auto& file : layer.files)
                requests.push_back({.file = file,
                                    .table = layer.table,
                                    .where = layer.where,
                                    .encoding = layer.encoding,
                                    .crs = layer.crs});
            add(layer.id, layer.title, std::move(requests));
            auto& facts = m_targets.back().facts;
            facts.source = layer.note.source;
            facts.secrecy = layer.secrecy.value_or(facts.secrecy);
        }
    }

    // The official layers that land is checked against.
    void add_not_supplied()
    {
        for (const auto& id : m_catalogue.layers()) {
            const auto entry = m_catalogue.layer(id);
            const bool official = m_catalogue.file(id).parent_path().filename() == "official";
            if (official && entry && entry->kind == Layer::Kind::vector && !known(id))
                add_absent(id, entry->title, not_supplied);
        }
    }

    bool known(const std::string& id) const
    {
        return std::ranges::any_of(m_targets, [&](const OverlapTarget& target) { return target.facts.id == id; });
    }

    void add(const std::string& id, Bilingual title, std::vector<VectorRequest> requests)
    {
        const auto entry = m_catalogue.layer(id);
        if (title.empty() && entry) title = entry->title;
        if (title.empty()) title = {.zh = id, .en = id};
        const auto secrecy = entry ? entry->secrecy.value_or(Secrecy::internal) : Secrecy::internal;
        m_targets.push_back({.facts = {.id = id,
                                       .title = title,
                                       .file = requests.front().file,
                                       .reason = {},
                                       .source = {},
                                       .features = 0,
                                       .secrecy = secrecy},
                             .requests = std::move(requests)});
    }

    void add_absent(const std::string& id, Bilingual title, const std::string& reason)
    {
        if (title.empty()) title = {.zh = id, .en = id};
        m_targets.push_back(
            {.facts = {.id = id, .title = title, .file = {}, .reason = reason, .source = {}, .features = 0},
             .requests = {}});
    }

    const OverlapRequest& m_request;
    const Catalogue& m_catalogue;
    std::vector<OverlapTarget> m_targets;
};

} // namespace

VectorRequest vector_request(const std::string& word)
{
    const auto colon = word.rfind(':');
    const bool table = colon != std::string::npos && colon > 1 && !std::filesystem::exists(word) &&
                       word.find_first_of("/\\", colon) == std::string::npos;
    return {.file = table ? word.substr(0, colon) : word,
            .table = table ? word.substr(colon + 1) : std::string{},
            .where = {},
            .encoding = "auto",
            .crs = {}};
}

std::vector<OverlapTarget> overlap_layers(const OverlapRequest& request, const Catalogue& catalogue)
{
    return Collector{request, catalogue}.collect();
}

} // namespace peaksite

#pragma once

#include "base/translation.hpp"
#include "grid/grid.hpp"
#include "model/indicators/comparable.hpp"
#include "model/indicators/result_flags.hpp"
#include "model/pilots/expert_scores.hpp"
#include "plan/catalogue/indicator_entry.hpp"
#include "plan/pilots.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace peaksite {

struct Results;

/// An indicator that candidates may be compared by.
struct PilotIndicator {
    std::string id{};
    Bilingual name{};
    std::string unit{};
    std::string unit_gov{};
    double scale_gov = 1;
    std::string direction{}; ///< "+", "-", "ctx"
    std::string formula{};
    std::string alike{};               ///< compared only among candidates of the same: "institution", "product"
    std::set<Inventory> inventories{}; ///< whose emissions it counts
    bool operator==(const PilotIndicator&) const = default;
};

/// A value of a candidate with its interval, or why there is none.
struct PilotValue {
    std::optional<double> value{}, low{}, high{};
    ResultFlags flags{};
    std::vector<std::string> not_given{}; ///< what counts as 0 in it
    Sentence reason{};
    bool shown = true;               ///< fit for rankings
    std::optional<YearSpan> years{}; ///< of growth, drops and trends
    bool operator==(const PilotValue&) const = default;
};

/// One that may become a pilot.
struct PilotCandidate {
    std::string set{}, key{}, name{}, kind{}, proposer{};
    std::map<std::string, std::string> attributes{};      ///< by role, as the file writes them
    std::map<std::string, std::string> attribute_units{}; ///< by role: those that heads of the file state
    bool boundary = false;
    std::optional<double> area_km2{};
    std::optional<Point> place{};     ///< in longitude and latitude: a point inside
    std::vector<PilotValue> values{}; ///< by indicator
    std::string label() const { return name.empty() || name == key ? key : key + " " + name; }
    bool operator==(const PilotCandidate&) const = default;
};

/// Two candidates near each other.
struct PilotPair {
    std::size_t a = 0, b = 0;
    double km = 0;         ///< shortest way on the ellipsoid between their boundaries; 0 where they touch
    double shared_km2 = 0; ///< of their areas
    bool operator==(const PilotPair&) const = default;
};

/// The sheets of the experts of one pilot type.
struct PilotExperts {
    std::string type{};
    ExpertSheets sheets{}; ///< candidates by key
};

/// What ranking and selection need and no tally holds: where candidates lie, and what experts say of them.
struct PilotGround {
    std::vector<std::optional<Point>> places{}; ///< by candidate: a point inside, in longitude and latitude
    std::vector<PilotPair> pairs{};             ///< all pairs nearer than `pairs_within_km`
    double pairs_within_km = 0;
    std::vector<PilotExperts> experts{};
};

/// What ranking and selection need of a finished run: no pixel, no polygon.
struct PilotData {
    std::vector<PilotIndicator> indicators{};
    std::map<std::string, Sentence> missing{}; ///< indicators that no candidate can have, and why
    std::vector<PilotCandidate> candidates{};
    PilotGround ground{};
};

/// The candidates of results: all zones but those of kind area, with their indicators and attributes, whether or not a
/// plan compares them now. Without places; the ground is empty.
PilotData pilot_candidates(const Results& results);
/// With places, pairs and experts. Throws InputError where the ground is that of other candidates.
PilotData pilot_data(const Results& results, PilotGround ground);

/// Where an indicator stands among those of the data; nothing where it is not one of them.
std::optional<std::size_t> indicator_of(const PilotData& data, const std::string& id);

/// A text of the catalogue (layers/texts/siting.toml) and the words that fill it.
struct PilotReason {
    std::string text{};
    std::vector<Sentence::Word> words{};
    ResultFlags flags{}; ///< the last word, which outputs have in each language
    bool operator==(const PilotReason&) const = default;
};

/// The reason in a language, from the texts of the catalogue; in Chinese its words are translated by `messages`, if
/// any.
std::string reason_text(const PilotReason& reason, const std::map<std::string, Bilingual>& texts, std::string_view lang,
                        const Translation* messages = nullptr);

} // namespace peaksite

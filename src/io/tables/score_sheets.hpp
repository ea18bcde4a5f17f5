#pragma once

#include "base/text.hpp"
#include "model/pilots/expert_scores.hpp"

#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// Scores of experts from a table (CSV, XLSX) with the columns 专家 (expert), 候选 (candidate: key or name), 项目
/// (item, may be absent), 分数 (score) and, optionally, 权重 (weight of the item). `candidates` are keys and names;
/// `item` says which scores are allowed; `warnings` tell what was odd about the file. Empty cells are gaps; a row
/// without an expert is of the one above. InputError naming file and row: a candidate that is not known, a score that
/// is no number, two scores of one expert for one thing.
ExpertSheets read_score_sheets(const std::string& file, const std::string& table,
                               const std::vector<std::pair<std::string, std::string>>& candidates,
                               const ScoreItem& item, std::vector<Sentence>& warnings);

} // namespace peaksite

#include "plan/task_book.hpp"

namespace peaksite {

namespace {

using Words = std::vector<std::pair<std::string, std::string>>;

const Words kinds{
    {"城市", "city"},       {"园区", "park"}, {"乡村", "village"}, {"社区", "community"}, {"公共机构", "institution"},
    {"企业", "enterprise"}, {"区域", "area"}};
const Words secrecies{{"公开", "public"}, {"内部", "internal"}, {"秘密", "secret"}};

BookColumn text_column(std::string head, std::string key, std::string note, double width = 14)
{
    return {.head = std::move(head),
            .key = std::move(key),
            .value = BookValue::text,
            .required = false,
            .note = std::move(note),
            .words = {},
            .width = width};
}
BookColumn id_column(const std::string& example)
{
    return {.head = "编号",
            .key = "id",
            .value = BookValue::text,
            .required = true,
            .note = "字母、数字和下划线，不重复，例如 " + example,
            .words = {},
            .width = 16};
}
BookColumn file_column(bool required, BookValue value)
{
    return {.head = "文件",
            .key = "file",
            .value = value,
            .required = required,
            .note = "路径，相对于本任务书所在文件夹，例如 数据/边界.gpkg",
            .words = {},
            .width = 34};
}
BookColumn choice_column(std::string head, std::string key, Words words, std::string note)
{
    return {.head = std::move(head),
            .key = std::move(key),
            .value = BookValue::choice,
            .required = false,
            .note = std::move(note),
            .words = std::move(words),
            .width = 12};
}
BookColumn typed(BookColumn column, BookValue value, bool required = false)
{
    column.value = value;
    column.required = required;
    return column;
}

BookSheetPlan zones()
{
    auto kind = choice_column("类型", "kind", kinds, "从列表中选；每行不同时写 列：列名，例如 列：类型");
    kind.value = BookValue::value_or_column;
    return {.name = "边界",
            .table = "zones",
            .title = "试点边界与统计区域：每行一个图层",
            .columns = {id_column("county"), text_column("名称", "title", "例如 县（市、区）", 20),
                        file_column(true, BookValue::text),
                        text_column("表名", "table", "文件中的图层或工作表；只有一个时留空"),
                        text_column("主键列", "key", "每个对象唯一的代码所在的列，例如 code"),
                        text_column("名称列", "name", "例如 name"), kind,
                        text_column("筛选条件", "where", "例如 状态 = '拟申报'", 20),
                        text_column("坐标系", "crs", "文件没有坐标系时填写，例如 EPSG:4523")}};
}

BookSheetPlan layers()
{
    return {.name = "图层",
            .table = "layers",
            .title = "资源、土地、约束图层：每行一个",
            .columns = {
                id_column("landcover"), text_column("名称", "title", "例如 土地覆盖", 20),
                text_column("目录条目", "use",
                            "目录中的条目，例如 worldcover、gsa-ghi、redline；命令 peaksite layers 列出全部", 18),
                file_column(false, BookValue::list), text_column("表名", "table", "矢量文件中的图层；只有一个时留空"),
                text_column("单位", "unit", "无目录条目时填写，例如 kWh/m2/a、万吨/年"),
                typed(text_column("波段", "band", "栅格的第几个波段，缺省1", 8), BookValue::whole),
                typed(text_column("无数据值", "nodata", "例如 -9999", 10), BookValue::number),
                typed(text_column("缩放", "scale", "存储值乘以它得到实际值，例如 0.1", 8), BookValue::number),
                text_column("坐标系", "crs", "文件没有坐标系时填写，例如 EPSG:4490"),
                typed(text_column("年份", "year", "例如 2024", 8), BookValue::whole),
                text_column("来源", "source", "数据来源", 20),
                choice_column("密级", "secrecy", secrecies, "公开、内部或秘密；成果从严"),
                text_column("派生公式", "derive", "由其他图层计算，例如 slope(dem)、distance(rail)", 20),
                text_column("未提供原因", "absent", "重要但手头没有的图层：写明原因，例如 主管部门未提供", 22)}};
}

BookSheetPlan facilities()
{
    return {.name = "排放源",
            .table = "facilities",
            .title = "排放源与已建电站清单：每行一个文件",
            .columns = {id_column("emitters"), text_column("名称", "title", "例如 重点排放单位", 20),
                        file_column(true, BookValue::text), text_column("表名", "table", "只有一个时留空"),
                        text_column("经度列", "x", "例如 经度"), text_column("纬度列", "y", "例如 纬度"),
                        text_column("坐标系", "crs", "例如 EPSG:4490；取自网络地图时写 GCJ-02 或 BD-09"),
                        text_column("名称列", "name", "例如 名称"),
                        typed(text_column("行业", "sector", "例如 电力；或 列：行业"), BookValue::value_or_column),
                        typed(text_column("排放量列", "emission", "例如 CO2排放量"), BookValue::column),
                        typed(text_column("排放单位", "emission", "例如 万吨CO2/年"), BookValue::unit_of),
                        typed(text_column("装机列", "capacity", "例如 装机容量"), BookValue::column),
                        typed(text_column("装机单位", "capacity", "例如 MW、万千瓦"), BookValue::unit_of),
                        text_column("筛选条件", "where", "例如 状态 = '在产'", 20),
                        typed(text_column("年份", "year", "例如 2024", 8), BookValue::whole),
                        text_column("来源", "source", "数据来源", 20)}};
}

BookSheetPlan technologies()
{
    return {.name = "技术",
            .table = "technologies",
            .title = "可再生能源技术：每行一种",
            .columns = {id_column("pv"),
                        text_column("目录条目", "use", "pv-utility 集中式光伏；wind-onshore 陆上风电", 18),
                        text_column("装机密度", "density", "实际用地上的装机，例如 45 MW/km2", 16),
                        typed(text_column("利用比例", "share", "未被排除的土地中可利用的部分，0至1，例如 0.05", 12),
                              BookValue::number_or_text),
                        typed(text_column("等效小时", "yield", "小时/年，数值或公式，例如 1500 h/a", 16),
                              BookValue::number_or_text)}};
}

BookSheetPlan statistics()
{
    return {
        .name = "统计",
        .table = "statistics",
        .title = "分区统计：每行一个图层",
        .columns = {typed(text_column("图层", "layer", "图层表中的编号，例如 ghi", 18), BookValue::text, true),
                    typed(text_column("范围", "zones", "边界表中的编号，用；分开；留空为全部", 20), BookValue::list),
                    typed(text_column("统计量", "stats",
                                      "用；分开，例如 mean；min；max；valid_share；类别图层用 class_area", 34),
                          BookValue::list, true)}};
}

BookSheetPlan rules()
{
    return {.name = "准入",
            .table = "siting.rules",
            .title = "准入条件：每行一条，补充或替换政策中同编号的条件",
            .columns = {
                id_column("level"),
                typed(text_column("试点类型", "types",
                                  "city、park、village、community、institution、enterprise，用；分开；留空为全部", 18),
                      BookValue::list),
                typed(text_column("强制", "hard", "是：不满足即不符合条件；否：原则上，仅提示", 8), BookValue::flag),
                typed(text_column("条件", "require", "应满足的条件，例如 level in ['省级', '国家级']", 40),
                      BookValue::text, true),
                typed(text_column("条款原文", "clause", "依据的文件原文", 40), BookValue::text, true),
                text_column("来源", "source", "文件名、文号、条款", 24)}};
}

BookSheetPlan weights()
{
    return {
        .name = "权重",
        .table = "siting.types.criteria",
        .title = "评价指标与权重：每行一个指标",
        .columns = {
            typed(choice_column("试点类型", "type", {kinds.begin(), kinds.end() - 1}, "从列表中选"), BookValue::choice,
                  true),
            typed(text_column("指标", "indicator", "指标编号，例如 pv_tech_cap；命令 peaksite indicators 列出全部", 26),
                  BookValue::text, true),
            typed(text_column("权重", "weight", "同一类型各行合计为1；全部留空为等权", 8), BookValue::number),
            choice_column("方向", "direction", {{"正向", "+"}, {"逆向", "-"}, {"目标值", "target"}}, "留空按指标目录"),
            typed(text_column("目标值", "target", "方向为目标值时填写", 10), BookValue::number),
            typed(text_column("上限", "cap", "超过的按此计", 10), BookValue::number)}};
}

BookSheetPlan quotas()
{
    return {.name = "名额",
            .table = "siting.quotas",
            .title = "名额：每行一个类型，替换政策中同类型的名额",
            .columns = {
                choice_column("试点类型", "type", {kinds.begin(), kinds.end() - 1}, "从列表中选；留空为全部类型合计"),
                typed(text_column("最少", "min", "整数", 8), BookValue::whole),
                typed(text_column("最多", "max", "整数", 8), BookValue::whole),
                typed(text_column("弹性", "soft", "是：“左右”，尽量满足；否：必须满足", 8), BookValue::flag),
                text_column("来源", "source", "文件名、文号、条款", 24)}};
}

} // namespace

const std::vector<BookSheetPlan>& book_sheets()
{
    static const std::vector<BookSheetPlan> sheets{zones(),      layers(), facilities(), technologies(),
                                                   statistics(), rules(),  weights(),    quotas()};
    return sheets;
}

const BookSheetPlan& book_settings()
{
    static const BookSheetPlan sheet{
        .name = "总体设置",
        .table = {},
        .title = "总体设置：在“填写”一列填写",
        .columns = {
            text_column("标题", "title", "例如 某省碳达峰试点遴选"),
            typed(text_column("网格大小", "grid.cell", "例如 100 m"), BookValue::text, true),
            text_column("网格坐标系", "grid.crs", "留空为等积投影；例如 EPSG:4523"),
            text_column("外扩", "grid.margin", "例如 2 km"),
            choice_column("成果单位", "output.units", {{"政府常用单位", "gov"}, {"国际单位", "si"}},
                          "亩、万千瓦等，或国际单位"),
            choice_column("语言", "output.lang", {{"中文", "zh"}, {"英文", "en"}, {"中英文", "both"}}, "成果的语言"),
            choice_column("密级", "output.secrecy", secrecies, "成果的密级；图层更严时从严"),
            text_column("碳密度图层", "carbon.landcover", "土地覆盖图层的编号，例如 landcover"),
            text_column("碳密度表", "carbon.table", "目录中的表，或 InVEST 碳库 CSV"),
            choice_column("版式", "maps.sheet", {{"A4横向", "a4-landscape"}, {"A4纵向", "a4-portrait"}}, "留空不出图"),
            text_column("政策", "siting.policy", "目录中的政策：national、tianjin、ningxia；留空不遴选"),
            typed(text_column("评价年份", "siting.year", "例如 2024"), BookValue::whole)}};
    return sheet;
}

const BookSheetPlan& book_candidates()
{
    static const BookSheetPlan sheet{
        .name = "候选名单",
        .table = {},
        .title = "候选名单：每行一个候选，没有边界的也列入",
        .columns = {
            typed(text_column("编号", "key", "唯一的代码：行政区划代码、统一社会信用代码、园区代码或自编号", 22),
                  BookValue::text, true),
            typed(text_column("名称", "name", "全称", 34), BookValue::text, true),
            typed(choice_column("类型", "kind", kinds, "从列表中选"), BookValue::choice, true),
            text_column("推荐单位", "proposer", "例如 某市发展改革委", 24),
            text_column("级别", "level", "例如 省级、国家级", 10),
            text_column("所属地区", "region", "例如 某市，或区划代码", 16)}};
    return sheet;
}

const BookSheetPlan& book_statistics()
{
    static const BookSheetPlan sheet{
        .name = "指标数据",
        .table = {},
        .title = "指标数据：每行一个对象一年；列名后的括号里是单位",
        .columns = {
            typed(text_column("编号", "key", "候选名单或边界中的编号、区划代码或名称", 22), BookValue::text, true),
            text_column("名称", "name", "便于核对，不参与计算", 26),
            typed(text_column("年份", "year", "例如 2024", 8), BookValue::whole)}};
    return sheet;
}

const std::vector<BookStatistic>& book_statistic_heads()
{
    static const std::vector<BookStatistic> heads{{"地区生产总值", "万元", "gdp"},
                                                  {"工业增加值", "万元", "va_ind"},
                                                  {"规模以上工业增加值", "万元", "va_ind_above"},
                                                  {"第二产业增加值", "万元", "va_second"},
                                                  {"六大高耗能行业增加值", "万元", "va_six"},
                                                  {"常住人口", "人", "pop"},
                                                  {"森林覆盖率", "%", "forest_cover"},
                                                  {"草原综合植被盖度", "%", "grass_cover"},
                                                  {"森林蓄积量", "立方米", "forest_stock"}};
    return heads;
}

} // namespace peaksite

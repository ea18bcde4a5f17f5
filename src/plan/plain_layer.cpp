#include "plan/plain_layer.hpp"

#include <algorithm>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

bool constant(const Syntax& value)
{
    if (value.kind == Kind::number) return true;
    const bool computed = value.kind == Kind::unary || value.kind == Kind::binary;
    return computed && std::ranges::all_of(value.parts, constant);
}

} // namespace

const Layer* plain_layer(const Syntax& value, const Plan& plan)
{
    if (value.kind == Kind::name) {
        const auto* layer = plan.layer(value.text);
        const bool numbers =
            layer != nullptr && layer->kind == Layer::Kind::raster && layer->quantity != Quantity::categorical;
        return numbers ? layer : nullptr;
    }
    if (value.kind != Kind::binary || (value.text != "*" && value.text != "/")) return nullptr;
    if (constant(value.parts[1])) return plain_layer(value.parts[0], plan);
    return value.text == "*" && constant(value.parts[0]) ? plain_layer(value.parts[1], plan) : nullptr;
}

} // namespace peaksite

#pragma once

#define TOML_ENABLE_FORMATTERS 0
#define TOML_ASSERT(expr) static_cast<void>(0) // bad text is a parse error a line later, in developers' builds too
#include <toml++/impl/forward_declarations.h>

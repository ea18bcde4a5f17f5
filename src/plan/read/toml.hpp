#pragma once

// The whole of toml++, which takes seconds to compile: for those who read its nodes.
#include "plan/read/toml_names.hpp"

#include <toml++/toml.h>

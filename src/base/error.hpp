#pragma once

// The errors of the library, and `text`, which makes their sentences.
#include "base/text.hpp"
#include "peaksite/errors.hpp"

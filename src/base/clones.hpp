#pragma once

/// Marks a hot loop that is compiled for several instruction sets and chosen at start. Same bits in all of them: the
/// loops hold no reassociation and the compiler contracts nothing.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(PEAKSITE_NO_CLONES)
#define PEAKSITE_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define PEAKSITE_CLONES
#endif

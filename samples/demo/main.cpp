// Writes the data of an invented province:  peaksite_demo_data FOLDER
// The same on every machine; see README.md for what is in it.
#include "province.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv)
{
    if (argc != 2 || argv[1][0] == '-') { // a folder of such a name is written ./-name
        std::fputs("usage: peaksite_demo_data FOLDER\n", stderr);
        return 2;
    }
    try {
        demo::write_province(argv[1]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "peaksite_demo_data: %s\n", error.what());
        return 1;
    }
    std::printf("%s\n", argv[1]);
    return 0;
}

# The program, the library with its headers and catalogue, and a package that find_package(peaksite) finds.

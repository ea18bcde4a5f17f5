# Compiler options of the project, on one interface target so that consumers of the library do not inherit them.
add_library(peaksite_options INTERFACE)

# The same source gives the same bits: no contraction to fused multiply-add, no fast-math. errno of sqrt and llrint is
# never read, so that they compile to one instruction.
target_compile_options(peaksite_options INTERFACE -ffp-contract=off -fno-math-errno -fvisibility=default)

if(PEAKSITE_DEVELOPER)
  target_compile_options(peaksite_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual
    -Wimplicit-fallthrough -Werror)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # GCC bug 105651: a false alarm on every `"text" + std::string`.
    target_compile_options(peaksite_options INTERFACE -Wno-restrict)
    # The same where more is inlined: texts that are "larger than memory", members "uninitialized" in moved values.
    target_compile_options(peaksite_options INTERFACE $<$<CONFIG:Release>:-Wno-array-bounds>
      $<$<CONFIG:Release>:-Wno-stringop-overflow> $<$<CONFIG:Release>:-Wno-maybe-uninitialized>)
  endif()
endif()

if(PEAKSITE_SANITIZE STREQUAL "address")
  set(sanitize -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
elseif(PEAKSITE_SANITIZE STREQUAL "thread")
  set(sanitize -fsanitize=thread -fno-omit-frame-pointer)
elseif(PEAKSITE_SANITIZE)
  message(FATAL_ERROR "PEAKSITE_SANITIZE is '${PEAKSITE_SANITIZE}'; use address, thread or nothing")
endif()
# The program and the library are instrumented, their tests only linked to it: half of the time such a build takes.
add_library(peaksite_instrumented INTERFACE)
if(PEAKSITE_SANITIZE)
  target_compile_options(peaksite_instrumented INTERFACE ${sanitize})
  # Function clones are chosen by a resolver that runs before the sanitizer's own start.
  target_compile_definitions(peaksite_instrumented INTERFACE PEAKSITE_NO_CLONES)
  target_link_options(peaksite_options INTERFACE ${sanitize})
endif()

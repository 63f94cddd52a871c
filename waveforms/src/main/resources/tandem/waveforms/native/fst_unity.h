// Verilator's bundled fstapi, compiled into this translation unit the way Verilator itself does.
// fstapi calls exit() on damaged input; here that becomes a jump back to the caller's guard.
#ifndef TANDEM_FST_UNITY_H
#define TANDEM_FST_UNITY_H

// All that fstapi includes, so that the renaming below does not reach it.
#include <ctype.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

static thread_local std::jmp_buf* fst_exit_jump = nullptr;

[[noreturn]] static void tandem_fst_exit(int status) {
    if (fst_exit_jump) std::longjmp(*fst_exit_jump, 1);
    std::_Exit(status);
}

#define exit tandem_fst_exit
#define FST_CONFIG_INCLUDE "fst_config.h"
#include "gtkwave/fastlz.c"
#include "gtkwave/fstapi.c"
#include "gtkwave/lz4.c"
#undef exit

#endif

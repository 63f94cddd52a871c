// Reads an FST once from end to end under the address sanitizer and says how far it came. A damaged
// file can make fstapi write outside its buffers; that must end this process, not the caller's.
//   fst_guard FILE   prints lines "block OFFSET TIME" as it goes and "good" at the end
#include "fst_unity.h"

#include <sys/resource.h>

namespace {

struct Progress {
    fstReaderContext* xc;
    uint64_t last_time;
    uint64_t changes;
};

void report(const Progress* progress) {
    std::printf("block %lld %llu\n", static_cast<long long>(ftello(progress->xc->f)),
                static_cast<unsigned long long>(progress->last_time));
    std::fflush(stdout);
}

void on_text(void* user, uint64_t time, fstHandle handle, const unsigned char* value,
             uint32_t length) {
    auto* progress = static_cast<Progress*>(user);
    // The handle indexes tables of the caller, and the value is copied by it.
    volatile uint32_t width = progress->xc->signal_lens[handle - 1];
    volatile unsigned char sum = 0;
    for (uint32_t i = 0; i < (length ? length : static_cast<uint32_t>(width)); ++i) sum ^= value[i];
    if ((progress->changes++ & 0xfff) == 0 || time < progress->last_time) report(progress);
    if (time < progress->last_time) std::_Exit(3);
    progress->last_time = time;
}

void on_value(void* user, uint64_t time, fstHandle handle, const unsigned char* value) {
    on_text(user, time, handle, value, 0);
}

int scan(const char* file) {
    auto* xc = static_cast<fstReaderContext*>(fstReaderOpen(file));
    if (!xc) return 2;
    Progress progress{xc, 0, 0};
    report(&progress);
    uint64_t variables = 0;
    if (!fstReaderIterateHierRewind(xc)) return 2;
    while (const fstHier* entry = fstReaderIterateHier(xc)) {
        if (entry->htyp == FST_HT_VAR) {
            ++variables;
            if (entry->u.var.handle == 0 || entry->u.var.handle > xc->maxhandle) return 4;
        }
    }
    if (variables != xc->var_count) return 5;
    if (xc->maxhandle == 0 || !xc->signal_lens) return 0;
    fstReaderSetFacProcessMaskAll(xc);
    fstReaderIterBlocksSetNativeDoublesOnCallback(xc, 1);
    const int good = fstReaderIterBlocks2(xc, on_value, on_text, &progress, nullptr);
    report(&progress);
    if (progress.last_time > xc->end_time) return 3;
    return good ? 0 : 6;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 64;
    // No core file of a process that is expected to fail now and then.
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    const int status = scan(argv[1]);
    if (status == 0) std::printf("good\n");
    std::fflush(stdout);
    std::_Exit(status);
}

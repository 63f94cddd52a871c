// Forced into every translation unit of a design and of Verilator's run time: what the simulator prints goes to
// the instance that is running, so that it can become the text of an exception.
#pragma once
#ifdef __cplusplus
extern "C"
#endif
__attribute__((format(printf, 1, 2))) int tandem_print(const char* format, ...);
#define VL_PRINTF tandem_print
#define VL_USER_FATAL
#define VL_USER_STOP
#define VL_USER_FINISH

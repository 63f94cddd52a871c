// What tasks need of the machine and of the JVM that Java alone cannot reach.
#include <sched.h>

#include "tandem_bridge_task_TaskNatives.h"

namespace {
thread_local cpu_set_t before;
}

extern "C" {

JNIEXPORT jboolean JNICALL Java_tandem_bridge_task_TaskNatives_pin(JNIEnv*, jclass) {
  const int here = sched_getcpu();
  if (here < 0 || sched_getaffinity(0, sizeof before, &before) != 0) return false;
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(here, &only);
  return sched_setaffinity(0, sizeof only, &only) == 0;
}

JNIEXPORT void JNICALL Java_tandem_bridge_task_TaskNatives_unpin(JNIEnv*, jclass) {
  sched_setaffinity(0, sizeof before, &before);
}

JNIEXPORT jobject JNICALL Java_tandem_bridge_task_TaskNatives_lookup(JNIEnv* env, jclass) {
  jclass type = env->FindClass("java/lang/invoke/MethodHandles$Lookup");
  if (!type) return nullptr;
  jfieldID field = env->GetStaticFieldID(type, "IMPL_LOOKUP", "Ljava/lang/invoke/MethodHandles$Lookup;");
  return field ? env->GetStaticObjectField(type, field) : nullptr;
}
}

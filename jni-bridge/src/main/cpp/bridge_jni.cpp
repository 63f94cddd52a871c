// The bridge's only JNI code: converts arguments and forwards. Everything else is in design.cpp or in Java.
#include <dlfcn.h>

#include "design_abi.h"
#include "tandem_bridge_Natives.h"

namespace {

tandem_instance* instance(jlong handle) { return reinterpret_cast<tandem_instance*>(handle); }

// One variable for all designs, so that it can lie where a thread reaches it without a call: the room for that is small.
__attribute__((tls_model("initial-exec"))) thread_local tandem_instance* current = nullptr;
tandem_instance** whereCurrent() { return &current; }

// For calls that run Verilog.
tandem_instance* entered(jlong handle) { return current = instance(handle); }
const tandem_design_api* design(jlong handle) {
  return reinterpret_cast<const tandem_design_api*>(handle);
}

void fail(JNIEnv* env, const char* message) {
  env->ThrowNew(env->FindClass("tandem/bridge/BridgeException"), message);
}

jstring problem(JNIEnv* env, const char* why) { return why ? env->NewStringUTF(why) : nullptr; }

// The text of a Java string for as long as this lives.
class Text {
 public:
  Text(JNIEnv* env, jstring string)
      : env_(env), string_(string), text_(env->GetStringUTFChars(string, nullptr)) {}
  ~Text() { env_->ReleaseStringUTFChars(string_, text_); }
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  const char* get() const { return text_; }

 private:
  JNIEnv* env_;
  jstring string_;
  const char* text_;
};

}  // namespace

extern "C" {

JNIEXPORT jlong JNICALL Java_tandem_bridge_Natives_load(JNIEnv* env, jclass, jstring file) {
  // Local: several designs define the same symbols and must not see each other's.
  void* library = dlopen(Text(env, file).get(), RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    fail(env, dlerror());
    return 0;
  }
  auto entry = reinterpret_cast<tandem_design_entry>(dlsym(library, "tandem_design"));
  if (!entry) {
    fail(env, "not a compiled design: it does not export tandem_design");
    dlclose(library);
    return 0;
  }
  const tandem_design_api* api = entry();
  if (api->abi_version == TANDEM_ABI_VERSION) api->connect(whereCurrent);
  return reinterpret_cast<jlong>(api);
}

JNIEXPORT jint JNICALL Java_tandem_bridge_Natives_abiVersion(JNIEnv*, jclass, jlong api) {
  return static_cast<jint>(design(api)->abi_version);
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_buildId(JNIEnv* env, jclass, jlong api) {
  return env->NewStringUTF(design(api)->build_id);
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_signals(JNIEnv* env, jclass, jlong api) {
  return env->NewStringUTF(design(api)->signals);
}

JNIEXPORT jlong JNICALL Java_tandem_bridge_Natives_create(JNIEnv*, jclass, jlong api, jlong seed) {
  return reinterpret_cast<jlong>(design(api)->create(static_cast<uint64_t>(seed)));
}

JNIEXPORT void JNICALL Java_tandem_bridge_Natives_destroy(JNIEnv*, jclass, jlong handle) {
  entered(handle)->api->destroy(instance(handle));
}

JNIEXPORT jobject JNICALL Java_tandem_bridge_Natives_buffer(JNIEnv* env, jclass, jlong handle,
                                                            jint which) {
  uint64_t bytes = 0;
  void* memory = instance(handle)->api->buffer(instance(handle), which, &bytes);
  return memory ? env->NewDirectByteBuffer(memory, static_cast<jlong>(bytes)) : nullptr;
}

JNIEXPORT jint JNICALL Java_tandem_bridge_Natives_step(JNIEnv*, jclass, jlong handle, jlong cycles) {
  return entered(handle)->api->step(instance(handle), static_cast<uint64_t>(cycles));
}

JNIEXPORT jint JNICALL Java_tandem_bridge_Natives_run(JNIEnv*, jclass, jlong handle, jlong cycles) {
  return entered(handle)->api->run(instance(handle), static_cast<uint64_t>(cycles));
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_eventMessage(JNIEnv* env, jclass, jlong handle) {
  const char* message = instance(handle)->api->event(instance(handle))->message;
  return message ? env->NewStringUTF(message) : nullptr;
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_eventFile(JNIEnv* env, jclass, jlong handle) {
  const char* file = instance(handle)->api->event(instance(handle))->file;
  return file ? env->NewStringUTF(file) : nullptr;
}

JNIEXPORT jint JNICALL Java_tandem_bridge_Natives_eventLine(JNIEnv*, jclass, jlong handle) {
  return instance(handle)->api->event(instance(handle))->line;
}

JNIEXPORT jlong JNICALL Java_tandem_bridge_Natives_eventCycle(JNIEnv*, jclass, jlong handle) {
  return static_cast<jlong>(instance(handle)->api->event(instance(handle))->cycle);
}

JNIEXPORT jlongArray JNICALL Java_tandem_bridge_Natives_breach(JNIEnv* env, jclass, jlong handle) {
  const tandem_breach* breach = instance(handle)->api->breach(instance(handle));
  const jlong numbers[] = {breach->stream, breach->rule, static_cast<jlong>(breach->cycle)};
  jlongArray array = env->NewLongArray(3);
  if (array) env->SetLongArrayRegion(array, 0, 3, numbers);
  return array;
}

JNIEXPORT jbyteArray JNICALL Java_tandem_bridge_Natives_breachRecord(JNIEnv* env, jclass, jlong handle,
                                                                     jboolean after) {
  const tandem_breach* breach = instance(handle)->api->breach(instance(handle));
  const jsize size = static_cast<jsize>(breach->record_bytes);
  jbyteArray array = env->NewByteArray(size);
  const char* record = after ? breach->after : breach->before;
  if (array) env->SetByteArrayRegion(array, 0, size, reinterpret_cast<const jbyte*>(record));
  return array;
}

JNIEXPORT jobject JNICALL Java_tandem_bridge_Natives_ring(JNIEnv* env, jclass, jlong handle, jint stream,
                                                          jlong capacity) {
  uint64_t bytes = 0;
  void* memory = instance(handle)->api->ring(instance(handle), stream,
                                             static_cast<uint64_t>(capacity), &bytes);
  return memory ? env->NewDirectByteBuffer(memory, static_cast<jlong>(bytes)) : nullptr;
}

JNIEXPORT jint JNICALL Java_tandem_bridge_Natives_pauses(JNIEnv* env, jclass, jlong handle, jint stream,
                                                         jlongArray bits) {
  const jsize words = env->GetArrayLength(bits);
  jlong* values = env->GetLongArrayElements(bits, nullptr);
  const int status = instance(handle)->api->pauses(
      instance(handle), stream, reinterpret_cast<uint64_t*>(values), static_cast<uint64_t>(words));
  env->ReleaseLongArrayElements(bits, values, JNI_ABORT);
  return status;
}

JNIEXPORT jint JNICALL Java_tandem_bridge_Natives_responder(JNIEnv* env, jclass, jlong handle,
                                                            jint request, jint response,
                                                            jlongArray plan, jintArray copies,
                                                            jint failedAt) {
  jlong* entries = env->GetLongArrayElements(plan, nullptr);
  jint* fields = env->GetIntArrayElements(copies, nullptr);
  const tandem_responder r = {request,
                              response,
                              reinterpret_cast<uint64_t*>(entries),
                              static_cast<uint64_t>(env->GetArrayLength(plan)),
                              reinterpret_cast<tandem_copy*>(fields),
                              static_cast<uint32_t>(env->GetArrayLength(copies) / 3),
                              static_cast<uint32_t>(failedAt)};
  const int status = instance(handle)->api->responder(instance(handle), &r);
  env->ReleaseLongArrayElements(plan, entries, JNI_ABORT);
  env->ReleaseIntArrayElements(copies, fields, JNI_ABORT);
  return status;
}

JNIEXPORT jint JNICALL Java_tandem_bridge_Natives_stopAfter(JNIEnv*, jclass, jlong handle, jint stream,
                                                            jlong handshakes) {
  return instance(handle)->api->stop_after(instance(handle), stream,
                                           static_cast<uint64_t>(handshakes));
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_internals(JNIEnv* env, jclass, jlong handle) {
  return env->NewStringUTF(instance(handle)->api->internals(instance(handle)));
}

JNIEXPORT void JNICALL Java_tandem_bridge_Natives_assertions(JNIEnv*, jclass, jlong handle, jboolean on) {
  instance(handle)->api->assertions(instance(handle), on);
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_traceOpen(JNIEnv* env, jclass, jlong handle,
                                                               jstring file, jstring scopes, jint levels) {
  return problem(env, entered(handle)->api->trace_open(instance(handle), Text(env, file).get(),
                                                        Text(env, scopes).get(), levels));
}

JNIEXPORT void JNICALL Java_tandem_bridge_Natives_traceRecord(JNIEnv*, jclass, jlong handle, jboolean on) {
  instance(handle)->api->trace_record(instance(handle), on);
}

JNIEXPORT void JNICALL Java_tandem_bridge_Natives_traceClose(JNIEnv*, jclass, jlong handle) {
  instance(handle)->api->trace_close(instance(handle));
}

JNIEXPORT jbyteArray JNICALL Java_tandem_bridge_Natives_save(JNIEnv* env, jclass, jlong handle) {
  const void* bytes = nullptr;
  uint64_t size = 0;
  if (const char* why = instance(handle)->api->save(instance(handle), &bytes, &size)) {
    fail(env, why);
    return nullptr;
  }
  jbyteArray array = env->NewByteArray(static_cast<jsize>(size));
  if (array) env->SetByteArrayRegion(array, 0, static_cast<jsize>(size), static_cast<const jbyte*>(bytes));
  return array;
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_restore(JNIEnv* env, jclass, jlong handle,
                                                             jbyteArray bytes) {
  jbyte* data = env->GetByteArrayElements(bytes, nullptr);
  const char* why = entered(handle)->api->restore(instance(handle), data,
                                                   static_cast<uint64_t>(env->GetArrayLength(bytes)));
  env->ReleaseByteArrayElements(bytes, data, JNI_ABORT);
  return problem(env, why);
}

JNIEXPORT jstring JNICALL Java_tandem_bridge_Natives_coverage(JNIEnv* env, jclass, jlong handle,
                                                              jstring file) {
  return problem(env, instance(handle)->api->coverage(instance(handle), Text(env, file).get()));
}

JNIEXPORT void JNICALL Java_tandem_bridge_Natives_profile(JNIEnv*, jclass, jlong api) { design(api)->profile(); }
}

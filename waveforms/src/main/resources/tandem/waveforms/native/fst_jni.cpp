// The crossing between tandem.waveforms.fst.FstNative and fstapi. Changes cross in batches through
// a direct buffer in native byte order; one record is
//   int32 handle, int32 length, int64 time, length bytes padded to 8
// Reading: bytes are the ASCII digits, the 8 bytes of a double, or text.
// Writing: the same; handle 0 sets the time, and the handle of text is negated.
#include "fst_unity.h"

#include "tandem_waveforms_fst_FstNative.h"

namespace {

constexpr size_t kHead = 16;

struct Pump {
    JNIEnv* env;
    jobject sink;
    jmethodID accept;
    unsigned char* buffer;
    size_t capacity;
    size_t used;
    const uint32_t* lengths;
    const unsigned char* types;
    bool failed;
};

size_t padded(size_t length) { return (length + 7) & ~size_t{7}; }

void flush(Pump* pump) {
    if (pump->failed || pump->used == 0) return;
    pump->env->CallVoidMethod(pump->sink, pump->accept, static_cast<jint>(pump->used));
    // fstapi cannot be left from within a callback, so after an exception the rest is skipped.
    if (pump->env->ExceptionCheck()) pump->failed = true;
    pump->used = 0;
}

void put(Pump* pump, uint64_t time, fstHandle handle, const unsigned char* value, uint32_t length) {
    if (pump->failed) return;
    const size_t need = kHead + padded(length);
    if (pump->used + need > pump->capacity) flush(pump);
    if (need > pump->capacity) {
        pump->failed = true;
        pump->env->ThrowNew(pump->env->FindClass("java/lang/IllegalArgumentException"),
                            "a value is larger than the transfer buffer");
        return;
    }
    unsigned char* to = pump->buffer + pump->used;
    std::memcpy(to, &handle, 4);
    std::memcpy(to + 4, &length, 4);
    std::memcpy(to + 8, &time, 8);
    std::memcpy(to + kHead, value, length);
    pump->used += need;
}

void on_value(void* user, uint64_t time, fstHandle handle, const unsigned char* value) {
    Pump* pump = static_cast<Pump*>(user);
    const bool real = pump->types[handle - 1] == FST_VT_VCD_REAL;
    put(pump, time, handle, value, real ? 8 : pump->lengths[handle - 1]);
}

void on_text(void* user, uint64_t time, fstHandle handle, const unsigned char* value,
             uint32_t length) {
    Pump* pump = static_cast<Pump*>(user);
    if (pump->lengths[handle - 1] != 0) {
        on_value(user, time, handle, value);
    } else {
        put(pump, time, handle, value, length);
    }
}

fstReaderContext* reader(jlong handle) { return reinterpret_cast<fstReaderContext*>(handle); }

void* writer(jlong handle) { return reinterpret_cast<void*>(handle); }

class Chars {
public:
    Chars(JNIEnv* env, jstring text)
        : env_{env}, text_{text}, chars_{env->GetStringUTFChars(text, nullptr)} {}
    ~Chars() { env_->ReleaseStringUTFChars(text_, chars_); }
    const char* get() const { return chars_; }

private:
    JNIEnv* env_;
    jstring text_;
    const char* chars_;
};

void append_int(std::string& out, uint32_t value) {
    out.append(reinterpret_cast<const char*>(&value), 4);
}

void append_text(std::string& out, const char* text, uint32_t length) {
    append_int(out, length);
    out.append(text, length);
}

// One entry: kind byte; scope: type byte, name; variable: type byte, width, handle, name.
void append_entry(std::string& out, const fstHier* entry) {
    if (entry->htyp == FST_HT_SCOPE) {
        out.push_back(1);
        out.push_back(static_cast<char>(entry->u.scope.typ));
        append_text(out, entry->u.scope.name, entry->u.scope.name_length);
    } else if (entry->htyp == FST_HT_UPSCOPE) {
        out.push_back(2);
    } else if (entry->htyp == FST_HT_VAR) {
        out.push_back(3);
        out.push_back(static_cast<char>(entry->u.var.typ));
        append_int(out, entry->u.var.length);
        append_int(out, entry->u.var.handle);
        append_text(out, entry->u.var.name, entry->u.var.name_length);
    }
}

jbyteArray to_java(JNIEnv* env, const std::string& bytes) {
    jbyteArray result = env->NewByteArray(static_cast<jsize>(bytes.size()));
    if (result) {
        env->SetByteArrayRegion(result, 0, static_cast<jsize>(bytes.size()),
                                reinterpret_cast<const jbyte*>(bytes.data()));
    }
    return result;
}

}  // namespace

extern "C" {

JNIEXPORT jlong JNICALL Java_tandem_waveforms_fst_FstNative_openReader(JNIEnv* env, jclass,
                                                                       jstring file) {
    Chars name{env, file};
    std::jmp_buf jump;
    void* opened = nullptr;
    fst_exit_jump = &jump;
    if (setjmp(jump) == 0) opened = fstReaderOpen(name.get());
    fst_exit_jump = nullptr;
    return reinterpret_cast<jlong>(opened);
}

JNIEXPORT void JNICALL Java_tandem_waveforms_fst_FstNative_closeReader(JNIEnv*, jclass, jlong h) {
    fstReaderClose(reader(h));
}

JNIEXPORT jlongArray JNICALL Java_tandem_waveforms_fst_FstNative_facts(JNIEnv* env, jclass,
                                                                       jlong h) {
    const fstReaderContext* xc = reader(h);
    const jlong facts[] = {static_cast<jlong>(xc->start_time), static_cast<jlong>(xc->end_time),
                           xc->timescale, static_cast<jlong>(xc->maxhandle)};
    jlongArray result = env->NewLongArray(4);
    if (result) env->SetLongArrayRegion(result, 0, 4, facts);
    return result;
}

JNIEXPORT jbyteArray JNICALL Java_tandem_waveforms_fst_FstNative_version(JNIEnv* env, jclass,
                                                                         jlong h) {
    return to_java(env, fstReaderGetVersionString(reader(h)));
}

JNIEXPORT jbyteArray JNICALL Java_tandem_waveforms_fst_FstNative_date(JNIEnv* env, jclass,
                                                                      jlong h) {
    return to_java(env, fstReaderGetDateString(reader(h)));
}

JNIEXPORT jbyteArray JNICALL Java_tandem_waveforms_fst_FstNative_hierarchy(JNIEnv* env, jclass,
                                                                           jlong h) {
    static thread_local std::string out;
    out.clear();
    std::jmp_buf jump;
    fst_exit_jump = &jump;
    const bool good = setjmp(jump) == 0;
    if (good && fstReaderIterateHierRewind(reader(h))) {
        while (const fstHier* entry = fstReaderIterateHier(reader(h))) append_entry(out, entry);
    }
    fst_exit_jump = nullptr;
    return good ? to_java(env, out) : nullptr;
}

JNIEXPORT jboolean JNICALL Java_tandem_waveforms_fst_FstNative_read(
    JNIEnv* env, jclass, jlong h, jlong from, jlong to, jintArray handles, jobject buffer,
    jobject sink) {
    fstReaderContext* xc = reader(h);
    fstReaderClrFacProcessMaskAll(xc);
    jint* wanted = env->GetIntArrayElements(handles, nullptr);
    for (jsize i = 0; i < env->GetArrayLength(handles); ++i) {
        fstReaderSetFacProcessMask(xc, static_cast<fstHandle>(wanted[i]));
    }
    env->ReleaseIntArrayElements(handles, wanted, JNI_ABORT);
    fstReaderSetLimitTimeRange(xc, static_cast<uint64_t>(from), static_cast<uint64_t>(to));
    fstReaderIterBlocksSetNativeDoublesOnCallback(xc, 1);
    Pump pump{env, sink, env->GetMethodID(env->GetObjectClass(sink), "accept", "(I)V"),
              static_cast<unsigned char*>(env->GetDirectBufferAddress(buffer)),
              static_cast<size_t>(env->GetDirectBufferCapacity(buffer)), 0,
              xc->signal_lens, xc->signal_typs, false};
    std::jmp_buf jump;
    fst_exit_jump = &jump;
    int good = 0;
    if (setjmp(jump) == 0) good = fstReaderIterBlocks2(xc, on_value, on_text, &pump, nullptr);
    fst_exit_jump = nullptr;
    flush(&pump);
    return good ? JNI_TRUE : JNI_FALSE;
}

JNIEXPORT jlong JNICALL Java_tandem_waveforms_fst_FstNative_openWriter(
    JNIEnv* env, jclass, jstring file, jint timescale, jstring version, jstring date,
    jstring comment) {
    Chars name{env, file};
    void* opened = fstWriterCreate(name.get(), 1);
    if (!opened) return 0;
    fstWriterSetPackType(opened, FST_WR_PT_LZ4);
    fstWriterSetTimescale(opened, timescale);
    fstWriterSetVersion(opened, Chars{env, version}.get());
    fstWriterSetDate(opened, Chars{env, date}.get());
    if (env->GetStringLength(comment) > 0) {
        fstWriterSetComment(opened, Chars{env, comment}.get());
    }
    return reinterpret_cast<jlong>(opened);
}

JNIEXPORT void JNICALL Java_tandem_waveforms_fst_FstNative_scope(JNIEnv* env, jclass, jlong h,
                                                                 jint type, jstring name) {
    fstWriterSetScope(writer(h), static_cast<fstScopeType>(type), Chars{env, name}.get(), nullptr);
}

JNIEXPORT void JNICALL Java_tandem_waveforms_fst_FstNative_upscope(JNIEnv*, jclass, jlong h) {
    fstWriterSetUpscope(writer(h));
}

JNIEXPORT jint JNICALL Java_tandem_waveforms_fst_FstNative_variable(JNIEnv* env, jclass, jlong h,
                                                                    jint type, jint width,
                                                                    jstring name, jint alias) {
    return static_cast<jint>(fstWriterCreateVar(
        writer(h), static_cast<fstVarType>(type), FST_VD_IMPLICIT, static_cast<uint32_t>(width),
        Chars{env, name}.get(), static_cast<fstHandle>(alias)));
}

JNIEXPORT void JNICALL Java_tandem_waveforms_fst_FstNative_write(JNIEnv* env, jclass, jlong h,
                                                                 jobject buffer, jint used) {
    const auto* at = static_cast<const unsigned char*>(env->GetDirectBufferAddress(buffer));
    const unsigned char* end = at + used;
    void* xc = writer(h);
    while (at < end) {
        int32_t handle;
        uint32_t length;
        uint64_t time;
        std::memcpy(&handle, at, 4);
        std::memcpy(&length, at + 4, 4);
        std::memcpy(&time, at + 8, 8);
        const unsigned char* value = at + kHead;
        if (handle == 0) {
            fstWriterEmitTimeChange(xc, time);
        } else if (handle < 0) {
            fstWriterEmitVariableLengthValueChange(xc, static_cast<fstHandle>(-handle), value,
                                                   length);
        } else {
            fstWriterEmitValueChange(xc, static_cast<fstHandle>(handle), value);
        }
        at = value + padded(length);
    }
}

JNIEXPORT void JNICALL Java_tandem_waveforms_fst_FstNative_closeWriter(JNIEnv*, jclass, jlong h) {
    fstWriterClose(writer(h));
}

}  // extern "C"

/* The raw class below the others: longs for handles, byte arrays for bytes and text, QuothException for failures. */
%module Raw

%pragma(java) moduleclassmodifiers="final class"
%pragma(java) jniclassclassmodifiers="final class"

%{
#include <stdlib.h>
#include <string.h>

#include "records.h"

static jbyteArray new_bytes(JNIEnv *env, const char *bytes, size_t size) {
    if (!bytes && size)
        return NULL;
    if (size > INT32_MAX) {
        (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/OutOfMemoryError"), "more than 2 GiB in an array");
        return NULL;
    }
    jbyteArray array = (*env)->NewByteArray(env, (jsize)size);
    if (array && size)
        (*env)->SetByteArrayRegion(env, array, 0, (jsize)size, (const jbyte *)bytes);
    return array;
}

static jbyteArray new_string(JNIEnv *env, const char *string) { return string ? new_bytes(env, string, strlen(string)) : NULL; }

/* NULL for null, and with an exception when there is no memory. */
static char *read_string(JNIEnv *env, jbyteArray array) {
    if (!array)
        return NULL;
    jsize size = (*env)->GetArrayLength(env, array);
    char *string = malloc((size_t)size + 1);
    if (!string) {
        (*env)->ThrowNew(env, (*env)->FindClass(env, "java/lang/OutOfMemoryError"), "string");
        return NULL;
    }
    (*env)->GetByteArrayRegion(env, array, 0, size, (jbyte *)string);
    string[size] = '\0';
    return string;
}

static void raise_failure(JNIEnv *env, const quoth_error *err) {
    jclass type = (*env)->FindClass(env, "quoth/QuothException");
    jmethodID of = type ? (*env)->GetStaticMethodID(env, type, "of", "([B[BJ)Lquoth/QuothException;") : NULL;
    if (!of)
        return;
    jthrowable failure = (*env)->CallStaticObjectMethod(env, type, of, new_string(env, quoth_status_name(err->code)),
                                                        new_string(env, err->message), (jlong)err->offset);
    if (failure)
        (*env)->Throw(env, failure);
}
%}

%typemap(jni) (const void *bytes, size_t size) "jbyteArray"
%typemap(jtype) (const void *bytes, size_t size) "byte[]"
%typemap(jstype) (const void *bytes, size_t size) "byte[]"
%typemap(javain) (const void *bytes, size_t size) "$javainput"
%typemap(in) (const void *bytes, size_t size) {
    $1 = $input ? (*jenv)->GetByteArrayElements(jenv, $input, NULL) : NULL;
    $2 = $1 ? (size_t)(*jenv)->GetArrayLength(jenv, $input) : 0;
    if ($input && !$1)
        return $null;
}
%typemap(freearg) (const void *bytes, size_t size) {
    if ($1)
        (*jenv)->ReleaseByteArrayElements(jenv, $input, $1, JNI_ABORT);
}

%typemap(jni) const char * "jbyteArray"
%typemap(jtype) const char * "byte[]"
%typemap(jstype) const char * "String"
%typemap(javain) const char * "Texts.encode($javainput)"
%typemap(javaout) const char * { return Texts.decode($jnicall); }
%typemap(in) const char * { $1 = read_string(jenv, $input); }
%typemap(freearg) const char * { free((void *)$1); }
%typemap(out) const char * { $result = new_string(jenv, $1); }

%typemap(in, numinputs=0) quoth_error *err (quoth_error detail) {
    detail.code = QUOTH_OK;
    $1 = &detail;
}
%typemap(argout) quoth_error *err {
    if ($1->code != QUOTH_OK)
        raise_failure(jenv, $1);
}

%define HANDLE(TYPE)
%typemap(jni) TYPE "jlong"
%typemap(jtype) TYPE "long"
%typemap(jstype) TYPE "long"
%typemap(javain) TYPE "$javainput"
%typemap(javaout) TYPE { return $jnicall; }
%typemap(in) TYPE { $1 = (void *)(intptr_t)$input; }
%typemap(out) TYPE { $result = (jlong)(intptr_t)$1; }
%typemap(newfree) TYPE ""
%enddef
HANDLE(quoth_engine *)
HANDLE(const quoth_engine *)
HANDLE(quoth_document *)
HANDLE(const quoth_document *)

%define BYTES(TYPE)
%typemap(jni) TYPE "jbyteArray"
%typemap(jtype) TYPE "byte[]"
%typemap(jstype) TYPE "byte[]"
%typemap(javaout) TYPE { return $jnicall; }
%typemap(out) TYPE { $result = new_bytes(jenv, $1.bytes, $1.size); }
%enddef
BYTES(flat_text)
BYTES(flat_owned)
BYTES(flat_blob)
%typemap(newfree) flat_owned, flat_blob { free($1.bytes); }

%define LONGS(TYPE)
%typemap(jni) TYPE "jlongArray"
%typemap(jtype) TYPE "long[]"
%typemap(jstype) TYPE "long[]"
%typemap(javaout) TYPE { return $jnicall; }
%enddef
LONGS(quoth_span)
%typemap(out) quoth_span {
    jlong bounds[] = {(jlong)$1.start, (jlong)$1.end};
    $result = (*jenv)->NewLongArray(jenv, 2);
    if ($result)
        (*jenv)->SetLongArrayRegion(jenv, $result, 0, 2, bounds);
}

/* Records are read from the packed tables. */
%ignore flat_build;
/* The tag; see language(). */
%typemap(jni) quoth_language_guess "jbyteArray"
%typemap(jtype) quoth_language_guess "byte[]"
%typemap(jstype) quoth_language_guess "String"
%typemap(javaout) quoth_language_guess { return Texts.decode($jnicall); }
%typemap(out) quoth_language_guess { $result = new_string(jenv, $1.language); }

%include "../quoth.i"

%rename("%s") quoth_engine_release;
%rename("%s") quoth_document_release;
void quoth_engine_release(quoth_engine *engine);
void quoth_document_release(quoth_document *doc);

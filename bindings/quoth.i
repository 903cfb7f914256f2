/*
 * What all SWIG languages share. A language's own file names the module, defines the typemaps that flat.h speaks of, includes flat.h
 * (Python) or records.h (all others) in its C code, and then this file. Handles are freed by the language's memory manager: Python,
 * Java and JavaScript have typemaps for them, the others SWIG's proxies with the destructors below. Lists are packed for Python and
 * Java; others have a typemap `const flat_builder *builder` with the functions that make their values.
 */
%include <stdint.i>

#if !defined(SWIGPYTHON) && !defined(SWIGJAVA) && !defined(SWIGJAVASCRIPT)
%nodefaultctor;
%nodefaultdtor;
%rename(Engine) quoth_engine;
%rename(Document) quoth_document;
struct quoth_engine {};
struct quoth_document {};
%extend quoth_engine { ~quoth_engine() { quoth_engine_release($self); } }
%extend quoth_document { ~quoth_document() { quoth_document_release($self); } }
typedef struct quoth_engine quoth_engine;
typedef struct quoth_document quoth_document;
#endif

#ifndef SWIGPYTHON
/* Written to memory of the language: instead packed as a string of bytes. */
%ignore flat_document_pack;
/* For those who read Arrow in C. */
%ignore flat_document_arrow_stream;
%ignore flat_document_arrow_array;
/* Streams of records have no idiom in these languages yet: the command reads archives. */
%ignore flat_archive_open;
%ignore flat_archive_next;
%ignore flat_archive_goes_on;

/* Nobody interrupts a parse. */
%typemap(in, numinputs=0) const flat_cancel *cancel "$1 = NULL;"
#endif

/* The language's memory manager owns what these return. */
%newobject flat_engine_new;
%newobject flat_parse;
%newobject flat_archive_open;
%newobject flat_document_export;
%newobject flat_document_save;
%newobject flat_document_load;
%newobject flat_document_packed;

#ifdef SWIGPYTHON
/* What takes longer than a moment lets other threads run. */
%nothread;
%thread flat_parse;
%thread flat_archive_next;
%thread flat_document_export;
%thread flat_document_pack;
%thread flat_document_save;
%thread flat_document_load;
%thread flat_document_arrow_array;
#endif

%apply (const void *bytes, size_t size) {
    (const void *languages, size_t languages_size), (const void *speakers, size_t speakers_size),
    (const void *known, size_t known_size), (const void *candidates, size_t candidates_size)
};

#ifdef SWIGPHP
/* Its functions have no module. */
%rename("%(regex:/^(?:flat|quoth)_(.*)/quoth_\\1/)s") "";
#else
%rename("%(strip:[flat_])s") "";
#endif
%ignore flat_cancel;
%ignore flat_text;
%ignore flat_owned;
%ignore flat_blob;
%ignore flat_arrow;
%include "flat.h"
#ifndef SWIGPYTHON
%ignore flat_builder;
%include "records.h"
#endif

#ifndef SWIGPHP
%rename("%(strip:[quoth_])s") "";
#endif
const char *quoth_version(void);
const char *quoth_unicode_version(void);
const char *quoth_status_name(int32_t status);
const char *quoth_table_name(int32_t table);
const char *quoth_table_column(int32_t table, size_t word);
const char *quoth_block_kind_name(int32_t kind);
const char *quoth_quote_type_name(int32_t type);
const char *quoth_speaker_kind_name(int32_t kind);
const char *quoth_mark_reason_name(int32_t reason);
const char *quoth_glue_kind_name(int32_t kind);
const char *quoth_restriction_level_name(int32_t level);
const char *quoth_metadata_field_name(int32_t field);
const char *quoth_script_of(uint32_t code_point);
const char *quoth_script_name(const char *code);
const char *quoth_language_name(const char *tag);
const char *quoth_language_tag(size_t i);
size_t quoth_language_count(void);

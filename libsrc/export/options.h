/* The caller's options of an export, complete and checked. */
#ifndef QH_EXPORT_OPTIONS_H
#define QH_EXPORT_OPTIONS_H

#include <quoth/quoth.h>

/* Checks all arguments of a quoth_write_ function. */
quoth_status qh_export_options(const quoth_document *doc, const quoth_export_options *in, quoth_write_fn write,
                               quoth_export_options *out, quoth_error *err);

/* As qh_export_options() for the report, which is written in parts and has no document at its begin and end. */
quoth_status qh_report_options(const quoth_document *doc, const quoth_export_options *in, quoth_write_fn write,
                               quoth_export_options *out, quoth_error *err);

/* Whether the quotation is one of those that the options ask for. */
int qh_export_wants(const quoth_export_options *options, const quoth_quote *quote);

#endif

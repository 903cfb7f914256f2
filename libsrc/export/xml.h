/* XML (1.0): text and attributes, escaped. Characters that XML does not know become U+FFFD. */
#ifndef QH_EXPORT_XML_H
#define QH_EXPORT_XML_H

#include "export/output.h"

void qh_xml_text(qh_output *out, const char *bytes, size_t size);
/* In attributes white space other than the space is written as a reference, so that readers keep it. */
void qh_xml_value(qh_output *out, const char *bytes, size_t size);
/* The same for HTML, whose parser knows fewer characters: carriage returns become line feeds, controls U+FFFD. */
void qh_html_text(qh_output *out, const char *bytes, size_t size);
void qh_html_attribute(qh_output *out, const char *name, const char *value);
/* ` name="value"`; nothing for a value that is NULL. */
void qh_xml_attribute(qh_output *out, const char *name, const char *value);
void qh_xml_number(qh_output *out, const char *name, size_t value);
/* `<name>text</name>`; nothing for a text that is NULL. */
void qh_xml_element(qh_output *out, const char *name, const char *text);

#endif

#include <quoth/quoth.h>

#define NAME_OF(names, i) ((i) >= 0 && (size_t)(i) < sizeof(names) / sizeof *(names) ? (names)[i] : NULL)

const char *quoth_block_kind_name(int32_t kind) {
    static const char *const names[] = {
        [QUOTH_BLOCK_TITLE] = "title",
        [QUOTH_BLOCK_SUBTITLE] = "subtitle",
        [QUOTH_BLOCK_HEADING] = "heading",
        [QUOTH_BLOCK_BYLINE] = "byline",
        [QUOTH_BLOCK_DATELINE] = "dateline",
        [QUOTH_BLOCK_PARAGRAPH] = "paragraph",
        [QUOTH_BLOCK_LIST_ITEM] = "list_item",
        [QUOTH_BLOCK_TABLE_CELL] = "table_cell",
        [QUOTH_BLOCK_CAPTION] = "caption",
        [QUOTH_BLOCK_BLOCKQUOTE] = "blockquote",
        [QUOTH_BLOCK_TURN] = "turn",
        [QUOTH_BLOCK_FOOTNOTE] = "footnote",
        [QUOTH_BLOCK_TEASER] = "teaser",
        [QUOTH_BLOCK_RELATED] = "related",
        [QUOTH_BLOCK_LINK] = "link",
        [QUOTH_BLOCK_LABEL] = "label",
        [QUOTH_BLOCK_CONTENTS] = "contents",
        [QUOTH_BLOCK_COMMENT] = "comment",
        [QUOTH_BLOCK_NAVIGATION] = "navigation",
        [QUOTH_BLOCK_BOILERPLATE] = "boilerplate",
        [QUOTH_BLOCK_PREFORMATTED] = "preformatted",
    };
    return NAME_OF(names, kind);
}

const char *quoth_metadata_field_name(int32_t field) {
    static const char *const names[] = {
        [QUOTH_METADATA_TITLE] = "title",       [QUOTH_METADATA_AUTHOR] = "author",     [QUOTH_METADATA_DATE] = "date",
        [QUOTH_METADATA_MODIFIED] = "modified", [QUOTH_METADATA_SITE] = "site",         [QUOTH_METADATA_LANGUAGE] = "language",
        [QUOTH_METADATA_URL] = "url",           [QUOTH_METADATA_DESCRIPTION] = "description",
    };
    return NAME_OF(names, field);
}

const char *quoth_quote_type_name(int32_t type) {
    static const char *const names[] = {
        [QUOTH_QUOTE_DIRECT] = "direct",           [QUOTH_QUOTE_MIXED] = "mixed",
        [QUOTH_QUOTE_INDIRECT] = "indirect",       [QUOTH_QUOTE_TURN] = "turn",
        [QUOTH_QUOTE_FREE_DIRECT] = "free_direct",
    };
    return NAME_OF(names, type);
}

const char *quoth_speaker_kind_name(int32_t kind) {
    static const char *const names[] = {
        [QUOTH_SPEAKER_UNKNOWN] = "unknown", [QUOTH_SPEAKER_PERSON] = "person", [QUOTH_SPEAKER_ORGANIZATION] = "organization",
        [QUOTH_SPEAKER_GROUP] = "group",     [QUOTH_SPEAKER_STATE] = "state",   [QUOTH_SPEAKER_ROLE] = "role",
    };
    return NAME_OF(names, kind);
}

const char *quoth_mark_reason_name(int32_t reason) {
    static const char *const names[] = {
        [QUOTH_MARK_TITLE] = "title",
        [QUOTH_MARK_SCARE] = "scare",
        [QUOTH_MARK_TERM] = "term",
        [QUOTH_MARK_OTHER] = "other",
    };
    return NAME_OF(names, reason);
}

const char *quoth_glue_kind_name(int32_t kind) {
    static const char *const names[] = {
        [QUOTH_GLUE_SCRIPT] = "script",
        [QUOTH_GLUE_LANGUAGE] = "language",
        [QUOTH_GLUE_TYPOGRAPHY] = "typography",
    };
    return NAME_OF(names, kind);
}

const char *quoth_restriction_level_name(int32_t level) {
    static const char *const names[] = {
        [QUOTH_RESTRICTION_ASCII_ONLY] = "ascii_only",           [QUOTH_RESTRICTION_SINGLE_SCRIPT] = "single_script",
        [QUOTH_RESTRICTION_HIGHLY] = "highly_restrictive",       [QUOTH_RESTRICTION_MODERATELY] = "moderately_restrictive",
        [QUOTH_RESTRICTION_MINIMALLY] = "minimally_restrictive", [QUOTH_RESTRICTION_UNRESTRICTED] = "unrestricted",
    };
    return NAME_OF(names, level);
}

const char *quoth_status_name(int32_t status) {
    static const char *const names[] = {
        [-QUOTH_OK] = "QUOTH_OK",
        [-QUOTH_ERROR_ARGUMENT] = "QUOTH_ERROR_ARGUMENT",
        [-QUOTH_ERROR_MEMORY] = "QUOTH_ERROR_MEMORY",
        [-QUOTH_ERROR_LIMIT] = "QUOTH_ERROR_LIMIT",
        [-QUOTH_ERROR_CHARSET] = "QUOTH_ERROR_CHARSET",
        [-QUOTH_ERROR_NOT_TEXT] = "QUOTH_ERROR_NOT_TEXT",
        [-QUOTH_ERROR_MEDIA_TYPE] = "QUOTH_ERROR_MEDIA_TYPE",
        [-QUOTH_ERROR_MODEL] = "QUOTH_ERROR_MODEL",
        [-QUOTH_ERROR_CANCELLED] = "QUOTH_ERROR_CANCELLED",
        [-QUOTH_ERROR_WRITE] = "QUOTH_ERROR_WRITE",
        [-QUOTH_ERROR_READ] = "QUOTH_ERROR_READ",
        [-QUOTH_ERROR_DAMAGED] = "QUOTH_ERROR_DAMAGED",
    };
    const char *name = status <= 0 && status > -64 ? NAME_OF(names, -status) : NULL;
    return name ? name : "unknown status";
}

#include "document/dates.h"

#include <string.h>

#include "base/one_of.h"
#include "document/dates_months.h"

/* The digits of a token as a number; -1 when it holds anything else (an ordinal's ending apart). */
static int32_t number_of(const char *text, const qh_token *token) {
    int32_t value = 0;
    size_t at = token->start;
    for (; at < token->end && text[at] >= '0' && text[at] <= '9'; at++) {
        if (value > 99999)
            return -1;
        value = value * 10 + (text[at] - '0');
    }
    size_t rest = token->end - at;
    int ordinal = rest == 2 && at > token->start && qh_one_of(text[at], "snrt") && qh_one_of(text[at + 1], "tdh");
    return at > token->start && (rest == 0 || ordinal || (rest == 1 && text[at] == '.')) ? value : -1;
}

static int is_year(int32_t n) { return n >= 1500 && n <= 2199; }
static int is_day(int32_t n) { return n >= 1 && n <= 31; }

/* 2016-09-12, 2016/9/12, 12.09.2016, 12/09/2016: day first, unless the second number cannot be a month. */
static int numeric_date(const char *text, size_t start, qh_date *date) {
    int32_t n[3] = {0, 0, 0};
    int fields = 0, digits = 0;
    size_t at = start;
    char separator = 0;
    for (;; at++) {
        char c = text[at];
        if (c >= '0' && c <= '9') {
            if (++digits > 4)
                return 0;
            n[fields] = n[fields] * 10 + (c - '0');
        } else if (digits && c && qh_one_of(c, "-/.") && (!separator || c == separator) && fields < 2) {
            separator = c;
            fields++;
            digits = 0;
        } else {
            break;
        }
    }
    if (fields != 2 || !digits)
        return 0;
    int year_first = is_year(n[0]);
    int32_t year = year_first ? n[0] : n[2], month = n[1], day = year_first ? n[2] : n[0];
    if (month > 12 && day <= 12 && !year_first) {
        int32_t swap = month;
        month = day;
        day = swap;
    }
    if (!is_year(year) || month < 1 || month > 12 || !is_day(day))
        return 0;
    *date = (qh_date){year, month, day, {start, at}, !year_first && day <= 12 && day != month && separator != '.'};
    return 1;
}

/* "12 de septiembre de 2016", whatever the language of the page. */
static int is_de(const char *text, const qh_token *token) {
    return token->end - token->start == 2 && text[token->start] == 'd' && text[token->start + 1] == 'e';
}

/* The token before or after `i` that is neither a comma nor a small word such as "of" or "de"; NULL beyond the ends. */
static const qh_token *neighbour(const char *text, const qh_tokens *tokens, size_t i, int step) {
    for (int hops = 0; hops < 3; hops++) {
        if (step < 0 ? i == 0 : i + 1 >= tokens->list.count)
            return NULL;
        i = step < 0 ? i - 1 : i + 1;
        const qh_token *token = &tokens->list.items[i];
        int comma = token->kind == QH_TOKEN_PUNCT && (text[token->start] == ',' || text[token->start] == '.');
        if (!comma && !(token->kind == QH_TOKEN_WORD && (token->classes & QH_WORD_PREPOSITION || is_de(text, token))))
            return token;
    }
    return NULL;
}

static void extend(qh_date *date, const qh_token *token) {
    if (token->start < date->span.start)
        date->span.start = token->start;
    if (token->end > date->span.end)
        date->span.end = token->end;
}

/* 2016年9月12日, 2016년 9월 12일; the day may be missing. */
static int sign_date(const char *text, size_t start, qh_date *date) {
    static const char *const signs[3][2] = {
        {"\xE5\xB9\xB4", "\xEB\x85\x84"}, {"\xE6\x9C\x88", "\xEC\x9B\x94"}, {"\xE6\x97\xA5", "\xEC\x9D\xBC"}};
    int32_t n[3] = {0, 0, 0};
    size_t at = start, end = start;
    for (int field = 0; field < 3; field++) {
        int digits = 0;
        while (text[at] == ' ')
            at++;
        for (; text[at] >= '0' && text[at] <= '9' && digits < 5; at++, digits++)
            n[field] = n[field] * 10 + (text[at] - '0');
        if (!digits || (strncmp(text + at, signs[field][0], 3) && strncmp(text + at, signs[field][1], 3))) {
            n[field] = 0;
            break;
        }
        end = at += 3;
    }
    if (!is_year(n[0]) || n[1] < 1 || n[1] > 12 || n[2] > 31)
        return 0;
    *date = (qh_date){n[0], n[1], n[2], {start, end}, 0};
    return 1;
}

/* 2024 Jun 30 */
static int year_first_date(const char *text, const qh_token *year, const qh_token *day, qh_date *date) {
    if (!year || !day || !is_year(number_of(text, year)) || !is_day(number_of(text, day)))
        return 0;
    date->year = number_of(text, year);
    date->day = number_of(text, day);
    extend(date, year);
    extend(date, day);
    return 1;
}

/* A month's name with a year near it, and perhaps a day before or between. */
static int named_date(const char *text, const qh_tokens *tokens, size_t i, int32_t value, qh_date *date) {
    const qh_token *month = &tokens->list.items[i];
    *date = (qh_date){0, value, 0, {month->start, month->end}, 0};
    const qh_token *before = neighbour(text, tokens, i, -1), *after = neighbour(text, tokens, i, 1);
    int32_t n_before = before ? number_of(text, before) : -1, n_after = after ? number_of(text, after) : -1;
    if (is_day(n_before)) {
        date->day = n_before;
        extend(date, before);
    }
    if (is_year(n_after)) {
        date->year = n_after;
        extend(date, after);
        return 1;
    }
    if (year_first_date(text, before, after, date))
        return 1;
    if (!is_day(n_after) || date->day)
        return 0;
    date->day = n_after;
    extend(date, after);
    const qh_token *year = neighbour(text, tokens, (size_t)(after - tokens->list.items), 1);
    if (!year || !is_year(number_of(text, year)))
        return 0;
    date->year = number_of(text, year);
    extend(date, year);
    return 1;
}

/* A month that the language's pack does not have: only with its day. */
static int other_month(const char *text, const qh_tokens *tokens, size_t i, qh_date *date) {
    const qh_token *token = &tokens->list.items[i];
    const qh_token *before = neighbour(text, tokens, i, -1), *after = neighbour(text, tokens, i, 1);
    int is_near = (before && is_day(number_of(text, before))) || (after && is_day(number_of(text, after)));
    int32_t month = is_near ? qh_month_of(text + token->start, token->end - token->start) : 0;
    return month && named_date(text, tokens, i, month, date) && date->day;
}

/* No date is without a figure, as number_of() reads it. */
static int has_figure(const char *text, const qh_tokens *tokens) {
    for (size_t i = 0; i < tokens->list.count; i++)
        if (text[tokens->list.items[i].start] >= '0' && text[tokens->list.items[i].start] <= '9')
            return 1;
    return 0;
}

qh_date qh_find_date(const char *text, const qh_tokens *tokens) {
    qh_date date = {0, 0, 0, {0, 0}, 0};
    size_t count = has_figure(text, tokens) ? tokens->list.count : 0;
    for (size_t i = 0; i < count; i++) {
        const qh_token *token = &tokens->list.items[i];
        if (token->kind == QH_TOKEN_WORD && token->classes & QH_WORD_MONTH && named_date(text, tokens, i, token->value, &date))
            return date;
        if (token->kind == QH_TOKEN_WORD && other_month(text, tokens, i, &date))
            return date;
        if (token->kind == QH_TOKEN_NUMBER && (numeric_date(text, token->start, &date) || sign_date(text, token->start, &date)))
            return date;
    }
    return (qh_date){0, 0, 0, {0, 0}, 0};
}

static char *put(char *out, int32_t n, int digits) {
    for (int i = digits; i-- > 0; n /= 10)
        out[i] = (char)('0' + n % 10);
    return out + digits;
}

void qh_date_format(const qh_date *date, char out[11]) {
    char *end = put(out, date->year, 4);
    if (date->month) {
        *end++ = '-';
        end = put(end, date->month, 2);
    }
    if (date->month && date->day) {
        *end++ = '-';
        end = put(end, date->day, 2);
    }
    *end = '\0';
}

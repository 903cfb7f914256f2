#include "text/source_map.h"

static size_t piece_source(const qh_source_piece *piece, size_t text) {
    return piece->source + (text - piece->text) / piece->text_unit * piece->source_unit;
}

int qh_source_map_add(qh_arena *arena, qh_source_map *map, size_t text, size_t source, uint32_t text_unit, uint32_t source_unit) {
    if (map->pieces.count) {
        const qh_source_piece *last = &map->pieces.items[map->pieces.count - 1];
        if (last->text_unit == text_unit && last->source_unit == source_unit && piece_source(last, text) == source)
            return 1;
        map->moved |= source < last->source;
    }
    qh_source_piece *piece = qh_vec_push(arena, &map->pieces);
    if (!piece)
        return 0;
    *piece = (qh_source_piece){text, source, text_unit, source_unit};
    return 1;
}

void qh_source_map_end_at(qh_source_map *map, size_t text_size, size_t source_size) {
    while (map->pieces.count && map->pieces.items[map->pieces.count - 1].text >= text_size)
        map->pieces.count--;
    map->text_size = text_size;
    map->source_size = source_size;
}

/* The last piece that begins at or before `at`. */
static const qh_source_piece *piece_at(const qh_source_map *map, size_t at) {
    size_t low = 0, high = map->pieces.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (map->pieces.items[middle].text <= at)
            low = middle;
        else
            high = middle;
    }
    return &map->pieces.items[low];
}

size_t qh_source_map_at(const qh_source_map *map, size_t at) {
    for (; map; map = map->outer)
        at = at >= map->text_size || !map->pieces.count ? map->source_size : piece_source(piece_at(map, at), at);
    return at;
}

size_t qh_source_map_end(const qh_source_map *map, size_t at) {
    for (; map && at > 0; map = map->outer) {
        if (at > map->text_size || !map->pieces.count)
            return qh_source_map_at(map, at);
        const qh_source_piece *piece = piece_at(map, at - 1);
        at = piece_source(piece, at - 1) + piece->source_unit;
    }
    return at;
}

/* Of one map whose pieces do not stand in order: the source of each piece counts. */
static quoth_span hull(const qh_source_map *map, quoth_span span) {
    quoth_span all = {SIZE_MAX, 0};
    const qh_source_piece *end = map->pieces.items + map->pieces.count;
    for (const qh_source_piece *piece = piece_at(map, span.start); piece < end && piece->text < span.end; piece++) {
        size_t next = piece + 1 < end && piece[1].text < span.end ? piece[1].text : span.end;
        size_t first = piece_source(piece, span.start > piece->text ? span.start : piece->text);
        size_t last = piece_source(piece, next - 1) + piece->source_unit;
        all.start = first < all.start ? first : all.start;
        all.end = last > all.end ? last : all.end;
    }
    return all;
}

quoth_span qh_source_map_span(const qh_source_map *map, quoth_span span) {
    if (span.start == span.end || !map || !map->moved || !map->pieces.count) {
        size_t first = qh_source_map_at(map, span.start);
        return (quoth_span){first, span.start == span.end ? first : qh_source_map_end(map, span.end)};
    }
    return qh_source_map_span(map->outer, hull(map, span));
}

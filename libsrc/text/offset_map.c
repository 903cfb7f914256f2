#include "text/offset_map.h"

#include "text/bits.h"

enum { BLOCK = 64, GROUP_BLOCKS = 1 << 20 };

/* Characters that start before a block, counted from the start of its group: 32 bits are enough there. */
typedef struct block_start {
    uint32_t points, units;
} block_start;

typedef struct counts {
    size_t points, units;
} counts;

struct qh_offset_map {
    const char *text;
    size_t size;
    counts total;
    size_t block_count;
    block_start *blocks; /* NULL: the text is ASCII and all offsets are equal */
    counts *groups;
};

static int is_ascii(const char *text, size_t size) {
    size_t i = 0;
    uint64_t any = 0;
    for (; i + 8 <= size; i += 8)
        any |= qh_bits_load(text + i);
    for (; i < size; i++)
        any |= (uint64_t)((unsigned char)text[i] & 0x80);
    return (any & QH_BITS_HIGH) == 0;
}

/* Counts the characters that start in `size` bytes. */
static void count(const char *text, size_t size, counts *sum) {
    size_t i = 0, leads = 0, fours = 0;
    for (; i + 8 <= size; i += 8) {
        uint64_t word = qh_bits_load(text + i);
        leads += qh_bits_leads(word);
        fours += qh_bits_fours(word);
    }
    for (; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        leads += (byte & 0xC0) != 0x80;
        fours += byte >= 0xF0;
    }
    sum->points += leads;
    sum->units += leads + fours;
}

/* Characters that start in less than BLOCK bytes: what most questions ask for. */
static size_t count_points(const char *text, size_t size) {
    uint64_t others = 0; /* continuation bytes, one count for each byte of a word */
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        uint64_t word = qh_bits_load(text + i);
        others += (word >> 7) & ~(word >> 6) & QH_BITS_LOW;
    }
    size_t points = i - qh_bits_sum(others);
    for (; i < size; i++)
        points += ((unsigned char)text[i] & 0xC0) != 0x80;
    return points;
}

static void fill(qh_offset_map *map) {
    counts sum = {0, 0};
    for (size_t b = 0; b < map->block_count; b++) {
        if (b % GROUP_BLOCKS == 0)
            map->groups[b / GROUP_BLOCKS] = sum;
        const counts *group = &map->groups[b / GROUP_BLOCKS];
        map->blocks[b] = (block_start){(uint32_t)(sum.points - group->points), (uint32_t)(sum.units - group->units)};
        size_t at = b * BLOCK;
        count(map->text + at, map->size - at < BLOCK ? map->size - at : BLOCK, &sum);
    }
    map->total = sum;
}

qh_offset_map *qh_offset_map_new(qh_arena *arena, const char *text, size_t size) {
    qh_offset_map *map = qh_arena_zalloc(arena, 1, sizeof *map);
    if (!map)
        return NULL;
    map->text = text;
    map->size = size;
    map->total = (counts){size, size};
    if (is_ascii(text, size))
        return map;
    map->block_count = (size - 1) / BLOCK + 1;
    map->groups = qh_arena_zalloc(arena, (map->block_count - 1) / GROUP_BLOCKS + 1, sizeof *map->groups);
    map->blocks = qh_arena_zalloc(arena, map->block_count, sizeof *map->blocks);
    if (!map->blocks || !map->groups)
        return NULL;
    fill(map);
    return map;
}

static size_t in_unit(counts c, quoth_unit unit) { return unit == QUOTH_UNIT_UTF16 ? c.units : c.points; }

static counts block_counts(const qh_offset_map *map, size_t block) {
    counts sum = map->groups[block / GROUP_BLOCKS];
    sum.points += map->blocks[block].points;
    sum.units += map->blocks[block].units;
    return sum;
}

static size_t code_point_start(const qh_offset_map *map, size_t byte) {
    while (byte > 0 && byte < map->size && ((unsigned char)map->text[byte] & 0xC0) == 0x80)
        byte--;
    return byte;
}

size_t qh_offset_from_byte(const qh_offset_map *map, size_t byte, quoth_unit unit) {
    if (byte >= map->size)
        return unit == QUOTH_UNIT_BYTE ? map->size : in_unit(map->total, unit);
    if (!map->blocks)
        return byte;
    byte = code_point_start(map, byte);
    if (unit == QUOTH_UNIT_BYTE)
        return byte;
    size_t block = byte / BLOCK;
    if (unit == QUOTH_UNIT_CODE_POINT)
        return map->groups[block / GROUP_BLOCKS].points + map->blocks[block].points +
               count_points(map->text + block * BLOCK, byte - block * BLOCK);
    counts sum = block_counts(map, block);
    count(map->text + block * BLOCK, byte - block * BLOCK, &sum);
    return in_unit(sum, unit);
}

/* The last block before which at most `offset` units lie. */
static size_t find_block(const qh_offset_map *map, size_t offset, quoth_unit unit) {
    size_t low = 0, high = map->block_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (in_unit(block_counts(map, middle), unit) <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

size_t qh_offset_to_byte(const qh_offset_map *map, size_t offset, quoth_unit unit) {
    if (offset >= (unit == QUOTH_UNIT_BYTE ? map->size : in_unit(map->total, unit)))
        return map->size;
    if (!map->blocks)
        return offset;
    if (unit == QUOTH_UNIT_BYTE)
        return code_point_start(map, offset);
    size_t block = find_block(map, offset, unit);
    size_t left = offset - in_unit(block_counts(map, block), unit);
    size_t at = block * BLOCK;
    for (;; at++) {
        unsigned char byte = (unsigned char)map->text[at];
        if ((byte & 0xC0) == 0x80)
            continue;
        size_t width = unit == QUOTH_UNIT_UTF16 && byte >= 0xF0 ? 2 : 1;
        if (left < width)
            return at;
        left -= width;
    }
}

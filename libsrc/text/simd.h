/* Which vector instructions there are, asked while running. */
#ifndef QH_TEXT_SIMD_H
#define QH_TEXT_SIMD_H

#if defined(__x86_64__) && defined(__GNUC__)
#define QH_SIMD_X86 1
#elif defined(__aarch64__) && defined(__GNUC__) && defined(__ARM_NEON)
#define QH_SIMD_NEON 1
#endif

enum qh_simd { QH_SIMD_NONE, QH_SIMD_WITH_SSSE3, QH_SIMD_WITH_AVX2, QH_SIMD_WITH_NEON };

/* The best that this processor has. */
static inline enum qh_simd qh_simd_best(void) {
#if defined(QH_SIMD_X86)
    return __builtin_cpu_supports("avx2") ? QH_SIMD_WITH_AVX2 : __builtin_cpu_supports("ssse3") ? QH_SIMD_WITH_SSSE3 : QH_SIMD_NONE;
#elif defined(QH_SIMD_NEON)
    return QH_SIMD_WITH_NEON;
#else
    return QH_SIMD_NONE;
#endif
}

#endif

#include "text/simd.h"
#include "text/utf8_valid.h"

#if defined(QH_SIMD_X86)
#include "text/simd_avx2.h"
#include "text/utf8_valid_kernel.h"
#endif

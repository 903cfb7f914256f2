#include "text/simd.h"
#include "text/utf8_valid.h"

#if defined(QH_SIMD_NEON)
#include "text/simd_neon.h"
#include "text/utf8_valid_kernel.h"
#endif

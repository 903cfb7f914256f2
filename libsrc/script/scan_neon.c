#include "script/scan.h"
#include "text/simd.h"

#if defined(QH_SIMD_NEON)
#include "text/simd_neon.h"

#include "script/scan_kernel.h"
#endif

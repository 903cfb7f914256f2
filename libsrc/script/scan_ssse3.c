#include "script/scan.h"
#include "text/simd.h"

#if defined(QH_SIMD_X86)
#include "text/simd_ssse3.h"

#include "script/scan_kernel.h"
#endif

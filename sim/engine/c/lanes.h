/* What the translated text needs of C where LANES runs go abreast: vd reals, vi whole numbers, vb yes or no.

   Three kinds of processor: x86 with AVX-512 (8 lanes, yes and no in mask registers), x86 with AVX2 (4 lanes), and
   WebAssembly's SIMD (2 lanes). Each operation gives in each lane the same bits as its plain form in numbers.h. */
#ifndef TRIPWIRE_LANES_H
#define TRIPWIRE_LANES_H
#include "numbers.h"
#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
#define LANES 8
#include <immintrin.h>
#elif defined(__AVX2__)
#define LANES 4
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#define LANES 2
#include <wasm_simd128.h>
#else
#error "no lanes on this processor"
#endif
typedef double vd __attribute__((vector_size(8 * LANES)));
typedef int64_t vi __attribute__((vector_size(8 * LANES)));
typedef uint64_t vu __attribute__((vector_size(8 * LANES)));

HELPER vd all_vd(double x) { return x - (vd){0}; } /* x − 0 is x, for −0 and no number too */
HELPER vi all_vi(int64_t x) { return x - (vi){0}; }
HELPER vi shift_left(vi x, int by) { return (vi)((vu)x << by); }

#if LANES == 8 /* ---------------------------------------------------------------- AVX-512 */
typedef __mmask8 vb;
#define COMPARE(name, of_reals, of_whole) \
    HELPER vb name##_vd(vd a, vd b) { return _mm512_cmp_pd_mask((__m512d)a, (__m512d)b, of_reals); } \
    HELPER vb name##_vi(vi a, vi b) { return _mm512_cmp_epi64_mask((__m512i)a, (__m512i)b, of_whole); }
COMPARE(lt, _CMP_LT_OQ, _MM_CMPINT_LT)
COMPARE(le, _CMP_LE_OQ, _MM_CMPINT_LE)
COMPARE(gt, _CMP_GT_OQ, _MM_CMPINT_NLE)
COMPARE(ge, _CMP_GE_OQ, _MM_CMPINT_NLT)
COMPARE(eq, _CMP_EQ_OQ, _MM_CMPINT_EQ)
COMPARE(ne, _CMP_NEQ_UQ, _MM_CMPINT_NE)
HELPER vb all_vb(bool x) { return x ? 0xff : 0; }
HELPER vb and_vb(vb a, vb b) { return (vb)(a & b); }
HELPER vb or_vb(vb a, vb b) { return (vb)(a | b); }
HELPER vb not_vb(vb a) { return (vb)~a; }
HELPER bool any_vb(vb a) { return a != 0; }
HELPER vb select_vb(vb m, vb a, vb b) { return (vb)((m & a) | (~m & b)); }
HELPER vd select_vd(vb m, vd a, vd b) { return (vd)_mm512_mask_blend_pd(m, (__m512d)b, (__m512d)a); }
HELPER vi select_vi(vb m, vi a, vi b) { return (vi)_mm512_mask_blend_epi64(m, (__m512i)b, (__m512i)a); }
/* The processor's minimum gives the second operand for equals and where one is no number. */
HELPER vd min_vd(vd a, vd b) { return (vd)_mm512_min_pd((__m512d)b, (__m512d)a); }
HELPER vd max_vd(vd a, vd b) { return (vd)_mm512_max_pd((__m512d)b, (__m512d)a); }
HELPER vd sqrt_vd(vd x) { return (vd)_mm512_sqrt_pd((__m512d)x); }
HELPER vi whole_vd(vd x) { return (vi)_mm512_cvttpd_epi64((__m512d)x); }
HELPER vi floor_vd(vd x) { return whole_vd((vd)_mm512_roundscale_pd((__m512d)x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC)); }
HELPER vd real_vi(vi x) { return (vd)_mm512_cvtepi64_pd((__m512i)x); }
#else /* --------------------------------------------------------- AVX2 and WebAssembly */
typedef vi vb; /* all bits set for yes */
#define COMPARE(name, sign) \
    HELPER vb name##_vd(vd a, vd b) { return (vb)(a sign b); } \
    HELPER vb name##_vi(vi a, vi b) { return (vb)(a sign b); }
COMPARE(lt, <)
COMPARE(le, <=)
COMPARE(gt, >)
COMPARE(ge, >=)
COMPARE(eq, ==)
COMPARE(ne, !=)
HELPER vb all_vb(bool x) { return all_vi(-(int64_t)x); }
HELPER vb and_vb(vb a, vb b) { return a & b; }
HELPER vb or_vb(vb a, vb b) { return a | b; }
HELPER vb not_vb(vb a) { return ~a; }
HELPER vb select_vb(vb m, vb a, vb b) { return (m & a) | (~m & b); }
#if LANES == 4
HELPER bool any_vb(vb a) { return _mm256_movemask_pd((__m256d)a) != 0; }
HELPER vd select_vd(vb m, vd a, vd b) { return (vd)_mm256_blendv_pd((__m256d)b, (__m256d)a, (__m256d)m); }
HELPER vi select_vi(vb m, vi a, vi b) { return (vi)_mm256_blendv_pd((__m256d)b, (__m256d)a, (__m256d)m); }
HELPER vd min_vd(vd a, vd b) { return (vd)_mm256_min_pd((__m256d)b, (__m256d)a); }
HELPER vd max_vd(vd a, vd b) { return (vd)_mm256_max_pd((__m256d)b, (__m256d)a); }
HELPER vd sqrt_vd(vd x) { return (vd)_mm256_sqrt_pd((__m256d)x); }
HELPER vd down(vd x) { return (vd)_mm256_floor_pd((__m256d)x); }
#else
HELPER bool any_vb(vb a) { return wasm_v128_any_true((v128_t)a); }
HELPER vd select_vd(vb m, vd a, vd b) { return (vd)wasm_v128_bitselect((v128_t)a, (v128_t)b, (v128_t)m); }
HELPER vi select_vi(vb m, vi a, vi b) { return (vi)wasm_v128_bitselect((v128_t)a, (v128_t)b, (v128_t)m); }
HELPER vd min_vd(vd a, vd b) { return (vd)wasm_f64x2_pmin((v128_t)a, (v128_t)b); }
HELPER vd max_vd(vd a, vd b) { return (vd)wasm_f64x2_pmax((v128_t)a, (v128_t)b); }
HELPER vd sqrt_vd(vd x) { return (vd)wasm_f64x2_sqrt((v128_t)x); }
HELPER vd down(vd x) { return (vd)wasm_f64x2_floor((v128_t)x); }
#endif
/* These processors convert no 64-bit numbers. Added to 1.5·2⁵², a whole number below 2⁵¹ stands in the last bits of the
   sum; larger ones go in two halves, exact, and are rounded once. */
#define BASE 6755399441055744.0
#define BASE_BITS INT64_C(0x4338000000000000)
HELPER vi small(vd whole) { return (vi)(whole + all_vd(BASE)) - all_vi(BASE_BITS); }
HELPER vi floor_vd(vd x) { return small(down(x)); }
HELPER vd towards_zero(vd x) {
    vi sign = (vi)x & all_vi(INT64_MIN);
    return (vd)((vi)down((vd)((vi)x & all_vi(INT64_MAX))) | sign);
}
HELPER vi whole_vd(vd x) {
    vd high = towards_zero(x * all_vd(0x1p-32));
    return shift_left(small(high), 32) + small(towards_zero(x - high * all_vd(0x1p32)));
}
HELPER vd real_vi(vi x) {
    vd high = ((vd)((x >> 32) + all_vi(BASE_BITS)) - all_vd(BASE)) * all_vd(0x1p32);
    vd low = (vd)((x & all_vi(0xffffffff)) | all_vi(INT64_C(0x4330000000000000))) - all_vd(4503599627370496.0);
    return high + low;
}
#endif
HELPER vb and_not_vb(vb a, vb b) { return and_vb(a, not_vb(b)); }
HELPER vi min_vi(vi a, vi b) { return select_vi(lt_vi(b, a), b, a); }
HELPER vi max_vi(vi a, vi b) { return select_vi(gt_vi(b, a), b, a); }
HELPER vb isnan_vd(vd x) { return ne_vd(x, x); }
HELPER vd power_of_two_vi(vi n) { return (vd)shift_left(n + all_vi(1023), 52); }
HELPER vd fraction_vd(vd x) { return (vd)(((vi)x & all_vi(INT64_C(0xFFFFFFFFFFFFF))) | all_vi(INT64_C(0x3FE0000000000000))); }
HELPER vi exponent_vd(vd x) { return ((vi)x >> 52) - all_vi(1022); }
#endif

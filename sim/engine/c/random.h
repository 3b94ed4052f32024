/* The draws: Philox4x64-10 as in numpy (the counter is raised before each block), reals of 53 bits on [0, 1).

   Several replicates are written abreast: number k of replicate t stands at to[k * tapes + t]. */
#ifndef TRIPWIRE_RANDOM_H
#define TRIPWIRE_RANDOM_H
#include <stdint.h>

/* High and low half of a product of two 64-bit numbers. */
#ifdef __SIZEOF_INT128__
#if !defined(__wasm__)
#define WIDE_PRODUCT
#endif
#endif
static inline uint64_t high_product(uint64_t a, uint64_t b, uint64_t *low) {
#ifdef WIDE_PRODUCT
    unsigned __int128 product = (unsigned __int128)a * b;
    *low = (uint64_t)product;
    return (uint64_t)(product >> 64);
#else
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t ll = al * bl, lh = al * bh, hl = ah * bl, middle = hl + (ll >> 32);
    /* Or LLVM sees through the halves and calls a library for the whole product, which a bare module does not have. */
    __asm__("" : "+r"(middle));
    uint64_t carry = lh + (uint32_t)middle;
    *low = a * b;
    return ah * bh + (middle >> 32) + (carry >> 32);
#endif
}

static inline void random_block(uint64_t seed, uint64_t stream, uint64_t counter, int64_t tapes, double *to) {
    uint64_t c0 = counter + 1, c1 = 0, c2 = 0, c3 = 0, k0 = seed, k1 = stream;
    for (int round = 0; round < 10; round++) {
        uint64_t low0, low1;
        uint64_t high0 = high_product(0xD2E7470EE14C6C93ULL, c0, &low0);
        uint64_t high1 = high_product(0xCA5A826395121157ULL, c2, &low1);
        c0 = high1 ^ c1 ^ k0, c1 = low1, c2 = high0 ^ c3 ^ k1, c3 = low0;
        k0 += 0x9E3779B97F4A7C15ULL, k1 += 0xBB67AE8584CAA73BULL;
    }
    to[0 * tapes] = (double)(int64_t)(c0 >> 11) * 0x1p-53;
    to[1 * tapes] = (double)(int64_t)(c1 >> 11) * 0x1p-53;
    to[2 * tapes] = (double)(int64_t)(c2 >> 11) * 0x1p-53;
    to[3 * tapes] = (double)(int64_t)(c3 >> 11) * 0x1p-53;
}

/* One page of the replicates from `replicate` on; `length` is a whole number of blocks. */
static inline void random_page(uint64_t seed, uint64_t stream, uint64_t replicate, int64_t length, int64_t tapes, double *to) {
    for (int64_t block = 0; block < length / 4; block++)
        for (int64_t tape = 0; tape < tapes; tape++)
            random_block(seed, stream, (replicate + (uint64_t)tape) * (uint64_t)(length / 4) + (uint64_t)block, tapes,
                         to + 4 * block * tapes + tape);
}

/* All pages: one for the run, one for each year (engine/chance.py). */
static inline void random_tapes(uint64_t seed, uint64_t replicate, int64_t months, int64_t tapes, double *to) {
    random_page(seed, STREAM, replicate, RUN_PAGE, tapes, to);
    for (int64_t year = 0; 12 * year < months; year++)
        random_page(seed, STREAM + 1 + (uint64_t)year, replicate, YEAR_PAGE, tapes, to + (RUN_PAGE + YEAR_PAGE * year) * tapes);
}
#endif

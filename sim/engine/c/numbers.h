/* What the translated text needs of C: plain numbers. Every operation is exact or rounded once, as IEEE 754 has it. */
#ifndef TRIPWIRE_NUMBERS_H
#define TRIPWIRE_NUMBERS_H
#include <stdbool.h>
#include <stdint.h>
#ifdef _WIN32
#define EXPORT(name) __declspec(dllexport) tripwire_##name
#else
#define EXPORT(name) __attribute__((visibility("default"))) tripwire_##name
#endif
#define INLINE inline
#define HELPER static inline __attribute__((always_inline))
#define memset __builtin_memset
#define memcpy __builtin_memcpy

/* As Python's min and max: of equals, and where one is no number, the first. */
HELPER double min_d(double a, double b) { return b < a ? b : a; }
HELPER double max_d(double a, double b) { return b > a ? b : a; }
HELPER int64_t min_i(int64_t a, int64_t b) { return b < a ? b : a; }
HELPER int64_t max_i(int64_t a, int64_t b) { return b > a ? b : a; }
HELPER double sqrt_d(double x) { return __builtin_sqrt(x); }
HELPER bool isnan_d(double x) { return x != x; }
#if defined(__x86_64__) && !defined(__SSE4_1__) /* for __builtin_floor they would call a mathematical library */
HELPER int64_t floor_d(double x) { int64_t n = (int64_t)x; return n - (x < (double)n); }
HELPER int64_t whole_d(double x) { return (int64_t)x; }
#elif defined(__clang__)
HELPER int64_t floor_d(double x) { return (int64_t)__builtin_floor(x); }
HELPER int64_t whole_d(double x) { return (int64_t)x; }
#else /* GCC before 13 takes (double)(int64_t)x for x without its fraction, which may be −0; a whole number has one zero */
HELPER int64_t floor_d(double x) { return (int64_t)(__builtin_floor(x) + 0.0); }
HELPER int64_t whole_d(double x) { return (int64_t)(__builtin_trunc(x) + 0.0); }
#endif
HELPER int64_t bits_d(double x) { int64_t bits; memcpy(&bits, &x, 8); return bits; }
HELPER double number_i(int64_t bits) { double x; memcpy(&x, &bits, 8); return x; }
/* 2 to the power n, −1022 ≤ n ≤ 1023. */
HELPER double power_of_two_i(int64_t n) { return number_i((int64_t)((uint64_t)(n + 1023) << 52)); }
/* As math.frexp of a positive number of full precision: x = fraction · 2^exponent, ½ ≤ fraction < 1. */
HELPER double fraction_d(double x) { return number_i((bits_d(x) & INT64_C(0xFFFFFFFFFFFFF)) | INT64_C(0x3FE0000000000000)); }
HELPER int64_t exponent_d(double x) { return (bits_d(x) >> 52) - 1022; }
#endif

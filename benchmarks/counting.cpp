/* The engine's translated C, one run at a time, with numbers that count what is done to them: the work of a run, exactly.
   Sums, products, quotients and roots count; comparisons, signs and what a compiler can do beforehand do not. */

#include <cmath>
#include <cstdint>
#include <cstring>

static int64_t additions, multiplications, divisions, roots;

struct real {
    double v;
    real() = default;
    template <typename T> real(T value) : v((double)value) {}
    explicit operator int64_t() const { return (int64_t)v; }
    real operator-() const { return -v; }
    friend real operator+(real a, real b) { return additions++, a.v + b.v; }
    friend real operator-(real a, real b) { return additions++, a.v - b.v; }
    friend real operator*(real a, real b) { return multiplications++, a.v * b.v; }
    friend real operator/(real a, real b) { return divisions++, a.v / b.v; }
    friend bool operator<(real a, real b) { return a.v < b.v; }
    friend bool operator>(real a, real b) { return a.v > b.v; }
    friend bool operator<=(real a, real b) { return a.v <= b.v; }
    friend bool operator>=(real a, real b) { return a.v >= b.v; }
    friend bool operator==(real a, real b) { return a.v == b.v; }
    friend bool operator!=(real a, real b) { return a.v != b.v; }
};

/* In place of sim/engine/c/numbers.h. */
#define TRIPWIRE_NUMBERS_H
#define EXPORT(name) tripwire_##name
#define INLINE inline
#define HELPER static inline

HELPER real min_d(real a, real b) { return b < a ? b : a; }
HELPER real max_d(real a, real b) { return b > a ? b : a; }
HELPER int64_t min_i(int64_t a, int64_t b) { return b < a ? b : a; }
HELPER int64_t max_i(int64_t a, int64_t b) { return b > a ? b : a; }
HELPER real sqrt_d(real x) { return roots++, std::sqrt(x.v); }
HELPER bool isnan_d(real x) { return std::isnan(x.v); }
HELPER int64_t floor_d(real x) { return (int64_t)std::floor(x.v); }
HELPER int64_t whole_d(real x) { return (int64_t)x.v; }
HELPER real power_of_two_i(int64_t n) { return std::ldexp(1.0, (int)n); }
HELPER real fraction_d(real x) { int exponent; return std::frexp(x.v, &exponent); }
HELPER int64_t exponent_d(real x) { int exponent; return std::frexp(x.v, &exponent), exponent; }

extern "C" void counted(int64_t *into) {
    int64_t now[4] = {additions, multiplications, divisions, roots};
    std::memcpy(into, now, sizeof now);
    additions = multiplications = divisions = roots = 0;
}

using std::memset;
#define double real
#define restrict
#define public public_ /* a word of C++, a field of the records */
extern "C" {
#include "one.c"
}

/* loop.c once more, with numbers that count what is done to them: it tells the work of a run exactly.
   Sums, products, quotients and roots count; comparisons, signs and what a compiler can do beforehand do not. */

#include <cmath>
#include <cstdint>
#include <cstring>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static int64_t additions, multiplications, divisions, roots;

struct real {
    double v;
    real() = default;
    template <typename T> real(T value) : v((double)value) {}
    explicit operator int() const { return (int)v; }
    explicit operator int64_t() const { return (int64_t)v; }
    real operator-() const { return -v; }
    real &operator+=(real b) { return additions++, v += b.v, *this; }
    real &operator*=(real b) { return multiplications++, v *= b.v, *this; }
    friend real operator+(real a, real b) { return additions++, a.v + b.v; }
    friend real operator-(real a, real b) { return additions++, a.v - b.v; }
    friend real operator*(real a, real b) { return multiplications++, a.v * b.v; }
    friend real operator/(real a, real b) { return divisions++, a.v / b.v; }
    friend bool operator<(real a, real b) { return a.v < b.v; }
    friend bool operator>(real a, real b) { return a.v > b.v; }
    friend bool operator<=(real a, real b) { return a.v <= b.v; }
    friend bool operator>=(real a, real b) { return a.v >= b.v; }
    friend bool operator==(real a, real b) { return a.v == b.v; }
};

static inline real sqrt(real a) { return roots++, std::sqrt(a.v); }
static inline real floor(real a) { return std::floor(a.v); }
static inline bool isnan(real a) { return std::isnan(a.v); }

extern "C" void counted(int64_t *into) {
    int64_t now[4] = {additions, multiplications, divisions, roots};
    std::memcpy(into, now, sizeof now);
    additions = multiplications = divisions = roots = 0;
}

#define double real
#define restrict
extern "C" {
#include "loop.c"
}

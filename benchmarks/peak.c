/* What one core can do at most: products and sums that wait for nothing. */

#include <stdint.h>

#define LANES 8
#define CHAINS 12

typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

double peak(int64_t rounds) { /* 2 * LANES * CHAINS operations a round */
    lanes x[CHAINS], total = {0};
    for (int k = 0; k < CHAINS; k++) x[k] = total + 1.0 + k;
    for (int64_t round = 0; round < rounds; round++)
        for (int k = 0; k < CHAINS; k++) x[k] = x[k] * 0.999999 + 0.000001;
    for (int k = 0; k < CHAINS; k++) total += x[k];
    return total[0];
}

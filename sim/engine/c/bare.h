/* Where there is no C library: what a compiler may call of its own accord. */
#include <stddef.h>
#undef memcpy
#undef memset
void *memcpy(void *restrict to, const void *restrict from, size_t count);
void *memset(void *to, int value, size_t count);
void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    char *a = to;
    const char *b = from;
    while (count--)
        *a++ = *b++;
    return to;
}
void *memset(void *to, int value, size_t count) {
    char *a = to;
    while (count--)
        *a++ = (char)value;
    return to;
}

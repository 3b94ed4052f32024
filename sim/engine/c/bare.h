/* Where there is no C library: what a compiler may call of its own accord. */
#include <stddef.h>
#undef memcpy
#undef memmove
#undef memset
#ifdef __clang__
#define ITSELF
#else /* or GCC sees what the loop does and calls the function for it */
#define ITSELF __attribute__((optimize("no-tree-loop-distribute-patterns")))
#endif
ITSELF void *memcpy(void *restrict to, const void *restrict from, size_t count);
ITSELF void *memmove(void *to, const void *from, size_t count);
ITSELF void *memset(void *to, int value, size_t count);
void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    char *a = to;
    const char *b = from;
    while (count--)
        *a++ = *b++;
    return to;
}
void *memmove(void *to, const void *from, size_t count) {
    char *a = to;
    const char *b = from;
    if ((size_t)a < (size_t)b)
        while (count--)
            *a++ = *b++;
    else
        while (count--)
            a[count] = b[count];
    return to;
}
void *memset(void *to, int value, size_t count) {
    char *a = to;
    while (count--)
        *a++ = (char)value;
    return to;
}
#if defined(_WIN32) && defined(__x86_64__)
/* Windows gives a thread its stack page by page: a function with a larger frame first touches every page, rax bytes. */
__attribute__((naked)) void ___chkstk_ms(void);
__attribute__((naked)) void ___chkstk_ms(void) {
    __asm__("push %rcx\n push %rax\n lea 24(%rsp), %rcx\n"
            "1: cmp $0x1000, %rax\n jb 2f\n"
            "sub $0x1000, %rcx\n testq %rcx, (%rcx)\n sub $0x1000, %rax\n jmp 1b\n"
            "2: sub %rax, %rcx\n testq %rcx, (%rcx)\n pop %rax\n pop %rcx\n ret");
}
int DllMainCRTStartup(void *library, unsigned reason, void *reserved);
int DllMainCRTStartup(void *library, unsigned reason, void *reserved) { return 1; }
#endif

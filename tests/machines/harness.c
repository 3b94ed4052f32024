/* Reads jobs from standard input, runs them, and writes their results to standard output (tests/machines/jobs.py).

   Linked with nothing, like the library: a C library for every machine would take minutes to build. job.h is generated:
   the struct, and FIELDS, which calls NUMBER or ARRAY for each of its fields in order. */
#include <stdint.h>
#include "job.h"
#define ROOM (1 << 26)

void tripwire_runs(const Job *job);

/* The system: read and write some bytes, and end. */
#if defined(_WIN32)
__declspec(dllimport) void *GetStdHandle(uint32_t which);
__declspec(dllimport) int ReadFile(void *file, void *to, uint32_t most, uint32_t *done, void *later);
__declspec(dllimport) int WriteFile(void *file, const void *from, uint32_t most, uint32_t *done, void *later);
__declspec(dllimport) void ExitProcess(uint32_t status);
static int64_t read_some(void *to, int64_t most) {
    uint32_t done = 0;
    return ReadFile(GetStdHandle((uint32_t)-10), to, (uint32_t)most, &done, 0) ? done : 0;
}
static int64_t write_some(const void *from, int64_t most) {
    uint32_t done = 0;
    return WriteFile(GetStdHandle((uint32_t)-11), from, (uint32_t)most, &done, 0) ? done : 0;
}
static void end(int status) { ExitProcess((uint32_t)status); }
#else
#if defined(__x86_64__)
enum { READ = 0, WRITE = 1, EXIT = 60 };
static int64_t call(int64_t number, int64_t a, int64_t b, int64_t c) {
    __asm__ volatile("syscall" : "+a"(number) : "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
    return number;
}
__asm__(".globl _start\n_start: and $-16, %rsp\n call program\n");
#elif defined(__aarch64__)
enum { READ = 63, WRITE = 64, EXIT = 93 };
static int64_t call(int64_t number, int64_t a, int64_t b, int64_t c) {
    register int64_t x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
    return x0;
}
__asm__(".globl _start\n_start: bl program\n");
#endif
static int64_t read_some(void *to, int64_t most) { return call(READ, 0, (int64_t)to, most); }
static int64_t write_some(const void *from, int64_t most) { return call(WRITE, 1, (int64_t)from, most); }
static void end(int status) { call(EXIT, status, 0, 0); }
#endif

/* Whether all of it came. */
static int read_all(void *to, int64_t bytes) {
    for (int64_t done; bytes > 0; to = (char *)to + done, bytes -= done)
        if ((done = read_some(to, bytes)) <= 0)
            return 0;
    return 1;
}

static void write_all(const void *from, int64_t bytes) {
    for (int64_t done; bytes > 0; from = (const char *)from + done, bytes -= done)
        if ((done = write_some(from, bytes)) <= 0)
            end(1);
}

static _Alignas(64) char room[ROOM];
static int64_t top;

static void *read_array(int64_t *bytes) {
    if (!read_all(bytes, 8) || *bytes > ROOM - top)
        end(1);
    if (*bytes < 0)
        return 0;
    char *to = room + top;
    top += (*bytes + 63) / 64 * 64;
    if (!read_all(to, *bytes))
        end(1);
    return to;
}

void program(void) {
    for (;; top = 0) {
        Job job;
#define NUMBER(name) \
    if (!read_all(&job.name, 8)) \
        end(0);
#define ARRAY(name) \
    int64_t name##_bytes; \
    job.name = read_array(&name##_bytes);
        FIELDS
        tripwire_runs(&job);
        write_all(job.run, run_bytes);
        write_all(job.by_country, by_country_bytes);
        write_all(job.by_month, by_month_bytes);
        write_all(job.terms, terms_bytes);
    }
}

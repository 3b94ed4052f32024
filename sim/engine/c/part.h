/* Shared by both ways of running, one run and lanes: what is asked for, and one record of a job. Included after the translated types. */
#define AT(type, field, row) ((type *)job->field + (row))
/* Those of a list's rows that belong to calendar k. */
#define ROWS_OF(type, field, starts, k) {AT(type, field, job->starts[k]), job->starts[(k) + 1] - job->starts[k]}
HELPER int64_t tape_width(const Job *job) { return RUN_PAGE + YEAR_PAGE * ((job->months + 11) / 12); }

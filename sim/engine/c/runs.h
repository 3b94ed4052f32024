/* One run at a time: scenarios `top` to `bottom` of a job on replicates `left` to `right`. */

void tripwire_one_by_one(const Job *job, int64_t top, int64_t bottom, int64_t left, int64_t right) {
    int64_t width = tape_width(job);
    for (int64_t from = left; from < right; from += MAX_LANES) {
        int64_t to = from + MAX_LANES < right ? from + MAX_LANES : right;
        double *tapes = (double *)job->scratch;
        if (job->draws)
            tapes = AT(double, draws, from * width);
        else
            for (int64_t r = from; r < to; r++)
                random_tapes(job->seed, (uint64_t)(job->first + r), job->months, 1, tapes + (r - from) * width);
        for (int64_t i = top; i < bottom; i++) {
            int64_t calendar = job->calendar[i];
            for (int64_t r = from; r < to; r++) {
                int64_t row = i * job->stride + r;
                RunInput given = {
                    .levers = AT(Levers, levers, i),
                    .fixed = {AT(double, fixed, i * PARAMETERS), PARAMETERS},
                    .prior = AT(Prior, priors, job->theory[i]),
                    .panel = AT(Panel, panel, i),
                    .known = AT(CountryConstants, known, 0),
                    .facts = {AT(Facts, facts, 0), job->countries},
                    .calendar = {AT(CalendarMonth, calendars, calendar * job->months), job->months},
                    .elections = ROWS_OF(Election, elections, elections_at, calendar),
                    .pledges = ROWS_OF(Pledge, pledges, pledges_at, calendar),
                    .orders = ROWS_OF(Order, orders, orders_at, calendar),
                    .needs = ROWS_OF(Need, needs, needs_at, calendar),
                    .draws = (Draws *)(tapes + (r - from) * width),
                };
                Results results = {
                    .run = AT(Outcomes, run, row),
                    .countries = {AT(CountryOutcomes, by_country, row * job->countries_kept), job->countries_kept},
                    .months = {AT(MonthOutcomes, by_month, row * job->months_kept), job->months_kept},
                    .terms = {AT(Terms, terms, row * job->terms_kept), job->terms_kept},
                };
                RUN(&given, job->horizons[i], job->traced_country, &results);
            }
        }
    }
}

#ifdef WITH_LANES
/* Runs from which a vector that is not full still pays. */
#define PAYS(lanes) ((lanes) / 2 + 1)
void tripwire_replicates_abreast(const Job *job, int64_t i, int64_t right);
void tripwire_scenarios_abreast(const Job *job, int64_t top, int64_t bottom);
int64_t tripwire_lanes(void);

/* End of the scenarios from `top` on that may go abreast: of one theory, calendar and horizon. */
static int64_t alike(const Job *job, int64_t top, int64_t lanes) {
    int64_t to = top + 1;
    while (to < job->scenarios && to < top + lanes && job->theory[to] == job->theory[top] &&
           job->calendar[to] == job->calendar[top] && job->horizons[to] == job->horizons[top])
        to++;
    return to;
}

#endif

/* All scenarios of a job on all its replicates. */
void EXPORT(runs)(const Job *job) {
#ifdef WITH_LANES
    int64_t lanes = job->lanes ? tripwire_lanes() : 1, rest = job->replicates % lanes;
    int64_t full = job->replicates - (rest < PAYS(lanes) ? rest : 0);
    for (int64_t top = 0, bottom; lanes > 1 && top < job->scenarios; top = bottom) {
        bottom = alike(job, top, lanes);
        if (bottom - top >= PAYS(lanes)) {
            tripwire_scenarios_abreast(job, top, bottom);
            continue;
        }
        for (int64_t i = top; i < bottom; i++)
            tripwire_replicates_abreast(job, i, full);
        tripwire_one_by_one(job, top, bottom, full, job->replicates);
    }
    if (lanes > 1)
        return;
#endif
    tripwire_one_by_one(job, 0, job->scenarios, 0, job->replicates);
}

/* The rulebook this was built from; looked for in the file before it is loaded. */
#ifdef RULEBOOK
const char EXPORT(rulebook)[] = RULEBOOK;
#endif
#ifdef BARE
#include "bare.h"
#endif

/* LANES runs abreast, of one theory, calendar and horizon: replicates of one scenario, or scenarios on one replicate. */

/* Rows side by side, number k of lane l at to[k * LANES + l]; lanes that have no run repeat the first. */
HELPER void gather(const double *from, int64_t count, int64_t stride, double *to, int64_t lanes) {
    for (int64_t lane = 0; lane < LANES; lane++)
        for (int64_t k = 0; k < count; k++)
            to[k * LANES + lane] = from[(lane < lanes ? lane : 0) * stride + k];
}

/* Numbers of the lanes, written to each lane's own row. */
HELPER void scatter(const double *from, int64_t count, double *to, int64_t stride, int64_t lanes) {
    for (int64_t lane = 0; lane < lanes; lane++)
        for (int64_t k = 0; k < count; k++)
            to[lane * stride + k] = from[k * LANES + lane];
}

#define NUMBERS(type) ((int64_t)(sizeof(type) / sizeof(vd)))

/* Scenarios, each in a lane; `given` points at what they share. */
typedef struct {
    Levers levers;
    Panel panel;
    vd fixed[PARAMETERS];
    RunInput given;
} Abreast;

/* Scenarios from `top` on in `lanes` lanes, `stride` apart: 0 for the same one in all. */
static void take_scenarios(const Job *job, int64_t top, int64_t stride, int64_t lanes, Abreast *to) {
    int64_t calendar = job->calendar[top];
    gather(AT(double, levers, top * NUMBERS(Levers)), NUMBERS(Levers), stride * NUMBERS(Levers), (double *)&to->levers, lanes);
    gather(AT(double, panel, top * NUMBERS(Panel)), NUMBERS(Panel), stride * NUMBERS(Panel), (double *)&to->panel, lanes);
    gather(AT(double, fixed, top * PARAMETERS), PARAMETERS, stride * PARAMETERS, (double *)to->fixed, lanes);
    to->given = (RunInput){
        .levers = &to->levers,
        .fixed = {to->fixed, PARAMETERS},
        .prior = AT(Prior, priors, job->theory[top]),
        .panel = &to->panel,
        .known = AT(CountryConstants, known, 0),
        .facts = {AT(Facts, facts, 0), job->countries},
        .calendar = {AT(CalendarMonth, calendars, calendar * job->months), job->months},
        .elections = ROWS_OF(Election, elections, elections_at, calendar),
        .pledges = ROWS_OF(Pledge, pledges, pledges_at, calendar),
        .orders = ROWS_OF(Order, orders, orders_at, calendar),
        .needs = ROWS_OF(Need, needs, needs_at, calendar),
    };
}

/* Draws of the replicates from `r` on, each in a lane; of one, in all lanes. */
static void take_draws(const Job *job, int64_t r, int64_t replicates, double *to) {
    int64_t width = tape_width(job);
    double *plain = to + LANES * width;
    if (job->draws)
        gather(AT(double, draws, r * width), width, width, to, replicates);
    else if (replicates > 1)
        random_tapes(job->seed, (uint64_t)(job->first + r), job->months, LANES, to);
    else {
        random_tapes(job->seed, (uint64_t)(job->first + r), job->months, 1, plain);
        gather(plain, width, 0, to, LANES);
    }
}

/* One run of all lanes: its results go into `room`, and from there to rows `row`, `row + stride`, … of the job. */
static void run_lanes(const Job *job, RunInput *given, int64_t horizon, int64_t row, int64_t stride, int64_t lanes, vd *room) {
    int64_t shown = horizon < job->months_kept ? horizon : job->months_kept;
    int64_t traced_months = horizon < job->terms_kept ? horizon : job->terms_kept;
    Outcomes outcomes;
    memset(&outcomes, 0, sizeof outcomes);
    CountryOutcomes *countries = (CountryOutcomes *)room;
    MonthOutcomes *months = (MonthOutcomes *)(countries + job->countries_kept);
    Terms *terms = (Terms *)(months + shown);
    Results results = {&outcomes, {countries, job->countries_kept}, {months, shown}, {terms, traced_months}};
    RUN(given, horizon, job->traced_country, &results);
#define KEEP(type, field, source, rows, kept) \
    scatter((const double *)(source), (rows) * NUMBERS(type), AT(double, field, row * (kept) * NUMBERS(type)), \
            stride * (kept) * NUMBERS(type), lanes)
    KEEP(Outcomes, run, &outcomes, 1, 1);
    KEEP(CountryOutcomes, by_country, countries, job->countries_kept, job->countries_kept);
    KEEP(MonthOutcomes, by_month, months, shown, job->months_kept);
    KEEP(Terms, terms, terms, traced_months, job->terms_kept);
}

/* Scenarios `top` to `bottom`, at most LANES and alike in theory, calendar and horizon, abreast on each replicate. */
void tripwire_scenarios_abreast(const Job *job, int64_t top, int64_t bottom) {
    vd *room = (vd *)job->scratch;
    double *draws = (double *)(room + job->room);
    Abreast abreast;
    take_scenarios(job, top, 1, bottom - top, &abreast);
    abreast.given.draws = (Draws *)draws;
    for (int64_t r = 0; r < job->replicates; r++) {
        take_draws(job, r, 1, draws);
        run_lanes(job, &abreast.given, job->horizons[top], top * job->stride + r, job->stride, bottom - top, room);
    }
}

/* Replicates 0 to `right` of scenario `i` abreast. */
void tripwire_replicates_abreast(const Job *job, int64_t i, int64_t right) {
    vd *room = (vd *)job->scratch;
    double *draws = (double *)(room + job->room);
    Abreast abreast;
    take_scenarios(job, i, 0, LANES, &abreast);
    abreast.given.draws = (Draws *)draws;
    for (int64_t r = 0; r < right; r += LANES) {
        int64_t lanes = right - r < LANES ? right - r : LANES;
        take_draws(job, r, lanes, draws);
        run_lanes(job, &abreast.given, job->horizons[i], i * job->stride + r, 1, lanes, room);
    }
}

int64_t tripwire_lanes(void) { return LANES; }

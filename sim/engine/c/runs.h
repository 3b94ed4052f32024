/* Runs one after the other: every scenario of a job on every replicate. Included after the translated text. */

void EXPORT(runs)(const Job *job) {
    int64_t width = RUN_PAGE + YEAR_PAGE * ((job->months + 11) / 12);
    for (int64_t done = 0; done < job->replicates; done += ABREAST) {
        int64_t count = job->replicates - done < ABREAST ? job->replicates - done : ABREAST;
        double *draws = job->draws ? job->draws + done * width : job->scratch;
        for (int64_t r = 0; r < count && !job->draws; r++)
            random_tape(job->seed, (uint64_t)(job->first + done + r), job->months, draws + r * width);
        for (int64_t i = 0; i < job->scenarios; i++) {
            int64_t calendar = job->calendar[i], votes = job->votes[calendar];
            for (int64_t r = 0; r < count; r++) {
                int64_t row = i * job->stride + done + r;
                Given given = {
                    .levers = job->levers + i,
                    .fixed = {job->fixed + i * PARAMETERS, PARAMETERS},
                    .prior = job->prior + job->theory[i],
                    .panel = job->panel + i,
                    .known = job->known,
                    .facts = {job->facts, job->countries},
                    .calendar = {job->calendars + calendar * job->months, job->months},
                    .elections = {job->elections + votes, job->votes[calendar + 1] - votes},
                    .draws = (Draws *)(draws + r * width),
                };
                Results results = {
                    .run = job->run + row,
                    .countries = {job->by_country + row * job->countries_kept, job->countries_kept},
                    .months = {job->by_month + row * job->months_kept, job->months_kept},
                    .terms = {job->terms + row * job->terms_kept, job->terms_kept},
                };
                RUN(&given, job->horizons[i], job->watched, &results);
            }
        }
    }
}

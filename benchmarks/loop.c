/* The model once more, as a C programmer would write it by hand: a yardstick for the compiled engine, not shipped.

   The same rules on the same arrays and the same tape, and the same bits (tests/test_c_loop.py). `layout.h` is
   generated from the ledger by c_loop.py: the fields of Assumptions, Levers, Facts, Outcomes and Calendar in their
   order, the addresses on the tape, and the number of countries. Outcomes by country and by month are left out. */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "layout.h"

#define EACH_COUNTRY for (int i = 0; i < COUNTRIES; i++)
#define EACH_RUNG for (int r = 0; r < 6; r++)

enum { NOTHING, ARMS, TRAINING, AIR, SUPPORT, PROTECTION, FORWARD };
enum { QUIET = 1, HARASSMENT = 2, DEADLY = 4, STRIKE = 5, LIMITED_WAR = 6, DIRECT_WAR = 7 };

static const double UNIFORM_SD = 0.28867513459481287, CITIES = 0.3, FORWARD_FROM = 0.8, CLOSED = -1e9;
static const double PLANNED_FORCE = 40000.0;
static const double PARTS = 68719476736.0; /* sums over countries are counted in whole parts, 2 to the power -36 */

typedef struct {
    double share[6], bonus[6]; /* rungs 1 to 6 */
} Steps;

typedef struct { /* one column a country; what a country remembers */
    double near[COUNTRIES], reach[COUNTRIES], doubt[COUNTRIES], mandate[COUNTRIES], dependence[COUNTRIES];
    double weight[COUNTRIES], stance[COUNTRIES], start[COUNTRIES], support[COUNTRIES];
    double fallen[COUNTRIES], dead[COUNTRIES], grief[COUNTRIES], staying[COUNTRIES];
    double helping[COUNTRIES], sending[COUNTRIES], rung[COUNTRIES], months[COUNTRIES];
    double capacity[COUNTRIES], announced[COUNTRIES], pledged[COUNTRIES], troops[COUNTRIES];
    bool barred[COUNTRIES], authorised[COUNTRIES], willing[COUNTRIES];
} Countries;

typedef struct {
    double trust, joined, others_pledged, payers, trainers, airmen, announced, pledged, troops, rear;
    double delivered, trained, answered, ignored, peace, attack_month, mustered, rally, calmed;
    double incidents, answers, clashes, tests, kia, withdrawals, cost;
    int tension, peak;
    bool attacked, deal;
} World;

typedef struct { /* what holds in one month */
    double battlefield, consent, roe, threat, hostilities, us, guarantee, swing;
} Now;

/* Arithmetic: as in sim/rules/arithmetic.py, from + - * / alone. */

static inline double least(double a, double b) { return b < a ? b : a; }
static inline double most(double a, double b) { return b > a ? b : a; }
static inline double clip(double x, double low, double high) { return least(high, most(low, x)); }

static inline double power_of_two(int64_t whole) {
    uint64_t bits = (uint64_t)(whole + 1023) << 52;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline double own_exp(double x) {
    x = least(700.0, most(-700.0, x));
    double whole = floor(x * 1.4426950408889634 + 0.5);
    double r = (x - whole * 6.93147180369123816490e-01) - whole * 1.90821492927058770002e-10;
    double r2 = r * r, r4 = r2 * r2;
    double low = (1.0 + r) + r2 * (1.0 / 2.0 + r * (1.0 / 6.0));
    double mid = (1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0 + r * (1.0 / 5040.0));
    double high = (1.0 / 40320.0 + r * (1.0 / 362880.0)) + r2 * (1.0 / 3628800.0 + r * (1.0 / 39916800.0));
    double top = 1.0 / 479001600.0 + r * (1.0 / 6227020800.0);
    return (low + r4 * (mid + r4 * (high + r4 * top))) * power_of_two((int64_t)whole);
}

static inline double own_log(double x) { /* normal numbers only: the model meets no others */
    if (x <= 0.0) return -745.0;
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    double e = (double)((int64_t)(bits >> 52) - 1022), m;
    bits = (bits & 0x000fffffffffffffULL) | 0x3fe0000000000000ULL;
    memcpy(&m, &bits, sizeof m);
    if (m < 0.7071067811865476) {
        m = m * 2.0;
        e = e - 1.0;
    }
    double f = (m - 1.0) / (m + 1.0), q = f * f, s = 1.0 / 21.0;
    s = s * q + 1.0 / 19.0;
    s = s * q + 1.0 / 17.0;
    s = s * q + 1.0 / 15.0;
    s = s * q + 1.0 / 13.0;
    s = s * q + 1.0 / 11.0;
    s = s * q + 1.0 / 9.0;
    s = s * q + 1.0 / 7.0;
    s = s * q + 1.0 / 5.0;
    s = s * q + 1.0 / 3.0;
    return e * 6.93147180369123816490e-01 + (2.0 * f + (2.0 * f * q * s + e * 1.90821492927058770002e-10));
}

static inline double log10_1p(double x) { return own_log(1.0 + x) * 0.4342944819032518; }
static inline double power(double x, double y) { return own_exp(y * own_log(x)); }
static inline double logistic(double x) { return 1.0 / (1.0 + own_exp(-x)); }
static inline double logit(double probability) { return own_log(probability / (1.0 - probability)); }
static inline double dated(double value, double usual) { return isnan(value) ? usual : value; }

/* The draw of the assumptions. */

static inline double triangular(double low, double mode, double high, double draw) {
    double width = high - low;
    double rising = low + sqrt(draw * width * (mode - low));
    double falling = high - sqrt((1.0 - draw) * width * (high - mode));
    return draw * width < mode - low ? rising : falling;
}

static inline void assume(double *restrict p, const double *prior, const double *fixed, const double *tape) {
    const double *low = prior, *mode = prior + ASSUMPTIONS, *high = prior + 2 * ASSUMPTIONS;
    for (int k = 0; k < ASSUMPTIONS; k++) {
        double drawn = triangular(low[k], mode[k], high[k], tape[k]);
        p[k] = isnan(fixed[k]) ? drawn : fixed[k];
    }
}

/* The ladder of commitment. */

static inline bool is_open(const Levers *s, int rung) {
    switch (rung) {
    case ARMS: return true;
    case TRAINING: return s->training > 0.0 || s->basing > 0.0;
    case AIR: return s->air_sea > 0.0 || s->monitoring > 0.0;
    case SUPPORT: return s->force_size > 0.0 && s->logistics > 0.0;
    case PROTECTION: return s->force_size > 0.0 && s->protection > 0.0 && s->location < FORWARD_FROM;
    default: return s->force_size > 0.0 && s->protection > 0.0 && s->location >= FORWARD_FROM;
    }
}

static inline Steps steps(const Assumptions *p, const Levers *s) {
    const double bonus[6] = {p->bonus_arms, p->bonus_training, p->bonus_air, p->bonus_support, 0.0, p->bonus_forward};
    const double share[6] = {0.0, p->risk_training, p->risk_air, p->risk_support, 1.0, p->risk_forward};
    double further = -p->b_loc * most(0.0, s->location - CITIES);
    Steps up;
    EACH_RUNG {
        bool open = is_open(s, r + 1);
        up.share[r] = open ? share[r] : 0.0;
        up.bonus[r] = open ? bonus[r] + (r + 1 < PROTECTION ? 0.0 : further) : CLOSED;
    }
    return up;
}

static inline bool willing_at(const Steps *up, int rung, double helping, double sending) {
    return helping + up->share[rung - 1] * sending + up->bonus[rung - 1] > 0.0;
}

static inline double highest_off_ground(const Steps *up, double helping, double sending) {
    double rung = willing_at(up, ARMS, helping, sending) ? 1.0 : 0.0;
    rung = willing_at(up, TRAINING, helping, sending) ? 2.0 : rung;
    return willing_at(up, AIR, helping, sending) ? 3.0 : rung;
}

static inline double highest(const Steps *up, double helping, double sending) {
    double rung = highest_off_ground(up, helping, sending);
    rung = willing_at(up, SUPPORT, helping, sending) ? 4.0 : rung;
    rung = willing_at(up, PROTECTION, helping, sending) ? 5.0 : rung;
    return willing_at(up, FORWARD, helping, sending) ? 6.0 : rung;
}

/* What countries do. */

static inline void seat(const Assumptions *p, const Facts *facts, const bool *member, const double *stance,
                        const double *poll, const double *tape, Countries *own) {
    memset(own, 0, sizeof *own);
    EACH_COUNTRY {
        const Facts *c = &facts[i];
        const double *drawn = tape + COUNTRY_AT + COUNTRY_PURPOSES * i;
        own->near[i] = own_exp(-c->distance_km / p->near_km);
        own->reach[i] = c->border_km > 0.0 ? least(1.0, c->army / 1000.0 / p->norm_army) : 0.0;
        own->doubt[i] = member[i] ? p->doubt * logit(clip(drawn[DOUBT], 1e-12, 1.0 - 1e-12)) : CLOSED;
        own->mandate[i] = c->mandate_sensitivity;
        own->dependence[i] = c->us_dependence;
        own->weight[i] = c->weight;
        own->stance[i] = stance[i];
        double spread = c->polled > 0.0 ? p->poll_sd : 1.5 * p->poll_sd;
        own->start[i] = own->support[i] = poll[i] + spread * (drawn[POLL] - 0.5) / UNIFORM_SD;
        own->staying[i] = 1.0;
        own->barred[i] = c->personnel <= 0.0;
    }
}

static inline void muster(const Assumptions *p, const Facts *facts, const bool *member, double threat, Countries *own) {
    EACH_COUNTRY {
        const Facts *c = &facts[i];
        if (!member[i]) continue;
        double reserve = p->hold_far;
        if (c->border_km > 0.0) {
            double km_per_thousand = c->border_km / most(1.0, c->army / 1000.0);
            reserve = p->hold + (1.0 - p->hold) * (1.0 - own_exp(-threat * km_per_thousand / p->kappa));
        }
        double sustained = c->expeditionary * p->dep * c->army * (1.0 - reserve) / p->rotation;
        own->capacity[i] = most(sustained, least(p->token_share * c->personnel, p->token_max));
    }
}

static inline void weigh(const Assumptions *p, const Levers *s, const Steps *up, double joined, const Now *now,
                         Countries *own) {
    double mandate = s->mandate, us_absent = 1.0 - now->us;
    double battlefield = p->b_Q * now->battlefield, hot = -p->b_hot * now->hostilities;
    double rules = -p->b_roe * (now->roe - 0.5) * us_absent;
    EACH_COUNTRY {
        double peers = joined - (own->rung[i] >= SUPPORT ? own->weight[i] : 0.0);
        own->helping[i] = p->b0 + p->b_near * (own->near[i] - 0.4) + p->b_m * (own->mandate[i] * mandate) + battlefield
                       + own->doubt[i];
        own->sending[i] = p->b_st * own->stance[i] + p->b_pub * (own->support[i] - 0.5)
                       + p->b_peer * least(1.0, peers / p->peer_full)
                       + p->b_lock * least(1.0, own->months[i] / p->lock_months)
                       + -p->b_us * own->dependence[i] * us_absent + -p->zeta * own->dependence[i] * now->swing + hot
                       + rules + -p->b_norm * own->reach[i] * now->threat;
    }
    EACH_COUNTRY own->rung[i] = highest(up, own->helping[i], own->sending[i]);
}

static inline bool consents(const Assumptions *p, const Levers *s, const Facts *c, double us, double draw) {
    double veto = c->veto * s->parliament;
    double vote = logistic(p->k_v * (c->seats - p->par_mid + p->par_us * us + p->par_m * s->mandate));
    return draw < (1.0 - veto) + veto * vote;
}

static inline void climb(const Assumptions *p, const Levers *s, const Facts *facts, const double *tape, const Steps *up,
                         const World *w, double us, double request, double host, Countries *own) {
    EACH_COUNTRY {
        if (own->barred[i] || host <= 0.0) own->rung[i] = highest_off_ground(up, own->helping[i], own->sending[i]);
        own->willing[i] = own->rung[i] >= SUPPORT;
        if (!own->willing[i]) {
            own->announced[i] = own->pledged[i] = own->months[i] = 0.0;
            own->authorised[i] = false;
            continue;
        }
        own->announced[i] = own->capacity[i];
        if (!own->authorised[i])
            own->authorised[i] = consents(p, s, &facts[i], us, tape[COUNTRY_AT + COUNTRY_PURPOSES * i + PARLIAMENT]);
        if (!own->authorised[i]) {
            own->rung[i] = highest_off_ground(up, own->helping[i], own->sending[i]);
            own->months[i] = own->pledged[i] = 0.0;
        } else {
            double others = w->others_pledged - own->pledged[i];
            own->months[i] += 1.0;
            own->pledged[i] = own->capacity[i] * (1.0 - p->rho_pub * clip(others / request, 0.0, 1.0));
        }
    }
}

static inline int64_t parts(double x) { return (int64_t)(x * PARTS); }

static inline void commit(World *w, double request, const Countries *own) {
    int64_t joined = 0, payers = 0, trainers = 0, airmen = 0, announced = 0, pledged = 0;
    EACH_COUNTRY {
        int64_t share = parts(own->weight[i]);
        payers += own->rung[i] >= ARMS ? share : 0;
        trainers += own->rung[i] >= TRAINING ? share : 0;
        airmen += own->rung[i] >= AIR ? share : 0;
        joined += own->rung[i] >= SUPPORT ? share : 0;
        announced += parts(own->announced[i]);
        pledged += parts(own->pledged[i]);
    }
    w->joined = joined / PARTS, w->payers = payers / PARTS, w->trainers = trainers / PARTS, w->airmen = airmen / PARTS;
    w->others_pledged = pledged / PARTS;
    if (!w->attacked) {
        w->announced = most(w->announced, least(announced / PARTS, request));
        w->pledged = most(w->pledged, least(w->others_pledged, request));
    }
}

static inline double within(double total, double limit) { return total > limit ? limit / total : 1.0; }
static inline double pace(double months) { return least(1.0, 1.0 / months); }

static inline void place(const Assumptions *p, const Levers *s, World *w, double request, double ceiling, double host,
                         Countries *own) {
    bool granted = s->granted > 0.0;
    if (granted) {
        int64_t capacity = 0;
        EACH_COUNTRY capacity += parts(own->capacity[i]);
        double arriving = request * host / most(1.0, capacity / PARTS);
        EACH_COUNTRY own->troops[i] = arriving * own->capacity[i];
    } else {
        double arriving = within(p->conv * w->others_pledged, least(request, ceiling)) * host;
        double up = pace(p->tau), down = pace(p->tau_out), conv = p->conv;
        EACH_COUNTRY {
            double target = conv * own->pledged[i] * arriving, there = own->troops[i];
            own->troops[i] = there + (target - there) * (target > there ? up : down);
        }
    }
    bool all_rear = s->protection <= 0.0;
    int64_t total = 0, rear = 0;
    EACH_COUNTRY {
        int64_t there = parts(own->troops[i]);
        total += there;
        rear += all_rear || (!granted && own->rung[i] == SUPPORT) ? there : 0;
    }
    w->troops = total / PARTS, w->rear = rear / PARTS;
    if (granted) w->troops = w->announced = w->pledged = request * host;
}

static inline void mourn(const Assumptions *p, World *w, const double *tape, double month, double killed, double success,
                         Countries *own) {
    if (killed > 0.0)
        EACH_COUNTRY if (own->troops[i] > 0.0) {
            own->fallen[i] = killed * own->troops[i] / most(1.0, w->troops);
            own->dead[i] += own->fallen[i];
            own->grief[i] = log10_1p(own->dead[i]);
        }
    double drift = p->drift * month, mu = p->mu, hope = 1.0 - p->xi * success, rally = w->rally;
    EACH_COUNTRY own->support[i] = clip(own->start[i] + drift + rally - mu * own->grief[i] * hope, 0.02, 0.98);
    if (killed <= 0.0) return;
    EACH_COUNTRY if (own->troops[i] > 0.0 && own->rung[i] >= SUPPORT) {
        double leaving = clip(p->exit0 * log10_1p(own->fallen[i]) * (1.0 - own->support[i]), 0.0, 1.0);
        own->staying[i] = own->staying[i] * (1.0 - leaving);
        if (!own->barred[i] && 1.0 - own->staying[i] > tape[COUNTRY_AT + COUNTRY_PURPOSES * i + EXIT]) {
            own->barred[i] = true;
            w->withdrawals += 1.0;
        }
    }
}

/* Strength, denial and the tripwire. */

static inline double where(const Levers *s, const World *w) {
    if (w->troops <= 0.0) return s->location;
    double forward = w->troops - w->rear;
    return (w->rear * least(s->location, CITIES) + forward * s->location) / w->troops;
}

static inline double attack_succeeds(const Assumptions *p, double defenders, double reinforcement) {
    return 1.0 / (1.0 + power(defenders / (p->RU + reinforcement), p->k));
}

static inline double effective_force(const Assumptions *p, double troops, double support_share, double near, double ceiling,
                                     double belief) {
    if (troops <= 0.0) return 0.0;
    double enabled = least(1.0, ceiling / troops);
    return troops * (1.0 - support_share) * p->tooth * p->quality * sqrt(near * least(enabled, belief));
}

static inline double ukrainian_strength(const Assumptions *p, const Levers *s, World *w, double battlefield, double arming) {
    w->delivered = w->delivered + (arming * least(1.0, w->payers / p->fund) - w->delivered) * least(1.0, 1.0 / p->ramp);
    w->trained = w->trained * (1.0 - p->wear) + p->dq / 12.0 * (w->trainers * s->training);
    double air = p->air_denial * (w->airmen * s->air_sea);
    return p->UA * (1.0 + p->battle_UA * battlefield + w->delivered + w->trained + air);
}

static inline double touched(const Assumptions *p, double exposed) { return 1.0 - own_exp(-exposed / p->F0); }

static inline double response(const Assumptions *p, double exposed, double belief, double guarantee) {
    double exposure = p->presence * touched(p, exposed) + (1.0 - p->presence);
    double europe = p->g_E * belief;
    double america = p->g_U * guarantee * (p->g_floor + (1.0 - p->g_floor) * belief);
    return exposure * (1.0 - (1.0 - europe) * (1.0 - america));
}

/* Moscow. */

static inline double attack_chance(const Assumptions *p, const Levers *s, double usual, double gain, double response,
                                   double exposed, const Now *now, bool deal) {
    double punishment = response * (p->C_EU + p->C_US * now->guarantee);
    double provocation = p->b_prov * exposed / PLANNED_FORCE * (1.0 + s->nato_visibility) * 0.5;
    double utility = gain - punishment + provocation;
    return logistic(usual + p->Lambda * utility + p->attack_hot * now->hostilities - p->b_consent * now->consent
                    - p->b_deal * (deal ? 1.0 : 0.0));
}

static inline double probe_chance(const Assumptions *p, const Levers *s, double usual, double troops, double exposed,
                                  double location, double belief, const Now *now, double watched) {
    double wish = usual - p->b_answer * belief - p->b_mass * least(1.0, exposed / PLANNED_FORCE)
                  + p->probe_near * (location - CITIES) + p->probe_nato * s->nato_visibility
                  + p->probe_hot * now->hostilities - p->b_consent * now->consent - p->b_watch * watched;
    return least(1.0, troops / p->probe_size) * logistic(wish);
}

static inline double remember(const Assumptions *p, double count, double seen) {
    return (1.0 - p->forget) * count + seen;
}

/* Casualties and escalation. */

static inline double severity(const Assumptions *p, double draw) { return power(1.0 - draw, -1.0 / p->alpha); }

static inline double kill_chance(const Assumptions *p, double practised, double location, double role) {
    return least(1.0, p->kia_prob * (1.0 + p->soft * (1.0 - practised)) * (1.0 + location) * role);
}

static inline int after_answer(double climb, int tension, bool killed, double draw) {
    int start = tension - 1 > 3 ? tension - 1 : 3;
    int reached = start + (int)floor(4.0 * own_log(most(draw, 1e-12)) / own_log(climb)), least_rung = killed ? 4 : 3;
    if (reached > 7) reached = 7;
    return reached > least_rung ? reached : least_rung;
}

static inline int after_attack(const Assumptions *p, const Levers *s, bool fights, double draw) {
    if (!fights) return STRIKE;
    return draw < least(1.0, p->war_attack * (1.0 + p->esc_nato * s->nato_visibility)) ? DIRECT_WAR : LIMITED_WAR;
}

static inline int next_tension(const Assumptions *p, int tension, int event, double draw) {
    if (draw < p->cool && tension > QUIET) tension--;
    return event > tension ? event : tension;
}

/* Washington. */

static inline void washington(const Assumptions *p, const Levers *s, World *w, double level, double request, double draw,
                              Now *now) {
    double contribution = w->troops / most(1.0, request);
    level = clip(level + 4.0 * level * (1.0 - level) * p->r_s * contribution, 0.0, 1.0);
    double noise = least(s->us_volatility, 2.0 * UNIFORM_SD * least(level, 1.0 - level));
    double heard = clip(level + noise * (draw - 0.5) / UNIFORM_SD, 0.0, 1.0);
    w->trust = w->trust + (heard > w->trust ? p->trust_up : p->trust_down) * (heard - w->trust);
    now->us = w->trust * 0.5 * (s->us_enablers + s->us_guarantee);
    now->swing = noise * 0.5 * (s->us_enablers + s->us_guarantee);
    now->guarantee = w->trust * s->us_guarantee;
}

/* What a run leaves behind. */

static inline void coalition(const World *w, const Countries *own, Outcomes *out) {
    int ground = 0, roles = 0, willing = 0, blocked = 0;
    EACH_COUNTRY {
        ground += own->rung[i] >= SUPPORT;
        roles += own->rung[i] >= TRAINING;
        willing += own->willing[i];
        blocked += own->willing[i] && own->rung[i] < SUPPORT;
    }
    out->announced = w->announced, out->pledged = w->pledged, out->deployed = w->troops;
    out->ground_contributors = ground, out->any_role_contributors = roles;
    out->willing_governments = willing, out->blocked_by_parliament = blocked;
}

static inline void account(const World *w, Outcomes *out) {
    out->attacked = w->attacked;
    out->attack_month = w->attack_month;
    out->incidents = w->incidents, out->answered = w->answers, out->clashes = w->clashes;
    out->kia = w->kia;
    out->direct_war = w->peak >= DIRECT_WAR;
    out->bystander = w->tests > 0.0 && w->clashes < 0.2 * w->tests;
    out->peak_rung = w->peak;
    out->withdrawals = w->withdrawals;
    out->cost_eur_bn = w->cost;
}

/* One run. */

static void run(const Assumptions *p, const Levers *s, const Facts *facts, const bool *member, const Calendar *calendar,
                int elections, const double *election, const double *tape, Countries *own, Outcomes *out) {
    World w = {.trust = s->us_backing, .peace = 1.0, .attack_month = NAN, .mustered = NAN, .tension = 1, .peak = 1};
    double request = s->protection + s->logistics > 0.0 ? s->force_size : 0.0;
    double risk_without_force = logit(1.0 - own_exp(own_log(1.0 - s->baseline_attack_risk) / 60.0));
    double win_without_force = attack_succeeds(p, p->UA, 0.0);
    double role_mix = s->logistics / most(1.0, s->logistics + s->protection);
    double usual_probe = logit(p->probe0);
    double climb_chance = least(0.5, p->clash * (1.0 - p->hotline) * (1.0 + p->esc_nato * s->nato_visibility));
    Steps up = steps(p, s);

    for (int month = 0; month < s->horizon; month++) {
        const Calendar *c = &calendar[month];
        const double *draws = tape + MONTH_AT + MONTH_PURPOSES * month;
        Now now;

        /* The calendar turns. */
        now.battlefield = dated(c->battlefield, s->battlefield);
        now.consent = dated(c->russian_consent, s->russian_consent);
        now.roe = dated(c->roe, s->roe);
        now.threat = (s->border_threat + c->threat) * (1.0 - p->basing_relief * (w.trainers * s->basing));
        now.hostilities =
            clip(w.attacked || w.tension >= LIMITED_WAR ? 1.0 : dated(c->hostilities, s->hostilities) - w.calmed + c->breach, 0.0, 1.0);
        for (const double *e = election; e < election + 4 * elections; e += 4)
            if (e[0] == s->calendar && e[1] == month) own->stance[(int)e[2]] = e[3];

        washington(p, s, &w, dated(c->us_backing, s->us_backing), request, draws[SIGNAL], &now);

        /* All decide, then all commit. */
        if (now.threat != w.mustered) {
            w.mustered = now.threat;
            muster(p, facts, member, now.threat, own);
        }
        weigh(p, s, &up, w.joined, &now, own);
        climb(p, s, facts, tape, &up, &w, now.us, request, c->host_consent, own);
        commit(&w, request, own);

        /* The force moves. */
        double ceiling = p->E_EU + w.trust * s->us_enablers * p->E_US + w.trainers * s->basing * p->basing_hub;
        place(p, s, &w, request, ceiling, c->host_consent, own);
        double location = where(s, &w), near = p->prox_floor + (1.0 - p->prox_floor) * location;
        double exposed = w.troops * near, support_troops = w.rear + (w.troops - w.rear) * role_mix;
        double support_share = support_troops / most(1.0, w.troops);
        double role = 1.0 - (1.0 - p->support_risk) * support_share;

        /* Ukraine grows stronger. */
        double strength = ukrainian_strength(p, s, &w, now.battlefield, dated(c->arming, s->arming));
        strength = strength + p->relief * support_troops;

        /* Moscow weighs force and resolve. */
        double practised = clip(now.roe * (p->roe_base + p->roe_us * now.us), 0.0, 1.0);
        double believed = (p->n0 * p->faith * now.roe + w.answered) / (p->n0 + w.answered + w.ignored);
        double effective = effective_force(p, w.troops, support_share, near, ceiling, believed);
        double win = attack_succeeds(p, strength + effective, c->reinforcement);
        double meets = response(p, exposed, believed, now.guarantee);

        /* Kyiv weighs the guarantee. */
        double gain = clip((strength + effective) / p->UA - 1.0, 0.0, 1.0);
        double index = 1.0 - (1.0 - meets) * (1.0 - gain);
        double demand = clip(p->demand0 - p->demand_Q * now.battlefield, 0.0, 1.0);
        w.deal = w.deal || index >= demand;
        if (w.deal) w.calmed = least(1.0, w.calmed + p->settle * now.consent);

        /* Moscow moves: attack first, then probe. */
        bool attack = false;
        if (!w.attacked) {
            double gained = p->V * (win - win_without_force);
            w.peace *= 1.0 - attack_chance(p, s, risk_without_force, gained, meets, exposed, &now, w.deal);
            attack = 1.0 - w.peace > tape[ATTACK];
            if (attack || month == s->horizon - 1) {
                coalition(&w, own, out);
                out->belief = believed, out->practised_roe = practised, out->response = meets;
                out->ukraine_strength = strength, out->effective_force = effective;
                out->guarantee_index = index, out->guarantee_demand = demand, out->deal = w.deal;
                out->us_backing_end = w.trust;
            }
        }
        double killed = least(c->dead, w.troops), answered = 0.0, ignored = 0.0;
        int event = killed > 0.0 ? STRIKE : QUIET;
        if (attack) {
            w.attacked = true;
            w.attack_month = month;
            if (tape[MEET] < touched(p, exposed)) {
                bool fights = tape[FIGHT] < practised;
                w.tests += 1.0, w.clashes += fights;
                double multiple = severity(p, tape[LOSS]);
                killed += floor(p->attack_loss * exposed * role * least(10.0, multiple));
                event = after_attack(p, s, fights, tape[WAR]);
            }
        } else if (!w.attacked
                   && draws[PROBE] < probe_chance(p, s, usual_probe, w.troops, exposed, location, believed, &now,
                                                  w.airmen * s->monitoring)) {
            w.incidents += 1.0, w.tests += 1.0;
            bool deadly = draws[KILL] < kill_chance(p, practised, location, role);
            if (deadly) killed += floor(least(severity(p, draws[SEVERITY]), most(1.0, 0.02 * w.troops)));
            int reached;
            if (draws[ANSWER] < practised) {
                answered = 1.0;
                w.answers += 1.0, w.clashes += 1.0;
                reached = after_answer(climb_chance, w.tension, deadly, draws[CLIMB]);
            } else {
                ignored = 1.0;
                reached = deadly ? DEADLY : HARASSMENT;
            }
            if (reached > event) event = reached;
        }
        w.tension = next_tension(p, w.tension, event, draws[COOL]);
        if (w.tension > w.peak) w.peak = w.tension;

        /* Moscow learns. */
        w.answered = remember(p, w.answered, answered);
        w.ignored = remember(p, w.ignored, ignored);

        /* Publics react, and some leave. */
        w.kia += killed;
        w.rally = p->rally_keep * w.rally + p->rally * (c->rally + (attack ? 1.0 : 0.0));
        mourn(p, &w, tape, month, killed, 1.0 - win, own);

        /* The bill comes in. */
        double outside = w.trainers * most(s->training, s->basing), above = w.airmen * most(s->air_sea, s->monitoring);
        w.cost += w.troops * p->c_s * p->overhead / 12.0 / 1000.0
                  + (p->c_arm * w.delivered + p->c_home * outside + p->c_air * above) / 12.0;
    }
    account(&w, out);
}

void run_block(int64_t scenarios, int64_t replicates, int64_t months, int64_t tape_length, int64_t elections,
               const Levers *levers, const double *stance, const double *poll, const bool *member, const double *fixed,
               const double *priors, const Calendar *calendars, const double *election, const Facts *facts,
               const double *tape, Outcomes *out) {
    Countries own;
    Assumptions p;
    for (int64_t i = 0; i < scenarios; i++) {
        const Levers *s = &levers[i];
        for (int64_t r = 0; r < replicates; r++) {
            const double *drawn = tape + r * tape_length;
            assume((double *)&p, priors + s->theory * 3 * ASSUMPTIONS, fixed + i * ASSUMPTIONS, drawn);
            seat(&p, facts, member + i * COUNTRIES, stance + i * COUNTRIES, poll + i * COUNTRIES, drawn, &own);
            run(&p, s, facts, member + i * COUNTRIES, calendars + s->calendar * months, elections, election, drawn,
                &own, &out[i * replicates + r]);
        }
    }
}

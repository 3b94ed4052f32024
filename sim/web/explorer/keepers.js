/** What is kept of a job's results: all of them, the outcomes of the runs, or what one state decided. */

const places = (outcomes) => Object.fromEntries(outcomes.map(({name}, k) => [name, k]));

/** Results of one country: its rung and willingness in every run. */
function ofCountry({by_country}, layout, {traced_country, replicates}) {
  const names = layout.outcomes.by_country;
  const [width, seats, at] = [names.length, layout.countries.length, places(names)];
  const rung = new Float64Array(replicates);
  const willingness = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    const row = (r * seats + traced_country) * width;
    rung[r] = by_country[row + at.rung_by_country];
    willingness[r] = by_country[row + at.willingness_by_country];
  }
  return {rung, willingness};
}

/** The willingness of the traced country in every month of every run, and its terms in the last month of peace. */
function traced({run, terms}, layout, {replicates}) {
  const names = layout.outcomes.run;
  const [width, outcomes, struck] = [layout.terms.length, names.length, places(names).attack_month];
  const months = terms.length / (replicates * width);
  const last = new Float64Array(replicates * width);
  const monthly = new Float64Array(replicates * months).fill(NaN);
  for (let r = 0; r < replicates; r++) {
    const attack = run[r * outcomes + struck];
    const end = Number.isNaN(attack) ? months - 1 : attack;
    for (let month = 0; month <= end; month++) {
      const row = (r * months + month) * width;
      monthly[r * months + month] = terms.subarray(row, row + width).reduce((sum, one) => sum + one, 0);
      if (month === end) last.set(terms.subarray(row, row + width), r * width);
    }
  }
  return {last, monthly};
}

export const keepers = {
  all: ({run, by_country, by_month}) => ({run, by_country, by_month}),
  outcomes: ({run}) => ({run}),
  decisions: ofCountry,
  terms: (results, layout, ask) => ({...traced(results, layout, ask), ...ofCountry(results, layout, ask)}),
};

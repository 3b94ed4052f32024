/** A guided tour: stops that ask a question the articles raise, each with settings to try. Stops are data. */

import {data} from "../data.js";
import {claimList} from "./claims.js";
import {h} from "../dom.js";
import {say} from "./say.js";

export function tour(ui, act) {
  if (!ui.tour) return [];
  const { stops, title } = ui.tour.plan;
  const { at } = ui.tour;
  const stop = stops[at];
  return [h("section.tour", { "aria-label": say("tour.label", { title }) },
    h("p.kicker", { "aria-live": "polite" }, say("tour.stop", { at: at + 1, all: stops.length, title })),
    h("h2", {}, stop.question),
    h("div", {}, h("p", {}, stop.says), stop.ask && h("p.quiet-text", {}, stop.ask), ui.tour.sources && claimList(stop.claims ?? [])),
    h("div.choices", {}, (stop.try ?? []).map((one) => h("button", { onclick: () => act.tryStop(one, stop) }, one.words)),
      (stop.claims ?? []).length > 0 && h("button.quiet", { "aria-expanded": String(Boolean(ui.tour.sources)), onclick: () => act.show({ tour: { ...ui.tour, sources: !ui.tour.sources } }) }, say("tour.sources")),
      h("span.steps-of", {}, h("button", { disabled: at === 0, onclick: () => act.stop(at - 1) }, say("tour.back")), at + 1 < stops.length ? h("button.strong", { onclick: () => act.stop(at + 1) }, say("tour.next")) : h("button.strong", { onclick: act.leaveTour }, say("tour.end")), h("button.quiet", { onclick: act.leaveTour }, say("tour.leave")))))];
}

/** A plan that a lecturer wrote: an object with a title and stops; null if it is none. */
export function planOf(plain) {
  const text = (value) => typeof value === "string" && value.length > 0;
  const stops = plain?.stops;
  if (!Array.isArray(stops) || !stops.length || !stops.every((stop) => stop && text(stop.question) && text(stop.says))) return null;
  return {
    title: text(plain.title) ? plain.title : say("tour.own"),
    stops: stops.map((stop) => ({
      question: stop.question, says: stop.says, ask: text(stop.ask) ? stop.ask : "", look: text(stop.look) ? stop.look : "", state: text(stop.state) ? stop.state : "",
      try: (Array.isArray(stop.try) ? stop.try : []).filter((one) => one && text(one.words) && one.setting && typeof one.setting === "object"),
      claims: (Array.isArray(stop.claims) ? stop.claims : []).filter((id) => Object.hasOwn(data.claims, id)),
    })),
  };
}

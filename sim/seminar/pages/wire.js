/** The wire: one stream of views down, forms up. Works on plain http: no randomUUID, no service worker, no clipboard. */

import {say} from "./say.js";

const QUIET_MS = 11000; // no sign of life for so long: the socket is dead, open another
const AGAIN_MS = 1500;
const REFUSED = [401, 403, 404]; // for good: the room is forgotten, or another phone has the seat
const RETRY_MS = [300, 700, 1500, 3000, 5000];

/** An address of this page's seat: who speaks for a bloc says in the page's own address for which of its states. */
function seated(url) {
  const seat = new URLSearchParams(location.search).get("seat");
  return seat ? `${url}${url.includes("?") ? "&" : "?"}seat=${encodeURIComponent(seat)}` : url;
}

/** Why a stream does not open, in the server's words; nothing where the server is merely away or busy. */
async function refusal(url) {
  const asked = new AbortController();
  try {
    const answer = await fetch(url, { signal: asked.signal });
    if (REFUSED.includes(answer.status)) { return (await answer.json()).words; }
    asked.abort();
  } catch (away) { /* the next try may reach it */ }
  return "";
}

/** Follow this page's stream: `shown(view)` gets every view, `state(fault)` what is wrong, or nothing; gives the server's clock. */
export function follow(base, shown, state) {
  const url = seated(`${base}/events`);
  let source = null;
  let over = false;
  let heard = 0;
  let skew = 0;
  function open() {
    if (over) { return; }
    close();
    heard = Date.now();
    source = new EventSource(url);
    source.addEventListener("view", (event) => {
      const view = JSON.parse(event.data);
      noted(view.at);
      shown(view);
    });
    source.addEventListener("beat", (event) => noted(JSON.parse(event.data).at));
    source.addEventListener("bye", again);
    source.onerror = () => { state(say("lost")); if (source && source.readyState === EventSource.CLOSED) { again(); } };
  }
  async function again() {
    state(say("lost"));
    close();
    const words = await refusal(url);
    if (words) { over = true; state(words); return; }
    setTimeout(() => { if (!source && !document.hidden) { open(); } }, AGAIN_MS);
  }
  function noted(at) { heard = Date.now(); skew = at - heard; state(""); }
  function close() { if (source) { source.close(); source = null; } }
  // After sleep a dead socket looks open: close on hide, open on show.
  document.addEventListener("visibilitychange", () => { if (document.hidden) { close(); } else { open(); } });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { open(); } });
  setInterval(() => { if (!document.hidden && Date.now() - heard > QUIET_MS) { state(say("lost")); open(); } }, 1000);
  open();
  return { now: () => Date.now() + skew };
}

/** A nonce of 128 bits, with which a request may be sent again until it is answered. */
export function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Send a form, again and again with the same nonce until there is an answer; resolves to {ok, status, said}. */
export async function send(url, body, method = "POST") {
  for (let tried = 0; ; tried += 1) {
    try {
      const answer = await fetch(seated(url), { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      const said = await answer.json();
      if (answer.status !== 503 || tried >= RETRY_MS.length) { return { ok: answer.ok, status: answer.status, said }; }
    } catch (lost) {
      if (tried >= RETRY_MS.length) { return { ok: false, status: 0, said: { error: "lost", words: "" } }; }
    }
    await new Promise((done) => setTimeout(done, RETRY_MS[Math.min(tried, RETRY_MS.length - 1)]));
  }
}

/** What an address answers, as JSON. Throws what the server says if it refuses. */
export async function getJson(url) {
  const answer = await fetch(seated(url));
  const said = await answer.json();
  if (!answer.ok) { throw new Error(said.words); }
  return said;
}

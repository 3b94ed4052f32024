// The wire: one stream of views down, forms up. Works on plain http: no randomUUID, no service worker, no clipboard.
"use strict";

const QUIET_MS = 11000; // no sign of life for so long: the socket is dead, open another
const RETRY_MS = [300, 700, 1500, 3000, 5000];

// Follow the stream of this page's audience. `shown(view)` is called with every view, `state(word)` with live or lost.
function follow(base, shown, state) {
  let source = null;
  let heard = 0;
  let skew = 0;
  function open() {
    close();
    heard = Date.now();
    source = new EventSource(base + "/events");
    source.addEventListener("view", (event) => {
      const view = JSON.parse(event.data);
      noted(view.at);
      state("live");
      shown(view);
    });
    source.addEventListener("beat", (event) => noted(JSON.parse(event.data).at));
    source.addEventListener("bye", () => { state("lost"); close(); setTimeout(open, 1500); });
    source.onerror = () => { state("lost"); if (source && source.readyState === 2) { close(); setTimeout(open, 1500); } };
  }
  function noted(at) { heard = Date.now(); skew = at - heard; }
  function close() { if (source) { source.close(); source = null; } }
  // After sleep a dead socket looks open: close on hide, open on show.
  document.addEventListener("visibilitychange", () => { if (document.hidden) { close(); } else { open(); } });
  window.addEventListener("pagehide", close);
  setInterval(() => { if (!document.hidden && Date.now() - heard > QUIET_MS) { state("lost"); open(); } }, 1000);
  open();
  return { now: () => Date.now() + skew };
}

// A nonce of 128 bits, with which a request may be sent again until it is answered.
function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Send a form, again and again with the same nonce until there is an answer; resolves to {ok, status, said}.
async function send(url, body, method = "POST") {
  for (let tried = 0; ; tried += 1) {
    try {
      const answer = await fetch(url, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      const said = await answer.json();
      if (answer.status !== 503 || tried >= RETRY_MS.length) { return { ok: answer.ok, status: answer.status, said }; }
    } catch (lost) {
      if (tried >= RETRY_MS.length) { return { ok: false, status: 0, said: { words: "no connection" } }; }
    }
    await new Promise((done) => setTimeout(done, RETRY_MS[Math.min(tried, RETRY_MS.length - 1)]));
  }
}

// An element with text, never with markup.
function el(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) { made.textContent = text; }
  for (const [name, value] of Object.entries(attributes)) { made.setAttribute(name, value); }
  return made;
}

// Minutes and seconds that are left, from a view and the server's clock.
function clock(view, now) {
  const left = view.left !== null ? view.left : view.ends_at === null ? null : Math.max(0, view.ends_at - now);
  if (left === null) { return ""; }
  const seconds = Math.ceil(left / 1000);
  return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0") + (view.left !== null ? " paused" : "");
}

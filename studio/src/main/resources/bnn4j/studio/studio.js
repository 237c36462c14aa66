// Pages by the part of the address after '#'. Texts go in as text, never as HTML.
import { startTry } from './try.js';
import { startRuns } from './runs.js';
import { startSets } from './sets.js';
import { startOverlays } from './overlays.js';

const pages = { try: startTry, runs: startRuns, sets: startSets, overlays: startOverlays };
const started = new Map();

function show() {
  const name = location.hash.slice(1) in pages ? location.hash.slice(1) : 'try';
  for (const page of Object.keys(pages)) {
    document.getElementById('page-' + page).hidden = page !== name;
    const link = document.querySelector(`nav a[href="#${page}"]`);
    if (page === name) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  document.title = 'bnn4j: ' + name;
  for (const [page, handle] of started) if (page !== name && handle && handle.pause) handle.pause();
  if (!started.has(name)) started.set(name, pages[name]());
  const handle = started.get(name);
  if (handle && handle.resume) handle.resume();
}

// A token in the address became a cookie; it need not stay where others see it.
if (location.search) history.replaceState(null, '', location.pathname + location.hash);
addEventListener('hashchange', show);
show();

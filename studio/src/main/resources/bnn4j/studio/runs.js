import { ask, drawn, element, percent } from './common.js';

const by = id => document.getElementById(id);
const COLOURS = 6;
const EVERY = 2000;
const chosen = new Map(); // name of a run to its colour
let timer = 0;
let touched = false;

export function startRuns() {
  by('figure').addEventListener('change', curves);
  return {
    resume() { load(); timer = setInterval(load, EVERY); },
    pause() { clearInterval(timer); },
  };
}

async function load() {
  let runs;
  try {
    runs = await ask('api/runs');
  } catch (problem) {
    by('run-list').replaceChildren(element('p', { class: 'problem' }, problem.message));
    return;
  }
  if (!runs.length) {
    by('run-list').replaceChildren(element('p', { class: 'soft' }, "No runs yet; 'train' creates them."));
    return;
  }
  if (!touched) runs.filter(run => !run.problem).slice(-2).forEach(run => choose(run.name, true));
  const focused = document.activeElement && document.activeElement.id;
  by('run-list').replaceChildren(...runs.reverse().map((run, i) => row(run, i)));
  if (focused && document.getElementById(focused)) document.getElementById(focused).focus();
  curves();
}

function row(run, i) {
  const id = 'run-' + i;
  if (run.problem) {
    return element('div', { class: 'run' }, element('span'), element('span', {}, run.name), element('span', { class: 'facts problem' }, run.problem));
  }
  const box = element('input', { type: 'checkbox', id });
  box.checked = chosen.has(run.name);
  box.addEventListener('change', () => { touched = true; choose(run.name, box.checked); curves(); });
  const facts = element('span', { class: 'facts' }, `${run.network} on ${run.dataset}: ${run.done} of ${run.epochs} epochs, ${run.state}; validation ${percent(run.validation)}, exported ${percent(run.exported)} `);
  if (run.report) {
    const report = element('button', { type: 'button', id: id + '-report' }, 'Confusion and mistakes');
    report.addEventListener('click', () => {
      by('report-card').hidden = false;
      by('report-title').textContent = 'Report of ' + run.name;
      by('report').src = 'report?name=' + encodeURIComponent(run.name);
      by('report-card').scrollIntoView();
    });
    facts.append(element('br'), report);
  }
  return element('div', { class: 'run' }, box, element('label', { for: id }, run.name), facts);
}

function choose(name, on) {
  if (!on) { chosen.delete(name); return; }
  if (chosen.has(name)) return;
  const used = new Set(chosen.values());
  let colour = 0;
  while (used.has(colour) && colour < COLOURS - 1) colour++;
  chosen.set(name, colour);
}

async function curves() {
  const figure = by('figure').value;
  const all = [];
  for (const [name, colour] of chosen) {
    try {
      const run = await ask('api/run?name=' + encodeURIComponent(name));
      all.push({ name, colour, last: run.epochs, points: run.metrics.filter(m => m[figure] != null).map(m => [m.epoch, m[figure]]) });
    } catch (problem) {
      // It was removed meanwhile; the list will say so.
    }
  }
  by('chart').replaceChildren(chart(all));
  by('legend').replaceChildren(...all.map(run => element('span', {}, element('i', { class: 'key k' + run.colour }), run.name)));
}

function chart(all) {
  // Drawn as wide as it shows, so that its letters stay readable on a phone.
  const [width, height, left, bottom, top] = [innerWidth < 760 ? 340 : 640, innerWidth < 760 ? 240 : 320, 56, 34, 12];
  const svg = drawn('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'curves of the chosen runs' });
  const points = all.flatMap(run => run.points);
  if (!points.length) {
    svg.append(drawn('text', { x: 20, y: 40 }, 'No whole epoch yet.'));
    return svg;
  }
  const last = Math.max(2, ...points.map(p => p[0]));
  let low = Math.min(...points.map(p => p[1]));
  let high = Math.max(...points.map(p => p[1]));
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  low -= room; high += room;
  const x = epoch => left + (width - left - 12) * (epoch - 1) / (last - 1);
  const y = value => height - bottom - (height - bottom - top) * (value - low) / (high - low);
  for (let i = 0; i <= 4; i++) {
    const value = low + (high - low) * i / 4;
    svg.append(drawn('line', { class: 'axis', x1: left, x2: width - 12, y1: y(value), y2: y(value) }));
    svg.append(drawn('text', { x: left - 6, y: y(value) + 4, 'text-anchor': 'end' }, Math.abs(value) < 0.01 ? value.toExponential(1) : value.toPrecision(4)));
  }
  const step = Math.max(1, Math.ceil(last / 8));
  for (let epoch = 1; epoch <= last; epoch += step) svg.append(drawn('text', { x: x(epoch), y: height - 12, 'text-anchor': 'middle' }, String(epoch)));
  for (const run of all) {
    svg.append(drawn('polyline', { class: 'curve c' + run.colour, points: run.points.map(p => x(p[0]).toFixed(1) + ',' + y(p[1]).toFixed(1)).join(' ') }));
    for (const p of run.points.length < 40 ? run.points : run.points.slice(-1)) svg.append(drawn('circle', { class: 'c' + run.colour, cx: x(p[0]), cy: y(p[1]), r: 2.5, fill: 'none' }));
  }
  return svg;
}

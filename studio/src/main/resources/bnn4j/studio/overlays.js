import { ask, drawn, element } from './common.js';

const CLOCK = 100e6; // of the published bitstreams on PYNQ-Z1
const by = id => document.getElementById(id);
let overlays = [];

export function startOverlays() {
  by('overlay').addEventListener('change', show);
  load();
}

async function load() {
  try {
    overlays = await ask('api/overlays');
    by('overlay').replaceChildren(...overlays.map(o => element('option', { value: o.name }, o.name)));
    show();
  } catch (problem) {
    by('pipeline').replaceChildren(element('p', { class: 'problem' }, problem.message));
  }
}

function show() {
  const overlay = overlays.find(o => o.name === by('overlay').value);
  if (!overlay) return;
  const slowest = Math.max(...overlay.layers.map(l => l.cycles));
  by('overlay-facts').textContent = `${overlay.precision}; in: ${overlay.input}; out: ${overlay.output}; at most ${Math.round(CLOCK / slowest).toLocaleString('en')} images/s at 100 MHz`;
  by('pipeline').replaceChildren(stages(overlay, slowest), element('div', { class: 'scroll' }, table(overlay, slowest)));
}

function stages(overlay, slowest) {
  const [wide, gap, perRow, high] = [196, 30, innerWidth < 760 ? 1 : 5, 128];
  const rows = Math.ceil(overlay.layers.length / perRow);
  const svg = drawn('svg', { viewBox: `0 0 ${perRow * (wide + gap)} ${rows * (high + 26)}`, role: 'img', 'aria-label': 'pipeline of ' + overlay.name });
  const bits = Math.max(...overlay.layers.map(l => l.weightBits + l.thresholdBits));
  overlay.layers.forEach((layer, i) => {
    const x = (i % perRow) * (wide + gap), y = Math.floor(i / perRow) * (high + 26) + 4;
    const slow = layer.cycles === slowest ? ' slowest' : '';
    const memory = layer.weightBits + layer.thresholdBits;
    svg.append(drawn('rect', { class: 'stage' + slow, x: x + 2, y, width: wide - 4, height: high, rx: 8 }));
    svg.append(drawn('text', { class: 'title', x: x + 12, y: y + 22 }, `${layer.index}: ${layer.kind}`));
    svg.append(drawn('text', { x: x + 12, y: y + 41 }, `SIMD ${layer.simd}, PE ${layer.pe}`));
    svg.append(drawn('text', { x: x + 12, y: y + 64 }, `${layer.cycles.toLocaleString('en')} cycles`));
    svg.append(drawn('rect', { class: 'cycles' + slow, x: x + 12, y: y + 69, width: Math.max(1, (wide - 24) * layer.cycles / slowest), height: 7, rx: 3 }));
    svg.append(drawn('text', { x: x + 12, y: y + 98 }, `${(memory / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} kbit of memory`));
    svg.append(drawn('rect', { class: 'memory', x: x + 12, y: y + 103, width: Math.max(1, (wide - 24) * memory / bits), height: 7, rx: 3 }));
    if (i + 1 < overlay.layers.length && (i + 1) % perRow) svg.append(drawn('line', { class: 'arrow', x1: x + wide, x2: x + wide + gap, y1: y + high / 2, y2: y + high / 2 }));
  });
  return svg;
}

function table(overlay, slowest) {
  const heads = ['layer', 'kind', 'rows', 'columns', 'SIMD', 'PE', 'cycles', 'weight bits', 'threshold bits'];
  const number = value => value.toLocaleString('en');
  return element('table', {}, element('thead', {}, element('tr', {}, ...heads.map(h => element('th', {}, h)))),
    element('tbody', {}, ...overlay.layers.map(l => element('tr', l.cycles === slowest ? { class: 'slowest' } : {},
      ...[l.index, l.kind, number(l.rows), number(l.columns), l.simd, l.pe, number(l.cycles), number(l.weightBits), number(l.thresholdBits)].map(c => element('td', {}, String(c)))))));
}

import { ask, drawn, element, percent } from './common.js';

const by = id => document.getElementById(id);

export function startSets() {
  return { resume: load };
}

async function load() {
  const list = by('set-list');
  try {
    const page = await ask('api/sets');
    list.replaceChildren(...page.sets.map(set => card(set, page.regressions)));
    by('trend-note').replaceChildren(...note(page));
  } catch (problem) {
    list.replaceChildren(element('p', { class: 'problem' }, problem.message));
  }
}

function note(page) {
  if (page.problem) return [element('p', { class: 'problem' }, page.problem)];
  if (page.regressions) return [];
  return [element('p', { class: 'soft' }, 'No trends yet. ', element('code', {}, 'check-accuracy --all --history'), ' checks every set and saves the results; trends appear from the second check on.')];
}

function card(set, regressions) {
  const box = element('div', { class: 'card' }, element('h3', {}, set.name));
  if (set.problem) {
    box.append(element('p', { class: 'problem' }, set.problem));
    return box;
  }
  box.append(element('div', { class: 'big' }, percent(set.accuracy)));
  const right = set.images ? `${set.correct} of ${set.images} test images correct` : 'accuracy unknown';
  box.append(element('p', { class: 'soft small' }, `${right}; ${set.network}, ${set.classes.length} classes` + (set.floor ? `; floor ${set.floor} %` : '')));
  const checked = set.trend.filter(point => point.place === 'engine');
  if (checked.length > 1) box.append(element('div', { class: 'trend' }, trend(checked, set.floor), element('p', { class: 'soft small' }, `${checked.length} checks from ${day(checked[0])} to ${day(checked[checked.length - 1])}, the last ${percent(checked[checked.length - 1].accuracy)}` + (set.floor ? '; dashed: the floor' : ''))));
  else box.append(element('p', { class: 'soft small' }, checked.length ? `checked once: ${percent(checked[0].accuracy)}` : regressions ? 'not checked yet' : ''));
  box.append(element('details', {}, element('summary', {}, 'Classes'), element('p', { class: 'small' }, set.classes.join(', '))));
  if (set.card) box.append(element('details', {}, element('summary', {}, 'Card'), element('pre', {}, set.card)));
  return box;
}

const day = point => point.time.slice(0, 10);

function trend(points, floor) {
  const svg = drawn('svg', { viewBox: '0 0 300 60', role: 'img', 'aria-label': `${points.length} checks, the last ${points[points.length - 1].accuracy.toFixed(2)} %` });
  const values = points.map(p => p.accuracy).concat(floor ? [floor] : []);
  const low = Math.min(...values) - 0.3, high = Math.max(...values) + 0.3;
  const y = value => 56 - 52 * (value - low) / (high - low);
  if (floor) svg.append(drawn('line', { class: 'axis', x1: 0, x2: 300, y1: y(floor), y2: y(floor), 'stroke-dasharray': '4 4' }));
  svg.append(drawn('polyline', { class: 'curve c0', points: points.map((p, i) => (4 + 292 * i / (points.length - 1)).toFixed(1) + ',' + y(p.accuracy).toFixed(1)).join(' ') }));
  return svg;
}

import { ask, element, send } from './common.js';

const by = id => document.getElementById(id);
const CAMERA = {
  NotAllowedError: 'The camera is not allowed on this page; allow it in the address bar of the browser.',
  NotFoundError: 'No camera was found.',
  NotReadableError: 'The camera is in use by another program.',
};
let sets = [];
let picture = null; // what was given last: a blob
let drawing = false; // whether that came from the canvas
let turn = 0;
let timer = 0;

export function startTry() {
  const canvas = by('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: false });
  const clear = () => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    picture = null;
    by('answers').replaceChildren();
    by('layers').replaceChildren(element('p', { class: 'soft' }, "The activations of each layer appear here."));
    by('seen-figure').hidden = by('given').hidden = true;
    by('given-name').textContent = '';
    by('locate-card').hidden = true;
    by('message').textContent = 'Draw a digit or a letter, or load an image.';
  };
  const stroke = (from, to) => {
    pen.strokeStyle = '#000';
    pen.lineWidth = 20;
    pen.lineCap = pen.lineJoin = 'round';
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    // A line of no length leaves nothing; a little one makes the dot of a pen that touches.
    pen.lineTo(to.x + (from === to ? 0.01 : 0), to.y);
    pen.stroke();
    clearTimeout(timer);
    timer = setTimeout(readCanvas, 120);
  };
  const readCanvas = () => canvas.toBlob(blob => { drawing = true; give(blob, 'drawn'); }, 'image/png');
  const place = event => {
    const box = canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) * canvas.width / box.width, y: (event.clientY - box.top) * canvas.height / box.height };
  };
  let last = null;
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    stroke(last, last);
    event.preventDefault();
  });
  canvas.addEventListener('pointermove', event => {
    if (!last) return;
    const now = place(event);
    stroke(last, now);
    last = now;
  });
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => { last = null; });
  const cursor = { x: 140, y: 60 };
  let down = false;
  canvas.addEventListener('keydown', event => {
    const moves = { ArrowLeft: [-12, 0], ArrowRight: [12, 0], ArrowUp: [0, -12], ArrowDown: [0, 12] };
    if (event.key === ' ') {
      down = !down;
      if (down) stroke(cursor, cursor);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      clear();
    } else if (event.key in moves) {
      const [x, y] = moves[event.key];
      const next = { x: Math.max(0, Math.min(280, cursor.x + x)), y: Math.max(0, Math.min(280, cursor.y + y)) };
      if (down) stroke(cursor, next);
      Object.assign(cursor, next);
    } else {
      return;
    }
    event.preventDefault();
  });
  by('clear').addEventListener('click', clear);
  by('file').addEventListener('change', () => { if (by('file').files[0]) photo(by('file').files[0]); by('file').value = ''; });
  addEventListener('dragover', event => { event.preventDefault(); document.body.classList.add('dropping'); });
  addEventListener('dragleave', () => document.body.classList.remove('dropping'));
  addEventListener('drop', event => {
    event.preventDefault();
    document.body.classList.remove('dropping');
    if (event.dataTransfer.files[0]) { location.hash = 'try'; photo(event.dataTransfer.files[0]); }
  });
  addEventListener('paste', event => { if (event.clipboardData.files[0]) photo(event.clipboardData.files[0]); });
  by('camera').addEventListener('click', camera);
  by('shoot').addEventListener('click', shoot);
  by('set').addEventListener('change', () => { chosen(); if (picture) read(); });
  by('locate').addEventListener('click', locate);
  clear();
  loadSets();
}

async function loadSets() {
  try {
    sets = (await ask('api/sets')).sets.filter(set => !set.problem);
    by('set').replaceChildren(...sets.map(set => element('option', { value: set.name }, set.name)));
    const first = sets.find(set => set.dataset === 'mnist') || sets[0];
    if (first) by('set').value = first.name;
    chosen();
  } catch (problem) {
    complain(problem);
  }
}

const current = () => sets.find(set => set.name === by('set').value);

function chosen() {
  const set = current();
  if (!set) return;
  by('set-facts').textContent = `${set.network}, ${set.classes.length} classes` + (set.accuracy ? `, ${set.accuracy.toFixed(2)} % right` : '');
  by('draw-title').textContent = set.grey ? 'Draw' : 'Draw, or give a photo';
  by('only').replaceChildren(element('option', { value: '' }, 'all'), ...set.classes.map((name, i) => element('option', { value: String(i) }, name)));
  by('locate-card').hidden = !(picture && !drawing && set.locates);
  by('marked').hidden = true;
  by('located').textContent = '';
}

function photo(file) {
  drawing = false;
  give(file, file.name);
}

function give(blob, name) {
  picture = blob;
  const image = by('given');
  if (image.src.startsWith('blob:')) URL.revokeObjectURL(image.src);
  image.src = URL.createObjectURL(blob);
  image.hidden = false;
  by('given-name').textContent = name;
  chosen();
  read();
}

function complain(problem) {
  by('message').textContent = problem.message;
  by('message').className = 'problem';
}

async function read() {
  const mine = ++turn;
  try {
    const found = await send('api/classify?layers=1&set=' + encodeURIComponent(by('set').value), picture);
    if (mine !== turn) return; // a newer stroke was faster
    by('message').textContent = found.inverted && !drawing ? 'Inverted: the image shows dark strokes on a bright background.' : '';
    by('message').className = 'soft';
    by('seen').src = found.seen;
    by('seen-figure').hidden = false;
    const strengths = found.answers.map(answer => answer.strength);
    const least = Math.min(...strengths); // what is told apart is how far the others are behind
    const most = Math.max(...strengths, least + 1);
    by('answers').replaceChildren(...found.answers.map(answer => element('li', {},
      element('span', { class: 'name' }, answer.name),
      element('progress', { max: String(most - least), value: String(Math.max(0, answer.strength - least)), 'aria-label': answer.name }),
      element('span', { class: 'number' }, String(answer.strength)))));
    by('layers').replaceChildren(...found.layers.map(layer => element('figure', {},
      element('img', { src: layer.picture, alt: 'activations of layer ' + layer.name }),
      element('figcaption', {}, layer.name))));
  } catch (problem) {
    if (mine === turn) {
      complain(problem);
      by('answers').replaceChildren();
      by('seen-figure').hidden = true;
    }
  }
}

async function camera() {
  const video = by('video');
  if (video.srcObject) return stopCamera();
  if (!navigator.mediaDevices) {
    return complain(new Error('Browsers give a camera only to pages of this machine (127.0.0.1) or behind https; take a picture with Picture instead.'));
  }
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    video.hidden = by('shoot').hidden = false;
    by('camera').textContent = 'Stop camera';
    await video.play();
  } catch (problem) {
    complain(new Error(CAMERA[problem.name] || 'The camera cannot be used: ' + problem.message));
  }
}

function stopCamera() {
  const video = by('video');
  video.srcObject.getTracks().forEach(track => track.stop());
  video.srcObject = null;
  video.hidden = by('shoot').hidden = true;
  by('camera').textContent = 'Camera';
}

function shoot() {
  const video = by('video');
  const still = element('canvas', { width: String(video.videoWidth), height: String(video.videoHeight) });
  still.getContext('2d').drawImage(video, 0, 0);
  still.toBlob(blob => photo(new File([blob], 'camera.png', { type: 'image/png' })), 'image/png');
  stopCamera();
}

async function locate() {
  by('located').textContent = 'Looking…';
  by('locate').disabled = true;
  try {
    const only = by('only').value;
    const found = await send('api/locate?set=' + encodeURIComponent(by('set').value) + (only ? '&only=' + only : ''), picture);
    const image = await createImageBitmap(picture);
    const canvas = by('marked');
    canvas.width = found.width;
    canvas.height = found.height;
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0, found.width, found.height);
    const unit = Math.max(2, Math.min(found.width, found.height) / 200);
    pen.lineWidth = unit;
    pen.font = `bold ${7 * unit}px system-ui, sans-serif`;
    pen.textBaseline = 'bottom';
    for (const find of found.finds) {
      const text = `${find.name} ${find.score}`;
      pen.strokeStyle = pen.fillStyle = '#ff2d55';
      pen.strokeRect(find.x, find.y, find.size, find.size);
      const wide = pen.measureText(text).width + 4 * unit;
      const x = Math.max(0, Math.min(find.x, found.width - wide));
      const y = Math.max(9 * unit, find.y);
      pen.fillRect(x, y - 9 * unit, wide, 9 * unit);
      pen.fillStyle = '#fff';
      pen.fillText(text, x + 2 * unit, y - unit);
    }
    canvas.hidden = false;
    by('located').textContent = `${found.finds.length} found in ${found.windows} windows`;
  } catch (problem) {
    by('located').textContent = problem.message;
  } finally {
    by('locate').disabled = false;
  }
}

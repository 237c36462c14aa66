export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  fill(node, attributes, children);
  return node;
}

export function drawn(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(node, attributes, children);
  return node;
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.map(child => child instanceof Node ? child : document.createTextNode(child)));
}

export async function ask(address, options) {
  const answer = await fetch(address, options);
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error || answer.statusText);
  return json;
}

export function send(address, blob) {
  return ask(address, { method: 'POST', body: blob, headers: { 'X-Bnn4j': '1', 'Content-Type': 'application/octet-stream' } });
}

export const percent = value => value == null ? '–' : value.toFixed(2) + ' %';

// SPDX-License-Identifier: Apache-2.0
// Times @getodk/xforms-engine: `node engine.mjs PACKAGES FOLDER`, see JavaRosaBench.java for what FOLDER holds.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const PASSES = 4;
const [packages, folder] = process.argv.slice(2);
const require = createRequire(path.join(packages, 'package.json'));

// the engine is made for a browser: what it takes from there comes from jsdom
const { JSDOM } = require('jsdom');
const { window } = new JSDOM('<!doctype html><html></html>', { url: 'http://localhost/' });
const wanted = [
  'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Attr', 'Document', 'DocumentFragment', 'XMLDocument', 'Text',
  'CDATASection', 'Comment', 'ProcessingInstruction', 'NodeList', 'NamedNodeMap', 'HTMLElement', 'NodeFilter',
  'TreeWalker', 'XPathResult', 'XPathEvaluator', 'XPathExpression', 'DOMException', 'CharacterData', 'File', 'Blob',
  'FormData',
];
for (const name of wanted) if (name in window) globalThis[name] = window[name];
Object.assign(globalThis, { window, document: window.document, require, __dirname: packages });

const entry = ['dist/index.js', 'dist/index.mjs'].map((file) => path.join(packages, 'node_modules/@getodk/xforms-engine', file));
const engine = await import(pathToFileURL(entry.find((file) => fs.existsSync(file))));

function* inside(node) {
  yield node;
  for (const child of node.currentState.children ?? []) yield* inside(child);
}

function give(node, value) {
  if (node.nodeType === 'select') return node.selectValue(value);
  return node.setValue(['int', 'decimal'].includes(node.valueType) ? Number(value) : value);
}

let seen = 0;
function look(node) {
  const state = node.currentState;
  for (const part of [state.relevant, state.required, state.readonly, state.instanceValue]) seen += part ? 1 : 0;
  seen += node.validationState?.violation ? 1 : 0;
  if (!state.relevant) return;
  seen += state.label?.asString.length ?? 0;
  for (const choice of state.valueOptions ?? []) seen += choice.label?.asString.length ?? 0;
}

const attachment = async (url) => {
  const file = path.join(folder, String(url).split('/').pop());
  if (!fs.existsSync(file)) return new Response('', { status: 404 });
  return new Response(fs.readFileSync(file), { status: 200, headers: { 'content-type': 'text/csv' } });
};

const source = fs.readFileSync(path.join(folder, 'form.xml'), 'utf8');
const plan = fs.readFileSync(path.join(folder, 'plan.tsv'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
for (let pass = 1; pass <= PASSES; pass += 1) {
  const start = performance.now();
  const form = await engine.loadForm(source, { fetchFormAttachment: attachment, missingResourceBehavior: 'BLANK' });
  if (form.status === 'failure') throw form.error;
  const { root } = form.createInstance();
  const load = performance.now() - start;
  const nodes = new Map();
  for (const node of inside(root)) if (!nodes.has(node.currentState.reference)) nodes.set(node.currentState.reference, node);
  for (const node of nodes.values()) look(node);
  const times = [];
  let errors = 0;
  for (const [ref, value, changed] of plan) {
    const read = changed ? changed.split(' ').map((one) => nodes.get(one)) : [];
    const before = performance.now();
    try {
      give(nodes.get(ref), value);
      for (const node of read) look(node);
      times.push(performance.now() - before);
    } catch (problem) {
      errors += 1;
      if (errors < 3) console.error(ref, String(problem));
    }
  }
  if (pass < PASSES) continue;
  times.sort((one, other) => one - other);
  const peak = /VmHWM:\s*(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'));
  console.log(JSON.stringify({
    load, p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)],
    memory: Math.round(Number(peak[1]) / 1024), answers: times.length, errors,
  }));
}

// Runs Yosys from npm's package @yowasp/yosys as if it were a program.
//
//   node yosys.mjs FOLDER ARGUMENT...
//
// FOLDER is the package's. It knows no files, so the texts of the present folder are given to it,
// and those that it makes are written there. Exits as Yosys does.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, ...args] = process.argv.slice(2);
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const main = resolve(folder, description.exports?.default ?? description.main);
const { runYosys, Exit } = await import(pathToFileURL(main));

const given = {};
for (const name of readdirSync('.')) {
  if (statSync(name).isFile()) given[name] = readFileSync(name, 'utf8');
}

function keep(files) {
  for (const [name, text] of Object.entries(files ?? {})) {
    const isFile = typeof text === 'string' || text instanceof Uint8Array;
    if (isFile && !(name in given)) writeFileSync(name, text);
  }
}

try {
  keep(await runYosys(args, given));
} catch (e) {
  if (!(e instanceof Exit)) throw e;
  keep(e.files);
  process.exitCode = e.code;
}

'use strict';
// Finding the function: `path/module.method`, the module without its ending.
//
// Source: documented: Lambda's Node.js handler article and its runtime client, for the order of endings and
// for when a file is an ES module.

const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

class TargetError extends Error {}

// A module that the function asks for and that is not installed.
class MissingError extends Error {}

function parted(handler) {
  const slash = handler.lastIndexOf('/');
  const match = /^([^.]+)\.(.+)$/.exec(handler.slice(slash + 1));
  if (!match || handler.includes('..')) {
    throw new TargetError(`'${handler}' names no function: write path/module.method, the path without ending`);
  }
  return { module: handler.slice(0, slash + 1) + match[1], names: match[2].split('.') };
}

async function load(folder, handler) {
  const { module, names } = parted(handler);
  const loaded = await loadModule(folder, module);
  const found = names.reduce((holder, name) => holder && holder[name], loaded);
  if (typeof found !== 'function') {
    const known = Object.keys(loaded || {}).filter((name) => typeof loaded[name] === 'function');
    const hint = known.length ? `; it exports ${known.join(', ')}` : '; it exports no function';
    throw new TargetError(`${module} has no function '${names.join('.')}'${hint}`);
  }
  return found;
}

async function loadModule(folder, module) {
  const base = path.resolve(folder, module);
  const required = createRequire(path.join(folder, 'function.js'));
  const asModules = isModuleFolder(path.dirname(base));
  const ways = [
    ['', required],
    ['.js', asModules ? imported : required],
    ['.mjs', imported],
    ['.cjs', required],
  ];
  for (const [ending, way] of ways) {
    if (isFile(base + ending)) return found(way, base + ending);
  }
  throw new TargetError(`there is no module '${module}' (.js, .mjs or .cjs) in the function's folder`);
}

async function found(way, file) {
  try {
    return await way(file);
  } catch (error) {
    if (!['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'].includes(error && error.code)) throw error;
    throw new MissingError(error.message.split('\n')[0].replace(/ imported from .*/, ''), { cause: error });
  }
}

function imported(file) {
  return import(pathToFileURL(file).href);
}

function isFile(file) {
  return fs.existsSync(file) && fs.statSync(file).isFile();
}

function isModuleFolder(folder) {
  for (let here = folder; ; here = path.dirname(here)) {
    if (path.basename(here) === 'node_modules') return false;
    const description = path.join(here, 'package.json');
    if (isFile(description)) return typeOf(description) === 'module';
    if (here === path.dirname(here)) return false;
  }
}

function typeOf(description) {
  try {
    return (JSON.parse(fs.readFileSync(description, 'utf8')) || {}).type;
  } catch {
    return undefined;
  }
}

module.exports = { load, MissingError, TargetError };

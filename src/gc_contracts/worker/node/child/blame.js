'use strict';
// From an error to the team's own line: the innermost call below the function's folder that is not installed.

const fs = require('fs');
const path = require('path');
const { fileURLToPath } = require('url');
const { readFileSync } = fs;

const CALL = /^\s+at (?:(?:async )?(.*?) \()?(.*?):(\d+):\d+\)?$/;
const HEAD = /^(\S.*):(\d+)$/;
const LONGEST = 2000;

class Team {
  // folder: where the code lies; shown: what reports call that folder.
  constructor(folder, shown) {
    this.folder = folder;
    this.shown = shown;
  }

  // The innermost line of the team's in a stack as text; {} where there is none.
  place(stack) {
    for (const { file, line, name } of calls(stack)) {
      const inside = this.inside(file);
      if (inside) {
        const shown = [this.shown, ...inside.split(path.sep)].filter(Boolean).join('/');
        return { file: shown, line, function: name, text: this.text(file, line) };
      }
    }
    return {};
  }

  inside(file) {
    if (!path.isAbsolute(file)) return '';
    const inside = path.relative(this.folder, file);
    const foreign = inside.startsWith('..') || path.isAbsolute(inside);
    return foreign || inside.split(path.sep).includes('node_modules') ? '' : inside;
  }

  text(file, line) {
    try {
      return (readFileSync(file, 'utf8').split('\n')[line - 1] || '').trim();
    } catch {
      return '';
    }
  }
}

function calls(stack) {
  const found = [];
  for (const line of String(stack).split('\n')) {
    const call = CALL.exec(line);
    const head = call ? null : HEAD.exec(line);
    if (call) found.push({ file: asPath(call[2]), line: Number(call[3]), name: call[1] || '' });
    // A syntax error says its place before all else.
    else if (head && path.isAbsolute(asPath(head[1]))) found.push({ file: asPath(head[1]), line: Number(head[2]), name: '' });
  }
  return found;
}

function asPath(text) {
  try {
    return text.startsWith('file://') ? fileURLToPath(text) : text.replace(/^async /, '');
  } catch {
    return text;
  }
}

// Whether something is an error by its looks: errors of another realm are no instances of ours.
function isError(value) {
  return value instanceof Error || (value && ['name', 'message', 'stack'].every((key) => typeof value[key] === 'string'));
}

// What Lambda answers for a thrown value.
// Source: documented: the invoke API and the runtime client of Lambda: errorType, errorMessage, trace.
function told(error) {
  try {
    if (isError(error)) {
      return { errorType: error.name, errorMessage: error.message, trace: lines(error.stack) };
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    return { errorType: 'handled', errorMessage: 'the thrown value could not be read', trace: [] };
  }
}

// A stack without the lines that are ours.
function lines(stack) {
  return String(stack)
    .split('\n')
    .filter((line) => !line.includes(__dirname));
}

// The same for our reports: its class, its words and those of its cause, and the team's line.
function trouble(error, team) {
  const { errorType, errorMessage, trace } = told(error);
  const words = [errorMessage, ...causes(error)].join(': ');
  const message = words.length > LONGEST ? words.slice(0, LONGEST) + '…' : words;
  return { kind: errorType, message, ...team.place(trace.join('\n')) };
}

function causes(error) {
  const cause = isError(error) ? error.cause : undefined;
  return isError(cause) && cause.message && cause.message !== error.message ? [cause.message] : [];
}

module.exports = { Team, told, trouble };

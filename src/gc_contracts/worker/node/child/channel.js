'use strict';
// The child's end of the line to us: a verb and JSON on one line, ASCII only, on descriptors that the function
// does not know. What it prints goes elsewhere, so it cannot be taken for an answer.

const fs = require('fs');
// Taken now: a function may replace what the modules hold.
const { openSync, closeSync, readSync, writeSync } = fs;
const { parse, stringify } = JSON;

const CHUNK = 65536;

function escaped(text) {
  return text.replace(/[\u007f-\uffff]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

class Channel {
  constructor() {
    [this.asks, this.answers] = privateEnds();
    this.held = [];
    this.chunk = Buffer.allocUnsafe(CHUNK);
  }

  // Wait for the next message, which blocks everything, as between two calls nothing of a function runs.
  read() {
    for (;;) {
      const last = this.held.length ? this.held[this.held.length - 1] : Buffer.alloc(0);
      const end = last.indexOf(10);
      if (end >= 0) {
        const line = Buffer.concat([...this.held.slice(0, -1), last.subarray(0, end)]).toString('latin1');
        this.held = end + 1 < last.length ? [last.subarray(end + 1)] : [];
        const space = line.indexOf(' ');
        return { verb: line.slice(0, space), value: parse(line.slice(space + 1)) };
      }
      const count = readSync(this.asks, this.chunk, 0, CHUNK, null);
      if (count === 0) return null;
      this.held.push(Buffer.from(this.chunk.subarray(0, count)));
    }
  }

  write(verb, value) {
    this.send(`${verb} ${escaped(stringify(value))}\n`);
  }

  send(text) {
    const data = Buffer.from(text, 'latin1');
    for (let sent = 0; sent < data.length; ) sent += writeSync(this.answers, data, sent);
  }
}

// Move the line away from standard input and output: those become empty and what is printed.
function privateEnds() {
  if (process.platform === 'win32') return [0, 1];
  const ends = [openSync('/dev/fd/0', 'r'), openSync('/dev/fd/1', 'w')];
  closeSync(0);
  openSync('/dev/null', 'r');
  closeSync(1);
  openSync('/dev/fd/2', 'w');
  return ends;
}

module.exports = { Channel };

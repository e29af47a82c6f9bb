'use strict';
// Where the child starts: takes its descriptors before any code under test can see them.

const [major] = process.versions.node.split('.');
const { Channel } = require('./channel.js');

const LEAST = 18;

const channel = new Channel();
if (Number(major) < LEAST) {
  const message = `Node.js ${process.versions.node} is too old: ${LEAST} or later is needed`;
  channel.send('\ngc-contracts "ready"\n');
  channel.read();
  channel.write('failed', { value: { kind: 'node', message } });
} else {
  const { keepPrints } = require('./printed.js');
  const { Session } = require('./session.js');
  process.argv.splice(1);
  new Session(channel, keepPrints()).serve();
}

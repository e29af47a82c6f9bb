'use strict';
// The child's conversation with us: opened once, then asked until there is nobody left to ask.

const { told, trouble, Team } = require('./blame.js');
const { Clock } = require('./clock.js');
const { Fence } = require('./fence.js');
const { Call } = require('./invoke.js');
const { load, MissingError, TargetError } = require('./load.js');
const { Network } = require('./network.js');
const { Wanted } = require('./watch.js');

const later = setImmediate;
const exit = process.reallyExit.bind(process);
const { parse } = JSON;

class Session {
  constructor(channel, printed) {
    this.channel = channel;
    this.printed = printed;
    this.fence = new Fence();
    this.clock = new Clock();
    this.isOpen = false; // whether a call is running, whose requests somebody answers
    this.call = null;
    // From a turn of its own: what is done while Node is about to end does not keep it from ending.
    process.on('beforeExit', () => later(() => this.nothingComes()));
  }

  async serve() {
    this.channel.send('\ngc-contracts "ready"\n');
    for (let message = this.channel.read(); message && message.verb !== 'bye'; message = this.channel.read()) {
      await (message.verb === 'open' ? this.opened(message.value) : this.asked(message.value));
    }
    exit(0);
  }

  async opened(opening) {
    this.setup = opening.setup;
    this.team = new Team(opening.root, this.setup.shown);
    this.network = new Network(this.setup.sockets, (request) => this.exchange(request), (...what) => this.fence.refuse(...what));
    this.network.install();
    this.clock.install();
    this.fence.raise();
    this.announceEnds();
    this.wanted = this.setup.watch ? new Wanted() : null;
    if (this.wanted) this.wanted.install();
    try {
      this.handler = await load(opening.root, this.setup.handler);
      this.tell('opened', `node ${process.versions.node}`);
    } catch (error) {
      this.tell('failed', this.unloaded(error));
    }
  }

  unloaded(error) {
    if (error instanceof TargetError) return { kind: 'target', message: error.message };
    if (!(error instanceof MissingError)) return trouble(error, this.team);
    return { ...trouble(error.cause, this.team), kind: 'module', message: error.message };
  }

  async asked(asked) {
    this.isOpen = true;
    if (this.wanted) this.wanted.take();
    const { clock, network, team } = this;
    const leave = (message) => this.leave({ kind: 'timeout', message });
    const event = parse(asked.event);
    const call = new Call({ ...asked, event }, { clock, network, team, seconds: this.setup.seconds, leave });
    this.call = call;
    const outcome = await call.run(this.handler);
    this.call = null;
    this.isOpen = false;
    const wanted = this.wanted ? { wanted: this.wanted.take() } : {};
    this.tell('answer', { ...outcome, ...wanted });
  }

  nothingComes() {
    if (this.call) return this.call.nothingComes();
    const next = this.clock.next(false);
    if (next) return this.clock.skipTo(next);
    const message = 'loading it never ends: its module waits for a promise that nothing will ever settle';
    return this.leave({ kind: 'Runtime.NodeJsExit', message });
  }

  exchange(request) {
    if (!this.isOpen) return { refused: 'the function sent a request when none of its calls was running' };
    this.channel.write('request', request);
    const message = this.channel.read();
    return message ? message.value : { refused: 'nobody answers' };
  }

  tell(verb, value) {
    this.channel.write(verb, { value, output: this.printed(), tried: this.fence.take() });
  }

  // Say how the process ends, and end it.
  leave(value, code = 1) {
    this.channel.write('exits', { value });
    exit(code);
  }

  announceEnds() {
    process.reallyExit = (code) => {
      const message = `ended its process with exit code ${code || 0}`;
      this.leave({ kind: 'exit', message, ...this.team.place(new Error().stack) }, code);
    };
    process.exit = process.reallyExit;
    process.abort = () => process.reallyExit(134);
    // Source: documented: Lambda's runtime client reports both as the call's error and ends the process.
    process.on('uncaughtException', (error, origin) => {
      const kind = origin === 'unhandledRejection' ? { kind: 'Runtime.UnhandledPromiseRejection' } : {};
      const { errorType, errorMessage } = told(error);
      const words = kind.kind ? { message: `${errorType}: ${errorMessage}` } : {};
      this.leave({ ...trouble(error, this.team), ...kind, ...words });
    });
  }
}

module.exports = { Session };

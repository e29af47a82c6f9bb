'use strict';
// Time that is not waited for: where a function waits for nothing but timers, the next one fires at once, and
// what it would have waited is added up.
//
// All timers stay real ones, but none keeps the event loop alive: so Node itself tells, by `beforeExit`, when
// nothing else is under way. Which of them would keep it alive is remembered here. When they are due is counted
// without the time that really passes, so that two runs tell the same.

const { AsyncResource } = require('async_hooks');
const timers = require('timers');
const promises = require('timers/promises');
const { promisify } = require('util');
const net = require('net');

const real = { setTimeout, setInterval, clearTimeout };
const realNow = performance.now.bind(performance);

class Clock {
  constructor() {
    this.ahead = 0; // milliseconds that were not waited for
    this.entries = new Set();
  }

  install() {
    const later = this.timer(real.setTimeout, false);
    const often = this.timer(real.setInterval, true);
    const waiting = (delay, value, options) => this.promised(later, delay, value, options);
    Object.defineProperty(later, promisify.custom, { value: waiting });
    Object.assign(globalThis, { setTimeout: later, setInterval: often });
    Object.assign(timers, { setTimeout: later, setInterval: often });
    promises.setTimeout = waiting;
    if (promises.scheduler) promises.scheduler.wait = (delay, options) => waiting(delay, undefined, options);
    this.sockets();
    this.signals(later);
    const now = Date.now;
    Date.now = () => now() + Math.floor(this.ahead);
    performance.now = () => realNow() + this.ahead;
  }

  timer(start, repeats) {
    const clock = this;
    return function (callback, delay, ...given) {
      if (typeof callback !== 'function') return start(callback, delay);
      const entry = clock.entry(delay, repeats, AsyncResource.bind(() => callback.apply(entry.handle, given)));
      entry.handle = clock.adopted(start(() => clock.fired(entry), delay).unref(), entry);
      clock.entries.add(entry);
      return entry.handle;
    };
  }

  adopted(handle, entry) {
    const { refresh } = handle;
    const counts = (value) => () => {
      entry.counts = value;
      return handle;
    };
    return Object.assign(handle, {
      ref: counts(true),
      unref: counts(false),
      hasRef: () => entry.counts,
      refresh: () => {
        this.begin(entry);
        if (!handle._destroyed) this.entries.add(entry);
        return refresh.call(handle);
      },
    });
  }

  entry(delay, repeats, run) {
    const wait = Number(delay) >= 1 && Number(delay) <= 2147483647 ? Math.trunc(Number(delay)) : 1;
    return this.begin({ wait, repeats, run, handle: null, counts: true });
  }

  begin(entry) {
    entry.due = this.ahead + entry.wait;
    return entry;
  }

  fired(entry) {
    if (entry.repeats) this.begin(entry);
    else this.entries.delete(entry);
    entry.run();
  }

  promised(later, delay, value, options = {}) {
    const { signal, ref = true } = options || {};
    return new Promise((resolve, reject) => {
      const aborted = () => {
        real.clearTimeout(handle);
        reject(Object.assign(new Error('The operation was aborted', { cause: signal.reason }), { name: 'AbortError', code: 'ABORT_ERR' }));
      };
      const handle = later(() => {
        if (signal) signal.removeEventListener('abort', aborted);
        resolve(value);
      }, delay);
      if (!ref) handle.unref();
      if (signal && signal.aborted) aborted();
      else if (signal) signal.addEventListener('abort', aborted, { once: true });
    });
  }

  // Sockets count the time in which nothing came; libraries set that for their requests.
  sockets() {
    const clock = this;
    const original = net.Socket.prototype.setTimeout;
    net.Socket.prototype.setTimeout = function (delay, ...given) {
      for (const entry of clock.entries) if (entry.socket === this) clock.entries.delete(entry);
      if (delay > 0) {
        const entry = clock.entry(delay, false, () => this.emit('timeout'));
        entry.socket = this;
        entry.counts = false;
        clock.entries.add(entry);
      }
      return original.call(this, delay, ...given);
    };
  }

  signals(later) {
    AbortSignal.timeout = (delay) => {
      const controller = new AbortController();
      const words = 'The operation was aborted due to timeout';
      later(() => controller.abort(new DOMException(words, 'TimeoutError')), delay).unref();
      return controller.signal;
    };
  }

  // The timer that is due next; `all`: also those that keep no process alive.
  next(all) {
    let found = null;
    for (const entry of this.entries) {
      if (this.isOver(entry)) this.entries.delete(entry);
      else if ((all || entry.counts) && (!found || entry.due < found.due)) found = entry;
    }
    return found;
  }

  isOver(entry) {
    return entry.socket ? entry.socket.destroyed : entry.handle._destroyed;
  }

  // Let time pass until a timer is due, and fire it.
  skipTo(entry) {
    this.ahead = Math.max(this.ahead, entry.due);
    if (!entry.repeats && entry.handle) real.clearTimeout(entry.handle);
    this.fired(entry);
  }
}

module.exports = { Clock };

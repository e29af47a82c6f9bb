'use strict';
// No way out but the replay: a fence against accidents in a function, not a prison for hostile code.
//
// What only the outside world could answer is refused, whatever asks, and told to us even where the function
// swallows the error.

const MOST = 20;

class Fence {
  constructor() {
    this.tried = [];
  }

  // Note what was tried and give the error for it.
  refuse(what, why = '') {
    if (!this.tried.includes(what) && this.tried.length < MOST) this.tried.push(what);
    const words = why || 'a function under test runs with no network and no child processes';
    return Object.assign(new Error(`${words}: it tried to ${what}`), { code: 'EPERM', errno: -1, syscall: 'connect' });
  }

  take() {
    return this.tried.splice(0);
  }

  raise() {
    this.processes();
    this.names();
    this.others();
    require('module').syncBuiltinESMExports();
  }

  processes() {
    const children = require('child_process');
    for (const name of ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync']) {
      children[name] = (command, given) => {
        const words = [command, ...(Array.isArray(given) ? given : [])].join(' ');
        throw this.refuse(`run ${words.slice(0, 200)}`);
      };
    }
    const threads = require('worker_threads');
    const refuse = () => this.refuse('start a worker thread, where the network would be open');
    threads.Worker = class Worker {
      constructor() {
        throw refuse();
      }
    };
  }

  names() {
    const dns = require('dns');
    const isLookup = (name) => /^(lookup|lookupService|resolve\w*|reverse)$/.test(name);
    const holders = [dns, dns.Resolver.prototype];
    const promising = [dns.promises, dns.promises.Resolver.prototype];
    for (const holder of holders) {
      for (const name of Object.getOwnPropertyNames(holder).filter(isLookup)) {
        holder[name] = (host, ...given) => {
          const error = this.refuse(`look up ${host}`);
          process.nextTick(given[given.length - 1], error);
        };
      }
    }
    for (const holder of promising) {
      for (const name of Object.getOwnPropertyNames(holder).filter(isLookup)) {
        holder[name] = async (host) => {
          throw this.refuse(`look up ${host}`);
        };
      }
    }
  }

  others() {
    const datagrams = require('dgram').Socket.prototype;
    for (const name of ['send', 'bind', 'connect']) {
      datagrams[name] = () => {
        throw this.refuse(`${name} a datagram socket`);
      };
    }
    require('http2').connect = (authority) => {
      throw this.refuse(`speak HTTP/2 with ${authority}; the replay speaks HTTP/1.1`);
    };
    const kill = process.kill;
    process.kill = (pid, signal) => {
      if (pid === process.pid || pid === 0) return kill.call(process, process.pid, signal);
      throw this.refuse(`send a signal to process ${pid}`);
    };
  }
}

module.exports = { Fence };

'use strict';
// The function's only way out: every connection, by whatever library, ends at the replay.
//
// http, https, fetch, axios, got and raw sockets all come to `Socket.connect`. It is replaced by a connection
// to a small HTTP server in this very process, on a local socket in a private folder. TLS is real but
// anonymous, so that no certificate and no key is needed. Where no reply ever comes the line just stays
// silent; `clock` sees to it that nobody waits.

const http = require('http');
const net = require('net');
const path = require('path');
const tls = require('tls');

const ANONYMOUS = { ciphers: 'AECDH-AES256-SHA:@SECLEVEL=0', minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' };
const HANDSHAKE = 0x16;
// What frames a body is ours to say: a recorded length or encoding may be that of another body.
const FRAMING = new Set(['content-length', 'transfer-encoding', 'content-encoding', 'connection', 'keep-alive']);
const original = { connect: net.Socket.prototype.connect, secure: tls.connect };

class Network {
  // exchange: asks us for the reply to a request; refuse: notes what was tried, and gives the error for it.
  constructor(folder, exchange, refuse) {
    this.folder = folder;
    this.exchange = exchange;
    this.refuse = refuse;
    this.silent = new Set(); // sockets to which nothing will ever come
    this.paths = new Map();
    this.server = this.answering();
    this.context = null;
  }

  install() {
    const network = this;
    net.Socket.prototype.connect = function (...given) {
      const [options, listener] = Array.isArray(given[0]) ? given[0] : net._normalizeArgs(given);
      return network.connect(this, options, listener);
    };
    tls.connect = (...given) => this.secure(...given);
  }

  connect(socket, options, listener) {
    if (options.path) return this.failed(socket, this.refuse(`connect to ${options.path}`));
    const host = options.host || 'localhost';
    const port = Number(options.port);
    // TLS that is not begun by tls.connect has a handle of its own kind already.
    if (socket._handle) return this.failed(socket, this.refuse(`connect to ${host}:${port} by a socket made by hand`));
    const { fault, refused } = this.exchange({ method: 'CONNECT', url: `${host}:${port}` });
    if (refused) return this.failed(socket, this.refuse(`connect to ${host}:${port}`, refused));
    if (fault === 'refused') return this.failed(socket, refusal(host, port));
    if (fault === 'timeout') {
      socket.connecting = true;
      return this.silence(socket);
    }
    const { host: _host, port: _port, lookup: _lookup, localAddress: _from, autoSelectFamily: _family, ...rest } = options;
    return original.connect.call(socket, { ...rest, path: this.path(host, port, socket) }, listener);
  }

  // Let a socket wait in vain, without keeping the event loop alive.
  silence(socket) {
    if (socket.destroyed) return socket;
    this.silent.add(socket);
    socket.once('close', () => this.silent.delete(socket));
    return socket.unref();
  }

  failed(socket, error) {
    socket.connecting = true;
    process.nextTick(() => socket.destroy(error));
    return socket;
  }

  // The local socket that stands for a host and port; connections arrive there in the order they are made.
  path(host, port, socket) {
    const name = `${host}:${port}`;
    if (!this.paths.has(name)) {
      const own = `${process.pid}-${this.paths.size}`;
      const file = process.platform === 'win32' ? `\\\\.\\pipe\\gc-${own}` : path.join(this.folder, `${own}.sock`);
      const waiting = [];
      net.createServer((end) => this.accept(end, { host, port, socket: waiting.shift() })).listen(file).unref();
      this.paths.set(name, { file, waiting });
    }
    const { file, waiting } = this.paths.get(name);
    waiting.push(socket);
    return file;
  }

  accept(end, target) {
    end.unref().on('error', () => {});
    end.once('readable', () => {
      const first = end.read(1);
      if (first === null) return end.destroy();
      end.unshift(first);
      return this.serve(first[0] === HANDSHAKE ? this.unwrapped(end) : end, target);
    });
  }

  unwrapped(end) {
    const secure = new tls.TLSSocket(end, { isServer: true, secureContext: this.anonymous() });
    secure.on('error', () => {});
    return secure;
  }

  serve(end, target) {
    end.gcTarget = target;
    this.server.emit('connection', end);
  }

  answering() {
    const limits = { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0, insecureHTTPParser: true, maxHeaderSize: 1 << 20 };
    const server = http.createServer(limits, (request, response) => this.read(request, response));
    server.on('clientError', (error, end) => {
      if (error.code && error.code.startsWith('HPE_')) this.refuse('speak something else than HTTP/1.1');
      end.destroy();
    });
    return server;
  }

  read(request, response) {
    const parts = [];
    request.on('error', () => {});
    response.on('error', () => {});
    request.on('data', (part) => parts.push(part));
    request.on('end', () => this.reply(request, response, Buffer.concat(parts)));
  }

  reply(request, response, body) {
    const answer = this.exchange({
      method: request.method,
      url: addressed(request),
      headers: pairs(request.rawHeaders),
      body: body.length ? body.toString('base64') : null,
    });
    if (answer.fault === 'timeout') {
      this.silence(request.socket.gcTarget.socket);
      return;
    }
    if (answer.refused) this.refuse(`send ${request.method} ${addressed(request)}`, answer.refused);
    if (answer.fault || answer.refused || !written(response, answer, request.method)) request.socket.destroy();
  }

  secure(...given) {
    const [normal, listener] = net._normalizeArgs(given);
    const extra = [given[1], given[2]].find((one) => one && typeof one === 'object') || {};
    const { session: _session, ALPNProtocols: _alpn, ...options } = { ...normal, ...extra };
    const host = options.host || 'localhost';
    const socket = options.socket || net.connect({ host, port: options.port });
    const secure = original.secure.call(tls, {
      ...options,
      host,
      socket,
      secureContext: this.anonymous(),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    });
    secure.once('secureConnect', () => Object.assign(secure, { authorized: true, authorizationError: null }));
    if (typeof listener === 'function') secure.once('secureConnect', listener);
    if (options.timeout) secure.setTimeout(options.timeout);
    return secure;
  }

  anonymous() {
    this.context = this.context || tls.createSecureContext(ANONYMOUS);
    return this.context;
  }
}

function refusal(host, port) {
  const error = new Error(`connect ECONNREFUSED ${host}:${port}`);
  return Object.assign(error, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address: host, port });
}

function addressed(request) {
  if (request.url.includes('://')) return request.url;
  const { host, port } = request.socket.gcTarget;
  const [scheme, usual] = request.socket.encrypted ? ['https', 443] : ['http', 80];
  return `${scheme}://${request.headers.host || (port === usual ? host : `${host}:${port}`)}${request.url}`;
}

function pairs(raw) {
  const found = [];
  for (let at = 0; at < raw.length; at += 2) found.push([raw[at], raw[at + 1]]);
  return found;
}

// Write a reply; false where HTTP has no way to say it.
function written(response, { status, headers, body }, method) {
  const lines = (headers || []).filter(([name]) => !FRAMING.has(name.toLowerCase()));
  const content = Buffer.from(body || '', 'base64');
  const bare = status === 204 || status === 304 || method === 'HEAD';
  try {
    response.sendDate = false;
    response.shouldKeepAlive = false;
    response.writeHead(status, [...lines, ...(bare ? [] : [['Content-Length', String(content.length)]])].flat());
    response.end(bare ? undefined : content);
    return true;
  } catch {
    return false;
  }
}

module.exports = { Network };

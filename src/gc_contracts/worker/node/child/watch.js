'use strict';
// What a function looks for in a response and does not find: how its replies are grown without being known.
//
// JSON that is read while it runs consists of objects that note which absent members were asked for. Used
// only where the run asks for it: judged runs see plain objects.

const { parse } = JSON;
const MOST = 200;
// Names that the language or a library asks any object for, and methods of what might stand there instead.
const FIELDS = ['values', 'keys', 'entries', 'link', 'search', 'match', 'anchor', 'at', 'fill', 'with', 'sub', 'bold', 'big'];
const ASKED = new Set(
  [
    ...['then', 'toJSON', 'constructor', 'inspect', 'nodeType', '$$typeof', 'asymmetricMatch', 'length', 'pipe', '_readableState'],
    ...[Object, Array, String].flatMap((kind) => Object.getOwnPropertyNames(kind.prototype)),
  ].filter((name) => !FIELDS.includes(name)),
);

class Wanted {
  constructor() {
    this.found = new Set();
  }

  note(pointer) {
    if (this.found.size < MOST) this.found.add(pointer);
  }

  // [[pointer, ""], …]: the code does not say what it would take instead.
  take() {
    const pointers = [...this.found].map((pointer) => [pointer, '']);
    this.found.clear();
    return pointers;
  }

  install() {
    JSON.parse = (text, reviver) => {
      const value = parse(text, reviver);
      return typeof reviver === 'function' ? value : this.watched(value, '');
    };
    Response.prototype.json = async function () {
      return JSON.parse(await this.text());
    };
  }

  watched(value, pointer) {
    if (value === null || typeof value !== 'object') return value;
    for (const key of Object.keys(value)) value[key] = this.watched(value[key], `${pointer}/${token(key)}`);
    return new Proxy(value, this.traps(pointer, Array.isArray(value)));
  }

  traps(pointer, isList) {
    const seen = (target, name) => {
      if (typeof name === 'symbol' || name in target || ASKED.has(name)) return;
      if (!isList || /^\d+$/.test(name)) this.note(`${pointer}/${token(name)}`);
    };
    return {
      get: (target, name, receiver) => {
        seen(target, name);
        return Reflect.get(target, name, receiver);
      },
      has: (target, name) => {
        seen(target, name);
        return Reflect.has(target, name);
      },
      getOwnPropertyDescriptor: (target, name) => {
        seen(target, name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
    };
  }
}

function token(name) {
  return String(name).replace(/~/g, '~0').replace(/\//g, '~1');
}

module.exports = { Wanted };

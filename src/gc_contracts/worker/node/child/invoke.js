'use strict';
// One call of a function as Lambda makes it: handler(event, context, callback), and what counts as its end.
//
// Source: documented: Lambda's Node.js handler and context articles, and its open-source runtime client: a
// promise wins; a callback's answer waits for an empty event loop; a plain value that is returned is not
// looked at; an empty event loop ends a call, async ones in an error.

const { told, trouble } = require('./blame.js');

const { stringify } = JSON;

class Call {
  constructor(asked, parts) {
    Object.assign(this, parts); // clock, network, team, seconds, leave
    this.asked = asked;
    this.outcome = new Promise((resolve) => (this.settle = resolve));
    this.isOver = false;
    this.answer = null; // a callback's, while the event loop empties
    this.waits = true;
  }

  run(handler) {
    this.isAsync = handler.constructor && handler.constructor.name === 'AsyncFunction';
    this.begun = this.clock.ahead;
    this.deadline = Date.now() + this.seconds * 1000;
    let result;
    try {
      result = handler(this.asked.event, this.context(), (error, value) => this.called(error, value));
      if (result && typeof result.then === 'function') {
        result.then(
          (value) => this.succeed(value),
          (error) => this.fail(error ?? 'handled'),
        );
      }
    } catch (error) {
      this.called(error);
    }
    return this.outcome;
  }

  called(error, value) {
    if (error !== undefined && error !== null) this.fail(error);
    else if (!this.waits) this.succeed(value);
    else this.answer = this.answer || { value };
  }

  succeed(value) {
    let output;
    try {
      output = stringify(value === undefined ? null : value);
    } catch (error) {
      const message = `gave an output that JSON has no word for: ${error.message.split('\n')[0]}`;
      return this.end({ trouble: { kind: 'answer', message }, error: told(new Error('Unable to stringify response body')) });
    }
    return this.end({ output: output === undefined ? 'null' : output });
  }

  fail(error) {
    this.end({ trouble: trouble(error, this.team), error: told(error) });
  }

  end(outcome) {
    if (this.isOver) return;
    this.isOver = true;
    this.settle(outcome);
  }

  context() {
    const call = this;
    const done = (error, value) => (error === undefined || error === null ? call.succeed(value) : call.fail(error));
    return {
      get callbackWaitsForEmptyEventLoop() {
        return call.waits;
      },
      set callbackWaitsForEmptyEventLoop(value) {
        call.waits = value;
      },
      done,
      succeed: (value) => done(null, value),
      fail: (error) => done(error ?? 'handled'),
      functionVersion: '$LATEST',
      functionName: 'function',
      memoryLimitInMB: String(this.asked.memory),
      logGroupName: '/aws/lambda/function',
      logStreamName: 'function',
      clientContext: this.asked.client,
      identity: undefined,
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:function',
      awsRequestId: '00000000-0000-4000-8000-000000000004',
      getRemainingTimeInMillis: () => this.deadline - Date.now(),
    };
  }

  // Node says that nothing is under way any more: only time, or a reply that never comes, is waited for.
  nothingComes() {
    if (this.isOver) return;
    const silent = this.network.silent.size > 0;
    const next = this.clock.next(silent);
    if (next) this.skip(next);
    else if (this.answer) this.succeed(this.answer.value);
    else if (silent) this.leave('it would wait for ever: no reply comes, and it sets no time-out');
    else if (this.isAsync) this.unfinished();
    else this.succeed(null);
  }

  skip(next) {
    const taken = next.due - this.begun;
    if (taken <= this.seconds * 1000) return this.clock.skipTo(next);
    const words = `it would sleep and wait ${Number((taken / 1000).toFixed(3))} s; it may take ${this.seconds} s`;
    return this.leave(words);
  }

  unfinished() {
    const message = 'ended with a promise that nothing will ever settle';
    const error = { errorType: 'Runtime.NodeJsExit', errorMessage: message, trace: [] };
    this.end({ trouble: { kind: 'Runtime.NodeJsExit', message }, error });
  }
}

module.exports = { Call };

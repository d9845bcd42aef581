// SPDX-License-Identifier: Apache-2.0

const SAMPLE_RATE = 48000;
const RATES_OF_THE_SERVICE = [8000, 16000, 22050, 32000, 44100, 48000];
/** Thirty seconds of audio may wait to be sent, because a network may stall for twenty. */
const MOST_WAITING_BYTES = 30 * SAMPLE_RATE * 2;
const CONNECT_LIMIT_MILLIS = 10000;

/** A failure; texts.js has its text. */
class Problem extends Error {

  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * One session, from the microphone to the final text. The listener receives 'state', 'ready', 'level', 'partial', and at the
 * end 'final' or 'failed'.
 */
export class Session {

  constructor(listener) {
    this.tell = listener;
    this.early = [];
    this.number = 0;
    this.over = false;
    this.stopping = false;
  }

  /** Never throws; failures go to the listener. */
  async start() {
    try {
      this.tell('state', 'asking');
      await this.openMicrophone();
      if (this.stopping) {
        this.finish('final', {text: '', srt: '', vtt: 'WEBVTT\n', limited: false});
        return;
      }
      this.tell('state', 'connecting');
      this.connect();
    } catch (problem) {
      console.debug(problem);
      this.fail(problem.code ?? 'browser-old');
    }
  }

  /** Ends the recording; the final text follows. */
  stop() {
    if (this.stopping || this.over) {
      return;
    }
    this.stopping = true;
    this.tell('state', 'finishing');
    this.recorder?.port.postMessage('end');
  }

  async openMicrophone() {
    if (!window.isSecureContext) {
      throw new Problem('page-insecure');
    }
    if (!navigator.mediaDevices || !window.AudioWorkletNode) {
      throw new Problem('browser-old');
    }
    // These filters are made for calls, and remove parts of speech that recognition needs.
    const wanted = {channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false};
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({audio: wanted});
    } catch (refused) {
      throw new Problem({
        NotFoundError: 'microphone-missing',
        NotAllowedError: 'microphone-denied',
        SecurityError: 'microphone-denied',
      }[refused.name] ?? 'microphone-busy');
    }
    this.stream.getAudioTracks()[0].onended = () => this.fail('microphone-lost');
    await this.record();
  }

  async record() {
    this.context = new AudioContext({sampleRate: SAMPLE_RATE});
    let source;
    try {
      source = this.context.createMediaStreamSource(this.stream);
    } catch (otherRate) {
      // Some browsers do not resample a microphone.
      await this.context.close();
      this.context = new AudioContext();
      source = this.context.createMediaStreamSource(this.stream);
    }
    if (!RATES_OF_THE_SERVICE.includes(this.context.sampleRate)) {
      throw new Problem('browser-old');
    }
    await this.context.audioWorklet.addModule('recorder.js');
    this.recorder = new AudioWorkletNode(this.context, 'recorder', {
      numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit',
    });
    this.recorder.port.onmessage = message => this.recorded(message.data);
    source.connect(this.recorder);
    await this.context.resume();
  }

  recorded(chunk) {
    if (this.over) {
      return;
    }
    if (chunk === null) {
      this.release();
      this.send(number => JSON.stringify({type: 'stop', number}));
      return;
    }
    this.tell('level', chunk.level);
    this.send(number => {
      const message = new Uint8Array(4 + chunk.samples.byteLength);
      new DataView(message.buffer).setUint32(0, number, true);
      message.set(new Uint8Array(chunk.samples.buffer), 4);
      return message;
    });
  }

  connect() {
    this.socket = new WebSocket(new URL('captions', location.href.replace(/^http/, 'ws')));
    let opened = false;
    this.socket.onopen = () => opened = true;
    this.socket.onmessage = message => this.receive(JSON.parse(message.data));
    this.socket.onclose = () => opened ? this.fail('server-gone') : this.explainRefusal();
    setTimeout(() => opened || this.over || this.explainRefusal(), CONNECT_LIMIT_MILLIS);
  }

  /** A browser does not tell why a socket was refused, but the answer to a plain request has a status. */
  async explainRefusal() {
    if (this.over) {
      return;
    }
    try {
      const answer = await fetch('captions', {method: 'POST', signal: AbortSignal.timeout(CONNECT_LIMIT_MILLIS)});
      this.fail(answer.status === 403 ? 'origin-refused' : 'server-unreachable');
    } catch (unreachable) {
      this.fail('server-unreachable');
    }
  }

  receive(message) {
    if (this.over) {
      return;
    }
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.tell('ready', message);
        this.sendNow(number => JSON.stringify({type: 'start', number, sampleRate: this.context.sampleRate}));
        this.early.splice(0).forEach(make => this.sendNow(make));
        break;
      case 'listening':
        if (!this.stopping) {
          this.tell('state', 'listening');
        }
        break;
      case 'partial':
        this.tell('partial', message);
        break;
      case 'final':
        this.finish('final', message);
        break;
      case 'error':
        this.fail(message.problem);
        break;
      default:
        console.debug(message);
    }
  }

  /** Keeps messages until the server is ready. */
  send(make) {
    if (this.ready) {
      this.sendNow(make);
    } else {
      this.early.push(make);
    }
  }

  sendNow(make) {
    if (this.over || this.socket.readyState !== WebSocket.OPEN) {
      return;
    }
    if (this.socket.bufferedAmount > MOST_WAITING_BYTES) {
      this.fail('connection-slow');
      return;
    }
    this.socket.send(make(this.number++));
  }

  fail(code) {
    this.finish('failed', code);
  }

  finish(how, what) {
    if (this.over) {
      return;
    }
    this.over = true;
    this.release();
    this.socket?.close();
    this.tell(how, what);
  }

  /** Stops the microphone, so that the browser no longer shows it as in use. */
  release() {
    this.stream?.getTracks().forEach(track => track.stop());
    if (this.context && this.context.state !== 'closed') {
      this.context.close();
    }
    this.tell('level', 0);
  }
}

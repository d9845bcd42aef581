// SPDX-License-Identifier: Apache-2.0

/** Turns the signal of the microphone into 16-bit samples, in chunks of a tenth of a second, each with its level. */
class Recorder extends AudioWorkletProcessor {

  constructor() {
    super();
    this.length = Math.round(sampleRate / 10);
    this.chunk = new Int16Array(this.length);
    this.filled = 0;
    this.energy = 0;
    this.ended = false;
    this.port.onmessage = () => {
      this.flush();
      this.ended = true;
      this.port.postMessage(null);
    };
  }

  process(inputs) {
    const channel = inputs[0][0];
    if (channel && !this.ended) {
      for (const sample of channel) {
        const limited = Math.max(-1, Math.min(1, sample));
        this.chunk[this.filled++] = Math.max(-32768, Math.min(32767, Math.round(limited * 32768)));
        this.energy += limited * limited;
        if (this.filled === this.length) {
          this.flush();
        }
      }
    }
    return !this.ended;
  }

  flush() {
    if (this.filled > 0) {
      const samples = this.chunk.slice(0, this.filled);
      this.port.postMessage({samples, level: Math.sqrt(this.energy / this.filled)}, [samples.buffer]);
      this.filled = 0;
      this.energy = 0;
    }
  }
}

registerProcessor('recorder', Recorder);

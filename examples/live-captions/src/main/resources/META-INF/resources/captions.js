// SPDX-License-Identifier: Apache-2.0
import {TEXTS} from './texts.js';
import {Session} from './session.js';

const SILENCE_DECIBELS = -60;
const LONGEST_UNREAD_MILLIS = 5000;
const TYPES = {txt: 'text/plain', srt: 'application/x-subrip', vtt: 'text/vtt'};

const element = id => document.getElementById(id);
const toggle = element('toggle');

let texts = TEXTS.en;
let session = null;
let state = 'idle';
let problem = null;
let results = {};
let startedAt = 0;
let clock = 0;

/** The text for screen readers: whole sentences, not incomplete words or single words. */
const reader = {
  read: 0,
  text: '',
  timer: 0,

  clear() {
    clearTimeout(this.timer);
    this.read = 0;
    this.text = '';
    element('spoken').replaceChildren();
  },

  heard(stable) {
    this.text = stable;
    const unread = stable.slice(this.read);
    const end = Math.max(...['.', '!', '?', '…'].map(mark => unread.lastIndexOf(mark)));
    if (end >= 0) {
      this.say(this.read + end + 1);
    }
    if (!this.timer && this.read < this.text.length) {
      this.timer = setTimeout(() => this.say(this.text.length), LONGEST_UNREAD_MILLIS);
    }
  },

  say(end) {
    clearTimeout(this.timer);
    this.timer = 0;
    const words = this.text.slice(this.read, end).trim();
    this.read = end;
    if (words) {
      const line = document.createElement('p');
      line.textContent = words;
      element('spoken').append(line);
    }
  },
};

function speak(language) {
  texts = TEXTS[language];
  document.documentElement.lang = language;
  document.title = texts.title;
  document.querySelectorAll('[data-text]').forEach(node => node.textContent = texts[node.dataset.text]);
  document.querySelectorAll('[data-label]').forEach(node => node.setAttribute('aria-label', texts[node.dataset.label]));
  document.querySelectorAll('[data-language]').forEach(
      button => button.setAttribute('aria-pressed', String(button.dataset.language === language)));
  show(state);
  explain(problem);
}

function show(newState) {
  state = newState;
  element('state').dataset.state = state;
  element('state-text').textContent = texts.states[state];
  const action = {asking: 'wait', connecting: 'stop', listening: 'stop', finishing: 'wait'}[state] ?? 'start';
  toggle.dataset.state = action;
  toggle.dataset.text = action;
  toggle.textContent = texts[action];
  // Not disabled: the focus would be lost.
  toggle.setAttribute('aria-disabled', String(action === 'wait'));
}

function explain(code) {
  problem = code;
  const words = code && (texts.problems[code] ?? texts.problems['server-failed']);
  element('error').hidden = !code;
  element('error').textContent = words ?? '';
}

function caption(stable, tail) {
  const box = element('captions');
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  element('stable').textContent = stable;
  element('tail').textContent = tail;
  if (atEnd) {
    box.scrollTop = box.scrollHeight;
  }
}

function offer(newResults) {
  results = newResults;
  element('copy').setAttribute('aria-disabled', String(!results.txt));
  document.querySelectorAll('[data-download]').forEach(
      button => button.setAttribute('aria-disabled', String(!results[button.dataset.download])));
}

function showLevel(level) {
  const decibels = level > 0 ? 20 * Math.log10(level) : SILENCE_DECIBELS;
  const part = Math.max(0, Math.min(1, 1 - decibels / SILENCE_DECIBELS));
  element('level').firstElementChild.style.transform = `scaleX(${part})`;
  element('level').setAttribute('aria-valuenow', String(Math.round(part * 100)));
}

function showElapsed() {
  const seconds = Math.floor((performance.now() - startedAt) / 1000);
  element('elapsed').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const listener = {
  state(newState) {
    if (newState === 'listening') {
      startedAt = performance.now();
      clock = setInterval(showElapsed, 250);
    }
    if (newState === 'finishing') {
      clearInterval(clock);
    }
    show(newState);
  },

  ready({language, simulated}) {
    element('simulated').hidden = !simulated;
    element('captions').lang = language;
    element('spoken').lang = language;
  },

  level: showLevel,

  partial({stable, tail}) {
    caption(stable, tail);
    reader.heard(stable);
  },

  final({text, srt, vtt, limited}) {
    clearInterval(clock);
    caption(text, '');
    reader.heard(text);
    reader.say(text.length);
    offer(text ? {txt: text + '\n', srt, vtt} : {});
    explain(limited ? 'limited' : null);
    show(text.trim() ? 'done' : 'nothing');
  },

  failed(code) {
    clearInterval(clock);
    // Only the server has the times, so the text remains.
    const text = element('stable').textContent + element('tail').textContent;
    caption(text, '');
    offer(text ? {txt: text + '\n'} : {});
    show('failed');
    explain(code);
  },
};

function begin() {
  explain(null);
  caption('', '');
  reader.clear();
  offer({});
  element('elapsed').textContent = '0:00';
  session = new Session((event, what) => listener[event](what));
  session.start();
}

toggle.onclick = () => {
  if (toggle.dataset.state === 'start') {
    begin();
  } else if (toggle.dataset.state === 'stop') {
    session.stop();
  }
};

element('copy').onclick = async event => {
  if (results.txt) {
    try {
      await navigator.clipboard.writeText(results.txt);
      event.target.textContent = texts.copied;
      setTimeout(() => event.target.textContent = texts.copy, 2000);
    } catch (denied) {
      explain('copy-failed');
    }
  }
};

document.querySelectorAll('[data-download]').forEach(button => button.onclick = () => {
  const type = button.dataset.download;
  if (!results[type]) {
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([results[type]], {type: `${TYPES[type]};charset=utf-8`}));
  link.download = `captions-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-')}.${type}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});

document.querySelectorAll('[data-language]').forEach(button => button.onclick = () => {
  speak(button.dataset.language);
  try {
    localStorage.setItem('language', button.dataset.language);
  } catch (forbidden) {
    // The page does not remember the choice.
  }
});

function preferred() {
  try {
    const chosen = localStorage.getItem('language');
    if (chosen in TEXTS) {
      return chosen;
    }
  } catch (forbidden) {
    // The language of the browser is used.
  }
  return navigator.languages.map(tag => tag.slice(0, 2)).find(tag => tag in TEXTS) ?? 'en';
}

speak(preferred());

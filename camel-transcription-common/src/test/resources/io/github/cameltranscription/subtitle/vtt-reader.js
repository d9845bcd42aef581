/* SPDX-License-Identifier: Apache-2.0 */
// Runs vtt.js without a browser: a document just large enough for it, and the cues as JSON. W3C's parser judges the syntax.
(function (vttSource, cueSource, validatorSource) {
  function unescapeHtml(html) {
    return html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&nbsp;/g, "\u00a0").replace(/&amp;/g, "&");
  }

  function element(localName) {
    return {
      localName: localName,
      childNodes: [],
      style: {},
      parentNode: null,
      appendChild: function (child) {
        child.parentNode = this;
        this.childNodes.push(child);
        return child;
      }
    };
  }

  var textarea = { set innerHTML(html) { this.textContent = unescapeHtml(html); }, textContent: "" };
  var document = {
    createElement: function (name) { return name === "textarea" ? textarea : element(name); },
    createTextNode: function (text) { return { textContent: text, childNodes: [] }; },
    createProcessingInstruction: function (target, data) { return { target: target, data: data, childNodes: [] }; }
  };

  function load(source) {
    var module = { exports: {} };
    new Function("module", "exports", "require", source)(module, module.exports, function () { return document; });
    return module.exports;
  }

  var WebVTT = load(vttSource);
  var window = { document: document, VTTCue: load(cueSource) };
  var WebVTTParser = load(validatorSource).WebVTTParser;

  function text(node) {
    return (node.textContent || "") + node.childNodes.map(text).join("");
  }

  function voice(node) {
    return node.localName === "span" && node.title !== undefined
      ? node.title
      : node.childNodes.map(voice).find(function (found) { return found !== null; }) || null;
  }

  function textOfTree(node) {
    return (node.type === "text" ? node.value : "") + (node.children || []).map(textOfTree).join("");
  }

  function validate(vtt) {
    // The names that it knows by itself are those that end without a semicolon.
    var entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0" };
    var result = new WebVTTParser(entities).parse(vtt, "subtitles");
    return {
      cues: result.cues.map(function (cue) {
        return { start: cue.startTime, end: cue.endTime, text: textOfTree(cue.tree) };
      }),
      errors: result.errors.map(function (error) {
        return "line " + error.line + ", column " + error.col + ": " + error.message;
      })
    };
  }

  function read(vtt) {
    var cues = [];
    var errors = [];
    var parser = new WebVTT.Parser(window, { decode: function (data) { return data || ""; } });
    parser.oncue = function (cue) {
      var tree = WebVTT.convertCueToDOMTree(window, cue.text);
      cues.push({ start: cue.startTime, end: cue.endTime, speaker: voice(tree), text: text(tree) });
    };
    parser.onparsingerror = function (error) { errors.push(error.message); };
    parser.parse(vtt);
    parser.flush();
    return { cues: cues, errors: errors };
  }

  return function (vtt, isRead) {
    return JSON.stringify({ read: isRead ? read(vtt) : null, validated: validate(vtt) });
  };
})

// The phone page works without this script. With it, reasons open after a bad grade, and an
// answer that meets a bad network is kept on the phone and sent again under the same key. A
// ballot's is sent again while its page is open, but never kept.
(function () {
  'use strict';
  var form = document.querySelector('form.answers');
  var problems = document.getElementById('problems');
  if (problems) problems.focus();
  if (!form) return;

  var button = form.querySelector('button');
  var status = document.getElementById('status');
  var words = button.textContent;
  var box = 'manyidu:' + form.getAttribute('action').split('?')[0];
  var retryMs = 2000, retryMsMax = 30000, answerMsMax = 15000;
  var sending = false;

  // Branching. A hidden question is disabled too, so nothing of it is sent.
  function chosen(name) {
    var fields = form.elements, values = [];
    for (var at = 0; at < fields.length; at++) {
      if (fields[at].name === name && fields[at].checked) values.push(fields[at].value);
    }
    return values;
  }
  function branch() {
    var questions = form.querySelectorAll('[data-when]');
    for (var at = 0; at < questions.length; at++) {
      var question = questions[at];
      var given = chosen(question.getAttribute('data-when'));
      var wanted = ' ' + question.getAttribute('data-any') + ' ';
      var shown = given.some(function (value) { return wanted.indexOf(' ' + value + ' ') >= 0; });
      question.hidden = !shown;
      var fields = question.querySelectorAll('input, textarea');
      for (var one = 0; one < fields.length; one++) fields[one].disabled = !shown;
    }
  }
  form.addEventListener('change', branch);
  branch();

  // Keeping and sending. Storage may be full or forbidden: then the page itself is the memory.
  function kept() {
    try { return JSON.parse(localStorage.getItem(box)) || []; } catch (none) { return []; }
  }
  function store(answers) {
    try {
      if (answers.length) localStorage.setItem(box, JSON.stringify(answers));
      else localStorage.removeItem(box);
    } catch (none) { return; }
  }
  function others(answer) {
    return kept().filter(function (one) { return one.body !== answer.body; });
  }
  function keep(answer) {
    if (!form.hasAttribute('data-secret')) store(others(answer).concat(answer));
  }
  function forget(answer) { store(others(answer)); }
  function encoded() {
    var pairs = [];
    for (var at = 0; at < form.elements.length; at++) {
      var field = form.elements[at];
      if (!field.name || field.disabled) continue;
      if ((field.type === 'radio' || field.type === 'checkbox') && !field.checked) continue;
      pairs.push(encodeURIComponent(field.name) + '=' + encodeURIComponent(field.value));
    }
    return pairs.join('&');
  }
  // `done` hears the request once: with its status, or 0 when the network failed.
  function post(answer, done) {
    var request = new XMLHttpRequest();
    request.open('POST', answer.action);
    request.timeout = answerMsMax;
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.onload = function () { done(request.status, request.responseURL); };
    request.onerror = request.ontimeout = function () { done(0); };
    request.send(answer.body);
  }
  function passing(code) { return code === 0 || code === 429 || code >= 500; }

  function deliver(answer, waitMs) {
    post(answer, function (code, address) {
      if (passing(code)) {
        keep(answer);
        status.textContent = form.getAttribute('data-waiting');
        setTimeout(function () { deliver(answer, Math.min(waitMs * 2, retryMsMax)); }, waitMs);
        return;
      }
      forget(answer);
      if (code === 200 && address) location.replace(address);
      else form.submit();
    });
  }
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    if (sending) return;
    sending = true;
    button.setAttribute('aria-disabled', 'true');
    button.textContent = form.getAttribute('data-sending');
    deliver({ action: form.action, body: encoded() }, retryMs);
  });
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) return;
    sending = false;
    button.removeAttribute('aria-disabled');
    button.textContent = words;
  });

  // What an earlier visit could not send goes now, once for each time the page opens.
  kept().forEach(function (answer) {
    post(answer, function (code) {
      if (passing(code)) return;
      forget(answer);
      if (code === 200 && !sending) status.textContent = form.getAttribute('data-later');
    });
  });
})();

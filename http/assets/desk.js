// Keeps an open page of figures up to date: asks every few seconds whether it changed, and puts
// the new figures in the place of the old ones. Without it the page simply stays as it was loaded.
(function () {
  'use strict';
  var wait_ms = 5000;
  var wait_ms_max = 60000;
  var main = document.querySelector('main[data-live]');
  var status = document.querySelector('.live');
  if (!main || !window.fetch || !window.DOMParser) return;
  var tag = main.getAttribute('data-live');
  var wait = wait_ms;
  var timer = 0;

  function remember() {
    var active = document.activeElement;
    return {
      open: Array.prototype.map.call(main.querySelectorAll('details[open][id]'), function (item) {
        return item.id;
      }),
      focus: active && main.contains(active) ? active.id : '',
    };
  }

  function restore(memory) {
    memory.open.forEach(function (id) {
      var item = document.getElementById(id);
      if (item) item.open = true;
    });
    var focus = memory.focus && document.getElementById(memory.focus);
    if (focus) focus.focus({ preventScroll: true });
  }

  function show(text) {
    var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main[data-live]');
    if (!fresh) return window.location.reload();
    tag = fresh.getAttribute('data-live');
    main.setAttribute('data-live', tag);
    var memory = remember();
    main.replaceChildren.apply(main, Array.prototype.slice.call(fresh.childNodes));
    restore(memory);
    if (status) status.textContent = document.documentElement.lang === 'en'
      ? 'Figures updated' : '数据已更新';
    return undefined;
  }

  function ask() {
    if (document.hidden) return;
    fetch(window.location.href, {
      headers: { 'If-None-Match': '"' + tag + '"', 'Manyidu-Live': '1' },
      credentials: 'same-origin', cache: 'no-store',
    }).then(function (reply) {
      if (reply.redirected) return window.location.reload();
      wait = reply.status < 400 ? wait_ms : Math.min(wait * 2, wait_ms_max);
      return reply.status === 200 ? reply.text().then(show) : undefined;
    }).catch(function () {
      wait = Math.min(wait * 2, wait_ms_max);
    }).then(plan);
  }

  function plan() {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  document.addEventListener('visibilitychange', function () {
    if (!document.hidden) ask();
  });
  plan();
}());

// Keeps an open page of figures up to date: asks every few seconds whether it changed, and puts
// the new figures in the place of the old ones. Without it the page simply stays as it was loaded.
// It waits while nobody sees the page or somebody chooses or marks something on it, and asks less
// often while the server is in trouble.
(function () {
  'use strict';
  var wait_ms = 5000;
  var wait_ms_max = 60000;
  var said_ms_min = 60000;
  var main = document.querySelector('main[data-live]');
  var status = document.querySelector('.live');
  if (!main || !window.fetch || !window.DOMParser || !main.replaceChildren) return;
  var tag = main.getAttribute('data-live');
  var wait = wait_ms;
  var timer = 0;
  var asking = false;
  var last_said = 0;

  function places() {
    return Array.prototype.slice.call(main.querySelectorAll('a, button, select, input, summary, ' +
      '[tabindex]'));
  }

  // Where somebody is on the page: what is open, what has the focus, how far it was scrolled.
  function remember() {
    var active = document.activeElement;
    return {
      open: Array.prototype.map.call(main.querySelectorAll('details[open][id]'), function (item) {
        return item.id;
      }),
      id: active && main.contains(active) ? active.id : '',
      place: places().indexOf(active),
      tag: active ? active.tagName : '',
      x: window.scrollX,
      y: window.scrollY,
      wide: Array.prototype.map.call(main.querySelectorAll('.wide'), function (item) {
        return item.scrollLeft;
      }),
    };
  }

  function focused_before(memory) {
    if (memory.id) return document.getElementById(memory.id);
    var candidate = memory.place < 0 ? null : places()[memory.place];
    return candidate && candidate.tagName === memory.tag ? candidate : null;
  }

  function restore(memory) {
    memory.open.forEach(function (id) {
      var item = document.getElementById(id);
      if (item) item.open = true;
    });
    Array.prototype.forEach.call(main.querySelectorAll('.wide'), function (item, index) {
      item.scrollLeft = memory.wide[index] || 0;
    });
    var focus = focused_before(memory);
    if (focus) focus.focus({ preventScroll: true });
    window.scrollTo(memory.x, memory.y);
  }

  // New figures must not take away what somebody is choosing or marking.
  function is_in_use() {
    var active = document.activeElement;
    var selection = window.getSelection();
    var is_marking = selection && !selection.isCollapsed && main.contains(selection.anchorNode);
    return is_marking ||
      (active && main.contains(active) && /^(SELECT|INPUT|TEXTAREA)$/.test(active.tagName));
  }

  function say() {
    var now = Date.now();
    if (!status || now - last_said < said_ms_min) return;
    last_said = now;
    status.textContent = document.documentElement.lang === 'en' ? 'Figures updated' : '数据已更新';
  }

  function show(text) {
    if (is_in_use()) return undefined;
    var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('main[data-live]');
    if (!fresh) return window.location.reload();
    tag = fresh.getAttribute('data-live');
    main.setAttribute('data-live', tag);
    var memory = remember();
    main.replaceChildren.apply(main, Array.prototype.slice.call(fresh.childNodes));
    restore(memory);
    say();
    return undefined;
  }

  function ask() {
    clearTimeout(timer);
    if (document.hidden || asking) return;
    asking = true;
    fetch(window.location.href, {
      headers: { 'If-None-Match': '"' + tag + '"', 'Manyidu-Live': '1' },
      credentials: 'same-origin', cache: 'no-store',
    }).then(function (reply) {
      if (reply.redirected) return window.location.reload();
      wait = reply.status < 400 ? wait_ms : Math.min(wait * 2, wait_ms_max);
      return reply.status === 200 ? reply.text().then(show) : undefined;
    }).catch(function () {
      wait = Math.min(wait * 2, wait_ms_max);
    }).then(function () {
      asking = false;
      plan();
    });
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

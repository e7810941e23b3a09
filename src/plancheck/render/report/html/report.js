"use strict";
(function () {
  var form = document.querySelector("form.filter");
  if (!form) return;
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  var chapters = document.querySelectorAll(".chapter");
  var parts = document.querySelectorAll(".part");
  var output = form.querySelector("output");
  function fits(card) {
    var wanted = form.elements, own = card.dataset;
    var status = wanted.status.value, department = wanted.department.value, section = wanted.section.value;
    return (!status || own.status === status || own.lamp === status) &&
      (!department || own.department.split("|").indexOf(department) >= 0) &&
      (!section || own.section === section);
  }
  function apply() {
    var shown = 0;
    cards.forEach(function (card) {
      card.hidden = !fits(card);
      if (!card.hidden) shown += 1;
    });
    [chapters, parts].forEach(function (groups) {
      groups.forEach(function (group) { group.hidden = !group.querySelector(".card:not([hidden])"); });
    });
    output.textContent = output.dataset.text.replace("{shown}", shown);
  }
  function show(hash) {
    var card = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (card && card.hidden) { form.reset(); apply(); card.scrollIntoView(); }
  }
  form.addEventListener("change", apply);
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", function () { show(location.hash); });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (one) { one.open = true; });
  });
  form.hidden = false;
  apply();
})();

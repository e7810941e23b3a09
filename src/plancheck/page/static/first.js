
// Any browser must understand this, however old: whether it can run the rest, and a sentence where it cannot.
(function () {
  var module = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 0, 10, 17, 1, 15, 0,
    65, 0, 192, 26, 65, 0, 65, 0, 65, 0, 252, 11, 0, 11];
  function fits() {
    try {
      return !!window.WebAssembly && WebAssembly.validate(new Uint8Array(module)) &&
        typeof DecompressionStream === 'function' && typeof Worker === 'function' &&
        typeof Promise === 'function' && typeof Blob.prototype.arrayBuffer === 'function';
    } catch (error) {
      return false;
    }
  }
  function tell() {
    if (window.plancheckRuns) { return; }
    document.getElementById('unfit').removeAttribute('hidden');
    document.getElementById('page').setAttribute('hidden', 'hidden');
    document.getElementById('unfit').style.display = 'block';
    document.getElementById('page').style.display = 'none';
  }
  window.plancheckFits = fits();
  if (!window.plancheckFits) { tell(); }
  if (window.addEventListener) { window.addEventListener('load', tell, false); } else { window.onload = tell; }
}());

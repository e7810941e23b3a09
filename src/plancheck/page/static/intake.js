
// Files that were dropped or chosen, folders with all that is in them: [{path, file}], and their bytes.

const MOST_FILES = 400;
const MOST_BYTES = 300 * 2 ** 20;
// One byte more than plancheck reads of a file: it says itself that this is too large.
const MOST_OF_ONE = 40 * 2 ** 20 + 1;

async function droppedFiles(transfer) {
  // Both lists are empty once this function has been left for the first time.
  const entries = [...(transfer.items || [])].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
  const files = [...transfer.files];
  if (!entries.some((entry) => entry && entry.isDirectory)) { return files.map((file) => ({ path: file.name, file })); }
  const found = [];
  for (const entry of entries) { if (entry) { await walk(entry, '', found); } }
  return found;
}

async function walk(entry, folder, found) {
  const path = folder + entry.name;
  if (found.length > MOST_FILES) { return; }
  if (!entry.isDirectory) {
    const file = await new Promise((accept) => entry.file(accept, () => accept(null)));
    found.push({ path, file });
    return;
  }
  if (entry.name.startsWith('.')) { return; }
  const reader = entry.createReader();
  for (;;) {
    // A hundred entries at a time.
    const some = await new Promise((accept) => reader.readEntries(accept, () => accept([])));
    if (!some.length) { return; }
    for (const one of some) { await walk(one, `${path}/`, found); }
  }
}

function chosenFiles(input) {
  const files = [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  input.value = '';
  return files;
}

// {read: [{path, bytes, mtime}], unread: [path]}, or {tooMuch: true}.
async function readFiles(found) {
  const sizes = found.reduce((sum, one) => sum + (one.file ? Math.min(one.file.size, MOST_OF_ONE) : 0), 0);
  if (found.length > MOST_FILES || sizes > MOST_BYTES) { return { tooMuch: true, read: [], unread: [] }; }
  const read = [];
  const unread = [];
  for (const { path, file } of found) {
    try {
      const bytes = await file.slice(0, MOST_OF_ONE).arrayBuffer();
      read.push({ path: storable(path), bytes, mtime: file.lastModified });
    } catch (error) {
      unread.push(storable(path));
    }
  }
  return { read, unread };
}

// A name that the engine's file system takes: no half of a character, no control character, no way up.
function storable(path) {
  const whole = path.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/g, '\ufffd');
  const parts = whole.replace(/[\u0000-\u001f\u007f]/g, '_').split('/').filter((part) => part && part !== '.');
  return parts.map((part) => (part === '..' ? '__' : part)).join('/') || '_';
}

// Files side by side, each under its own name; of two with one name, or one that the workspace has, the later in a folder.
function placeFiles(files, taken) {
  const used = new Set(taken);
  return files.map((file) => {
    let path = file.path;
    for (let number = 2; used.has(path.split('/')[0]) && isTaken(path, used, taken); number += 1) {
      path = `${number}/${file.path}`;
    }
    used.add(path);
    return { ...file, path };
  });
}

function isTaken(path, used, taken) {
  return used.has(path) || taken.has(path.split('/')[0]);
}

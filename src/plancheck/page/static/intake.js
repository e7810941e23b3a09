
// Files that were dropped or chosen, folders with all that is in them: [{path, file}], and their bytes.

const MOST_FILES = 400;
const MOST_BYTES = 300 * 2 ** 20;
// One byte more than plancheck reads of a file: it says itself that this is too large.
const MOST_OF_ONE = 40 * 2 ** 20 + 1;

// Rejects where there is a folder that the browser does not let a page on disk read.
async function droppedFiles(transfer) {
  // Both lists are empty once this function has been left for the first time.
  const items = [...(transfer.items || [])].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
  const files = [...transfer.files];
  if (!entries.some((entry) => entry && entry.isDirectory)) { return files.map((file) => ({ path: file.name, file })); }
  const found = [];
  if (items[0].getAsFileSystemHandle) {
    // Chromium reads no entry of a folder for a page from disk, but takes its handle.
    const handles = items.map((item) => item.getAsFileSystemHandle());
    for (const handle of await Promise.all(handles)) { await walkHandle(handle, '', found); }
  } else {
    for (const entry of entries) { await walkEntry(entry, '', found); }
  }
  return found;
}

const isLeftOut = (name, found) => name.startsWith('.') || found.length > MOST_FILES;

async function walkHandle(handle, folder, found) {
  const path = folder + handle.name;
  if (handle.kind === 'file') {
    found.push({ path, file: await handle.getFile() });
  } else if (!isLeftOut(handle.name, found)) {
    for await (const one of handle.values()) { await walkHandle(one, `${path}/`, found); }
  }
}

async function walkEntry(entry, folder, found) {
  const path = folder + entry.name;
  if (!entry.isDirectory) {
    found.push({ path, file: await new Promise((accept, refuse) => entry.file(accept, refuse)) });
  } else if (!isLeftOut(entry.name, found)) {
    const reader = entry.createReader();
    for (let some = [null]; some.length;) {
      // A hundred entries at a time.
      some = await new Promise((accept, refuse) => reader.readEntries(accept, refuse));
      for (const one of some) { await walkEntry(one, `${path}/`, found); }
    }
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
// No two share a path, and none lies where another needs a folder: one of them would be lost, and called as the other is.
function placeFiles(files, taken) {
  const used = new Set();
  const folders = new Set();
  return files.map((file) => {
    let path = file.path;
    for (let number = 2; !isFree(path, used, folders, taken); number += 1) { path = `${number}/${file.path}`; }
    used.add(path);
    for (const folder of foldersOf(path)) { folders.add(folder); }
    return { ...file, path };
  });
}

function isFree(path, used, folders, taken) {
  return !taken.has(path.split('/')[0]) && !used.has(path) && !folders.has(path) &&
    !foldersOf(path).some((folder) => used.has(folder));
}

function foldersOf(path) {
  const parts = path.split('/').slice(0, -1);
  return parts.map((part, place) => parts.slice(0, place + 1).join('/'));
}

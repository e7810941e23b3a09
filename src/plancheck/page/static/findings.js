
// What was found, file by file and sheet by sheet.

const SHOWN_AT_FIRST = 200;
const WEIGHTS = ['error', 'warning', 'info'];
// plancheck has looked at the file alone, not at whether it is what the plan asks for.
const ALONE = new Set(['plan-not-here']);

function copyName(path) {
  return path.replace(/\.xlsx$/i, '') + '.checked.xlsx';
}

function counted(findings) {
  const count = (weight) => findings.filter((one) => one.severity === weight).length;
  return { errors: count('error'), warnings: count('warning') + count('info') };
}

// 'errors', 'alone', 'warnings' or 'none'.
function verdictOf(findings) {
  const { errors, warnings } = counted(findings);
  if (errors) { return 'errors'; }
  if (findings.some((one) => ALONE.has(one.rule))) { return 'alone'; }
  return warnings ? 'warnings' : 'none';
}

function verdictLine(findings) {
  const verdict = verdictOf(findings);
  const counts = counted(findings);
  const line = make('p', `verdict ${verdict}`, make('strong', '', say(`officer.verdict-${verdict}`, counts)));
  if (verdict === 'errors' && counts.warnings) { line.append(make('span', '', say('officer.verdict-notes', counts))); }
  return line;
}

function adviceFor(findings) {
  const verdict = verdictOf(findings);
  if (verdict === 'errors') { return say('officer.mend'); }
  if (verdict === 'alone') { return say('officer.alone-help'); }
  return say('officer.send', { recipient: say('officer.recipient') });
}

// By sheet, in the order in which plancheck tells them; what is about no cell first.
function bySheet(findings) {
  const groups = new Map([['', []]]);
  for (const one of findings) {
    const sheet = one.sheet || '';
    if (!groups.has(sheet)) { groups.set(sheet, []); }
    groups.get(sheet).push(one);
  }
  return [...groups].filter(([, some]) => some.length);
}

function findingGroups(findings) {
  let room = SHOWN_AT_FIRST;
  return bySheet(findings).map(([sheet, some]) => {
    const shown = some.slice(0, Math.max(0, room));
    const rest = some.slice(shown.length);
    room -= shown.length;
    const list = make('ul', 'findings', ...shown.map(findingRow));
    const group = make('section', 'sheet', make('h4', '', sheet || say('officer.whole-file')), list);
    if (rest.length) {
      group.append(button('more', say('officer.more', { count: rest.length }), (pressed) => {
        list.append(...rest.map(findingRow));
        pressed.remove();
      }));
    }
    return group;
  });
}

function findingRow(one) {
  const weight = WEIGHTS.includes(one.severity) ? one.severity : 'info';
  const where = one.cell ? cellButton(one) : make('span', 'nowhere', one.line ? `: ${one.line}` : '');
  const text = make('div', 'text', make('p', 'message', one.message));
  if (one.fix) { text.append(make('p', 'fix', make('b', '', say('officer.fix')), one.fix)); }
  const mark = make('span', 'weight', say(`officer.${weight}`));
  return make('li', weight, make('div', 'where', mark, where), text);
}

function cellButton(one) {
  const address = cellAddress(one);
  const element = button('cell', one.cell, (pressed) => copyText(address, pressed));
  element.title = say('officer.copy-cell', { cell: address });
  return element;
}

// As Excel's name box takes it.
function cellAddress(one) {
  const sheet = /^[\p{L}\p{N}]+$/u.test(one.sheet) ? one.sheet : `'${one.sheet.replace(/'/g, "''")}'`;
  return `${sheet}!${one.cell}`;
}

// The lines of plancheck that are about one file: each with what is indented below it.
function linesAbout(path, text) {
  const told = text.split(/\n(?! )/).filter((line) => line.startsWith(`${path}:`));
  return told.map((line) => `${line.replace(/\n$/, '')}\n`).join('');
}

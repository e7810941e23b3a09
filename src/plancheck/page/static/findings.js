
// What was found, file by file and sheet by sheet.

const SHOWN_AT_FIRST = 200;
const WEIGHTS = ['error', 'warning', 'info'];
// plancheck has looked at the file alone, not at whether it is what the plan asks for.
const ALONE = new Set(['plan-not-here']);

// The marked copy that was written of a file: numbered where an earlier one lay there that somebody had written in.
function copyOf(path, copies) {
  const stem = path.replace(/\.xlsx$/i, '');
  const numbered = (one) => one.path.startsWith(`${stem}.checked-`) && /^\d+\.xlsx$/.test(one.path.slice(`${stem}.checked-`.length));
  return copies.find((one) => one.path === `${stem}.checked.xlsx`) || copies.find(numbered);
}

function counted(findings) {
  const count = (weight) => findings.filter((one) => one.severity === weight).length;
  return { errors: count('error'), warnings: count('warning') + count('info') };
}

// What a file was taken for: {path, plan, departments, year, answers, left_out}; `all` are the files that were checked with it.
// 'errors', 'copy', 'alone', 'other', 'earlier', 'blank', 'warnings' or 'none': of the last two alone it is said that it can be sent.
function verdictOf(findings, own, all) {
  const { errors, warnings } = counted(findings);
  if (errors) { return 'errors'; }
  if (own.left_out || findings.some((one) => one.rule === 'checked-copy-read')) { return 'copy'; }
  if (!own.plan || !own.departments.length || findings.some((one) => ALONE.has(one.rule))) { return 'alone'; }
  if (!planOf(own)) { return 'other'; }
  if (all.some((one) => isEarlier(own, one))) { return 'earlier'; }
  if (!own.answers) { return 'blank'; }
  return warnings ? 'warnings' : 'none';
}

const isEarlier = (own, other) => own.plan === other.plan && own.year < other.year && !other.left_out &&
  own.departments.some((name) => other.departments.includes(name));

const planOf = (own) => WORKSPACE.plans.find((plan) => plan.id === own.plan);

function verdictLine(findings, verdict, own) {
  const counts = counted(findings);
  const line = make('p', `verdict ${verdict}`, make('strong', '', say(`officer.verdict-${verdict}`, { ...counts, year: own.year })));
  if (!['warnings', 'copy', 'alone'].includes(verdict) && counts.warnings) { line.append(make('span', '', say('officer.verdict-notes', counts))); }
  return line;
}

const ADVICE = {
  errors: 'officer.mend',
  copy: 'officer.copy-help',
  alone: 'officer.alone-help',
  other: 'officer.alone-help',
  blank: 'officer.blank-help',
};

function adviceFor(verdict, own) {
  if (verdict === 'errors' && !own.plan && !own.answers) { return say('officer.unread-help'); }
  if (verdict === 'earlier') { return ''; }
  if (verdict in ADVICE) { return say(ADVICE[verdict]); }
  const plan = planOf(own);
  const recipient = plan.recipient[language] || say('officer.recipient');
  return say(verdict === 'none' ? 'officer.send' : 'officer.send-warned', { recipient }) + dueDay(plan, own.year);
}

// Of the year's periods the last that has ended, or the first.
function dueDay(plan, year) {
  const today = dayOfCheck();
  const days = plan.due.filter(([end]) => end.startsWith(`${year}-`));
  const [end, day] = days.filter((one) => one[0] <= today).pop() || days[0] || [];
  return day ? ` ${say(day < today ? 'officer.due-past' : 'officer.due', { end, day })}` : '';
}

// Whose workbook it is, of which year and plan; nothing where that is not known.
function whoseIs(own) {
  if (!own.plan || !own.departments.length) { return null; }
  const known = planOf(own);
  const values = { departments: own.departments.join('、'), year: own.year, plan: known ? known.title : own.plan };
  return make('p', 'whose', say('officer.whose', values));
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


// The officer's page: workbooks in, what is wrong with them out.

// What was dropped last and what became of it, by language: {findings, lines, copies, stderr, code, problem}.
const check = { round: 0, files: [], unread: [], notice: '', time: '', results: {} };
const WORKSPACE_FILES = WORKSPACE.files.map((file) => ({ path: file.path, bytes: fromBase64(file.base64) }));
const TAKEN = new Set(['plans', 'reports', ...WORKSPACE.files.map((file) => file.path.split('/')[0])]);

async function take(found, input, refused) {
  if (refused) { at('results').hidden = false; at('cards').replaceChildren(make('p', 'notice', refused)); }
  if (!found.length) { return; }
  const before = input && input.id === 'more-files' ? check.files : [];
  const round = check.round += 1;
  Object.assign(check, { files: before, unread: [], notice: say('reading'), results: {} });
  engine.forget();
  show();
  const { read, unread, tooMuch } = await readFiles(found);
  if (round !== check.round) { return; }
  // What is added lies beside what was there: last year's workbook mostly has the name of this year's.
  const all = [...before.map((file) => ({ ...file, path: file.own })), ...read].map((file) => ({ ...file, own: file.path }));
  const wanted = all.filter((file) => !file.path.split('/').pop().startsWith('~$'));
  check.files = placeFiles(wanted, TAKEN);
  check.unread = unread;
  check.notice = tooMuch ? say('too-much', { files: MOST_FILES, megabytes: MOST_BYTES / 2 ** 20 }) : '';
  if (!tooMuch && !unread.length && !check.files.length) { check.notice = say('officer.nothing'); }
  await run(round);
}

async function run(round) {
  const own = language;
  const results = check.results;
  if (check.files.length && !results[own]) {
    results[own] = { pending: true };
    show();
    results[own] = await validate(own);
    check.time = new Date().toTimeString().slice(0, 5);
  }
  if (round !== check.round) { return; }
  show();
  tellAloud(check.files.length ? summary() : check.notice);
  const result = results[own];
  if (!result || result.pending || result.problem || result.lines !== undefined) { return; }
  try {
    result.lines = (await command(own, ['--format', 'lines'], [], false)).stdout;
  } catch (problem) {
    result.lines = '';
  }
  document.body.dataset.lines = `${round}-${own}`;
}

async function validate(own) {
  const files = check.files.map(({ path, bytes, mtime }) => ({ path, bytes, mtime }));
  try {
    const done = await command(own, ['--mark', '--format', 'json'], [...WORKSPACE_FILES, ...files], true);
    return { ...done, ...toldIn(done.stdout), copies: done.files };
  } catch (problem) {
    return { problem };
  }
}

function command(own, options, files, reset) {
  const argv = ['validate', ...options, '--lang', own, '--', ...check.files.map((file) => file.path)];
  return engine.run(argv, files, reset, WORKSPACE.environment || {});
}

// What was found and what each file was taken for; nothing where plancheck did not get that far.
function toldIn(stdout) {
  try {
    const { findings, workbooks } = JSON.parse(stdout);
    return { findings, workbooks };
  } catch (error) {
    return { findings: null, workbooks: [] };
  }
}

function show() {
  const result = check.results[language];
  const hasAny = check.files.length > 0 || check.unread.length > 0 || check.notice !== '';
  at('results').hidden = !hasAny;
  at('page').classList.toggle('has-results', hasAny);
  const cards = check.unread.map((path) => make('article', 'card wrong', make('p', '', say('unread', { name: path }))));
  if (check.notice) { cards.unshift(make('p', 'notice', check.notice)); }
  if (result && result.pending) {
    const names = check.files.slice(0, 3).map((file) => file.own).join('、') + (check.files.length > 3 ? ' …' : '');
    cards.unshift(make('p', 'notice busy', say('checking', { names })));
  } else if (result) {
    cards.push(...(isJudged(result) ? judged(result) : [unjudged(result)]));
  }
  at('cards').replaceChildren(...cards);
  showActions(result);
  document.body.dataset.shown = result && !result.pending ? `${check.round}-${language}` : '';
}

// Only 0 and 1 are answers; whatever else happened, nothing was found to be right.
function isJudged(result) {
  return !result.problem && (result.code === 0 || result.code === 1) && Array.isArray(result.findings) &&
    Array.isArray(result.workbooks);
}

function unjudged(result) {
  const why = result.problem ? whyNot(result.problem) : result.stderr.trim() || say('broke', { problem: result.code });
  const names = check.files.map((file) => file.own).join('、');
  const help = !result.problem && result.code !== 2 ? make('p', 'advice', say('broke-help')) : null;
  const rest = (result.findings || []).length ? findingGroups(result.findings) : [];
  const verdict = make('p', 'verdict unjudged', make('strong', '', say('officer.verdict-unjudged')));
  return make('article', 'card wrong', make('h3', '', names), verdict, make('p', 'said', why), help, ...rest);
}

function judged(result) {
  const paths = new Set(check.files.map((file) => file.path));
  const cards = check.files.map((file) => fileCard(file, result.findings.filter((one) => one.path === file.path), result));
  const elsewhere = result.findings.filter((one) => !paths.has(one.path));
  if (elsewhere.length) {
    const heading = make('h3', '', say('officer.elsewhere'));
    cards.push(make('article', 'card', heading, ...elsewhere.map((one) => make('p', '', `${one.path}: ${one.message}`))));
  }
  return cards;
}

function fileCard(file, findings, result) {
  const own = takenFor(file, result);
  const verdict = verdictOf(findings, own, result.workbooks);
  const heading = make('h3', '', file.path);
  const told = adviceFor(verdict, own);
  const advice = told ? make('p', 'advice', told) : null;
  const card = make('article', `card ${verdict}`, heading, ...[whoseIs(own), verdictLine(findings, verdict, own), advice].filter(Boolean));
  card.dataset.path = file.path;
  const actions = make('p', 'actions');
  const copy = verdict === 'copy' ? null : copyOf(file.path, result.copies);
  if (copy) {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const link = saveLink('button main', say('officer.save'), copy.path.split('/').pop(), copy.bytes, type);
    link.title = say('officer.save-help');
    actions.append(link);
  }
  if (findings.length) {
    actions.append(button('', say('officer.copy'), (pressed) => copyText(linesAbout(file.path, result.lines || ''), pressed)));
    card.append(actions);
    if (copy) { card.append(make('p', 'hint', say('officer.save-help'))); }
    card.append(...findingGroups(findings));
  }
  return card;
}

function takenFor(file, result) {
  const unknown = { path: file.path, plan: null, departments: [], year: null, answers: 0, left_out: false };
  return result.workbooks.find((one) => one.path === file.path) || unknown;
}

function showActions(result) {
  const bar = at('actions');
  bar.hidden = !check.files.length || !result || result.pending;
  const many = check.files.length > 1 && result && (result.findings || []).length > 0 && isJudged(result);
  at('copy-all').hidden = !many;
  at('when').textContent = bar.hidden ? '' : say('officer.checked-at', { day: dayOfCheck(), time: check.time });
}

function summary() {
  const result = check.results[language];
  if (!result || !isJudged(result)) { return say('officer.verdict-unjudged'); }
  const told = (file) => {
    const findings = result.findings.filter((one) => one.path === file.path);
    const own = takenFor(file, result);
    return say(`officer.verdict-${verdictOf(findings, own, result.workbooks)}`, { ...counted(findings), year: own.year });
  };
  return check.files.map((file) => `${file.path}: ${told(file)}`).join('; ');
}

function showAgain() {
  show();
  run(check.round);
}

let engine = null;
if (window.plancheckFits) {
  engine = beginPage(showAgain);
  takeFiles(take);
  at('copy-all').addEventListener('click', (event) => copyText(check.results[language].lines || '', event.currentTarget));
  at('print').addEventListener('click', () => window.print());
}

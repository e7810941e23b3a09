
// The coordinator's page: a workspace folder in, the commands of plancheck on it. Each runs as it does on a command line.

const desk = { files: [], round: 0, argv: null, sent: false };

async function take(found, input, refused) {
  if (refused) { notice(refused); }
  if (!found.length) { return; }
  const round = desk.round += 1;
  notice(say('reading'));
  const { read, unread, tooMuch } = await readFiles(workspaceFiles(found));
  if (round !== desk.round) { return; }
  desk.files = read;
  desk.sent = false;
  const plans = planIds();
  at('results').hidden = tooMuch || !plans.length;
  if (tooMuch) { notice(say('too-much', { files: MOST_FILES, megabytes: MOST_BYTES / 2 ** 20 })); return; }
  if (!plans.length) { notice(say('coordinator.no-plans')); return; }
  at('page').classList.add('has-results');
  const reports = desk.files.filter((file) => file.path.startsWith('reports/')).length;
  const folder = found[0].path.split('/')[0];
  const lines = [say('coordinator.taken', { folder, plans: plans.length, reports })];
  notice([...lines, ...unread.map((name) => say('unread', { name }))].join('\n'));
  showPlans(plans);
  await run(['status', ...TABLE, ...day()]);
  await listTargets();
}

// The folder itself is taken off; what lies in a hidden folder, a cache or a history, is left where it is.
function workspaceFiles(found) {
  const inside = found.map(({ path, file }) => ({ path: path.split('/').slice(1).join('/') || path, file }));
  return inside.filter(({ path }) => !path.split('/').some((name) => name.startsWith('.') || name.startsWith('~$')));
}

function planIds() {
  const names = desk.files.map((file) => /^plans\/([^/]+)\.toml$/.exec(file.path));
  return names.filter(Boolean).map((match) => match[1]).sort();
}

function showPlans(plans) {
  const option = (value, text) => { const one = make('option', '', text); one.value = value; return one; };
  at('plan').replaceChildren(option('', say('coordinator.all-plans')), ...plans.map((plan) => option(plan, plan)));
}

function notice(text) {
  at('notice').hidden = !text;
  at('notice').textContent = text;
}

const day = () => (at('day').value ? ['--as-of', at('day').value] : []);
const plan = () => (at('plan').value ? [at('plan').value] : []);
// As on a terminal: what a pipe is handed is for programs.
const TABLE = ['--format', 'table', '--color', 'never'];
const year = () => ['--year', at('year').value];

// Runs a command and shows what it said; the same command again in the other language when that is chosen.
async function run(argv) {
  const round = desk.round;
  desk.argv = argv;
  at('output').textContent = say('checking', { names: argv[0] });
  at('exit').textContent = '';
  at('saved').replaceChildren();
  document.body.dataset.shown = '';
  try {
    const done = await command([argv[0], '--lang', language, ...argv.slice(1)]);
    if (round !== desk.round || desk.argv !== argv) { return null; }
    at('output').textContent = done.stdout + (done.stderr ? `\n${done.stderr}` : '');
    at('exit').textContent = say('coordinator.exit', { code: done.code });
    tellAloud(at('exit').textContent);
    document.body.dataset.shown = `${argv[0]}-${language}`;
    return done;
  } catch (problem) {
    desk.sent = false;
    at('output').textContent = whyNot(problem);
    document.body.dataset.shown = `${argv[0]}-${language}`;
    return null;
  }
}

function command(argv) {
  const files = desk.sent ? [] : desk.files;
  const done = engine.run(argv, files, !desk.sent, { COLUMNS: columns(), ...WORKSPACE.environment });
  desk.sent = true;
  return done;
}

// As many as fit beside each other, within what reads well.
function columns() {
  return String(Math.max(48, Math.min(100, Math.floor(at('output').clientWidth / 8))));
}

async function listTargets() {
  try {
    const done = await command(['targets', '--format', 'json', '--lang', language]);
    const targets = JSON.parse(done.stdout).plans.flatMap((one) => one.targets);
    at('targets').replaceChildren(...targets.map((target) => {
      const option = make('option', '', target.indicator);
      option.value = target.id;
      return option;
    }));
  } catch (error) {
    at('targets').replaceChildren();
  }
}

async function saveReport() {
  const argv = ['report', ...plan(), ...year(), ...day(), '--to', 'html', '-o', 'out'];
  const done = await run(argv);
  const pages = ((done && done.files) || []).filter((file) => file.path.endsWith('.html'));
  if (!pages.length) { return; }
  const links = pages.map((file) => saveLink('button main', file.path.split('/').pop(), file.path.split('/').pop(), file.bytes, 'text/html'));
  at('saved').replaceChildren(say('coordinator.saved'), ' ', ...links);
}

function explainTarget() {
  if (at('target').value.trim()) { run(['explain', ...TABLE, ...day(), '--', at('target').value.trim()]); }
}

function tryIt() {
  const values = [at('target').value.trim(), at('value').value.trim(), at('date').value];
  if (values.every(Boolean)) { run(['explain', ...TABLE, ...day(), '--what-if', `${values[0]}=${values[1]}@${values[2]}`, '--', values[0]]); }
}

let engine = null;
if (window.plancheckFits) {
  engine = beginPage(() => { if (desk.argv) { run(desk.argv); } });
  takeFiles(take);
  at('year').value = String(new Date().getFullYear() - 1);
  const pressed = {
    status: () => run(['status', ...TABLE, ...plan(), ...day()]),
    validate: () => run(['validate', ...day(), plan().length ? `reports/${plan()[0]}` : 'reports']),
    try: tryIt,
    gate: () => run(['gate', ...TABLE, ...plan(), ...year(), ...day()]),
    report: saveReport,
    copy: () => copyText(at('output').textContent, at('copy')),
  };
  for (const [id, act] of Object.entries(pressed)) { at(id).addEventListener('click', act); }
  for (const form of document.querySelectorAll('form')) { form.addEventListener('submit', (event) => event.preventDefault()); }
  at('about-target').addEventListener('submit', explainTarget);
}


// What both pages share: words, elements, the clipboard, the state of the engine, what the page says of itself.
// Whatever came from a file is put in as text, never as markup.

window.plancheckRuns = window.plancheckFits;

const part = (id) => JSON.parse(document.getElementById(id).textContent);
const WORKSPACE = part('workspace');
const WORDS = part('words');
const LIMITS = { start: 90, run: 20, ...WORKSPACE.limits };
let language = WORKSPACE.language;

const at = (id) => document.getElementById(id);

function say(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

function make(tag, name, ...inner) {
  const element = document.createElement(tag);
  if (name) { element.className = name; }
  element.append(...inner.filter((one) => one !== null && one !== ''));
  return element;
}

function button(name, text, pressed) {
  const element = make('button', name, text);
  element.type = 'button';
  element.addEventListener('click', () => pressed(element));
  return element;
}

function sayAll() {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  for (const element of document.querySelectorAll('[data-say]')) { element.textContent = say(element.dataset.say); }
  document.title = say(`${WORKSPACE.kind}.title`);
}

async function copyText(text, pressed) {
  const done = await toClipboard(text);
  const was = pressed.dataset.was || pressed.textContent;
  pressed.dataset.was = was;
  pressed.textContent = say(done ? 'copied' : 'not-copied');
  tellAloud(pressed.textContent);
  clearTimeout(pressed.timer);
  pressed.timer = setTimeout(() => { pressed.textContent = was; delete pressed.dataset.was; }, 1600);
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    const area = make('textarea', 'unseen', text);
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

function tellAloud(text) {
  at('aloud').textContent = text;
}

// A link that saves bytes under a name.
function saveLink(name, text, fileName, bytes, type) {
  const link = make('a', name, text);
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = fileName;
  return link;
}

function fromBase64(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place += 1) { bytes[place] = letters.charCodeAt(place); }
  return bytes.buffer;
}

// The day that plancheck judges on, as it knows it: the one set, or this computer's.
function dayOfCheck() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  return WORKSPACE.pinned || (WORKSPACE.environment || {}).PLANCHECK_TODAY ||
    `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function showAbout() {
  const facts = WORKSPACE.plans.map((plan) => ['about-plans', plan.title + (plan.document ? ` ${plan.document}` : '')]);
  const recipients = new Set(WORKSPACE.plans.map((plan) => plan.recipient[language]).filter((text) => text));
  facts.push(...[...recipients].map((text) => ['about-recipient', text]));
  facts.push(['about-issued', WORKSPACE.issued], ['about-version', `plancheck ${WORKSPACE.version}`]);
  if (WORKSPACE.kind === 'officer') {
    const why = say(WORKSPACE.pinned ? 'about-pinned' : 'about-clock');
    facts.push(['about-today', say('about-day', { day: dayOfCheck(), why })]);
    facts.push(['about-last', WORKSPACE.department || say('about-nobody')], ['about-digest', WORKSPACE.digest]);
  } else {
    facts.push(['about-last', say('about-nothing')]);
  }
  const list = make('dl', '', ...facts.map(([key, text]) => make('div', '', make('dt', '', say(key)), make('dd', '', text))));
  const licences = make('details', '', make('summary', '', say('about-licences')), make('pre', '', part('notices')));
  at('about').replaceChildren(make('h2', '', say('about')), list, licences);
}

// The state of the engine, in one line below the drop area; what ends it stays in sight.
function engineState(state, detail) {
  const line = at('state');
  document.body.dataset.engine = state;
  line.dataset.state = state;
  at('bar').value = state === 'loading' ? detail : 100;
  at('bar').hidden = state !== 'loading';
  if (state === 'loading') {
    line.textContent = detail ? say('loading-part', { percent: detail }) : say('loading');
  } else if (state === 'other-version') {
    line.textContent = say(state, { found: detail, expected: WORKSPACE.version });
  } else {
    line.textContent = say(state);
  }
  lastState = [state, detail];
}
let lastState = ['loading', 0];

// Why a command has no result, as a sentence.
function whyNot(problem) {
  if (problem.reason === 'slow') { return say('slow', { seconds: LIMITS.run }); }
  if (problem.reason === 'broke') { return `${say('broke', { problem: problem.problem })} ${say('broke-help')}`; }
  return at('state').textContent;
}

// Files are taken wherever on the page they are let go: beside the drop area a browser would open them instead.
function takeFiles(take) {
  const area = at('drop');
  let depth = 0;
  const over = (isOver) => area.classList.toggle('over', isOver);
  document.addEventListener('dragenter', (event) => { event.preventDefault(); depth += 1; over(true); });
  document.addEventListener('dragleave', () => { depth -= 1; over(depth > 0); });
  document.addEventListener('dragover', (event) => { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    droppedFiles(event.dataTransfer).then(take, () => take([], null, say('folder-unread')));
  });
  for (const input of document.querySelectorAll('input[type=file]')) {
    input.addEventListener('change', () => take(chosenFiles(input), input));
  }
}

function beginPage(showAgain) {
  at('language').addEventListener('click', () => {
    language = language === 'en' ? 'zh' : 'en';
    beginLanguage();
    showAgain();
  });
  beginLanguage();
  at('page').hidden = false;
  return makeEngine(part('worker'), at('engine').textContent, WORKSPACE.version, LIMITS, engineState);
}

function beginLanguage() {
  sayAll();
  showAbout();
  engineState(...lastState);
}

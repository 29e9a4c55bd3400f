/* Reads the endpoint's JSON, renders it, and runs the actions that the JSON offers. All text becomes
   text nodes, so nothing that the database or a client wrote can become markup. */

const endpoint = location.pathname.replace(/\/dashboard\/?$/, '');
const byId = (id) => document.getElementById(id);
const framed = window.top !== window.self;

const BUSY_INTERVAL = 1500;
const IDLE_INTERVAL = 5000;
const TIMEOUT = 10000;
const SHOWN = 20;
const RECENT = 10;

/* Elements */

function h(name, attributes = {}, ...children) {
	const [tag, ...classes] = name.split('.');
	const element = document.createElement(tag);
	if (classes.length > 0) {
		element.className = classes.join(' ');
	}
	for (const [key, value] of Object.entries(attributes)) {
		if (value !== null && value !== undefined && value !== false) {
			element.setAttribute(key, value === true ? '' : value);
		}
	}
	element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
	return element;
}

/* Makes a node equal to another one and keeps what is the same, with its focus, selection and scrolling. */
function morph(node, wanted) {
	if (node.nodeType === Node.TEXT_NODE) {
		if (node.data !== wanted.data) {
			node.data = wanted.data;
		}
		return;
	}
	for (const { name } of [...node.attributes]) {
		if (name !== 'open' && name !== 'style' && !wanted.hasAttribute(name)) {
			node.removeAttribute(name);
		}
	}
	for (const { name, value } of [...wanted.attributes]) {
		if (node.getAttribute(name) !== value) {
			node.setAttribute(name, value);
		}
	}
	morphChildren(node, [...wanted.childNodes]);
}

function morphChildren(parent, wanted) {
	let position = parent.firstChild;
	for (const child of wanted) {
		const match = reusable(position, child);
		if (match === null) {
			parent.insertBefore(child, position);
			continue;
		}
		while (position !== match) {
			position = discard(position);
		}
		morph(match, child);
		position = match.nextSibling;
	}
	while (position !== null) {
		position = discard(position);
	}
}

function discard(node) {
	const next = node.nextSibling;
	node.remove();
	return next;
}

function reusable(from, wanted) {
	const key = keyOf(wanted);
	for (let node = from; node !== null; node = node.nextSibling) {
		if (node.nodeName === wanted.nodeName && keyOf(node) === key) {
			return node;
		}
		if (key === null) {
			return null;
		}
	}
	return null;
}

function keyOf(node) {
	return node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null;
}

/* Text */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ago = new Intl.RelativeTimeFormat('en', { style: 'long' });

function count(number, word) {
	return `${whole.format(number)} ${word}${number === 1 ? '' : 's'}`;
}

function duration(seconds) {
	const total = Math.round(seconds);
	if (seconds < 1) {
		return 'less than 1 s';
	}
	if (total < 120) {
		return `${total} s`;
	}
	const minutes = Math.round(total / 60);
	if (minutes < 120) {
		return `${minutes} min`;
	}
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function clock(date) {
	const time = date.toLocaleTimeString('en-GB');
	return date.toDateString() === new Date().toDateString() ? time
		: `${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })} ${time.slice(0, 5)}`;
}

function relative(date) {
	const seconds = Math.max(0, (Date.now() - date.getTime()) / 1000);
	if (seconds < 60) {
		return 'less than a minute ago';
	}
	const [unit, length] = seconds < 5400 ? ['minute', 60] : seconds < 129600 ? ['hour', 3600] : ['day', 86400];
	return ago.format(-Math.round(seconds / length), unit);
}

function moment(instant) {
	return instant ? h('time', { datetime: instant, title: instant }, clock(new Date(instant))) : 'unknown';
}

function versionName(name) {
	return name === '' ? 'Before the first migration' : h('code', {}, name);
}

function badge(state) {
	return h(`span.state.${state}`, {}, state);
}

/* Tables keep their roles where the style sheet turns rows into blocks. */
function table(caption, columns, rows, style = '') {
	return h(`table${style}`, { role: 'table' },
		h('caption.hidden', {}, caption),
		h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
			columns.map((column) => h(column.number ? 'th.number' : 'th', { role: 'columnheader', scope: 'col' }, column.label)))),
		h('tbody', { role: 'rowgroup' }, rows.map((row) => row instanceof Element ? row
			: h('tr', { role: 'row' }, columns.map((column) => h(column.number ? 'td.number' : 'td',
				{ role: 'cell', 'data-label': column.label }, h('span', {}, column.cell(row))))))));
}

/* Sections */

function section(id, title, aside, ...children) {
	return h('section', { id, 'data-key': id, 'aria-labelledby': `${id}-title` },
		h('div.section-head', {}, h('h2', { id: `${id}-title`, tabindex: -1 }, title), aside), children);
}

function note(kind, title, ...children) {
	return h(`div.note${kind}`, { 'data-key': title }, h('strong', {}, title), children);
}

function isRunning(status) {
	return ['EXPANDING', 'COMPLETING', 'ABORTING'].includes(status.phase);
}

function live(status) {
	return status.versions.filter((version) => version.state === 'live');
}

/* The live versions that complete would retire, as far as sessions use them. */
function olderInUse(status) {
	return isRunning(status) ? [] : live(status).slice(0, -1).filter((version) => version.sessions.length > 0);
}

function nextSection(status, lost) {
	return section('next', 'Next step', null,
		h('p.sentence', {}, status.next),
		status.error && note('.bad', 'The last transition stopped', h('p', {}, status.error)),
		blockers(status),
		status.pending.length > 0 && h('p.note', { 'data-key': 'pending' }, `Not applied yet: ${status.pending.join(', ')}`),
		!status.usable && status.applicationVersion !== '' && h('p.note.warn', { 'data-key': 'usable' },
			'The version of this application, ', h('code', {}, status.applicationVersion), ', is not live.'),
		buttons(status, lost),
		status.lastAction && lastAction(status.lastAction));
}

/* The leader waits for a lock only briefly, and tries again later. What was in the way is shown until the next step. */
let blocked = null;

function remember(status) {
	if (status.blocker) {
		blocked = { text: status.blocker, at: new Date(), step: status.step };
	}
	else if (blocked !== null && (blocked.step !== status.step || !isRunning(status))) {
		blocked = null;
	}
}

/* What keeps the leader waiting, and which sessions complete would be refused for. */
function blockers(status) {
	const used = olderInUse(status);
	const last = status.lastBlocker;
	return [
		blocked === null && last && note('.warn', 'The last transition waited in vain for another session',
			last.sessions.map((session) => h('p', {}, session)), h('p.quiet', {}, `${last.step}, `, moment(last.at))),
		blocked !== null && note('.warn', status.blocker ? 'Waiting for another session' : 'Waited for another session',
			h('p', {}, blocked.text), !status.blocker && h('p.quiet', {}, 'seen at ', clock(blocked.at), ', between two attempts')),
		used.length > 0 && note('.warn', 'Complete is refused while these sessions are connected',
			h('ul', {}, used.map((version) => version.groups.map((group) => h('li', {},
				`${group.application || 'no application name'}: ${count(group.count, 'session')} on `, versionName(version.name)))))),
	];
}

function buttons(status, lost) {
	if (status.writesAllowed && framed) {
		return h('p.note', { 'data-key': 'access' }, 'Actions are not shown inside a frame. ',
			h('a', { href: location.href, target: '_blank', rel: 'noopener' }, 'Open the page in a tab of its own'), '.');
	}
	if (!status.writesAllowed) {
		return h('p.note', { 'data-key': 'access' }, 'This page is read-only: the access of the endpoint does not allow actions.');
	}
	const first = status.actions[0];
	const suggested = olderInUse(status).length === 0 && first?.segments[0] !== 'pause' ? first : null;
	return status.actions.length > 0 && h('div.buttons', { 'data-key': 'actions', role: 'group', 'aria-label': 'Actions' },
		status.actions.map((action) => h(action === suggested ? 'button.primary' : 'button', {
			type: 'button',
			'data-key': action.segments.join('/'),
			'data-action': JSON.stringify(action),
			'aria-haspopup': 'dialog',
			'aria-disabled': lost ? 'true' : null,
		}, action.title)));
}

function lastAction(action) {
	const kind = { DONE: '.good', REFUSED: '.warn', FAILED: '.bad' }[action.result] ?? '';
	return h(`div.note${kind}`, { 'data-key': 'last-action' },
		h('strong', {}, `Last action: ${action.action}, ${outcome(action.result)}`),
		h('p', {}, action.message),
		h('p.quiet', {}, action.host && `on ${action.host}, `, 'requested ', moment(action.startedAt), action.finishedAt && [', ended ', moment(action.finishedAt)]));
}

function transitionSection(status) {
	if (!isRunning(status) && !status.paused) {
		return null;
	}
	const progress = status.progress;
	const percent = progress ? progress.percent : status.stepsTotal > 0 ? 100 * status.stepsDone / status.stepsTotal : 0;
	const figures = [
		['Steps done', `${status.stepsDone} of ${status.stepsTotal}`],
		progress && ['Rows filled', `${whole.format(progress.rows)} of about ${whole.format(progress.total)}`],
		progress && progress.rowsPerSecond > 0 && ['Rate', `${whole.format(progress.rowsPerSecond)} rows/s`],
		progress && progress.secondsLeft !== null && ['Time left', status.paused ? 'paused' : `${progress.secondsLeft < 1 ? '' : 'about '}${duration(progress.secondsLeft)}`],
		progress && ['Worked for', duration(progress.elapsedSeconds)],
	].filter(Boolean);
	return section('transition', progress ? `Backfill of ${progress.table}` : 'Transition', h('span.figure', {}, status.paused && badge('paused'), `${Math.floor(percent)} %`),
		status.step && h('p.step', {}, h('span.quiet', {}, status.leader ? 'Running: ' : 'Stopped at: '), status.step),
		h('progress', { max: 100, value: percent.toFixed(1), 'aria-label': progress ? `Rows of ${progress.table} filled` : 'Steps done' },
			`${Math.floor(percent)} %`),
		h('dl.figures', {}, figures.map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value)))),
		status.paused && note('.warn', 'Paused by an operator', h('p', {}, 'The backfill fills no rows until it is resumed.')),
		status.throttled && note('.warn', 'Slower than it could be', h('p', {}, capitalised(status.throttled))),
		h('p.note', { 'data-key': 'leader' }, status.leader ? `Leader: ${status.leader}` : 'No instance leads the transition.'));
}

function versionsSection(status) {
	const current = status.versions.filter((version) => version.state !== 'retired');
	const retired = status.versions.length - current.length;
	const scale = timeScale(status, current);
	return section('versions', 'Versions', h('span.quiet', {}, [
		count(live(status).length, 'live version'),
		retired > 0 && `, ${retired} retired`,
	]),
		h('ol.versions', { role: 'list' }, current.map((version) => versionItem(version, status, scale))),
		scale && h('div.axis', { 'aria-hidden': 'true' },
			[0, 1, 2, 3].map((quarter) => h('span', {}, clock(new Date(scale.from + quarter * (scale.now - scale.from) / 4)))),
			h('span', {}, 'now')));
}

function versionItem(version, status, scale) {
	return h('li.version', { 'data-key': version.name },
		h('div.version-head', {},
			h('h3', {}, versionName(version.name)),
			badge(version.state),
			version.name === status.applicationVersion && h('span.tag', {}, 'this instance'),
			version.since && h('span.quiet', {}, 'since ', moment(version.since), ` (${relative(new Date(version.since))})`),
			h('span.count', {}, version.sessions.length === 0 ? 'no sessions' : count(version.sessions.length, 'session'))),
		scale && lane(version, scale),
		version.sessions.length > 0 && sessions(version));
}

function sessions(version) {
	const unattached = new Set(version.sessions.filter((session) => !session.attached).map((session) => session.pid));
	return table(`Sessions of ${version.name || 'the state before the first migration'}`, [
		{ label: 'Application', cell: (group) => group.application || h('span.quiet', {}, 'no name') },
		{ label: 'Sessions', number: true, cell: (group) => String(group.count) },
		{ label: 'Role', cell: (group) => [group.user ?? 'unknown', h('span.quiet', {}, ` at ${group.address ?? 'a local socket'}`)] },
		{
			label: 'State', cell: (group) => {
				const without = group.pids.filter((pid) => unattached.has(pid)).length;
				const states = Object.entries(group.states).map(([state, number]) => `${number} ${state}`).join(', ') || 'hidden';
				return without === 0 ? states : [states, h('br'), h('strong', {}, `${without} not attached to a version`)];
			},
		},
		{ label: 'Since', cell: (group) => moment(group.since) },
		{ label: 'Processes', cell: (group) => h('span.mono', {}, some(group.pids, RECENT)) },
	], version.groups, '.sessions');
}

function some(list, limit) {
	return list.slice(0, limit).join(', ') + (list.length > limit ? ` and ${list.length - limit} more` : '');
}

/* When each current version became live; the oldest one began before the time line. */
function timeScale(status, versions) {
	const begins = new Map(versions.map((version) => [version.name, begin(version, status.history)]));
	const known = versions.slice(1).map((version) => begins.get(version.name)).filter((time) => time !== null);
	if (known.length === 0) {
		return null;
	}
	const now = Date.now();
	const first = Math.min(...known);
	return { begins, now, from: first - Math.max(30000, (now - first) * 0.25) };
}

function begin(version, history) {
	const entry = history.findLast((candidate) => candidate.version === version.name);
	const times = [version.state !== 'kept' && version.since ? Date.parse(version.since) : null,
		entry && entry.expandSeconds !== null ? Date.parse(entry.startedAt) + 1000 * entry.expandSeconds : null];
	const known = times.filter((time) => time !== null && !Number.isNaN(time));
	return known.length > 0 ? Math.min(...known) : null;
}

function lane(version, scale) {
	const begun = scale.begins.get(version.name);
	const end = version.state === 'kept' && version.since ? Date.parse(version.since) : scale.now;
	const at = (time) => Math.min(100, Math.max(0, 100 * (time - scale.from) / (scale.now - scale.from)));
	const left = begun === null ? 0 : at(begun);
	return h(`div.lane.${version.state}`, { 'aria-hidden': 'true' }, h(begun === null || begun < scale.from ? 'div.open' : 'div', {
		'data-left': left.toFixed(2), 'data-width': Math.max(0, at(end) - left).toFixed(2),
	}));
}

function historySection(status) {
	if (status.history.length === 0) {
		return null;
	}
	const entries = [...status.history].reverse();
	const earlier = entries.slice(RECENT);
	return section('history', 'History', h('span.quiet', {}, `${count(entries.length, 'migration')}, newest first`),
		historyTable('History of migrations', entries.slice(0, RECENT)),
		earlier.length > 0 && h('details', {}, h('summary', {}, `${earlier.length} earlier`), historyTable('Earlier migrations', earlier)));
}

function historyTable(caption, entries) {
	const columns = [
		{ label: 'Migration', cell: (entry) => h('code', {}, entry.migration) },
		{ label: 'Outcome', cell: (entry) => badge(entry.outcome) },
		{ label: 'Began', cell: (entry) => moment(entry.startedAt) },
		{ label: 'Expand took', number: true, cell: (entry) => took(entry.expandSeconds) },
		{ label: 'Complete took', number: true, cell: (entry) => took(entry.completeSeconds) },
		{ label: 'By', cell: (entry) => [entry.host, entry.role && h('span.quiet', {}, ` as ${entry.role}`)] },
	];
	const rows = entries.flatMap((entry) => entry.error ? [entry, h('tr.trouble', { role: 'row' },
		h('td', { role: 'cell', colspan: columns.length }, h('div.note.bad', {}, h('p', {}, entry.error))))] : [entry]);
	return table(caption, columns, rows, '.history');
}

function took(seconds) {
	return seconds === null ? h('span.quiet', {}, '\u2013') : duration(seconds);
}

/* The page */

let current = null;
let readAt = null;
let problem = null;

/* An application with several schemas shows one at a time. The fragment of the address names it. */
let schemas = null;
let selected = null;

function choose(body) {
	schemas = body.schemas ?? null;
	if (schemas === null) {
		return body;
	}
	const named = decodeURIComponent(location.hash.slice(1));
	const wanted = Object.hasOwn(schemas, named) ? named : selected ?? Object.keys(schemas)[0];
	if (wanted !== selected) {
		selected = wanted;
		current = null;
		blocked = null;
	}
	if (schemas[selected].failure) {
		throw new Unanswered(`The status of schema "${selected}" could not be read: ${schemas[selected].failure}`);
	}
	return schemas[selected];
}

function schemaLink(name) {
	return h('a', { href: `#${encodeURIComponent(name)}`, 'data-key': name, 'aria-current': name === selected && 'true' },
		name, ' ', badge(schemas[name].phase?.toLowerCase() ?? 'unknown'));
}

function render() {
	const lost = problem !== null;
	document.body.classList.toggle('lost', lost);
	document.body.classList.toggle('connected', !lost && current !== null);
	setText(byId('connection-text'), readAt === null ? (lost ? 'No connection' : 'Connecting')
		: lost ? `Stale: read at ${clock(readAt)}` : `Updated at ${clock(readAt)}`);
	setText(byId('notice'), lost ? `${problem} ${readAt === null ? '' : `This page shows the state of ${clock(readAt)}. `}Trying again.` : '');
	byId('schemas').hidden = schemas === null;
	morphChildren(byId('schemas'), schemas === null ? [] : Object.keys(schemas).map(schemaLink));
	if (current === null) {
		if (schemas !== null) {
			morphChildren(byId('identity'), []);
			morphChildren(byId('content'), []);
		}
		return;
	}
	const status = current;
	morphChildren(byId('identity'), [h('span', {}, 'of ', h('code', {}, status.baseSchema)), badge(status.phase.toLowerCase())]);
	const focused = document.activeElement;
	morphChildren(byId('content'),
		[nextSection(status, lost), transitionSection(status), versionsSection(status), historySection(status)].filter(Boolean));
	// Inline styles are not allowed, but their properties can be set.
	for (const bar of document.querySelectorAll('[data-left]')) {
		bar.style.left = `${bar.dataset.left}%`;
		bar.style.width = `${bar.dataset.width}%`;
	}
	if (focused && !focused.isConnected) {
		byId('next-title').focus();
	}
	byId('main').setAttribute('aria-busy', 'false');
	document.title = `${status.baseSchema}: ${status.phase.toLowerCase()}${isRunning(status) && status.progress
		? ` ${Math.floor(status.progress.percent)} %` : ''} - Schema versions`;
}

function setText(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

function announce(text) {
	setText(byId('announcer'), text);
}

/* Screen readers are told what changed, not every number. */
function announceChange(before, now) {
	const quarter = (status) => status.progress ? Math.floor(status.progress.percent / 25) : -1;
	if (before.phase !== now.phase || before.next !== now.next) {
		announce(`${now.phase.toLowerCase()}. ${now.next}`);
	}
	else if (now.error && before.error !== now.error) {
		announce(`The transition stopped. ${now.error}`);
	}
	else if (before.paused !== now.paused) {
		announce(now.paused ? 'The backfill is paused.' : 'The backfill is not paused.');
	}
	else if (now.blocker && !before.blocker) {
		announce(`Waiting for another session. ${now.blocker}`);
	}
	else if (quarter(now) > quarter(before)) {
		announce(`${Math.floor(now.progress.percent)} percent of ${now.progress.table} filled.`);
	}
}

/* Requests */

class Unanswered extends Error {
}

async function send(method, path, headers) {
	try {
		return await fetch(endpoint + path, {
			method,
			headers: { Accept: 'application/json', ...headers },
			cache: 'no-store',
			credentials: 'same-origin',
			signal: method === 'GET' ? AbortSignal.timeout(TIMEOUT) : undefined,
		});
	}
	catch {
		throw new Unanswered('The application does not answer.');
	}
}

async function request(method, path) {
	const [headers, others] = method === 'POST' ? csrf() : [];
	let response = await send(method, path, headers);
	if (response.status === 403 && others) {
		response = await send(method, path, others);
	}
	const type = response.headers.get('Content-Type') ?? '';
	if (response.redirected || response.status === 401) {
		throw new Unanswered('The server asks to sign in. Reload this page.');
	}
	if (response.status === 403) {
		throw new Unanswered('The server refused the request (403). You may lack the rights, or the CSRF token is missing or has changed. Reload this page.');
	}
	if (!type.includes('json')) {
		throw new Unanswered(`The server answered with status ${response.status}.`);
	}
	const body = await response.json();
	if (method === 'GET' && !response.ok) {
		throw new Unanswered(`The status could not be read (${response.status}).`);
	}
	return { status: response.status, body };
}

/* Spring Security puts the token into a cookie, or into the page, or both; its configuration decides which one it accepts. */
function csrf() {
	const cookie = document.cookie.split('; ').find((entry) => entry.startsWith('XSRF-TOKEN='));
	const token = document.querySelector('meta[name="_csrf"]');
	return [
		cookie && { 'X-XSRF-TOKEN': decodeURIComponent(cookie.slice('XSRF-TOKEN='.length)) },
		token && { [document.querySelector('meta[name="_csrf_header"]').content]: token.content },
	].filter(Boolean);
}

let timer = null;
let reading = false;
let again = false;

async function refresh() {
	clearTimeout(timer);
	if (reading) {
		again = true;
		return;
	}
	reading = true;
	try {
		const { body } = await request('GET', '');
		const status = choose(body);
		const before = current;
		current = status;
		readAt = new Date();
		remember(current);
		if (problem !== null && before !== null) {
			announce('The connection is back.');
		}
		problem = null;
		render();
		if (before !== null) {
			announceChange(before, current);
		}
	}
	catch (error) {
		problem = error instanceof Unanswered ? error.message : `This page failed: ${error.message}.`;
		render();
	}
	finally {
		reading = false;
	}
	if (again) {
		again = false;
		refresh();
	}
	else if (!document.hidden) {
		timer = setTimeout(refresh, current !== null && isRunning(current) ? BUSY_INTERVAL : IDLE_INTERVAL);
	}
}

document.addEventListener('visibilitychange', () => {
	clearTimeout(timer);
	if (!document.hidden) {
		refresh();
	}
});

window.addEventListener('hashchange', () => {
	if (schemas !== null) {
		refresh();
	}
});

/* Actions: the dry run first, then the question, then the answer */

const dialog = byId('dialog');
let asked = 0;

function outcome(result) {
	return result.toLowerCase().replace('_', ' ');
}

function path(action, ...options) {
	return '/' + [...action.segments, ...options].map(encodeURIComponent).join('/');
}

function show(action, message, ...pressable) {
	morphChildren(byId('dialog-content'), [
		h('h2', { id: 'dialog-title', tabindex: -1 }, action.title),
		h('p', {}, action.effect),
		h('div', { role: 'status', 'data-key': 'answer' }, message ?? []),
		h('div.buttons', { 'data-key': `buttons-${asked}` }, pressable.filter(Boolean)),
	]);
	// The button that was pressed may be gone.
	if (dialog.open && !dialog.contains(document.activeElement)) {
		byId('dialog-title').focus();
	}
}

function button(style, text, listener) {
	const element = h(`button${style}`, { type: 'button' }, text);
	element.addEventListener('click', listener);
	return element;
}

function closeButton(text) {
	return button('', text, () => dialog.close());
}

function answer(kind, title, result) {
	return h(`div.note${kind}`, {}, h('strong', {}, title), h('p', {}, result.message), details(result.details));
}

function details(list) {
	return list && list.length > 0 && h('details', {}, h('summary', {}, count(list.length, 'detail')), h('ul', {},
		list.slice(0, SHOWN).map((detail) => h('li.mono', {}, typeof detail === 'object' ? fields(detail) : String(detail))),
		list.length > SHOWN && h('li', {}, `and ${list.length - SHOWN} more`)));
}

function fields(detail) {
	return Object.entries(detail)
		.filter(([, value]) => value !== null && value !== '')
		.map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
		.join(', ');
}

async function ask(action, force) {
	const question = ++asked;
	const options = force ? ['force'] : [];
	const name = force ? `${action.title} and end these sessions` : action.title;
	if (!action.dryRun) {
		show(action, null, closeButton('Cancel'), button('.primary', name, () => run(action, options)));
		return;
	}
	show(action, h('p.note', {}, 'Checking with a dry run, which changes nothing.'), closeButton('Cancel'));
	let result;
	try {
		result = (await request('POST', path(action, ...options, 'dry-run'))).body;
	}
	catch (error) {
		result = { result: 'FAILED', message: error.message };
	}
	if (question !== asked) {
		return;
	}
	asked++;
	if (result.result === 'WOULD_RUN') {
		show(action, answer('.good', 'The dry run passed', result), closeButton('Cancel'),
			button(force ? '.danger' : '.primary', name, () => run(action, options)));
		return;
	}
	const [kind, title] = { REFUSED: ['.warn', 'It would be refused'], NOTHING: ['', 'There is nothing to do'] }[result.result]
		?? ['.bad', 'The dry run failed'];
	show(action, answer(kind, title, result), closeButton('Close'), button('', 'Check again', () => ask(action, force)),
		action.force && !force && result.reason === 'SESSIONS_ATTACHED'
			&& button('.danger', 'Check with force', () => ask(action, true)));
}

async function run(action, options) {
	const question = ++asked;
	show(action, h('p.note', {}, 'Requested. Waiting for the answer.'), closeButton('Close'));
	let result;
	let code = 0;
	try {
		const response = await request('POST', path(action, ...options));
		result = response.body;
		code = response.status;
	}
	catch (error) {
		result = { result: 'FAILED', message: `${error.message} Whether the action ran is not known; see the status.` };
	}
	refresh();
	if (question !== asked) {
		return;
	}
	asked++;
	const kind = { REFUSED: '.warn', FAILED: '.bad', UNKNOWN: '.bad', DONE: '.good', ACCEPTED: '.good' }[result.result] ?? '';
	show(action, answer(kind, `${capitalised(outcome(result.result))}${code < 400 ? '' : ` (${code})`}`, result), closeButton('Close'));
}

function capitalised(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

let opener = null;

document.addEventListener('click', (event) => {
	const pressed = event.target.closest('[data-action]');
	if (pressed === null) {
		return;
	}
	if (pressed.getAttribute('aria-disabled') === 'true') {
		announce('Actions need a connection.');
		return;
	}
	opener = pressed.getAttribute('data-key');
	const action = JSON.parse(pressed.getAttribute('data-action'));
	ask(action, false);
	dialog.showModal();
	byId('dialog-title').focus();
});

dialog.addEventListener('close', () => {
	asked++;
	byId('dialog-content').replaceChildren();
	const same = [...document.querySelectorAll('[data-action]')].find((element) => element.getAttribute('data-key') === opener);
	(same ?? byId('next-title')).focus();
});

render();
refresh();

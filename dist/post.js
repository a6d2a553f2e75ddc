import "node:module";
import { appendFileSync, closeSync, constants, fstatSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import "node:url";
import { execFile } from "node:child_process";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants as constants$1, promises } from "fs";
import "path";
import { promisify } from "node:util";
import { createHash } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
// \0rolldown/runtime.js
var __defProp = Object.defineProperty;
var __esmMin = (fn, res, err) => () => {
	if (err) throw err[0];
	try {
		return fn && (res = fn(fn = 0)), res;
	} catch (e) {
		throw err = [e], e;
	}
};
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!no_symbols) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return target;
};
// src/supported-node.ts
const OLDEST = 20;
const { node } = process.versions;
if (Number.parseInt(node, 10) < OLDEST) {
	process.stdout.write(`agent-run needs Node ${OLDEST} or newer, and was started with Node ${node} (${process.execPath}). Put a newer Node on the PATH, or use a newer image for the job.
`);
	process.exit(1);
}
// src/clock.ts
const LONGEST_TIMER = 2 ** 31 - 1;
const systemClock = {
	now: () => Date.now(),
	sleep: (ms, signal) => new Promise((resolve) => {
		if (signal?.aborted === true) {
			resolve();
			return;
		}
		const end = () => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", end);
			resolve();
		};
		const timer = setTimeout(end, Math.min(Math.max(ms, 0), LONGEST_TIMER));
		signal?.addEventListener("abort", end, { once: true });
	})
};
({ ...systemClock });
JSON.stringify({
	name: "opencode",
	lockfileVersion: 3,
	requires: true,
	packages: { "": { dependencies: { "@opencode-ai/plugin": "*" } } }
});
function removeAdded({ paths, folders }) {
	for (const path of paths) quietly(() => rmSync(path, {
		recursive: true,
		force: true
	}));
	for (const folder of folders) quietly(() => {
		if (readdirSync(folder).length === 0) rmdirSync(folder);
	});
}
function quietly(remove) {
	try {
		remove();
	} catch {
		return;
	}
}
// src/agent/proc.ts
function startTimeOf(pid) {
	const stat = statOf(pid);
	return stat?.state === "Z" ? void 0 : stat?.startTime;
}
function statOf(pid) {
	const stat = readText(`/proc/${pid}/stat`);
	if (stat === void 0) return void 0;
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return {
		state: fields[0] ?? "",
		group: Number(fields[2]),
		startTime: Number(fields[19])
	};
}
function processesWith(name, value) {
	const wanted = `\0${name}=${value}\0`;
	return processIds().filter((pid) => {
		const environment = readText(`/proc/${pid}/environ`);
		return environment !== void 0 && `\0${environment}`.includes(wanted);
	});
}
function processIds() {
	let names;
	try {
		names = readdirSync("/proc");
	} catch {
		return [];
	}
	return names.map(Number).filter((pid) => pid > 0 && pid !== process.pid);
}
function readText(path) {
	try {
		return readFileSync(path, "latin1");
	} catch {
		return;
	}
}
// src/agent/process-group.ts
function signalGroup(pid, signal) {
	signalProcess(process.platform === "win32" ? pid : -pid, signal);
}
function signalProcess(pid, signal) {
	try {
		process.kill(pid, signal);
	} catch {
		return;
	}
}
// src/agent/survivors.ts
const MARKER_VARIABLE = "AGENT_RUN_ID";
const ROUNDS = 5;
function killSurvivors(marker) {
	const killed = new Set();
	for (let round = 0; round < ROUNDS; round += 1) {
		const alive = processesWith(MARKER_VARIABLE, marker);
		if (alive.length === 0) break;
		for (const pid of alive) {
			signalProcess(pid, "SIGKILL");
			killed.add(pid);
		}
	}
	return [...killed];
}
function killLeftovers({ pid, startTime, marker }) {
	const serverLives = startTime !== void 0 && startTimeOf(pid) === startTime;
	if (serverLives) signalGroup(pid, "SIGKILL");
	return killSurvivors(marker).filter((other) => other !== pid).length + (serverLives ? 1 : 0);
}
// src/agent/server-folder.ts
const KEYS_FILE = "guard.json";
function removeKeys(runDir) {
	rmSync(join(runDir, KEYS_FILE), { force: true });
}
// src/sessions/outcome.ts
const OUTCOMES = [
	"completed",
	"completed-with-denials",
	"nothing-produced",
	"agent-error",
	"child-error",
	"timed-out",
	"no-progress",
	"retries-exhausted",
	"budget-exhausted",
	"cancelled",
	"failed-to-start",
	"lost-contact",
	"invalid-input"
];
// src/agent/transcript-shape.ts
function isEntry(value) {
	return entry(value);
}
function isHeader(value) {
	return header$1(value);
}
const string = (value) => typeof value === "string";
const number = (value) => Number.isFinite(value);
const boolean = (value) => typeof value === "boolean";
const record = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const optional = (check) => (value) => value === void 0 || check(value);
const list$2 = (check) => (value) => Array.isArray(value) && value.every(check);
const oneOf$1 = (...values) => (value) => values.some((each) => each === value);
const shape = (fields) => (value) => record(value) && Object.entries(fields).every(([name, check]) => check(value[name]));
const union = (by, shapes) => (value) => {
	if (!record(value)) return false;
	const name = value[by];
	return typeof name === "string" && Object.hasOwn(shapes, name) && shapes[name]?.(value) === true;
};
const anything = () => true;
const session = shape({
	id: string,
	parentId: optional(string),
	title: string,
	agent: optional(string),
	directory: string,
	created: number
});
const status = union("type", {
	idle: anything,
	busy: anything,
	retry: shape({
		attempt: number,
		message: string,
		next: number
	})
});
const error$1 = shape({
	name: string,
	message: string,
	statusCode: optional(number)
});
const tokens = shape({
	input: number,
	output: number,
	reasoning: number,
	cacheRead: number,
	cacheWrite: number
});
const messageBase = {
	id: string,
	sessionId: string,
	created: number
};
const message$2 = union("role", {
	user: shape(messageBase),
	assistant: shape({
		...messageBase,
		answers: string,
		completed: optional(number),
		finish: optional(string),
		error: optional(error$1),
		summary: boolean,
		model: string,
		cost: number,
		tokens
	})
});
const partBase = {
	id: string,
	messageId: string,
	sessionId: string
};
const part = union("type", {
	text: shape({
		...partBase,
		text: string,
		synthetic: boolean,
		ended: optional(number)
	}),
	reasoning: shape({
		...partBase,
		text: string,
		ended: optional(number)
	}),
	tool: shape({
		...partBase,
		tool: string,
		status: oneOf$1("pending", "running", "completed", "error"),
		label: string,
		input: record,
		output: optional(string),
		error: optional(string),
		started: optional(number),
		ended: optional(number),
		childId: optional(string),
		launch: optional(shape({
			kind: oneOf$1("native", "plugin"),
			childId: optional(string),
			taskId: optional(string)
		}))
	})
});
const askBase = {
	id: string,
	sessionId: string
};
const ask = union("kind", {
	permission: shape({
		...askBase,
		permission: string,
		patterns: list$2(string)
	}),
	question: shape({
		...askBase,
		questions: list$2(shape({
			header: string,
			question: string,
			options: list$2(string)
		}))
	})
});
const event = union("type", {
	session: shape({ session }),
	"session-deleted": shape({ sessionId: string }),
	status: shape({
		sessionId: string,
		status
	}),
	"session-error": shape({
		sessionId: optional(string),
		error: error$1
	}),
	message: shape({ message: message$2 }),
	"message-removed": shape({
		sessionId: string,
		messageId: string
	}),
	part: shape({ part }),
	asked: shape({ ask }),
	answered: shape({
		askId: string,
		sessionId: string
	}),
	todos: shape({
		sessionId: string,
		open: number
	}),
	disposed: shape({ directory: optional(string) })
});
const denial = shape({
	sessionId: string,
	kind: oneOf$1("permission", "question"),
	what: string,
	patterns: list$2(string),
	at: number
});
const at = { at: number };
const entry = union("type", {
	tree: shape({
		...at,
		root: session,
		promptId: string,
		since: number
	}),
	event: shape({
		...at,
		event
	}),
	asked: shape({
		...at,
		ask,
		denial: optional(denial)
	}),
	notice: shape({
		...at,
		level: oneOf$1("info", "warning", "error"),
		sentence: string
	}),
	outcome: shape({
		...at,
		outcome: oneOf$1(...OUTCOMES),
		reason: string
	})
});
const header$1 = union("type", { "agent-run-transcript": shape({
	...at,
	schema: number,
	version: string
}) });
// src/agent/growing-texts.ts
const LARGEST = 16777216;
function adoptGrowingTexts(path, transcript) {
	try {
		if (statSync(path).size > LARGEST) return;
		const lines = readFileSync(path, "utf8").split("\n").filter(isGrowingText);
		if (lines.length > 0 && statSync(transcript).isFile()) {
			const ending = lastByte(transcript) === LINE_END$1 ? "" : "\n";
			appendFileSync(transcript, `${ending}${lines.join("\n")}\n`);
		}
		rmSync(path);
	} catch {}
}
const LINE_END$1 = 10;
function lastByte(path) {
	const file = openSync(path, "r");
	try {
		const byte = Buffer.alloc(1);
		readSync(file, byte, 0, 1, Math.max(0, fstatSync(file).size - 1));
		return byte[0];
	} finally {
		closeSync(file);
	}
}
function isGrowingText(line) {
	try {
		const entry = JSON.parse(line);
		if (!isEntry(entry) || entry.type !== "event" || entry.event.type !== "part") return false;
		return ["text", "reasoning"].includes(entry.event.part.type);
	} catch {
		return false;
	}
}
// src/sessions/event.ts
const NO_TOKENS = {
	input: 0,
	output: 0,
	reasoning: 0,
	cacheRead: 0,
	cacheWrite: 0
};
function addTokens(a, b) {
	return {
		input: a.input + b.input,
		output: a.output + b.output,
		reasoning: a.reasoning + b.reasoning,
		cacheRead: a.cacheRead + b.cacheRead,
		cacheWrite: a.cacheWrite + b.cacheWrite
	};
}
function totalTokens(tokens) {
	return tokens.input + tokens.output + tokens.reasoning + tokens.cacheRead + tokens.cacheWrite;
}
// src/sessions/tree.ts
function createTree(root, promptId, now) {
	const tree = {
		rootId: root.id,
		promptId,
		promptedAt: now,
		since: 0,
		sessions: new Map(),
		working: new Set(),
		spent: {
			cost: 0,
			tokens: NO_TOKENS
		},
		activity: 0,
		lastActivity: now,
		lastProgress: now
	};
	tree.sessions.set(root.id, newSession(root, now));
	return tree;
}
function newSession(info, now) {
	return {
		info,
		status: { type: "idle" },
		statusSince: now,
		busy: [],
		messages: new Map(),
		asks: new Map(),
		openTodos: 0
	};
}
function isMember(tree, id) {
	const seen = new Set();
	for (let at = id; at !== void 0 && !seen.has(at); at = tree.sessions.get(at)?.info.parentId) {
		if (at === tree.rootId) return true;
		seen.add(at);
	}
	return false;
}
function anyoneWorks(tree) {
	for (const id of tree.working) if (isMember(tree, id)) return true;
	return false;
}
function members(tree) {
	return branch(tree, tree.rootId);
}
function branch(tree, topId) {
	const children = new Map();
	for (const session of tree.sessions.values()) {
		const parentId = session.info.parentId;
		if (parentId === void 0 || session.info.id === tree.rootId) continue;
		const siblings = children.get(parentId);
		if (siblings === void 0) children.set(parentId, [session]);
		else siblings.push(session);
	}
	const found = new Set();
	const visit = (session) => {
		if (session === void 0 || found.has(session)) return;
		found.add(session);
		for (const child of children.get(session.info.id) ?? []) visit(child);
	};
	visit(tree.sessions.get(topId));
	return [...found];
}
function depthOf(tree, id) {
	let depth = 0;
	for (let at = id; at !== tree.rootId; depth += 1) {
		const parentId = tree.sessions.get(at)?.info.parentId;
		if (parentId === void 0 || depth > tree.sessions.size) return depth;
		at = parentId;
	}
	return depth;
}
function history(session) {
	return [...session.messages.values()].toSorted((a, b) => inOrder(a.message, b.message));
}
function inOrder(a, b) {
	if (a.created !== b.created) return a.created - b.created;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
function lastAssistant(session) {
	let last;
	for (const { message } of session.messages.values()) {
		if (message.role !== "assistant" || message.summary) continue;
		if (last === void 0 || inOrder(last, message) < 0) last = message;
	}
	return last;
}
function wasAborted({ error, completed, finish, structured }) {
	if (error !== void 0) return error.name === "MessageAbortedError";
	return completed !== void 0 && finish === void 0 && structured === void 0;
}
function textOf(record) {
	return [...record.texts.values()].join("\n");
}
// src/sessions/fold.ts
function apply(tree, event, now) {
	switch (event.type) {
		case "session":
			applySession(tree, event.session, now);
			return;
		case "session-deleted":
			applyDeletion(tree, event.sessionId, now);
			return;
		case "status":
			applyStatus(tree, event.sessionId, event.status, now);
			return;
		case "session-error":
			applyError(tree, event.sessionId, event.error, now);
			return;
		case "message":
			applyMessage(tree, event.message, now);
			return;
		case "message-removed":
			tree.sessions.get(event.sessionId)?.messages.delete(event.messageId);
			touch(tree, event.sessionId, now, false);
			return;
		case "part":
			applyPart(tree, event.part, now);
			return;
		case "delta":
			touch(tree, event.sessionId, now, true);
			return;
		case "asked":
			tree.sessions.get(event.ask.sessionId)?.asks.set(event.ask.id, event.ask);
			touch(tree, event.ask.sessionId, now, false);
			return;
		case "answered":
			if (tree.sessions.get(event.sessionId)?.asks.delete(event.askId) === true) touch(tree, event.sessionId, now, false);
			return;
		case "todos":
			applyTodos(tree, event.sessionId, event.open);
			return;
		case "connected":
		case "heartbeat":
		case "fence":
		case "disposed":
		case "other": return;
	}
}
function prompted(tree, promptId, now) {
	tree.promptId = promptId;
	tree.promptedAt = now;
	const root = tree.sessions.get(tree.rootId);
	if (root !== void 0) delete root.error;
	touch(tree, tree.rootId, now, true);
}
function touch(tree, id, now, progress) {
	if (!isMember(tree, id)) return;
	tree.activity += 1;
	tree.lastActivity = now;
	if (progress) tree.lastProgress = now;
}
function applySession(tree, info, now) {
	const known = tree.sessions.get(info.id);
	if (known !== void 0) {
		known.info = info;
		return;
	}
	tree.sessions.set(info.id, newSession(info, now));
	countLateBranch(tree, info.id);
	touch(tree, info.id, now, true);
}
function countLateBranch(tree, id) {
	if (![...tree.sessions.values()].some(({ info }) => info.parentId === id) || !isMember(tree, id)) return;
	for (const { messages } of branch(tree, id)) for (const { message } of messages.values()) spend(tree, void 0, message);
}
function applyDeletion(tree, id, now) {
	const session = tree.sessions.get(id);
	if (session === void 0 || session.deleted !== void 0) return;
	session.deleted = {
		at: now,
		unfinished: session.status.type !== "idle" || !hasEnded$1(session)
	};
	session.asks.clear();
	tree.working.delete(id);
	closeSpan(session, now);
	touch(tree, id, now, true);
}
function hasEnded$1(session) {
	const last = lastAssistant(session);
	return last !== void 0 && (last.completed !== void 0 || last.error !== void 0);
}
function applyStatus(tree, id, status, now) {
	const session = tree.sessions.get(id);
	if (session === void 0 || session.deleted !== void 0) return;
	const before = session.status;
	session.status = status;
	if (status.type === "retry") {
		if (before.type !== "retry" || before.attempt !== status.attempt) touch(tree, id, now, false);
	}
	if (before.type === "idle" === (status.type === "idle")) return;
	session.statusSince = now;
	if (status.type === "idle") {
		tree.working.delete(id);
		session.asks.clear();
		closeSpan(session, now);
	} else {
		tree.working.add(id);
		session.busy.push({ from: now });
	}
	touch(tree, id, now, false);
}
function closeSpan(session, now) {
	const span = session.busy.at(-1);
	if (span !== void 0 && span.to === void 0) span.to = now;
}
function applyError(tree, id, error, now) {
	const session = tree.sessions.get(id ?? tree.rootId);
	if (session === void 0) return;
	session.error = {
		error: session.error?.error ?? error,
		at: now
	};
	touch(tree, session.info.id, now, false);
}
function applyMessage(tree, message, now) {
	const session = tree.sessions.get(message.sessionId);
	if (session === void 0 || message.created < tree.since) return;
	const known = session.messages.get(message.id);
	if (isMember(tree, message.sessionId)) spend(tree, known?.message, message);
	if (known === void 0) {
		session.messages.set(message.id, {
			message,
			parts: new Map(),
			texts: new Map(),
			tools: new Map()
		});
		touch(tree, message.sessionId, now, true);
		return;
	}
	const news = signatureOfMessage(known.message) !== signatureOfMessage(message);
	known.message = message;
	if (news) touch(tree, message.sessionId, now, true);
}
function spend(tree, before, now) {
	if (now.role !== "assistant") return;
	const counted = before?.role === "assistant" ? before : void 0;
	const less = counted?.tokens ?? NO_TOKENS;
	tree.spent = {
		cost: tree.spent.cost + now.cost - (counted?.cost ?? 0),
		tokens: addTokens(tree.spent.tokens, {
			input: now.tokens.input - less.input,
			output: now.tokens.output - less.output,
			reasoning: now.tokens.reasoning - less.reasoning,
			cacheRead: now.tokens.cacheRead - less.cacheRead,
			cacheWrite: now.tokens.cacheWrite - less.cacheWrite
		})
	};
}
function signatureOfMessage(message) {
	if (message.role === "user") return "user";
	return `${message.completed ?? ""} ${message.finish ?? ""} ${message.error?.name ?? ""}`;
}
function applyPart(tree, part, now) {
	const record = tree.sessions.get(part.sessionId)?.messages.get(part.messageId);
	if (record === void 0) return;
	const signature = signatureOfPart(part);
	const news = record.parts.get(part.id) !== signature;
	record.parts.set(part.id, signature);
	if (part.type === "text") record.texts.set(part.id, part.text);
	if (part.type === "tool") record.tools.set(part.id, brief(part));
	if (news) touch(tree, part.sessionId, now, true);
}
function signatureOfPart(part) {
	switch (part.type) {
		case "tool": return `tool ${part.status} ${part.childId ?? ""}`;
		case "text":
		case "reasoning": return `${part.type} ${part.text.length} ${part.ended ?? ""}`;
		case "other": return part.name;
	}
}
const KEPT_ARGUMENT = 200;
function brief(part) {
	const { output: _output, ...kept } = part;
	const input = Object.entries(part.input).filter(([, value]) => typeof value === "boolean" || typeof value === "string" && value.length <= KEPT_ARGUMENT);
	return {
		...kept,
		input: Object.fromEntries(input)
	};
}
function applyTodos(tree, id, open) {
	const session = tree.sessions.get(id);
	if (session !== void 0) session.openTodos = open;
}
// src/agent/read-lines.ts
const LONGEST_LINE$1 = 67108864;
const CHUNK$1 = 65536;
const LINE_END = 10;
function* linesOf(file, longest = LONGEST_LINE$1) {
	let room = Buffer.allocUnsafe(Math.min(CHUNK$1, longest));
	let held = 0;
	for (let start = 0;;) {
		const got = readAt(file, room.subarray(held), start + held);
		const bytes = room.subarray(0, held + got);
		let from = 0;
		for (let end; (end = bytes.indexOf(LINE_END, Math.max(from, held))) !== -1; from = end + 1) yield lineIn(bytes, from, end, start);
		const isFull = from === 0 && bytes.length === longest;
		if (from < bytes.length && (got === 0 || isFull)) {
			yield lineIn(bytes, from, bytes.length, start);
			from = bytes.length;
		}
		if (got === 0) return void 0;
		start += from;
		held = bytes.length - from;
		const next = held === room.length ? Buffer.allocUnsafe(Math.min(2 * held, longest)) : room;
		bytes.copy(next, 0, from);
		room = next;
	}
}
function textAt(file, { start, length }) {
	const room = Buffer.allocUnsafe(length);
	let held = 0;
	for (let got; held < length; held += got) {
		got = readAt(file, room.subarray(held), start + held);
		if (got === 0) break;
	}
	return room.toString("utf8", 0, held);
}
function lineIn(bytes, from, to, start) {
	return {
		text: bytes.toString("utf8", from, to),
		start: start + from,
		length: to - from
	};
}
function readAt(file, room, position) {
	try {
		return readSync(file, room, 0, room.length, position);
	} catch {
		return 0;
	}
}
// src/agent/read-transcript.ts
function withTranscript(path, use) {
	const file = opened(path);
	if (file === void 0) return use(void 0);
	try {
		return use(transcriptIn(file));
	} finally {
		closeSync(file);
	}
}
function readTranscript(path) {
	return withTranscript(path, (transcript) => {
		if (transcript === void 0) return void 0;
		const { header } = transcript;
		const read = {
			header,
			damaged: 0,
			denials: [],
			lastAt: header.at
		};
		for (const { entry } of transcript.lines()) if (entry === void 0) read.damaged += 1;
		else take(read, entry);
		return read;
	});
}
function take(read, entry) {
	read.lastAt = Math.max(read.lastAt, entry.at);
	if (entry.type === "event" && read.tree !== void 0) apply(read.tree, entry.event, entry.at);
	if (entry.type === "asked" && entry.denial !== void 0) read.denials.push(entry.denial);
	if (entry.type !== "tree") return;
	read.tree ??= createTree(entry.root, entry.promptId, entry.at);
	read.tree.since = entry.since;
	if (read.tree.promptId !== entry.promptId) prompted(read.tree, entry.promptId, entry.at);
}
function opened(path) {
	try {
		const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		if (fstatSync(file).isFile()) return file;
		closeSync(file);
	} catch {}
}
function transcriptIn(file) {
	const first = linesOf(file).next().value;
	const header = parsed(first?.text ?? "");
	if (!isHeader(header) || header.schema !== 1) return void 0;
	return {
		header,
		lines: () => entriesOf(file),
		at: (place) => entryIn(textAt(file, place))
	};
}
function* entriesOf(file) {
	const lines = linesOf(file);
	lines.next();
	for (const { text, start, length } of lines) yield {
		entry: entryIn(text),
		place: {
			start,
			length
		}
	};
}
function entryIn(line) {
	const value = parsed(line);
	return isEntry(value) ? value : void 0;
}
function parsed(line) {
	try {
		return JSON.parse(line);
	} catch {
		return;
	}
}
// src/agent/own-process.ts
function isAlive({ pid, startTime }) {
	return startTime !== void 0 && startTimeOf(pid) === startTime;
}
const SHORTEST = 6;
const SHORTEST_LINE = 8;
const SHAPES = [
	/\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[\w-]{20,255})/g,
	/\b(?:npm_[A-Za-z0-9]{30,255}|pypi-[\w-]{30,500}|hf_[A-Za-z0-9]{30,255})/g,
	/\b(?:sk-[A-Za-z0-9_-]{16,500}|AIza[\w-]{30,100}|gsk_[A-Za-z0-9]{20,255}|xai-[A-Za-z0-9]{20,255})/g,
	/\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}\b|xox[abeoprs]-[A-Za-z0-9-]{10,500})/g,
	/\beyJ[\w-]{10,4000}\.[\w-]{4,4000}\.[\w-]{4,4000}/g
];
const KEY_BLOCK = {
	begin: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/,
	end: /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/
};
const LONGEST_SHAPE = 12100;
const LONGEST_LINE = 65536;
function createMask(secrets) {
	const forms = formsOf(secrets);
	const expressions = [...forms.length === 0 ? [] : [new RegExp(forms.map(escape).join("|"), "g")], ...SHAPES];
	const find = (text) => {
		return merged([...expressions.flatMap((expression) => Array.from(text.matchAll(expression), (match) => [match.index, match.index + match[0].length])), ...keyBlocks(text)]);
	};
	const longest = Math.max(LONGEST_SHAPE, ...forms.map((form) => form.length));
	return Object.assign((text) => covered(text, find(text)), { stream: () => maskStream(find, longest) });
}
function merged(spans) {
	const result = [];
	for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
		const last = result.at(-1);
		if (last !== void 0 && from < last[1]) last[1] = Math.max(last[1], to);
		else result.push([from, to]);
	}
	return result;
}
function covered(text, spans) {
	let out = "";
	let at = 0;
	for (const [from, to] of spans) {
		out += text.slice(at, from) + "***";
		at = to;
	}
	return out + text.slice(at);
}
function formsOf(secrets) {
	const forms = new Set();
	for (const secret of secrets.map((value) => value.trim())) {
		if (secret.length < SHORTEST) continue;
		forms.add(secret);
		forms.add(JSON.stringify(secret).slice(1, -1));
		forms.add(encodeURIComponent(secret.toWellFormed()));
		for (const form of base64Forms(secret)) forms.add(form);
		const lines = secret.split(/\r?\n/).map((line) => line.trim());
		if (lines.length < 2) continue;
		for (const line of lines) if (line.length >= SHORTEST_LINE) forms.add(line);
	}
	return [...forms].toSorted((a, b) => b.length - a.length);
}
function base64Forms(secret) {
	const bytes = Buffer.from(secret);
	const inside = [
		0,
		1,
		2
	].map((shift) => {
		const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
		const from = shift === 0 ? 0 : shift + 1;
		const to = Math.floor((shift + bytes.length) * 8 / 6);
		return encoded.slice(from, to);
	});
	const whole = bytes.toString("base64");
	const plain = [
		whole,
		whole.replace(/=+$/, ""),
		...inside
	];
	const forUrls = plain.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
	return [...plain, ...forUrls].filter((form) => form.length >= SHORTEST_LINE);
}
function escape(text) {
	return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
function keyBlocks(text) {
	const spans = [];
	const begin = new RegExp(KEY_BLOCK.begin, "g");
	const end = new RegExp(KEY_BLOCK.end, "g");
	for (let start = begin.exec(text); start !== null; start = begin.exec(text)) {
		end.lastIndex = begin.lastIndex;
		const to = end.exec(text) === null ? text.length : end.lastIndex;
		spans.push([start.index, to]);
		begin.lastIndex = to;
	}
	return spans;
}
function maskStream(find, longest) {
	let held = "";
	let inKeyBlock = false;
	const giveOut = (length) => {
		const text = held.slice(0, length);
		held = held.slice(length);
		inKeyBlock = keyBlocks(text).at(-1)?.[1] === text.length && !endsKeyBlock(text);
		return covered(text, find(text));
	};
	const skipKeyBlock = () => {
		const end = KEY_BLOCK.end.exec(held);
		inKeyBlock = end === null;
		held = end === null ? held.slice(-80) : held.slice(end.index + end[0].length);
	};
	return {
		add: (piece) => {
			held += piece;
			if (inKeyBlock) skipKeyBlock();
			if (inKeyBlock) return "";
			const lines = held.lastIndexOf("\n") + 1;
			if (lines > 0) return giveOut(lines);
			if (held.length <= LONGEST_LINE) return "";
			return giveOut(cutBeside(find(held), held.length - longest) || held.length);
		},
		end: () => {
			if (inKeyBlock) skipKeyBlock();
			return inKeyBlock ? "" : giveOut(held.length);
		}
	};
}
function endsKeyBlock(text) {
	return KEY_BLOCK.end.test(text.slice(-80).trimEnd());
}
function cutBeside(spans, place) {
	const across = spans.find(([from, to]) => from < place && place < to);
	return Math.max(across?.[0] ?? place, 0);
}
function ledger(tree, now) {
	return members(tree).filter(({ deleted }) => deleted === void 0).flatMap((parent) => {
		const launches = launchesOf(tree, parent);
		const told = launches.length === 0 ? [] : inboxOf(parent);
		const byChild = deliveriesByChild(told);
		return launches.map((owed) => {
			const settled = firstDelivery(owed.launch.kind === "native" ? byChild.get(owed.launch.childId ?? "") ?? [] : pluginDeliveries(told, owed.launch), owed) ?? settledWithout(tree, parent, owed, now);
			return settled === void 0 ? owed : {
				...owed,
				settled
			};
		});
	});
}
function launchesOf(tree, parent) {
	const launched = new Set();
	const launches = [];
	for (const { tools } of history(parent)) for (const part of tools.values()) {
		if (part.launch === void 0) continue;
		const { childId } = part.launch;
		const isAgain = childId !== void 0 && launched.has(childId);
		if (childId !== void 0) launched.add(childId);
		const owed = {
			parentId: parent.info.id,
			launch: part.launch,
			since: part.started ?? 0
		};
		launches.push(isAgain ? resumed(owed, tree.sessions.get(childId), part) : owed);
	}
	return launches;
}
function resumed(owed, child, { started = 0, ended }) {
	const until = ended ?? started;
	const prompt = (child === void 0 ? [] : history(child)).findLast(({ message }) => message.role === "user" && message.created >= started && message.created <= until)?.message;
	return prompt === void 0 ? {
		...owed,
		since: until + 1
	} : {
		...owed,
		resumedBy: prompt
	};
}
function settledWithout(tree, parent, owed, now) {
	const child = owed.launch.childId === void 0 ? void 0 : tree.sessions.get(owed.launch.childId);
	return consumptionIn(parent, owed, child) ?? (child === void 0 ? void 0 : endOfChild(child, owed, now) ?? abortOfParent(parent, owed, child) ?? lossOnTheWay(tree, owed, child, now));
}
function inboxOf(parent) {
	return history(parent).filter(({ message }) => message.role === "user").map((record) => ({
		message: record.message,
		text: textOf(record)
	}));
}
const NATIVE_DELIVERY = /<task id="([^"]+)" state="(completed|error)"/g;
function nativeDeliveries({ message, text }) {
	return [...text.matchAll(NATIVE_DELIVERY)].map(([, childId = "", state]) => ({
		childId,
		message,
		failed: state === "error"
	}));
}
function deliveriesByChild(told) {
	const byChild = new Map();
	for (const { childId, ...delivery } of told.flatMap(nativeDeliveries)) byChild.set(childId, [...byChild.get(childId) ?? [], delivery]);
	return byChild;
}
function pluginDeliveries(told, { taskId }) {
	if (taskId === void 0) return [];
	return told.filter(({ text }) => text.includes(taskId) && !text.includes("OMO_INTERNAL_NOREPLY")).map(({ message, text }) => ({
		message,
		failed: /\b(ERROR|FAILED|CANCELLED)\b/.test(text)
	}));
}
function firstDelivery(deliveries, owed) {
	const delivery = deliveries.find(({ message }) => message.created >= owed.since && (owed.resumedBy === void 0 || inOrder(owed.resumedBy, message) <= 0));
	return delivery && {
		how: "delivered",
		failed: delivery.failed,
		at: delivery.message.created
	};
}
function isDelivery(text) {
	if (text.includes("OMO_INTERNAL_NOREPLY")) return false;
	return /<task id="ses_[^"]+" state="(completed|error)"/.test(text) || text.includes("<system-reminder>") && /\bbg_\w+/.test(text);
}
function consumptionIn(parent, owed, child) {
	const { taskId } = owed.launch;
	if (taskId === void 0 || child !== void 0 && child.status.type !== "idle") return;
	for (const { tools } of parent.messages.values()) for (const part of tools.values()) {
		if (part.status !== "completed" || (part.ended ?? 0) < owed.since) continue;
		const names = Object.values(part.input).includes(taskId) || part.input["all"] === true;
		if (part.tool === "background_cancel" && names) return {
			how: "cancelled",
			at: part.ended ?? 0
		};
		if (part.tool === "background_output" && names && hasEnded(child)) return {
			how: "consumed",
			at: part.ended ?? 0
		};
	}
}
function abortOfParent(parent, { launch, since }, child) {
	if (launch.kind !== "native" || child.status.type !== "idle") return void 0;
	for (const { message } of parent.messages.values()) {
		if (message.role !== "assistant" || message.error?.name !== "MessageAbortedError") continue;
		if ((message.completed ?? message.created) >= since) return { how: "aborted" };
	}
}
function lossOnTheWay(tree, { launch, since }, child, now) {
	if (launch.kind !== "native" || !hasEnded(child) || anyoneWorks(tree)) return void 0;
	return now - Math.max(tree.lastActivity, since) >= 12e4 ? { how: "undelivered" } : void 0;
}
function isInTheMiddle(session) {
	const last = lastAssistant(session);
	if (last === void 0) return session.messages.size > 0;
	return last.completed === void 0 && last.error === void 0;
}
function hasEnded(child) {
	if (child === void 0) return false;
	const last = lastAssistant(child);
	return last?.completed !== void 0 || last?.error !== void 0;
}
function endOfChild(child, { since }, now) {
	if (child.deleted !== void 0) return { how: "deleted" };
	if (child.status.type !== "idle") return void 0;
	const last = lastAssistant(child);
	const isAborted = last !== void 0 && wasAborted(last);
	if (isAborted && (last.completed ?? since) >= since) return { how: "aborted" };
	const isStuck = isAborted || isInTheMiddle(child);
	const idleFor = now - Math.max(child.statusSince, since);
	return isStuck && idleFor >= 3e4 ? { how: "abandoned" } : void 0;
}
// src/sessions/settle.ts
const ANSWER_BOUND = 3e4;
function pending(tree, now) {
	const waits = [];
	for (const session of members(tree)) {
		if (session.deleted !== void 0) continue;
		waits.push(...statusWaits(session), ...answerWaits(tree, session, now));
	}
	for (const { parentId, launch, since, settled } of ledger(tree, now)) if (settled === void 0) waits.push({
		kind: "owed",
		sessionId: parentId,
		launch,
		since
	});
	return waits;
}
function statusWaits(session) {
	const { id: sessionId } = session.info;
	const { status } = session;
	switch (status.type) {
		case "idle": return [];
		case "retry": {
			const { attempt, message, next } = status;
			return [{
				kind: "retrying",
				sessionId,
				attempt,
				message,
				next
			}];
		}
		case "busy": {
			const [ask] = session.asks.values();
			if (ask !== void 0) return [{
				kind: "asking",
				sessionId,
				ask
			}];
			const tool = runningTool(session);
			const working = {
				kind: "working",
				sessionId,
				since: session.statusSince
			};
			return [tool === void 0 ? working : {
				...working,
				tool
			}];
		}
	}
}
function runningTool(session) {
	let longest;
	for (const { tools } of session.messages.values()) for (const part of tools.values()) {
		if (part.status !== "running" || part.started === void 0) continue;
		if (longest === void 0 || part.started < longest.since) longest = {
			name: part.tool,
			label: part.label,
			since: part.started
		};
	}
	return longest;
}
function answerWaits(tree, session, now) {
	const asked = lastQuestion(tree, session);
	if (asked === void 0 || isAnswered(session, asked.messageId)) return [];
	const { messageId, since, text } = asked;
	if (text.includes("OMO_INTERNAL_NOREPLY")) return [];
	const isOurs = messageId === tree.promptId;
	const isResult = isDelivery(text);
	const waits = {
		kind: "unanswered",
		sessionId: session.info.id,
		messageId,
		since
	};
	const mayBeLost = hasFailedSince(session, since) || (session.error?.at ?? 0) >= since;
	if (isResult && !mayBeLost) return [waits];
	if (!isResult && session.error !== void 0 && (isOurs || session.error.at >= since)) return [];
	const until = Math.max(since, session.statusSince) + ANSWER_BOUND;
	return now < until ? [{
		...waits,
		until
	}] : [];
}
function hasFailedSince(session, instant) {
	const last = lastAssistant(session);
	return last?.error !== void 0 && (last.completed ?? session.statusSince) >= instant;
}
function lastQuestion(tree, session) {
	if (session.info.id === tree.rootId && !session.messages.has(tree.promptId)) return {
		messageId: tree.promptId,
		since: tree.promptedAt,
		text: ""
	};
	const last = history(session).findLast(({ message }) => message.role === "user");
	if (last === void 0) return void 0;
	return {
		messageId: last.message.id,
		since: last.message.created,
		text: textOf(last)
	};
}
function isAnswered(session, userMessageId) {
	const asked = session.messages.get(userMessageId)?.message;
	if (asked === void 0) return false;
	for (const { message } of session.messages.values()) {
		if (message.role !== "assistant") continue;
		if (message.answers === userMessageId) return true;
		const answered = session.messages.get(message.answers)?.message;
		if (answered !== void 0 && answered.created > asked.created) return true;
	}
	return false;
}
// src/sessions/report.ts
function sessionReports(tree, now) {
	const waiting = new Set(pending(tree, now).map(({ sessionId }) => sessionId));
	return members(tree).map((session) => reportOf(tree, session, waiting, now));
}
function totalsOf(sessions) {
	let cost = 0;
	let tokens = NO_TOKENS;
	for (const session of sessions) {
		cost += session.cost;
		tokens = addTokens(tokens, session.tokens);
	}
	return {
		cost,
		tokens
	};
}
function reportOf(tree, session, waiting, now) {
	const { id, parentId, agent, title, created } = session.info;
	const error = lastAssistant(session)?.error ?? session.error?.error;
	const state = stateOf(session, waiting);
	return {
		id,
		...parentId === void 0 ? {} : { parentId },
		depth: depthOf(tree, id),
		...agent === void 0 ? {} : { agent },
		title,
		state,
		...error === void 0 || state === "completed" ? {} : { error },
		created,
		busy: session.busy.map((span) => ({ ...span })),
		duration: session.busy.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0),
		...accountOf(session)
	};
}
function accountOf({ messages }) {
	let toolCalls = 0;
	let cost = 0;
	let tokens = NO_TOKENS;
	for (const { message, tools } of messages.values()) {
		toolCalls += tools.size;
		if (message.role !== "assistant") continue;
		cost += message.cost;
		tokens = addTokens(tokens, message.tokens);
	}
	return {
		toolCalls,
		cost,
		tokens
	};
}
function stateOf(session, waiting) {
	if (session.deleted !== void 0) return "deleted";
	if (session.asks.size > 0) return "waiting";
	if (session.status.type !== "idle") return "working";
	const last = lastAssistant(session);
	const error = last === void 0 ? session.error?.error : last.error;
	if (error?.name === "MessageAbortedError") return "aborted";
	if (error !== void 0) return "failed";
	if (last === void 0 || waiting.has(session.info.id)) return "waiting";
	if (last.completed === void 0 || wasAborted(last)) return "aborted";
	return wasCutOff(last.finish) ? "failed" : "completed";
}
function wasCutOff(finish) {
	return finish !== "stop" && finish !== "tool-calls";
}
// src/text/amounts.ts
function formatCost(dollars) {
	const digits = dollars > 0 && dollars < .1 ? 4 : 2;
	return `$${withThousands(dollars.toFixed(digits))}`;
}
function formatCount(count) {
	if (count < 1e3) return String(Math.round(count));
	if (count < 999950) return `${(count / 1e3).toFixed(1)}k`;
	return `${(count / 1e6).toFixed(1)}M`;
}
function formatTokens(tokens) {
	const total = totalTokens(tokens);
	if (total === 0) return "0";
	const parts = [
		`${formatCount(tokens.input)} in`,
		`${formatCount(tokens.output)} out`,
		...tokens.reasoning > 0 ? [`${formatCount(tokens.reasoning)} reasoning`] : [],
		...tokens.cacheRead > 0 ? [`${formatCount(tokens.cacheRead)} cached`] : [],
		...tokens.cacheWrite > 0 ? [`${formatCount(tokens.cacheWrite)} written to the cache`] : []
	];
	return `${formatCount(total)} (${parts.join(", ")})`;
}
function counted(count, one, many = `${one}s`) {
	return `${withThousands(String(count))} ${count === 1 ? one : many}`;
}
function withThousands(number) {
	return number.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",");
}
// src/text/clip.ts
function clip(text, limit) {
	if (text.length <= limit) return text;
	const end = endOfCharacters(text, limit);
	const missing = countCharacters(text, end);
	return missing === 0 ? text : `${text.slice(0, end)}${missingNote(missing)}`;
}
function clipBytes(text, limit) {
	if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text;
	const bytes = Buffer.from(text);
	const room = limit - Buffer.byteLength(missingNote(text.length));
	if (room < 0) return "";
	const kept = bytes.toString("utf8", 0, startOfCharacter(bytes, room));
	return `${kept}${missingNote(countCharacters(text, kept.length))}`;
}
function clipLine(text, limit) {
	const line = text.slice(0, limit * 8).replace(/\s+/g, " ").trim();
	if (line.length <= limit || countCharacters(line, 0) <= limit) return line;
	return `${line.slice(0, endOfCharacters(line, limit - 1))}…`;
}
function missingNote(count) {
	return `… (${counted(count, "character")} more)`;
}
function endOfCharacters(text, count) {
	let index = 0;
	for (let seen = 0; seen < count && index < text.length; seen += 1) index += (text.codePointAt(index) ?? 0) > 65535 ? 2 : 1;
	return index;
}
function countCharacters(text, from) {
	let count = 0;
	for (let index = from; index < text.length; count += 1) index += (text.codePointAt(index) ?? 0) > 65535 ? 2 : 1;
	return count;
}
function startOfCharacter(bytes, index) {
	let start = index;
	while (start > 0 && ((bytes[start] ?? 0) & 192) === 128) start -= 1;
	return start;
}
// src/text/server-sentences.ts
const KILLED = "The step was killed before it could end the run; this is what its transcript tells.";
function leftoversEnded(processes) {
	return `${counted(processes, "process", "processes")} that the run had left behind ${processes === 1 ? "was" : "were"} ended.`;
}
// src/runner-environment.ts
function forgeOfRunner(environment) {
	if (isSet(environment["FORGEJO_ACTIONS"])) return "forgejo";
	return isSet(environment["GITEA_ACTIONS"]) ? "gitea" : "github";
}
function shownBy(environment) {
	const forge = forgeOfRunner(environment);
	const capabilities = (environment["GITEA_ACTIONS_CAPABILITIES"] ?? "").split(/[\s,]+/);
	return {
		summary: {
			github: !isSet(environment["ACT"]),
			gitea: capabilities.includes("job-summary"),
			forgejo: false
		}[forge] && isSet(environment["GITHUB_STEP_SUMMARY"]),
		annotations: forge === "github"
	};
}
function readEventPayload(environment) {
	try {
		return JSON.parse(readFileSync(environment["GITHUB_EVENT_PATH"] ?? "", "utf8"));
	} catch {
		return;
	}
}
function rawInputs(environment) {
	const found = {};
	for (const [variable, value] of Object.entries(environment)) {
		const name = /^INPUT_(.+)$/i.exec(variable)?.[1];
		if (name !== void 0) found[name.toLowerCase()] = value;
	}
	return found;
}
function isSet(value) {
	return value !== void 0 && value !== "" && value !== "false";
}
// src/forge-address.ts
function forgeAddress(environment) {
	const forge = forgeOfRunner(environment);
	const server = (environment["GITHUB_SERVER_URL"] ?? "").replace(/\/+$/, "");
	const repositoryName = environment["GITHUB_REPOSITORY"] ?? "";
	return {
		forge,
		server: server === "" ? GITHUB : server,
		host: hostOf(server === "" ? GITHUB : server),
		apiUrl: apiOf(forge, environment["GITHUB_API_URL"] ?? "", server),
		repository: repositoryOf(repositoryName),
		repositoryName
	};
}
const GITHUB = "https://github.com";
function apiOf(forge, told, server) {
	const url = told.replace(/\/+$/, "");
	if (url !== "") return url;
	return forge === "github" ? "https://api.github.com" : `${server}/api/v1`;
}
function repositoryOf(text) {
	const [, owner, name] = /^([^/\s]+)\/([^/\s]+)$/.exec(text) ?? [];
	return owner === void 0 || name === void 0 ? void 0 : {
		owner,
		name
	};
}
function hostOf(url) {
	return URL.canParse(url) ? new URL(url).host : url;
}
// src/text/comment-problems.ts
function inputsNotGiven() {
	return "The comment of the run does not tell how it ended: the runner has not given the inputs to the post step, and with them the token.";
}
// src/text/duration.ts
const SECOND = 1e3;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
function formatDuration(milliseconds) {
	const span = Math.max(0, milliseconds);
	if (Math.round(span) < SECOND) return `${String(Math.round(span))} ms`;
	if (Math.round(span / 100) * 100 < MINUTE) return `${(span / SECOND).toFixed(1)}s`;
	const seconds = Math.round(span / SECOND);
	if (seconds * SECOND < HOUR) return `${String(Math.floor(seconds / 60))}m${two(seconds % 60)}s`;
	const minutes = Math.round(span / MINUTE);
	return `${String(Math.floor(minutes / 60))}h${two(minutes % 60)}m`;
}
function two(number) {
	return String(number).padStart(2, "0");
}
const ANSI = new RegExp(String.raw`\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?)`, "g");
const LINE_BREAKS = new RegExp(String.raw`\r\n?|[\u000B\u000C\u0085\u2028\u2029]`, "g");
const CONTROLS = new RegExp(String.raw`[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]`, "g");
function printable(text) {
	return text.replace(ANSI, "").replace(LINE_BREAKS, "\n").replace(CONTROLS, "");
}
function oneLine(text) {
	return printable(text).replace(/\s+/g, " ").trim();
}
const ENTITIES = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
function html(text) {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
function jsonInHtml(value) {
	return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
function mermaidLabel(text) {
	return `› ${oneLine(text).replace(/[^\p{L}\p{N} ._/·›()+-]/gu, " ").replace(/\s+/g, " ").trim()}`.trimEnd();
}
function inertLine(text) {
	return printable(text).replaceAll("\n", " ").replaceAll("##[", `#​#[`).replace(/^\s*::/, (start) => `${start.slice(0, -1)}​:`);
}
// src/text/log-lines.ts
function errorWords({ name, message, statusCode }) {
	const code = statusCode === void 0 ? "" : ` ${String(statusCode)}`;
	return `${oneLine(name)}${code}: ${clipLine(oneLine(message), 320)}`;
}
function noticeLine(level, sentence) {
	const mark = {
		info: "•",
		warning: "!",
		error: "✗"
	}[level];
	return inertLine(`${mark} ${oneLine(sentence)}`);
}
// src/text/report-problems.ts
function reportUnwritten(what, error) {
	return `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`;
}
function structuredOutputTooLong() {
	return "The structured output is too long for an output of a step and was left out; it is in the transcript.";
}
function pageUnwritten(error) {
	return reportUnwritten("The page of the transcript", error);
}
function commentUnwritten(error) {
	return reportUnwritten("The comment", error);
}
// src/text/input-problems.ts
const LONGEST_QUOTE = 80;
function quote(found) {
	const clipped = found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found;
	return JSON.stringify(clipped);
}
function aboutInput(name, problem) {
	return `\`${name}\`: ${problem}`;
}
function unknownInput(name, nearest) {
	return `\`${name}\` is not an input of agent-run.${nearest === void 0 ? "" : ` Did you mean \`${nearest}\`?`}`;
}
function ignoredInput(name) {
	return `\`${name}\` is not an input of agent-run and was ignored.`;
}
function unknownValue(found, valid, nearest) {
	const hint = nearest === void 0 ? "" : ` Did you mean \`${nearest}\`?`;
	return `expected ${oneOf(valid)}, found ${quote(found)}.${hint}`;
}
function notACount(found, least) {
	return `expected a whole number, ${String(least)} or more, found ${quote(found)}.`;
}
function commentWithoutSubject(event) {
	return `there is nothing to comment on: the event ${quote(event)} is about no issue or pull request. Give the number of one as \`comment-on\`, or leave \`comment\` out.`;
}
function commentWithoutToken() {
	return "it takes a token. Add `token: ${{ github.token }}` to the inputs, and `issues: write` and `pull-requests: write` to the `permissions` of the job.";
}
function commentWithoutRepository() {
	return "expected the runner to name the repository as `owner/name` in GITHUB_REPOSITORY, found none.";
}
function keyTooLong(found, most) {
	return `expected ${String(most)} characters at the most, found ${String(found.length)}: ${quote(found)}.`;
}
function oneOf(names) {
	return inWords(names.map((name) => `\`${name}\``), "or");
}
function inWords(words, joint) {
	if (words.length < 2) return words.join("");
	return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1) ?? ""}`;
}
// src/action/input-table.ts
const INPUTS = [
	{
		name: "prompt",
		kind: "text",
		description: "What the agent is to do. Exactly one of `prompt`, `prompt-file` and `command`.",
		example: "Fix the smallest TODO."
	},
	{
		name: "prompt-file",
		kind: "path",
		description: "A file that holds the prompt.",
		example: ".github/prompts/review.md"
	},
	{
		name: "command",
		kind: "text",
		description: "A slash command of opencode to run in place of a prompt.",
		example: "review"
	},
	{
		name: "arguments",
		kind: "text",
		description: "What follows the name of the `command`.",
		example: "src/parser"
	},
	{
		name: "model",
		kind: "text",
		description: "The model, as `provider/model`.",
		otherwise: "what the config says",
		example: "anthropic/claude-sonnet-4-5"
	},
	{
		name: "agent",
		kind: "text",
		description: "The opencode agent of the main session.",
		otherwise: "what the config says, else `build`",
		example: "plan"
	},
	{
		name: "variant",
		kind: "text",
		description: "The variant of the model, such as its reasoning effort.",
		example: "high"
	},
	{
		name: "files",
		kind: "paths",
		description: "Files to attach to the prompt, one a line or separated by commas.",
		example: "docs/design.md, screenshot.png"
	},
	{
		name: "title",
		kind: "text",
		description: "The title of the main session.",
		otherwise: "the first line of the prompt",
		example: "Weekly clean-up"
	},
	{
		name: "working-directory",
		kind: "path",
		description: "The folder the agent works in.",
		otherwise: "the workspace",
		example: "packages/api"
	},
	{
		name: "opencode-version",
		kind: "text",
		description: "The opencode to install: a version, a range or `latest`. Only the default was tested and has its checksum in our source.",
		default: "1.18.33",
		example: "^1.18"
	},
	{
		name: "opencode-path",
		kind: "path",
		description: "An opencode executable to use; nothing is installed then.",
		example: "/opt/opencode/bin/opencode"
	},
	{
		name: "config",
		kind: "map",
		description: "opencode config as JSON or YAML, or the path of such a file; merged over ours.",
		example: "{\"small_model\": \"anthropic/claude-haiku-4-5\"}"
	},
	{
		name: "project-config",
		kind: "choice",
		description: "The checkout's own opencode config, plugins and agents: `trusted`, `ignore`, or `auto` (ignored for pull requests from forks and where the origin is unknown).",
		default: "auto",
		values: [
			"auto",
			"trusted",
			"ignore"
		],
		example: "ignore"
	},
	{
		name: "permissions",
		kind: "map",
		description: "What the whole session tree may do: `allow` and `deny` by permission and pattern, as in opencode, the last match wins.",
		otherwise: "allow inside the workspace, deny outside",
		example: "{bash: {\"*\": allow, \"git push *\": deny}, webfetch: deny}"
	},
	{
		name: "timeout",
		kind: "duration",
		description: "The longest the run may take.",
		default: "60m",
		example: "2h"
	},
	{
		name: "no-progress-timeout",
		kind: "duration",
		description: "The longest the whole session tree may show no progress.",
		default: "20m",
		example: "10m"
	},
	{
		name: "retry-limit",
		kind: "count",
		description: "How often in a row one session may ask its model again.",
		default: "10",
		example: "3"
	},
	{
		name: "startup-timeout",
		kind: "duration",
		description: "The longest the agent server may take to start.",
		default: "60s",
		example: "2m"
	},
	{
		name: "quiet-window",
		kind: "duration",
		description: "How long the finished session tree must stay quiet before the run ends.",
		otherwise: "`5s` with plugins, else none",
		example: "10s"
	},
	{
		name: "max-cost",
		kind: "amount",
		description: "The most the whole session tree may cost, in US dollars.",
		otherwise: "unlimited",
		example: "2.50"
	},
	{
		name: "max-tokens",
		kind: "count",
		description: "The most tokens the whole session tree may use, cached ones included.",
		otherwise: "unlimited",
		example: "2000000"
	},
	{
		name: "output-schema",
		kind: "map",
		description: "A JSON Schema, as JSON or YAML; the agent gives its result in this shape in one last turn.",
		example: "{\"type\": \"object\", \"properties\": {\"verdict\": {\"type\": \"string\"}}}"
	},
	{
		name: "output-schema-file",
		kind: "path",
		description: "A file that holds the JSON Schema.",
		example: ".github/verdict.schema.json"
	},
	{
		name: "session",
		kind: "path",
		description: "The `export` of an earlier run to go on from.",
		example: "earlier/session.json"
	},
	{
		name: "export",
		kind: "switch",
		description: "Whether the session is exported at the end, for a later run to go on from.",
		default: "false",
		example: "true"
	},
	{
		name: "background",
		kind: "switch",
		description: "Whether agents may start sub-agents in the background.",
		default: "true",
		example: "false"
	},
	{
		name: "environment",
		kind: "names",
		description: "Names of further variables that the agent's tools may see.",
		example: "NODE_AUTH_TOKEN, DATABASE_URL"
	},
	{
		name: "share",
		kind: "switch",
		description: "Whether opencode publishes the session on its share page.",
		default: "false",
		example: "true"
	},
	{
		name: "summary",
		kind: "choice",
		description: "How much the job summary shows.",
		default: "full",
		values: [
			"full",
			"brief",
			"off"
		],
		example: "brief"
	},
	{
		name: "log",
		kind: "choice",
		description: "How much the log shows.",
		default: "full",
		values: [
			"full",
			"brief",
			"quiet"
		],
		example: "brief"
	},
	...[
		{
			name: "comment",
			kind: "choice",
			description: "Whether the run writes a comment on an issue or pull request: its `result` when it is over, or its `progress` from the beginning on, which ends as the result. Takes `token`.",
			default: "off",
			values: [
				"off",
				"result",
				"progress"
			],
			example: "progress",
			inJobsOnly: true
		},
		{
			name: "comment-on",
			kind: "count",
			description: "The number of the issue or pull request that the comment is for.",
			otherwise: "the one that the event is about",
			example: "12",
			inJobsOnly: true
		},
		{
			name: "comment-key",
			kind: "text",
			description: "Runs with the same key share one comment, which the latest of them rewrites; without a key each run has a comment of its own.",
			example: "review",
			inJobsOnly: true
		},
		{
			name: "token",
			kind: "text",
			description: "What the comment is written with, usually the job's `github.token`; the job needs `issues: write` and `pull-requests: write`. The agent does not get it. Leave it out where no comment is wanted.",
			example: "${{ github.token }}",
			inJobsOnly: true
		}
	],
	{
		name: "expect",
		kind: "choice",
		description: "What a run must leave behind; without it the outcome is `nothing-produced`.",
		default: "nothing",
		values: [
			"nothing",
			"changes",
			"commits",
			"output"
		],
		example: "changes"
	},
	{
		name: "fail-on",
		kind: "choices",
		description: "Outcomes that fail the step although they normally pass; with `!` in front, outcomes that pass although they normally fail.",
		otherwise: "every outcome with an exit code other than 0",
		values: OUTCOMES,
		example: "completed-with-denials, !nothing-produced"
	}
];
function inputSpec(name) {
	const spec = INPUTS.find((each) => each.name === name);
	if (spec === void 0) throw new Error(`no input ${name}`);
	return spec;
}
// src/text/nearest.ts
function nearest(wanted, valid) {
	const plain = fold(wanted);
	let best;
	for (const name of valid) {
		const distance = editDistance(plain, fold(name));
		if (distance <= tolerance(plain, name) && distance < (best?.distance ?? Infinity)) best = {
			name,
			distance
		};
	}
	return best?.name ?? valid.find((name) => sharesWord(plain, fold(name)));
}
function fold(name) {
	return name.toLowerCase().replaceAll(/[_\s]+/g, "-");
}
function tolerance(wanted, name) {
	return Math.max(1, Math.floor(Math.min(wanted.length, name.length) / 3));
}
function sharesWord(wanted, name) {
	return wanted.length >= 4 && name.split("-").includes(wanted);
}
function editDistance(a, b) {
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const same = a[row - 1] === b[column - 1];
			let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
			if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
			current.push(cost);
		}
		beforeLast = last;
		last = current;
	}
	return last[b.length] ?? 0;
}
// src/action/given-inputs.ts
function givenInputs(raw) {
	const { problems, warnings } = unknownInputs(raw);
	const complain = (name, problem) => {
		problems.push(aboutInput(name, problem));
	};
	const written = (name) => {
		const text = raw[name]?.trim();
		return text === "" ? void 0 : text;
	};
	const text = (name) => written(name) ?? inputSpec(name).default;
	return {
		problems,
		warnings,
		complain,
		text,
		has: (name) => written(name) !== void 0,
		read: async (name, parse) => {
			const found = text(name);
			if (found === void 0) return void 0;
			const parsed = await parse(found);
			if (parsed.ok) return parsed.value;
			complain(name, parsed.problem);
		},
		readEach: async (name, split, parse) => {
			const values = [];
			for (const item of split(text(name) ?? "")) {
				const parsed = await parse(item);
				if (parsed.ok) values.push(parsed.value);
				else complain(name, parsed.problem);
			}
			return values;
		}
	};
}
function unknownInputs(raw) {
	const names = INPUTS.map((each) => each.name);
	const problems = [];
	const warnings = [];
	for (const name of Object.keys(raw).filter((each) => !names.includes(each))) {
		const meant = nearest(name, names);
		if (meant === void 0) warnings.push(ignoredInput(name));
		else problems.push(unknownInput(name, meant));
	}
	return {
		problems,
		warnings
	};
}
// src/agent/json.ts
const NOTHING$1 = {};
function object(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : NOTHING$1;
}
function list$1(value) {
	return Array.isArray(value) ? value : [];
}
function text$1(value) {
	return typeof value === "string" ? value : void 0;
}
// src/action/handover.ts
const FILE = "handover.json";
function writeHandover(folder, handover) {
	const path = join(folder, FILE);
	writeFileSync(`${path}.new`, JSON.stringify(handover), { mode: 384 });
	renameSync(`${path}.new`, path);
}
function readHandover(folder) {
	try {
		const handover = object(JSON.parse(readFileSync(join(folder, FILE), "utf8")));
		return typeof handover["reported"] === "boolean" ? handover : void 0;
	} catch {
		return;
	}
}
function unfinished(stepFolder) {
	const parent = dirname(stepFolder);
	const own = basename(stepFolder);
	let names;
	try {
		names = readdirSync(parent);
	} catch {
		return [];
	}
	return names.filter((name) => name === own || name.startsWith(`${own}.`)).toSorted((a, b) => numberOf(a, own) - numberOf(b, own)).map((name) => join(parent, name)).filter((folder) => isUnfinished(readHandover(folder))).toReversed();
}
function isUnfinished(handover) {
	return handover?.reported === false || handover?.comment?.isOver === false;
}
function numberOf(name, own) {
	return name === own ? 1 : Number(name.slice(own.length + 1));
}
words(`
  PATH HOME USER LOGNAME SHELL LANG LANGUAGE TZ TMPDIR TMP TEMP
  XDG_RUNTIME_DIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
  CI GITHUB_ACTIONS GITEA_ACTIONS FORGEJO_ACTIONS DEBIAN_FRONTEND
`);
words(`
  SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
  GIT_SSL_CAINFO PIP_CERT AWS_CA_BUNDLE DENO_CERT
`);
words(`
  GOROOT GOPATH GOMODCACHE GOCACHE GOTOOLCHAIN CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN
  JAVA_HOME GRADLE_HOME MAVEN_HOME M2_HOME ANDROID_HOME ANDROID_SDK_ROOT ANDROID_NDK_HOME DOTNET_ROOT
  NVM_DIR PNPM_HOME VOLTA_HOME BUN_INSTALL DENO_DIR PLAYWRIGHT_BROWSERS_PATH
  VIRTUAL_ENV CONDA_PREFIX PYENV_ROOT pythonLocation UV_CACHE_DIR POETRY_HOME RBENV_ROOT GEM_HOME
  LD_LIBRARY_PATH LIBRARY_PATH CPATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH CC CXX
`);
words("HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY");
words(`
  PATH SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE USERNAME HOMEDRIVE HOMEPATH
  APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES
  NUMBER_OF_PROCESSORS OS
`);
function words(text) {
	return new Set(text.trim().split(/\s+/));
}
// src/agent/environment.ts
const SECRET_NAME = /KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|_PAT$/i;
const PLAIN_NAME = /(URL|URI|HOST|ENDPOINT|REGION|PROJECT|LOCATION|NAME|FILE|PATH|DIR|GROUP|MODEL)$/i;
function secretsOf(all, keys) {
	const given = Object.entries({
		...keys.variables,
		...keys.values
	});
	const named = Object.entries(all).filter(([name]) => SECRET_NAME.test(name));
	const values = [...given, ...named].flatMap(([name, value]) => value === void 0 || PLAIN_NAME.test(name) ? [] : [value]);
	return [...new Set([...Object.values(keys.auth), ...values])].filter((value) => value !== "");
}
// src/action/mask-of.ts
function secretsNamed(environment) {
	return secretsOf(environment, {
		auth: {},
		variables: {},
		values: {}
	});
}
// src/text/run-end.ts
function runEnd(report) {
	const { paths, denials, changes, commits } = report;
	const facts = [
		formatDuration(report.ended - report.started),
		counted(report.sessions.length, "session"),
		formatCost(report.cost),
		`tokens: ${formatTokens(report.tokens)}`,
		...changes.length > 0 ? [counted(changes.length, "changed file")] : [],
		...commits > 0 ? [counted(commits, "commit")] : [],
		...denials.length > 0 ? [counted(denials.length, "denial")] : []
	];
	return [
		`${report.outcome}: ${oneLine(report.reason)}`,
		facts.join(", "),
		...paths.transcript === void 0 ? [] : [`Transcript: ${paths.transcript}`],
		...paths.page === void 0 ? [] : [`To read it: ${paths.page}`],
		...paths.export === void 0 ? [] : [`To go on from it: --session ${paths.export}`]
	];
}
function summaryInLog(markdown) {
	return [
		"::group::Summary",
		...markdown.trimEnd().split("\n").map(inertLine),
		"::endgroup::"
	];
}
// src/text/map-strings.ts
function mapStrings(value, change) {
	return mapped(value, change);
}
function mapped(value, change) {
	if (typeof value === "string") return change(value);
	if (typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) return value.map((item) => mapped(item, change));
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapped(item, change)]));
}
// src/text/session-states.ts
const STATE_WORDS = {
	completed: "completed",
	failed: "failed",
	aborted: "aborted",
	deleted: "deleted",
	working: "still working",
	waiting: "still waiting"
};
const STATE_SIGNS = {
	completed: "✅",
	failed: "❌",
	aborted: "⏹️",
	deleted: "🗑️",
	working: "⏳",
	waiting: "⏳"
};
// src/text/session-choice.ts
const INTEREST = {
	failed: 3,
	working: 2,
	waiting: 2,
	aborted: 2,
	deleted: 1,
	completed: 0
};
function mostInteresting(sessions, room) {
	if (sessions.length <= room) return [...sessions];
	const ranked = sessions.toSorted((a, b) => Number(b.depth === 0) - Number(a.depth === 0) || INTEREST[b.state] - INTEREST[a.state] || b.duration - a.duration);
	const chosen = new Set(ranked.slice(0, room));
	return sessions.filter((session) => chosen.has(session));
}
function stateCounts(sessions) {
	const counts = new Map();
	for (const { state } of sessions) counts.set(state, (counts.get(state) ?? 0) + 1);
	return [...counts].map(([state, count]) => `${String(count)} ${STATE_WORDS[state]}`).join(", ");
}
// src/text/session-name.ts
const TITLE_LENGTH$3 = 60;
function sessionName({ agent, title }) {
	return [agent ?? "", title].map((text) => clipLine(oneLine(text), TITLE_LENGTH$3)).filter((text) => text !== "").join(" · ") || "session";
}
// src/text/gantt.ts
const MOST_SESSIONS = 20;
const MOST_SPANS = 4;
const LABEL_LENGTH = 40;
const LETTER_WIDTH = 7;
const VISIBLE = .01;
function gantt(sessions, ended) {
	const worked = sessions.filter(({ busy }) => busy.length > 0);
	if (worked.length === 0) return "";
	const gap = (ended - Math.min(...worked.map(({ busy }) => busy[0]?.from ?? ended))) * VISIBLE;
	const shown = mostInteresting(worked, MOST_SESSIONS);
	const labels = distinct(shown.map((session) => mermaidLabel(clipLine(sessionName(session), LABEL_LENGTH))));
	const widest = Math.max(...labels.map((label) => label.length));
	return [
		`%%{init: {"gantt": {"leftPadding": ${String(widest * LETTER_WIDTH)}}}}%%`,
		"gantt",
		"  dateFormat x",
		"  axisFormat %H:%M:%S",
		"  todayMarker off",
		...shown.flatMap((session, index) => [`  section ${labels[index] ?? ""}`, ...visibleSpans(session.busy, gap, ended).map(({ from, to }) => `  ${formatDuration(to - from)} :${TAGS[session.state]}, ${String(from)}, ${String(to)}`)])
	].join("\n");
}
const TAGS = {
	completed: "done",
	failed: "crit",
	aborted: "crit",
	deleted: "crit",
	working: "active",
	waiting: "active"
};
function distinct(labels) {
	const seen = new Map();
	return labels.map((label) => {
		const count = (seen.get(label) ?? 0) + 1;
		seen.set(label, count);
		return count === 1 ? label : `${label} (${String(count)})`;
	});
}
function visibleSpans(busy, gap, ended) {
	const spans = [];
	for (const { from, to = ended } of busy) {
		const last = spans.at(-1);
		if (last !== void 0 && (from - last.to <= gap || spans.length === MOST_SPANS)) last.to = to;
		else spans.push({
			from,
			to
		});
	}
	return spans;
}
// src/text/markdown.ts
function markdownText(text) {
	return withoutReferences(oneLine(text)).replace(/[\\`*_[\]<>|~$^]/g, String.raw`\$&`).replaceAll("&", "&amp;").replace(/^[-+=#]/, String.raw`\$&`).replace(/^\d+(?=[.)])/, `$&​`);
}
function markdownCode(text) {
	const line = oneLine(text);
	if (line === "") return "";
	const fence = "`".repeat(longestRun(line) + 1);
	const padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
	return `${fence}${padding}${line}${padding}${fence}`;
}
function markdownCodeCell(text) {
	return markdownCode(text).replaceAll("|", String.raw`\|`);
}
function markdownFence(text, language = "") {
	const body = printable(text);
	const fence = "`".repeat(Math.max(3, longestRun(body) + 1));
	return `${fence}${language}\n${body}${body.endsWith("\n") ? "" : "\n"}${fence}`;
}
const DRAWN = /^(mermaid|geojson|topojson|stl|math)\b/i;
const NESTED_FENCE = /^[ \t>*+\d.)-]+(`{3}|~{3})/m;
function markdownDocument(text) {
	const document = printable(text);
	const nested = NESTED_FENCE.test(document);
	let fence;
	const lines = document.split("\n").map((line) => {
		if (fence !== void 0) {
			if (closes(line, fence)) fence = void 0;
			return line;
		}
		const [, indent = "", marks = "", info = ""] = FENCE_LINE.exec(line) ?? [];
		if (marks === "" || marks.startsWith("`") && info.includes("`")) return inert(line);
		if (!nested) fence = marks;
		return DRAWN.test(info.trim()) ? `${indent}${marks}text` : inert(line);
	});
	return fence === void 0 ? lines.join("\n") : `${lines.join("\n")}\n${fence}`;
}
const FENCE_LINE = /^([ \t>*+\d.)-]*)(`{3,}|~{3,})(.*)$/;
function closes(line, fence) {
	const marks = /^(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
	return marks !== void 0 && marks.startsWith(fence);
}
function inert(line) {
	return withoutReferences(line).replace(/<(?=[^\s<])/g, `<​`).replace(/\](?=[([:])/g, `]​`).replace(/&(?=#?\w+;)/g, `&​`);
}
function withoutReferences(text) {
	return text.replace(/@(?=\S)/g, `@​`).replace(/[#!](?=\d)/g, `$&​`).replace(/GH\\?-(?=\d)/gi, `$&​`).replace(/:(?=\\?\/\\?\/)/g, `:​`).replace(/(mailto|xmpp)(?=\\?:)/gi, `$&​`).replace(/www(?=\\?\.)/gi, `$&​`);
}
function longestRun(text) {
	let longest = 0;
	for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
	return longest;
}
// src/text/outcome-advice.ts
const OUTCOME_SIGNS = {
	completed: "✅",
	"completed-with-denials": "☑️",
	"nothing-produced": "❌",
	"agent-error": "❌",
	"child-error": "❌",
	"timed-out": "⌛",
	"no-progress": "⌛",
	"retries-exhausted": "❌",
	"budget-exhausted": "💰",
	cancelled: "🚫",
	"failed-to-start": "❌",
	"lost-contact": "❌",
	"invalid-input": "❌"
};
const OUTCOME_ADVICE = {
	completed: "",
	"completed-with-denials": "If the agent needed what was refused, allow it in `permissions`; to fail the step then, name the outcome in `fail-on`.",
	"nothing-produced": "Read the final message to see why. If such a run is fine, change `expect`.",
	"agent-error": "The transcript shows the turn that failed. Run the job again if the provider was at fault.",
	"child-error": "The table of sessions names the child that failed; the transcript shows why.",
	"timed-out": "What was done is kept. Raise `timeout`, give a smaller task, or go on from the export with `session`.",
	"no-progress": "The last lines of the log name what it was stuck on. If that takes long on purpose, raise `no-progress-timeout`.",
	"retries-exhausted": "The provider is overloaded or limits the rate. Run the job again later, or raise `retry-limit`.",
	"budget-exhausted": "What was done is kept. Raise `max-cost` or `max-tokens`, or give a smaller task.",
	cancelled: "What was done until then is kept.",
	"failed-to-start": "The log shows what the agent server said. Check the model, the agent and the keys.",
	"lost-contact": "What was done until then is kept. Run the job again; the log shows the last words of the server.",
	"invalid-input": "Correct the inputs and run the job again."
};
// src/text/summary-sessions.ts
const MOST_ROWS$1 = 25;
const TITLE_LENGTH$2 = 80;
const ERROR_LENGTH$1 = 120;
const DEEPEST = 8;
function sessionTable(sessions) {
	const shown = mostInteresting(sessions, MOST_ROWS$1);
	const hidden = sessions.filter((session) => !shown.includes(session));
	return [
		"| Session | Agent | State | Duration | Tools | Tokens | Cost |",
		"| --- | --- | --- | ---: | ---: | ---: | ---: |",
		...shown.map(row),
		...hidden.length === 0 ? [] : ["", `… and ${String(hidden.length)} more (${stateCounts(hidden)}); all are in the transcript.`]
	].join("\n");
}
function row(session) {
	const { depth, title, agent = "", state, duration, toolCalls, tokens, cost } = session;
	return `| ${[
		`${depth === 0 ? "" : `${"\xA0\xA0\xA0".repeat(Math.min(depth, DEEPEST) - 1)}└ `}${text(title, TITLE_LENGTH$2)}`,
		text(agent, TITLE_LENGTH$2),
		`${STATE_SIGNS[state]} ${STATE_WORDS[state]}${errorOf(session)}`,
		formatDuration(duration),
		String(toolCalls),
		formatCount(totalTokens(tokens)),
		formatCost(cost)
	].join(" | ")} |`;
}
function errorOf({ error, state }) {
	if (error === void 0 || state === "aborted") return "";
	return ` (${text(errorWords(error), ERROR_LENGTH$1)})`;
}
function text(words, length) {
	return markdownText(clipLine(words, length));
}
// src/text/summary.ts
const SUMMARY_LIMIT = 1048576;
const MOST_ROWS = 50;
const LINE_LENGTH = 200;
const REASON_LENGTH = 2e3;
const LONGEST_MESSAGE$1 = 262144;
const LONGEST_JSON$1 = 32768;
const SHORT_MESSAGE = 4e3;
function summary$1(report, level, limit = SUMMARY_LIMIT) {
	if (level === "off") return "";
	return fitted((level === "brief" ? briefSections(report) : fullSections(report)).filter(({ text }) => text !== ""), limit);
}
function briefSections(report) {
	return [
		head(report),
		numbers$1(report),
		denials(report),
		warnings(report),
		files(report)
	];
}
function fullSections(report) {
	return [
		head(report),
		numbers$1(report),
		denials(report),
		warnings(report),
		sessions(report),
		timeline(report),
		changes(report),
		structured(report),
		files(report),
		message$1(report)
	];
}
function head({ outcome, reason }) {
	return {
		name: "outcome",
		text: [
			`## ${OUTCOME_SIGNS[outcome]} Agent run: ${outcome}`,
			markdownText(clip(reason, REASON_LENGTH)),
			OUTCOME_ADVICE[outcome]
		].filter((line) => line !== "").join("\n\n")
	};
}
function numbers$1(report) {
	const { started, ended, sessions: all, cost, tokens, commits, model, opencodeVersion } = report;
	const facts = [
		["Duration", formatDuration(ended - started)],
		["Sessions", String(all.length)],
		["Cost", formatCost(cost)],
		["Tokens", formatTokens(tokens)],
		["Changed files", String(report.changes.length)],
		...commits > 0 ? [["Commits", String(commits)]] : [],
		...model === void 0 ? [] : [["Model", markdownCodeCell(clipLine(model, LINE_LENGTH))]],
		...opencodeVersion === void 0 ? [] : [["opencode", markdownCodeCell(opencodeVersion)]]
	];
	return {
		name: "numbers",
		text: [
			facts.map(([name]) => name),
			facts.map(() => "---"),
			facts.map(([, is]) => is)
		].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
	};
}
function denials({ denials: all, sessions: tree }) {
	const names = new Map(tree.map((session) => [session.id, sessionName(session)]));
	return section("What was refused or answered by policy", listed(all, ({ sessionId, kind, what, patterns }) => {
		const who = markdownText(names.get(sessionId) ?? "a session");
		if (kind === "question") return `${who} asked: ${markdownText(clipLine(what, LINE_LENGTH))}`;
		const which = clipLine(patterns.join(", "), LINE_LENGTH);
		return `${who} may not ${markdownCode(what)} ${markdownCode(which)}`.trimEnd();
	}), all.length);
}
function warnings({ warnings: all }) {
	return section("Warnings", listed(all, (warning) => markdownText(clip(warning, REASON_LENGTH))), all.length);
}
function sessions({ sessions: all }) {
	if (all.length === 0) return {
		name: "sessions",
		text: ""
	};
	return {
		name: "sessions",
		rank: 2,
		text: `### Sessions\n\n${sessionTable(all)}`
	};
}
function timeline({ sessions: all, ended }) {
	const chart = gantt(all, ended);
	return {
		name: "timeline",
		rank: 4,
		text: chart === "" ? "" : `### Timeline\n\n${markdownFence(chart, "mermaid")}`
	};
}
function changes({ changes: all }) {
	return {
		...section("Changed files", listed(all, ({ status, path, added, deleted }) => {
			const lines = [...added === void 0 ? [] : [`+${String(added)}`], ...deleted === void 0 ? [] : [`−${String(deleted)}`]];
			return `${markdownCode(status)} ${markdownCode(clipLine(path, LINE_LENGTH))} ${lines.join(" ")}`.trimEnd();
		}), all.length),
		rank: 3
	};
}
function structured({ structuredOutput }) {
	if (structuredOutput === void 0) return {
		name: "structured output",
		text: ""
	};
	return {
		name: "structured output",
		rank: 5,
		text: folded("Structured output", markdownFence(clipBytes(JSON.stringify(structuredOutput, null, 2), LONGEST_JSON$1), "json"))
	};
}
function files({ paths }) {
	return {
		name: "files",
		text: [
			...paths.transcript === void 0 ? [] : [`Transcript: ${markdownCode(paths.transcript)}`],
			...paths.page === void 0 ? [] : [`as a page: ${markdownCode(paths.page)}`],
			...paths.export === void 0 ? [] : [`to go on from: ${markdownCode(paths.export)}`]
		].join(", ")
	};
}
function message$1({ finalMessage }) {
	const words = markdownDocument(clipBytes(finalMessage.trim(), LONGEST_MESSAGE$1));
	if (words === "") return {
		name: "final message",
		text: ""
	};
	return {
		name: "final message",
		rank: 1,
		text: finalMessage.length <= SHORT_MESSAGE ? `### Final message\n\n${words}` : folded("Final message", words)
	};
}
function listed(items, line) {
	const rows = items.slice(0, MOST_ROWS).map((item) => `- ${line(item)}`);
	const hidden = items.length - rows.length;
	return hidden === 0 ? rows : [...rows, `- … and ${String(hidden)} more`];
}
function section(title, rows, count) {
	const name = title.toLowerCase();
	if (rows.length === 0) return {
		name,
		text: ""
	};
	return {
		name,
		text: `### ${title} (${String(count)})\n\n${rows.join("\n")}`
	};
}
function folded(title, markdown) {
	return `<details>\n<summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}
function fitted(sections, limit) {
	const kept = [...sections];
	const dropped = [];
	for (;;) {
		const [first = "", ...rest] = kept.map(({ text }) => text);
		const text = `${[
			first,
			...droppedNote(dropped, limit),
			...rest
		].join("\n\n")}\n`;
		if (Buffer.byteLength(text) <= limit) return text;
		const [next] = kept.filter(({ rank }) => rank !== void 0).toSorted((a, b) => (b.rank ?? 0) - (a.rank ?? 0));
		if (next === void 0) return clipBytes(text, limit);
		kept.splice(kept.indexOf(next), 1);
		dropped.push(next.name);
	}
}
function droppedNote(dropped, limit) {
	if (dropped.length === 0) return [];
	const names = dropped.join(", ");
	return [`_Left out because a summary may hold ${counted(limit, "byte")} at most: ${names}._`];
}
// src/action/output-values.ts
const LONGEST_TEXT$1 = 65536;
const LONGEST_JSON = 921600;
const TITLE_LENGTH$1 = 200;
function outputValues(report) {
	const { outcome, cost, tokens, started, ended, denials, paths } = report;
	return {
		outcome,
		reason: clipBytes(report.reason, LONGEST_TEXT$1),
		"final-message": clipBytes(report.finalMessage, LONGEST_TEXT$1),
		"structured-output": structuredOutput(report.structuredOutput),
		"session-id": report.rootId ?? "",
		sessions: sessionsJson(report.sessions),
		cost: String(rounded(cost, 6)),
		tokens: JSON.stringify(tokens),
		duration: String(rounded((ended - started) / 1e3, 3)),
		"asks-denied": String(denials.length),
		transcript: paths.transcript ?? "",
		export: paths.export ?? "",
		"opencode-version": report.opencodeVersion ?? ""
	};
}
function structuredOutput(value) {
	if (value === void 0) return "";
	const json = JSON.stringify(value);
	return Buffer.byteLength(json) <= LONGEST_JSON ? json : "";
}
function sessionsJson(sessions) {
	const items = [];
	let room = 921598;
	for (const item of sessions.map((session) => JSON.stringify(sessionValue(session)))) {
		room -= Buffer.byteLength(item) + 1;
		if (room < 0) break;
		items.push(item);
	}
	return `[${items.join(",")}]`;
}
function sessionValue(session) {
	const { id, parentId, agent, title, state, duration, cost, tokens } = session;
	return {
		id,
		parent: parentId ?? null,
		agent: agent ?? null,
		title: clipLine(title, TITLE_LENGTH$1),
		state,
		duration: rounded(duration / 1e3, 3),
		cost: rounded(cost, 6),
		tokens
	};
}
function rounded(number, digits) {
	return Number(number.toFixed(digits));
}
// src/action/report.ts
async function writeReport(report, to) {
	const masked = mapStrings(report, to.mask);
	const outputs = outputValues(masked);
	const problems = [];
	if (masked.structuredOutput !== void 0 && outputs["structured-output"] === "") problems.push(structuredOutputTooLong());
	for (const [name, value] of Object.entries(outputs)) try {
		to.setOutput(name, value);
	} catch (error) {
		problems.push(reportUnwritten(`The output ${name}`, error));
	}
	const markdown = summary$1(masked, to.summary);
	if (markdown === "" || to.writeSummary === void 0) return problems;
	try {
		await to.writeSummary(markdown);
	} catch (error) {
		problems.push(reportUnwritten("The job summary", error));
	}
	return problems;
}
// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
var init_utils = __esmMin((() => {}));
// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
var CMD_STRING, Command;
var init_command = __esmMin((() => {
	init_utils();
	CMD_STRING = "::";
	Command = class {
		constructor(command, properties, message) {
			if (!command) command = "missing.command";
			this.command = command;
			this.properties = properties;
			this.message = message;
		}
		toString() {
			let cmdStr = CMD_STRING + this.command;
			if (this.properties && Object.keys(this.properties).length > 0) {
				cmdStr += " ";
				let first = true;
				for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
					const val = this.properties[key];
					if (val) {
						if (first) first = false;
						else cmdStr += ",";
						cmdStr += `${key}=${escapeProperty(val)}`;
					}
				}
			}
			cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
			return cmdStr;
		}
	};
}));
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
var init_file_command = __esmMin((() => {
	init_utils();
}));
// node_modules/@actions/core/lib/summary.js
var __awaiter$1, access, appendFile, writeFile, SUMMARY_ENV_VAR, Summary, _summary, summary;
var init_summary = __esmMin((() => {
	__awaiter$1 = function(thisArg, _arguments, P, generator) {
		function adopt(value) {
			return value instanceof P ? value : new P(function(resolve) {
				resolve(value);
			});
		}
		return new (P || (P = Promise))(function(resolve, reject) {
			function fulfilled(value) {
				try {
					step(generator.next(value));
				} catch (e) {
					reject(e);
				}
			}
			function rejected(value) {
				try {
					step(generator["throw"](value));
				} catch (e) {
					reject(e);
				}
			}
			function step(result) {
				result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
			}
			step((generator = generator.apply(thisArg, _arguments || [])).next());
		});
	};
	({access, appendFile, writeFile} = promises);
	SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
	Summary = class {
		constructor() {
			this._buffer = "";
		}
		filePath() {
			return __awaiter$1(this, void 0, void 0, function* () {
				if (this._filePath) return this._filePath;
				const pathFromEnv = process.env[SUMMARY_ENV_VAR];
				if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
				try {
					yield access(pathFromEnv, constants$1.R_OK | constants$1.W_OK);
				} catch (_a) {
					throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
				}
				this._filePath = pathFromEnv;
				return this._filePath;
			});
		}
		wrap(tag, content, attrs = {}) {
			const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
			if (!content) return `<${tag}${htmlAttrs}>`;
			return `<${tag}${htmlAttrs}>${content}</${tag}>`;
		}
		write(options) {
			return __awaiter$1(this, void 0, void 0, function* () {
				const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
				const filePath = yield this.filePath();
				yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
				return this.emptyBuffer();
			});
		}
		clear() {
			return __awaiter$1(this, void 0, void 0, function* () {
				return this.emptyBuffer().write({ overwrite: true });
			});
		}
		stringify() {
			return this._buffer;
		}
		isEmptyBuffer() {
			return this._buffer.length === 0;
		}
		emptyBuffer() {
			this._buffer = "";
			return this;
		}
		addRaw(text, addEOL = false) {
			this._buffer += text;
			return addEOL ? this.addEOL() : this;
		}
		addEOL() {
			return this.addRaw(EOL);
		}
		addCodeBlock(code, lang) {
			const attrs = Object.assign({}, lang && { lang });
			const element = this.wrap("pre", this.wrap("code", code), attrs);
			return this.addRaw(element).addEOL();
		}
		addList(items, ordered = false) {
			const tag = ordered ? "ol" : "ul";
			const listItems = items.map((item) => this.wrap("li", item)).join("");
			const element = this.wrap(tag, listItems);
			return this.addRaw(element).addEOL();
		}
		addTable(rows) {
			const tableBody = rows.map((row) => {
				const cells = row.map((cell) => {
					if (typeof cell === "string") return this.wrap("td", cell);
					const { header, data, colspan, rowspan } = cell;
					const tag = header ? "th" : "td";
					const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
					return this.wrap(tag, data, attrs);
				}).join("");
				return this.wrap("tr", cells);
			}).join("");
			const element = this.wrap("table", tableBody);
			return this.addRaw(element).addEOL();
		}
		addDetails(label, content) {
			const element = this.wrap("details", this.wrap("summary", label) + content);
			return this.addRaw(element).addEOL();
		}
		addImage(src, alt, options) {
			const { width, height } = options || {};
			const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
			const element = this.wrap("img", null, Object.assign({
				src,
				alt
			}, attrs));
			return this.addRaw(element).addEOL();
		}
		addHeading(text, level) {
			const tag = `h${level}`;
			const allowedTag = [
				"h1",
				"h2",
				"h3",
				"h4",
				"h5",
				"h6"
			].includes(tag) ? tag : "h1";
			const element = this.wrap(allowedTag, text);
			return this.addRaw(element).addEOL();
		}
		addSeparator() {
			const element = this.wrap("hr", null);
			return this.addRaw(element).addEOL();
		}
		addBreak() {
			const element = this.wrap("br", null);
			return this.addRaw(element).addEOL();
		}
		addQuote(text, cite) {
			const attrs = Object.assign({}, cite && { cite });
			const element = this.wrap("blockquote", text, attrs);
			return this.addRaw(element).addEOL();
		}
		addLink(text, href) {
			const element = this.wrap("a", text, { href });
			return this.addRaw(element).addEOL();
		}
	};
	_summary = new Summary();
	summary = _summary;
}));
// node_modules/@actions/core/lib/core.js
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
var ExitCode;
var init_core = __esmMin((() => {
	init_command();
	init_file_command();
	init_utils();
	init_summary();
	(function(ExitCode) {
		ExitCode[ExitCode["Success"] = 0] = "Success";
		ExitCode[ExitCode["Failure"] = 1] = "Failure";
	})(ExitCode || (ExitCode = {}));
}));
// src/action/toolkit-parts.ts
var toolkit_parts_exports = __exportAll({
	error: () => error,
	getState: () => getState,
	notice: () => notice,
	saveState: () => saveState,
	setOutput: () => setOutput,
	setSecret: () => setSecret,
	summary: () => summary,
	warning: () => warning
});
var init_toolkit_parts = __esmMin((() => {
	init_core();
}));
// src/action/toolkit.ts
let toolkit;
function loadToolkit() {
	toolkit ??= Promise.resolve().then(() => (init_toolkit_parts(), toolkit_parts_exports));
	return toolkit;
}
// src/action/publish.ts
const FOLDER_STATE = "folder";
async function publish(report, audience) {
	const { mask, write, summary, shown } = audience;
	const core = await loadToolkit();
	const logSummary = (markdown) => summaryInLog(markdown).forEach(write);
	for (const line of runEnd(report)) write(inertLine(mask(line)));
	const problems = await writeReport(report, {
		mask,
		setOutput: (name, value) => core.setOutput(name, value),
		writeSummary: shown.summary ? writeSummary : logSummary,
		summary
	});
	for (const problem of problems) await warn(problem, audience);
	if (audience.fails && shown.annotations) core.error(mask(report.reason), { title: titleOf(report.outcome) });
}
async function warn(sentence, { shown, write }) {
	if (shown.annotations) (await loadToolkit()).warning(sentence);
	else write(noticeLine("warning", sentence));
}
async function keptFolder() {
	const folder = (await loadToolkit()).getState(FOLDER_STATE);
	return folder === "" ? void 0 : folder;
}
async function writeSummary(markdown) {
	const { summary } = await loadToolkit();
	await summary.addRaw(markdown, true).write();
}
function titleOf(outcome) {
	return `agent-run: ${outcome}`;
}
// src/action/work-files.ts
function workFiles(workDir) {
	return {
		transcript: join(workDir, "transcript.jsonl"),
		growing: join(workDir, "growing.jsonl"),
		page: join(workDir, "transcript.html"),
		export: join(workDir, "session.json"),
		comment: join(workDir, "comment.md"),
		server: join(workDir, "server"),
		checkout: join(workDir, "checkout")
	};
}
// src/action/parsed.ts
function good(value) {
	return {
		ok: true,
		value
	};
}
function bad(problem) {
	return {
		ok: false,
		problem
	};
}
// src/action/plain-values.ts
function parseCount(text, least) {
	const count = Number(text);
	return /^\d+$/.test(text) && Number.isSafeInteger(count) && count >= least ? good(count) : bad(notACount(text, least));
}
function parseChoice(text, values) {
	const chosen = values.find((value) => value === text);
	if (chosen !== void 0) return good(chosen);
	return bad(unknownValue(text, values, nearest(text, values)));
}
// src/action/comment/wish.ts
async function readCommentWish(given, place) {
	const mode = await given.read("comment", (text) => parseChoice(text, MODES));
	const named = await given.read("comment-on", (text) => parseCount(text, 1));
	const key = await given.read("comment-key", parseKey);
	if (mode === void 0 || mode === "off") return void 0;
	const number = given.has("comment-on") ? named : place.subject;
	const token = given.text("token");
	if (number === void 0 && !given.has("comment-on")) given.complain("comment", commentWithoutSubject(place.event));
	if (token === void 0) given.complain("comment", commentWithoutToken());
	if (!place.hasRepository) given.complain("comment", commentWithoutRepository());
	const isKeyWrong = given.has("comment-key") && key === void 0;
	if (number === void 0 || token === void 0 || !place.hasRepository || isKeyWrong) return;
	return {
		mode,
		number,
		...key === void 0 ? {} : { key },
		token
	};
}
const MODES = [
	"off",
	"result",
	"progress"
];
const LONGEST_KEY = 100;
function parseKey(text) {
	return text.length <= LONGEST_KEY ? good(text) : bad(keyTooLong(text, LONGEST_KEY));
}
// src/action/comment/finish-comment.ts
const PATIENCE$1 = 1e4;
async function finishComment(unfinished, report) {
	const { folder, handover, runner, write } = unfinished;
	const { comment } = handover;
	if (comment === void 0 || comment.isOver) return;
	const end = await lastWords(unfinished, comment.id, report).catch((error) => ({
		isOver: false,
		problem: commentUnwritten(error)
	}));
	if (end.note !== void 0) write(noticeLine("info", end.note));
	if (end.problem !== void 0) await warn(end.problem, {
		shown: runner.shown,
		write
	});
	writeHandover(folder, {
		...handover,
		comment: {
			...comment,
			isOver: true
		},
		reported: true
	});
}
async function lastWords({ folder, handover, runner, environment, clock }, id, report) {
	const wish = await readCommentWish(givenInputs(rawInputs(environment)), runner.comment);
	const address = forgeAddress(environment);
	const { repository } = address;
	const kept = keptWords(folder);
	if (wish === void 0 || repository === void 0) return {
		isOver: true,
		problem: inputsNotGiven()
	};
	const { key } = wish;
	const { commentOfJob } = await import("./comment.js");
	const writing = commentOfJob({
		wish,
		address: {
			...address,
			repository
		},
		mark: {
			id,
			started: handover.started,
			...key === void 0 ? {} : { key }
		},
		mayExist: true,
		mask: createMask(secretsNamed(environment)),
		environment,
		clock,
		warn: () => void 0
	});
	const body = kept ?? (report === void 0 ? void 0 : await writing.bodyOf(report));
	return body === void 0 ? { isOver: true } : writing.end(body, PATIENCE$1);
}
function keptWords(folder) {
	try {
		return readFileSync(workFiles(folder).comment, "utf8");
	} catch {
		return;
	}
}
// src/action/git.ts
const execute = promisify(execFile);
const NO_CHANGES = {
	files: [],
	commits: 0
};
const LITTER = [".opencode", ".omo"];
const LOOK = "look.json";
async function earlierLook(own) {
	const look = lookOf(await readFile(join(own, LOOK), "utf8").catch(() => ""));
	if (look === void 0) return void 0;
	const { directory, ...seen } = look;
	const checkout = await openCheckout(directory, own);
	return checkout && {
		checkout,
		...seen
	};
}
function lookOf(written) {
	let look;
	try {
		look = object(JSON.parse(written));
	} catch {
		return;
	}
	const directory = text$1(look["directory"]);
	const { tree, head } = object(look["checkpoint"]);
	if (directory === void 0 || !isObjectName(tree)) return void 0;
	if (head !== void 0 && !isObjectName(head)) return void 0;
	const litter = LITTER.filter((name) => list$1(look["litter"]).includes(name));
	return {
		directory,
		checkpoint: {
			tree,
			...head === void 0 ? {} : { head }
		},
		litter
	};
}
function isObjectName(value) {
	return typeof value === "string" && /^[0-9a-f]{40,64}$/.test(value);
}
async function changesSince(before) {
	const { checkout, checkpoint, litter } = before;
	const { files, commits } = await checkout.changes(checkpoint, await checkout.checkpoint());
	await checkout.close();
	const isLitter = ({ path }) => litter.some((folder) => path.startsWith(`${folder}/`) || path.includes(`/${folder}/`));
	return {
		files: files.filter((file) => !isLitter(file)),
		commits
	};
}
async function openCheckout(directory, own) {
	const paths = (await git(directory, ["rev-parse", ...[
		"--git-path",
		"objects",
		"--git-path",
		"index",
		"--show-toplevel"
	]]))?.split("\n") ?? [];
	const [objects, index] = paths.slice(0, 2).map((path) => resolve(directory, path));
	if (objects === void 0 || index === void 0) return void 0;
	const room = await roomOutside(paths.slice(2).join("\n"), own);
	if (room === void 0) return void 0;
	const environment = {
		GIT_OBJECT_DIRECTORY: room,
		GIT_ALTERNATE_OBJECT_DIRECTORIES: objects
	};
	let checkpoints = 0;
	return {
		async checkpoint() {
			const copy = join(room, `index-${checkpoints += 1}`);
			const [head] = await Promise.all([git(directory, [
				"rev-parse",
				"--verify",
				"--quiet",
				"HEAD"
			]), copyFile(index, copy).catch(() => "no index yet")]);
			const indexed = {
				...environment,
				GIT_INDEX_FILE: copy
			};
			await git(directory, [
				"add",
				"--all",
				"--ignore-errors",
				"--",
				":/"
			], indexed);
			return {
				tree: await git(directory, ["write-tree"], indexed) ?? EMPTY_TREE,
				...head === void 0 || head === "" ? {} : { head }
			};
		},
		async changes(from, to) {
			const compare = [
				"diff-tree",
				"-r",
				"-z",
				"--no-renames",
				from.tree,
				to.tree
			];
			const [names, counts, commits] = await Promise.all([
				from.tree === to.tree ? "" : git(directory, [...compare, "--name-status"], environment),
				from.tree === to.tree ? "" : git(directory, [...compare, "--numstat"], environment),
				countCommits(directory, from, to)
			]);
			return {
				files: changedFiles(names ?? "", counts ?? ""),
				commits
			};
		},
		close: () => rm(room, {
			recursive: true,
			force: true
		})
	};
}
async function roomOutside(checkout, own) {
	try {
		await mkdir(own, {
			recursive: true,
			mode: 448
		});
		if (/^\.\.(\/|\\|$)/.test(relative(checkout, await realpath(own)))) return own;
		await rm(own, { recursive: true });
		return await mkdtemp(join(tmpdir(), "agent-run-git-"));
	} catch {
		return;
	}
}
const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
async function countCommits(directory, from, to) {
	if (to.head === void 0 || to.head === from.head) return 0;
	const count = await git(directory, [
		"rev-list",
		"--count",
		from.head === void 0 ? to.head : `${from.head}..${to.head}`,
		"--"
	]);
	return Number(count ?? 0);
}
function changedFiles(names, counts) {
	const lines = new Map();
	for (const entry of counts.split("\0")) {
		const [added, deleted, ...name] = entry.split("	");
		if (name.length === 0 || added === "-") continue;
		lines.set(name.join("	"), {
			added: Number(added),
			deleted: Number(deleted)
		});
	}
	const fields = names.split("\0");
	const files = [];
	for (let at = 0; at + 1 < fields.length; at += 2) {
		const path = fields[at + 1] ?? "";
		files.push({
			path,
			status: fields[at] ?? "?",
			...lines.get(path)
		});
	}
	return files;
}
const PATIENCE = 3e4;
async function git(directory, command, environment = {}) {
	const { PATH, HOME, SystemRoot, TMPDIR } = process.env;
	try {
		const { stdout } = await execute("git", [
			"-c",
			"safe.directory=*",
			"-c",
			"core.fsmonitor=false",
			...command
		], {
			cwd: directory,
			env: {
				PATH,
				HOME,
				SystemRoot,
				TMPDIR,
				...environment,
				GIT_OPTIONAL_LOCKS: "0",
				LC_ALL: "C"
			},
			maxBuffer: 67108864,
			timeout: PATIENCE
		});
		return stdout.replace(/\n$/, "");
	} catch {
		return;
	}
}
// src/action/end.ts
function asEnded(session) {
	return session.state === "working" || session.state === "waiting" ? {
		...session,
		state: "aborted"
	} : session;
}
function finalMessageOf(tree) {
	const root = tree.sessions.get(tree.rootId);
	return (root === void 0 ? [] : history(root)).filter(({ message }) => message.role === "assistant" && !message.summary).map(textOf).findLast((text) => text.trim() !== "") ?? "";
}
// src/text/page-index.ts
function indexOf({ lines }) {
	const index = new Map();
	for (const { entry, place } of lines()) if (entry?.type === "event") hear(index, entry.event, place);
	return index;
}
function hear(index, event, place) {
	if (event.type === "message") {
		const { id, sessionId, created } = event.message;
		const session = index.get(sessionId) ?? new Map();
		index.set(sessionId, session);
		session.set(id, {
			created,
			message: place,
			parts: session.get(id)?.parts ?? new Map()
		});
	}
	if (event.type === "part") {
		const { id, messageId, sessionId } = event.part;
		index.get(sessionId)?.get(messageId)?.parts.set(id, place);
	}
	if (event.type === "message-removed") index.get(event.sessionId)?.delete(event.messageId);
}
// src/text/page-turns.ts
const WHOLE_PAGE = 16e6;
const LONGEST_TEXT = 2e4;
const LEAST_TEXT = 200;
function createAllowance() {
	let left = WHOLE_PAGE;
	return { take(text) {
		const taken = clip(printable(text), left > 0 ? LONGEST_TEXT : LEAST_TEXT);
		left -= taken.length;
		return taken;
	} };
}
function* turnsOf(spoken, from) {
	for (const each of [...spoken].toSorted((a, b) => a.created - b.created)) {
		const told = eventAt(from.source, each.message);
		if (told?.type === "message") yield turnOf(told.message, each.parts, from);
	}
}
function turnOf(message, parts, from) {
	const error = message.role === "assistant" ? message.error : void 0;
	const items = [];
	let isNotice = false;
	for (const [, place] of [...parts].toSorted(([a], [b]) => a < b ? -1 : 1)) {
		const told = eventAt(from.source, place);
		if (told?.type !== "part") continue;
		isNotice ||= told.part.type === "text" && told.part.synthetic;
		items.push(...itemOf(told.part, from.allowance));
	}
	return {
		who: message.role === "assistant" ? "model" : isNotice ? "notice" : "prompt",
		at: `+${formatDuration(message.created - from.started)}`,
		facts: factsOf(message),
		error: error === void 0 ? "" : errorWords(error),
		items
	};
}
function eventAt(source, place) {
	const entry = source.at(place);
	return entry?.type === "event" ? entry.event : void 0;
}
function factsOf(message) {
	if (message.role === "user") return "";
	const { completed, created, model, cost, finish, summary } = message;
	return [
		...summary ? ["compaction"] : [],
		model,
		completed === void 0 ? "not finished" : formatDuration(completed - created),
		...cost > 0 ? [formatCost(cost)] : [],
		...finish === void 0 || finish === "stop" || finish === "tool-calls" ? [] : [finish]
	].join(" · ");
}
function itemOf(part, allowance) {
	if (part.type === "other") return [];
	if (part.type !== "tool") {
		const text = allowance.take(part.text).trim();
		return text === "" ? [] : [{
			kind: part.type,
			text
		}];
	}
	const { tool, status, label, input, output = "", error = "", started, ended } = part;
	const hasInput = Object.keys(input).length > 0;
	return [{
		kind: "tool",
		state: status,
		name: tool,
		label: clip(printable(label), LEAST_TEXT),
		took: started === void 0 || ended === void 0 ? "" : formatDuration(ended - started),
		input: hasInput ? allowance.take(JSON.stringify(input, null, 2)) : "",
		output: allowance.take(output),
		error: allowance.take(error)
	}];
}
// src/text/page-data.ts
const TITLE_LENGTH = 200;
const ERROR_LENGTH = 500;
const TICKS = 5;
function* pageData(source, report) {
	const spoken = indexOf(source);
	const from = {
		source,
		started: report.started,
		allowance: createAllowance()
	};
	yield "{\"sessions\":[";
	for (const [number, session] of report.sessions.entries()) {
		const head = {
			...faceOf(session),
			bars: barsOf(session, report)
		};
		yield `${number === 0 ? "" : ","}${jsonInHtml(head).slice(0, -1)},"turns":[`;
		let comma = "";
		for (const turn of turnsOf(spoken.get(session.id)?.values() ?? [], from)) {
			yield `${comma}${jsonInHtml(turn)}`;
			comma = ",";
		}
		yield "]}";
	}
	yield `],"ticks":${jsonInHtml(ticksOf(report.ended - report.started))}}`;
}
function faceOf(session) {
	const { id, depth, title, agent = "", state, error, duration, toolCalls, tokens, cost } = session;
	const facts = [
		formatDuration(duration),
		counted(toolCalls, "tool call"),
		`${formatCount(totalTokens(tokens))} tokens`,
		formatCost(cost)
	];
	return {
		id,
		depth,
		title: clipLine(oneLine(title), TITLE_LENGTH),
		agent: clipLine(oneLine(agent), TITLE_LENGTH),
		state,
		stateWords: STATE_WORDS[state],
		facts: facts.join(" · "),
		error: error === void 0 ? "" : clipLine(errorWords(error), ERROR_LENGTH)
	};
}
function barsOf({ busy }, { started, ended }) {
	const whole = Math.max(1, ended - started);
	const part = (span) => Number(Math.min(1, Math.max(0, span / whole)).toFixed(5));
	return busy.map(({ from, to = ended }) => ({
		from: part(from - started),
		length: part(to - Math.max(from, started)),
		label: `+${formatDuration(from - started)}, ${formatDuration(to - from)}`
	}));
}
function ticksOf(whole) {
	return Array.from({ length: TICKS }, (_, index) => {
		const at = index / 4;
		return {
			at,
			label: formatDuration(whole * at)
		};
	});
}
// src/text/page-script.ts
const PAGE_SCRIPT = String.raw`
'use strict';
const { sessions, ticks } = JSON.parse(document.getElementById('data').textContent);
const INDENT = 18;
const DEEPEST = 8;
const search = document.getElementById('search');
const stateFilter = document.getElementById('state');

function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function place(node, from, length) {
  node.style.left = from * 100 + '%';
  if (length !== undefined) node.style.width = length * 100 + '%';
  return node;
}

// --- Rows -----------------------------------------------------------------------------------------------------------

const rows = sessions.map((session, index) => {
  const name = element('span', 'name',
    element('span', 'line',
      element('span', 'mark'),
      element('span', 'title', session.title || session.id),
      element('span', 'agent', session.agent)),
    element('span', 'facts', element('span', 'state', session.stateWords), ' · ' + session.facts));
  name.style.paddingLeft = Math.min(session.depth, DEEPEST) * INDENT + 'px';
  const track = element('span', 'track', ...session.bars.map((bar) => {
    const made = place(element('i'), bar.from, bar.length);
    made.title = bar.label;
    return made;
  }));
  const button = element('button', 'row', name, track);
  button.type = 'button';
  const box = element('section', 'session ' + session.state, button);
  const row = { session, index, button, box, turns: undefined, items: [] };
  setOpen(row, false);
  button.addEventListener('click', () => setOpen(row, row.button.ariaExpanded !== 'true'));
  return row;
});

function setOpen(row, open) {
  row.button.setAttribute('aria-expanded', String(open));
  if (open && row.turns === undefined) {
    row.turns = drawTurns(row);
    row.box.append(row.turns);
    markHits(row);
  }
  if (row.turns) row.turns.hidden = !open;
}

// --- Turns ----------------------------------------------------------------------------------------------------------

const WHO = { prompt: 'Prompt', notice: 'Told by the server', model: 'Model' };

function drawTurns(row) {
  const { session } = row;
  const box = element('div', 'turns');
  if (session.error) box.append(element('p', 'problem', session.error));
  if (session.turns.length === 0) box.append(element('p', 'empty', 'Nothing was said in this session.'));
  for (const turn of session.turns) {
    const head = element('h3', '', WHO[turn.who], element('span', '', turn.at), element('span', '', turn.facts));
    const drawn = element('article', 'turn ' + turn.who, head);
    for (const item of turn.items) {
      const node = item.kind === 'tool' ? drawTool(item) : item.kind === 'text'
        ? element('p', '', item.text)
        : drawFolded(['Reasoning'], () => [element('pre', 'said', item.text)]);
      row.items.push({ node, words: Object.values(item).join('\n').toLowerCase() });
      drawn.append(node);
    }
    if (turn.error) drawn.append(element('p', 'problem', turn.error));
    box.append(drawn);
  }
  return box;
}

function drawTool(item) {
  const signs = { completed: ['ok', '✓'], error: ['wrong', '✗'], running: ['', '…'], pending: ['', '…'] };
  const [className, sign] = signs[item.state];
  const head = [element('span', className, sign), ' ', element('b', '', item.name), ' ',
    element('code', '', item.label), ' ', element('span', '', item.took)];
  return drawFolded(head, () =>
    [['Input', item.input], ['Output', item.output], ['Error', item.error]].flatMap(([title, text]) =>
      text ? [element('h4', '', title), element('pre', '', text)] : []));
}

function drawFolded(head, draw) {
  const details = element('details', '', element('summary', '', ...head));
  details.addEventListener('toggle', () => details.append(...draw()), { once: true });
  return details;
}

// --- Search and filter ----------------------------------------------------------------------------------------------

function wordsOf(row) {
  const { title, agent, error, id, turns } = row.session;
  row.words ??= [title, agent, error, id, JSON.stringify(turns)].join('\n').toLowerCase();
  return row.words;
}

function wanted() {
  return search.value.trim().toLowerCase();
}

function markHits(row) {
  const words = wanted();
  for (const { node, words: own } of row.items) node.classList.toggle('hit', words !== '' && own.includes(words));
}

function filter() {
  // The words of turns are searched as JSON, where a quotation mark or a backslash is written with a backslash.
  const plain = wanted();
  const asJson = JSON.stringify(plain).slice(1, -1);
  const state = stateFilter.value;
  const isActive = plain !== '' || state !== '';
  const hits = rows.filter((row) =>
    (state === '' || row.session.state === state) &&
    (plain === '' || wordsOf(row).includes(asJson) || wordsOf(row).includes(plain)));
  const shown = new Set(hits.flatMap(withAncestors));
  let last;
  for (const row of rows) {
    row.box.hidden = !shown.has(row);
    row.box.classList.remove('last');
    row.box.classList.toggle('aside', isActive && shown.has(row) && !hits.includes(row));
    if (shown.has(row)) last = row;
    markHits(row);
  }
  last?.box.classList.add('last');
  document.getElementById('none').hidden = shown.size > 0;
  document.getElementById('count').textContent =
    isActive ? hits.length + ' of ' + rows.length : String(rows.length);
}

function withAncestors(row) {
  const line = [row];
  for (let index = row.index - 1, depth = row.session.depth; index >= 0 && depth > 0; index -= 1) {
    if (rows[index].session.depth >= depth) continue;
    depth = rows[index].session.depth;
    line.push(rows[index]);
  }
  return line;
}

search.addEventListener('input', filter);
stateFilter.addEventListener('change', filter);
document.getElementById('fold').addEventListener('click', () => rows.forEach((row) => setOpen(row, false)));

// --- Keyboard -------------------------------------------------------------------------------------------------------

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
    return;
  }
  const shown = rows.filter((row) => !row.box.hidden);
  const at = shown.findIndex((row) => row.button === document.activeElement);
  if (at === -1) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    shown[Math.max(0, Math.min(next, shown.length - 1))].button.focus();
  } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    event.preventDefault();
    setOpen(shown[at], event.key === 'ArrowRight');
  }
});

// --- The page -------------------------------------------------------------------------------------------------------

for (const time of document.querySelectorAll('time')) {
  const instant = new Date(Number(time.dataset.instant));
  time.dateTime = instant.toISOString();
  time.textContent = instant.toLocaleString();
}
const track = element('div', 'track', ...ticks.map((tick) => place(element('span', '', tick.label), tick.at)));
document.getElementById('axis').append(track);
for (const state of new Set(sessions.map((session) => session.state))) {
  const words = sessions.find((session) => session.state === state).stateWords;
  const option = element('option', '', words);
  option.value = state;
  stateFilter.append(option);
}
document.getElementById('sessions').append(...rows.map((row) => row.box));
if (rows.length === 1) setOpen(rows[0], true);
filter();
`;
// src/text/page-style.ts
const PAGE_STYLE = `
:root {
  --ground: #f6f7f9; --sheet: #fff; --ink: #1b2430; --faint: #5c6875; --line: #dde2e8; --hover: #eef2f7;
  --accent: #2f5fd0; --good: #1a7f4b; --bad: #c4342d; --warn: #a86400; --code: #f3f5f8; --bar: #7d9be6;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10141a; --sheet: #181e26; --ink: #e3e8ee; --faint: #98a4b1; --line: #2b333e; --hover: #202833;
    --accent: #86a9ff; --good: #4cc38a; --bad: #ff7b72; --warn: #e0a23c; --code: #11161d; --bar: #4d6fc4;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 1280px; padding: 20px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
h1 { margin: 0; font-size: 24px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 18px; }
h2 span { color: var(--faint); font-size: 14px; font-weight: 400; }
header {
  background: var(--sheet); border: 1px solid var(--line); border-top: 4px solid var(--good); border-radius: 10px;
  padding: 20px 24px; margin-bottom: 24px;
}
header.bad { border-top-color: var(--bad); }
.good h1 { color: var(--good); }
.bad h1 { color: var(--bad); }
.reason { margin: 6px 0 16px; max-width: 75ch; overflow-wrap: anywhere; white-space: pre-line; }
.numbers { display: flex; flex-wrap: wrap; gap: 10px 32px; margin: 0 0 8px; }
.numbers dt { color: var(--faint); font-size: 12px; }
.numbers dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
header details { border-top: 1px solid var(--line); padding-top: 8px; margin-top: 10px; }
summary { cursor: pointer; font-weight: 600; }
header ul { margin: 6px 0; padding-left: 22px; overflow-wrap: anywhere; }
pre {
  margin: 6px 0; padding: 10px 12px; background: var(--code); border-radius: 6px; overflow: auto; max-height: 420px;
  font: 13px/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4;
}
pre.said { font: inherit; }
.bar {
  position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 10px; align-items: center;
  padding: 10px 0; background: var(--ground);
}
.bar h2 { margin-right: auto; }
input, select, .bar button {
  font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--line); border-radius: 6px;
  padding: 5px 10px; min-height: 36px;
}
#search { width: 300px; }
.bar button { cursor: pointer; }
.bar button:hover { background: var(--hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.axis, .row { display: grid; grid-template-columns: minmax(260px, 38%) 1fr; gap: 16px; padding: 0 12px; }
.axis { height: 22px; color: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; }
.axis .track { grid-column: 2; }
.axis .track span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.axis .track span:first-child { transform: none; }
.axis .track span:last-child { transform: translateX(-100%); }
.session { background: var(--sheet); border: 1px solid var(--line); border-bottom-width: 0; content-visibility: auto;
  contain-intrinsic-size: auto 53px; }
.session:first-child { border-radius: 10px 10px 0 0; }
.session.last { border-bottom-width: 1px; border-radius: 0 0 10px 10px; }
.session.aside > .row { opacity: .55; }
.row {
  width: 100%; padding: 7px 12px; border: 0; background: none; color: inherit; font: inherit; text-align: left;
  cursor: pointer; align-items: center;
}
.row:hover { background: var(--hover); }
.row:focus-visible { outline-offset: -2px; }
.name { display: block; min-width: 0; }
.name .line { display: flex; gap: 8px; align-items: baseline; min-width: 0; }
.title { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.agent { flex: none; max-width: 40%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  color: var(--accent); font: 12px var(--mono); }
.facts { display: block; color: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; }
.mark { flex: none; width: 9px; height: 9px; border-radius: 50%; background: var(--faint); align-self: center; }
.completed .mark { background: var(--good); }
.failed .mark { background: var(--bad); }
.aborted .mark, .deleted .mark, .working .mark, .waiting .mark { background: var(--warn); }
.state { font-weight: 600; }
.completed .state { font-weight: 400; }
.failed .state { color: var(--bad); }
.aborted .state, .deleted .state, .working .state, .waiting .state { color: var(--warn); }
.track { position: relative; display: block; height: 22px; min-width: 0; }
.row .track { background: linear-gradient(to right, var(--line) 1px, transparent 1px) 0 0 / 25% 100%;
  border-right: 1px solid var(--line); }
.track i { position: absolute; top: 4px; height: 14px; min-width: 3px; border-radius: 3px; background: var(--bar); }
.failed .track i { background: var(--bad); }
.aborted .track i, .deleted .track i, .working .track i, .waiting .track i { background: var(--warn); }
.turns { border-top: 1px solid var(--line); padding: 8px 16px 14px; }
.problem { color: var(--bad); overflow-wrap: anywhere; margin: 6px 0; }
.turn { padding: 10px 0 4px 14px; border-left: 3px solid var(--line); margin: 8px 0; }
.turn.model { border-left-color: var(--bar); }
.turn.prompt { border-left-color: var(--accent); }
.turn > h3 { display: flex; flex-wrap: wrap; gap: 2px 10px; margin: 0 0 4px; font-size: 13px; align-items: baseline; }
.turn > h3 span { color: var(--faint); font-weight: 400; font-size: 12px; font-variant-numeric: tabular-nums; }
.turn > p { margin: 4px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.turn details { margin: 3px 0; }
.turn summary { font-weight: 400; overflow-wrap: anywhere; padding: 2px 0; }
.turn summary b { font: 600 13px var(--mono); }
.turn summary code { font: 13px var(--mono); color: var(--faint); }
.turn summary span { color: var(--faint); font-size: 12px; }
.turn summary .ok { color: var(--good); }
.turn summary .wrong { color: var(--bad); }
.turn h4 { margin: 6px 0 0; font-size: 12px; color: var(--faint); font-weight: 400; }
.hit { background: color-mix(in srgb, var(--warn) 18%, transparent); border-radius: 4px; }
.empty { color: var(--faint); text-align: center; padding: 24px; }
[hidden] { display: none !important; }
@media (max-width: 700px) {
  body { padding: 10px; }
  header { padding: 14px 16px; }
  .axis, .row { grid-template-columns: minmax(0, 1fr); gap: 4px; }
  .axis .track { grid-column: 1; }
  .bar h2 { width: 100%; }
  #search { flex: 1 1 100%; width: auto; }
  .bar select { flex: 1; min-width: 0; }
  .turns { padding: 6px 10px 12px; }
}
@media print { .bar { position: static; } .session { content-visibility: visible; } }
`;
// src/text/page.ts
const LONGEST_MESSAGE = 1e5;
const MOST_ITEMS = 200;
function* transcriptPage({ source, report, sha256 }) {
	yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${[
		"default-src 'none'",
		`script-src 'sha256-${sha256(PAGE_SCRIPT)}'`,
		`style-src 'sha256-${sha256(PAGE_STYLE)}'`,
		"img-src data:",
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'"
	].join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Agent run: ${html(report.outcome)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
${header(report)}
<main>
${sessionsSection()}
</main>
<noscript><p class="empty">The sessions are drawn by a script; this reader runs none.</p></noscript>
<script type="application/json" id="data">`;
	yield* pageData(source, report);
	yield `<\/script>
<script>${PAGE_SCRIPT}<\/script>
</body>
</html>
`;
}
function header(report) {
	const { outcome, reason, started } = report;
	return `<header class="${outcome.startsWith("completed") ? "good" : "bad"}">
<h1><span aria-hidden="true">${OUTCOME_SIGNS[outcome]}</span> ${html(outcome)}</h1>
<p class="reason">${html(printable(reason))}</p>
<dl class="numbers">
${numbers(report)}
<div><dt>Started</dt><dd><time data-instant="${String(started)}"></time></dd></div>
</dl>
${message(report)}${list("Refused, or answered without a person", report.denials.map(denialWords(report)))}${list("Warnings", report.warnings)}${list("Changed files", report.changes.map(({ status, path }) => `${status} ${path}`))}</header>`;
}
function numbers({ started, ended, sessions, cost, tokens, model, ...report }) {
	return [
		["Duration", formatDuration(ended - started)],
		["Sessions", String(sessions.length)],
		["Cost", formatCost(cost)],
		["Tokens", formatTokens(tokens)],
		...model === void 0 ? [] : [["Model", model]],
		...report.opencodeVersion === void 0 ? [] : [["opencode", report.opencodeVersion]]
	].map(([name = "", value = ""]) => `<div><dt>${name}</dt><dd>${html(printable(value))}</dd></div>`).join("\n");
}
function message({ finalMessage }) {
	const words = clip(printable(finalMessage).trim(), LONGEST_MESSAGE);
	if (words === "") return "";
	return `<details open><summary>Final message</summary><pre class="said">${html(words)}</pre></details>\n`;
}
function list(title, items) {
	if (items.length === 0) return "";
	const shown = items.slice(0, MOST_ITEMS).map((item) => `<li>${html(printable(item))}</li>`);
	const hidden = items.length - shown.length;
	if (hidden > 0) shown.push(`<li>… and ${String(hidden)} more</li>`);
	return `<details><summary>${title} (${String(items.length)})</summary><ul>${shown.join("")}</ul></details>\n`;
}
function denialWords({ sessions }) {
	const names = new Map(sessions.map((session) => [session.id, sessionName(session)]));
	return ({ sessionId, kind, what, patterns }) => {
		const who = names.get(sessionId) ?? "a session";
		if (kind === "question") return `${who} asked: ${what}`;
		return `${who} may not: ${what} ${patterns.join(", ")}`;
	};
}
function sessionsSection() {
	return `<div class="bar">
<h2>Sessions <span id="count" aria-live="polite"></span></h2>
<input id="search" type="search" placeholder="Search titles, words, tools…  ( / )" aria-label="Search the sessions">
<select id="state" aria-label="Show sessions that are"><option value="">all states</option></select>
<button type="button" id="fold">Collapse all</button>
</div>
<div class="axis" id="axis" aria-hidden="true"></div>
<div id="sessions"></div>
<p class="empty" id="none" hidden>No session matches.</p>`;
}
// src/action/transcript-page.ts
const NOTHING = {
	lines: () => [],
	at: () => void 0
};
const CHUNK = 65536;
function writePage(report, { transcript, page }, mask) {
	const masked = mapStrings(report, mask);
	withTranscript(transcript, (told) => writePieces(page, transcriptPage({
		source: told ?? NOTHING,
		report: masked,
		sha256
	})));
}
function writePieces(path, pieces) {
	rmSync(path, { force: true });
	const file = openSync(path, "wx", 384);
	try {
		let waiting = "";
		for (const piece of pieces) {
			waiting += piece;
			if (waiting.length < CHUNK) continue;
			appendFileSync(file, waiting);
			waiting = "";
		}
		appendFileSync(file, waiting);
	} catch (error) {
		rmSync(path, { force: true });
		throw error;
	} finally {
		closeSync(file);
	}
}
function sha256(text) {
	return createHash("sha256").update(text).digest("base64");
}
// src/action/page-file.ts
function withPage(report, workDir, mask) {
	const { transcript, page } = workFiles(workDir);
	try {
		writePage(report, {
			transcript,
			page
		}, mask);
		return {
			...report,
			paths: {
				...report.paths,
				page
			}
		};
	} catch (error) {
		return {
			...report,
			warnings: [...report.warnings, pageUnwritten(error)]
		};
	}
}
// src/action/event-subject.ts
function subjectOfEvent(event, payload, ref) {
	const given = object(payload);
	const named = object(given["pull_request"])["number"] ?? object(given["issue"])["number"];
	if (typeof named === "number" && Number.isSafeInteger(named) && named > 0) return named;
	const [, number] = /^refs\/pull\/(\d{1,15})\//.exec(ref ?? "") ?? [];
	return number !== void 0 && event.startsWith("pull_request") ? Number(number) : void 0;
}
// src/action/runner.ts
function readRunner(environment) {
	const event = environment["GITHUB_EVENT_NAME"] ?? "";
	const payload = readEventPayload(environment);
	return {
		forge: forgeOfRunner(environment),
		workspace: folder(environment["GITHUB_WORKSPACE"]) ?? process.cwd(),
		temporary: folder(environment["RUNNER_TEMP"]) ?? tmpdir(),
		step: stepName(environment),
		ownCode: isOwnCode(event, payload),
		shown: shownBy(environment),
		comment: {
			event,
			subject: subjectOfEvent(event, payload, environment["GITHUB_REF"]),
			hasRepository: forgeAddress(environment).repository !== void 0
		}
	};
}
function stepFolder({ temporary, step }) {
	return join(temporary, "agent-run", step);
}
function folder(path) {
	return path === "" ? void 0 : path;
}
function stepName(environment) {
	return [
		"GITHUB_RUN_ID",
		"GITHUB_RUN_ATTEMPT",
		"GITHUB_JOB",
		"GITHUB_ACTION"
	].map((variable) => environment[variable] ?? "").join("-").replaceAll(/[^\w-]+/g, "_").slice(0, 120);
}
const OWN_EVENTS = new Set("push schedule workflow_dispatch repository_dispatch merge_group create release deployment page_build issues label milestone".split(" "));
function isOwnCode(event, payload) {
	if (OWN_EVENTS.has(event)) return true;
	const given = object(payload);
	const issue = object(given["issue"]);
	if (event === "issue_comment") return "id" in issue && !isSetField(issue["pull_request"]);
	const here = text$1(object(given["repository"])["full_name"]);
	const head = event === "workflow_run" ? object(object(given["workflow_run"])["head_repository"]) : object(object(object(given["pull_request"])["head"])["repo"]);
	return here !== void 0 && text$1(head["full_name"]) === here;
}
function isSetField(value) {
	return value !== void 0 && value !== null;
}
// src/action/finish.ts
async function finishStep({ environment, clock, write }) {
	const runner = readRunner(environment);
	for (const folder of await openFolders(runner)) {
		await endMain(folder, clock);
		const handover = readHandover(folder);
		if (handover === void 0) continue;
		const comment = {
			folder,
			handover,
			runner,
			environment,
			clock,
			write
		};
		if (handover.reported) {
			await finishComment(comment);
			continue;
		}
		const ended = cleanUp(folder, handover);
		if (ended > 0) write(leftoversEnded(ended));
		const mask = createMask([]);
		const report = withPage(await reportOfKilled(folder, handover), folder, mask);
		const { shown } = runner;
		await publish(report, {
			summary: handover.summary,
			mask,
			fails: true,
			write,
			shown
		});
		writeHandover(folder, {
			...handover,
			reported: true
		});
		await finishComment(comment, report);
	}
}
const MAIN_PATIENCE = 1e4;
const LOOK_AGAIN = 100;
async function openFolders(runner) {
	const kept = await keptFolder();
	return kept === void 0 ? unfinished(stepFolder(runner)) : [kept];
}
async function endMain(folder, clock) {
	const main = readHandover(folder)?.main;
	if (main === void 0 || !isAlive(main)) return;
	process.kill(main.pid, "SIGTERM");
	const until = clock.now() + MAIN_PATIENCE;
	while (isAlive(main) && clock.now() < until) await clock.sleep(LOOK_AGAIN);
	if (isAlive(main)) process.kill(main.pid, "SIGKILL");
}
function cleanUp(folder, { server }) {
	removeKeys(workFiles(folder).server);
	if (server === void 0) return 0;
	const ended = killLeftovers(server);
	removeAdded(server.added);
	return ended;
}
async function reportOfKilled(folder, { started }) {
	const { transcript: path, growing, checkout } = workFiles(folder);
	adoptGrowingTexts(growing, path);
	const before = await earlierLook(checkout);
	const changes = before === void 0 ? NO_CHANGES : await changesSince(before);
	const transcript = readTranscript(path);
	const ended = transcript?.lastAt ?? started;
	const tree = transcript?.tree;
	const sessions = tree === void 0 ? [] : sessionReports(tree, ended).map(asEnded);
	return {
		outcome: "cancelled",
		reason: KILLED,
		finalMessage: tree === void 0 ? "" : finalMessageOf(tree),
		...tree === void 0 ? {} : { rootId: tree.rootId },
		sessions,
		...tree === void 0 ? {
			cost: 0,
			tokens: NO_TOKENS
		} : totalsOf(sessions),
		started,
		ended,
		denials: transcript?.denials ?? [],
		changes: changes.files,
		commits: changes.commits,
		paths: transcript === void 0 ? {} : { transcript: path },
		warnings: []
	};
}
// src/action/post.ts
process.stdout.on("error", () => void 0);
await finishStep({
	environment: process.env,
	clock: systemClock,
	write: (line) => process.stdout.write(`${line}\n`)
});
await new Promise((written) => process.stdout.write("", written));
process.exit(0);
export {};

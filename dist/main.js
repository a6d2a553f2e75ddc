import { createRequire } from "node:module";
import { setFlagsFromString } from "node:v8";
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { accessSync, appendFileSync, closeSync, constants, createReadStream, createWriteStream, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync, writeSync } from "node:fs";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants as constants$1, promises } from "fs";
import "path";
import { Readable } from "node:stream";
import { promisify, stripVTControlCharacters } from "node:util";
import { createGunzip } from "node:zlib";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chmod, copyFile, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { execFile, spawn } from "node:child_process";
import { homedir, tmpdir } from "node:os";
import { delimiter, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
// \0rolldown/runtime.js
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __esmMin = (fn, res, err) => () => {
	if (err) throw err[0];
	try {
		return fn && (res = fn(fn = 0)), res;
	} catch (e) {
		throw err = [e], e;
	}
};
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!no_symbols) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return target;
};
var __copyProps = (to, from, except, desc) => {
	if (from && typeof from === "object" || typeof from === "function") for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {
		key = keys[i];
		if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, {
			get: ((k) => from[k]).bind(null, key),
			enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
		});
	}
	return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, "default") ? __defProp(target, "default", {
	value: mod,
	enumerable: true
}) : target, mod));
var __require = (() => createRequire(import.meta.url))();
// src/supported-node.ts
const OLDEST = 20;
const { node } = process.versions;
if (Number.parseInt(node, 10) < OLDEST) {
	process.stdout.write(`agent-run needs Node ${OLDEST} or newer, and was started with Node ${node} (${process.execPath}). Put a newer Node on the PATH, or use a newer image for the job.
`);
	process.exit(1);
}
// src/clock.ts
function wallTime(clock) {
	return clock.wall?.() ?? clock.now();
}
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
const steadyClock = {
	...systemClock,
	now: () => Math.floor(performance.timeOrigin + performance.now()),
	wall: () => Date.now()
};
function endOfTurn() {
	return new Promise((resolve) => {
		setImmediate(resolve);
	});
}
const TIMED_OUT = Symbol("timed out");
async function within(clock, ms, work) {
	const done = new AbortController();
	const timer = clock.sleep(ms, done.signal).then(() => TIMED_OUT);
	try {
		return await Promise.race([work, timer]);
	} finally {
		done.abort();
	}
}
// src/action/cancel-signal.ts
const SIGNALS = ["SIGINT", "SIGTERM"];
function cancelSignal(source) {
	const cancel = new AbortController();
	const heard = new Set();
	const hear = async (name) => {
		heard.add(name);
		await endOfTurn();
		cancel.abort(SIGNALS.find((each) => heard.has(each)));
	};
	for (const name of SIGNALS) source.on(name, () => void hear(name));
	return cancel.signal;
}
// src/agent/proc.ts
function startTimeOf(pid) {
	const stat = statOf(pid);
	return stat?.state === "Z" ? void 0 : stat?.startTime;
}
function groupOf(pid) {
	return statOf(pid)?.group;
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
// src/agent/own-process.ts
function ownProcess() {
	const startTime = startTimeOf(process.pid);
	return {
		pid: process.pid,
		...startTime === void 0 ? {} : { startTime }
	};
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
const LONGEST_LINE$1 = 65536;
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
			if (held.length <= LONGEST_LINE$1) return "";
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
const EXIT_CODES = {
	completed: 0,
	"completed-with-denials": 0,
	"agent-error": 1,
	"invalid-input": 2,
	"child-error": 3,
	"nothing-produced": 4,
	"timed-out": 5,
	"no-progress": 6,
	"retries-exhausted": 7,
	"budget-exhausted": 8,
	"failed-to-start": 9,
	"lost-contact": 10,
	cancelled: 130
};
function exitCodeOf(outcome, failOn) {
	if (failOn === void 0) return EXIT_CODES[outcome];
	if (!failOn.has(outcome)) return 0;
	return EXIT_CODES[outcome] === 0 ? 1 : EXIT_CODES[outcome];
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
function counted$1(count, one, many = `${one}s`) {
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
	return `… (${counted$1(count, "character")} more)`;
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
const UNITS = {
	ms: 1,
	s: SECOND,
	m: MINUTE,
	h: HOUR,
	d: 24 * HOUR
};
function readDuration(text) {
	if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return void 0;
	let total = 0;
	for (const [, amount, unit = ""] of text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)) total += Number(amount) * (UNITS[unit] ?? 0);
	return Math.round(total);
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
function commandData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function inertLine(text) {
	return printable(text).replaceAll("\n", " ").replaceAll("##[", `#​#[`).replace(/^\s*::/, (start) => `${start.slice(0, -1)}​:`);
}
// src/text/log-lines.ts
const LABEL_LENGTH$1 = 160;
const TEXT_LENGTH = 2e4;
function toolLine(part, took) {
	const mark = part.error === void 0 ? "✓" : "✗";
	const label = clipLine(oneLine(part.label), LABEL_LENGTH$1);
	const words = [`${mark} ${clipLine(oneLine(part.tool), LABEL_LENGTH$1)}`, label];
	if (took !== void 0) words.push(`(${formatDuration(took)})`);
	if (part.error !== void 0) words.push(`— ${clipLine(oneLine(part.error), LABEL_LENGTH$1)}`);
	return inertLine(words.filter((word) => word !== "").join("  "));
}
function textLines(text) {
	const said = clip(printable(text).trim(), TEXT_LENGTH);
	return said === "" ? [] : said.split("\n").map((line) => inertLine(`│ ${line}`.trimEnd()));
}
function retryLine(status, now) {
	const wait = formatDuration(Math.max(0, status.next - now));
	const why = clipLine(oneLine(status.message), LABEL_LENGTH$1);
	return inertLine(`↻ attempt ${String(status.attempt)} failed, next in ${wait}: ${why}`);
}
function errorWords({ name, message, statusCode }) {
	const code = statusCode === void 0 ? "" : ` ${String(statusCode)}`;
	return `${oneLine(name)}${code}: ${clipLine(oneLine(message), 320)}`;
}
function errorLine(error) {
	return inertLine(`✗ ${errorWords(error)}`);
}
function askWords(ask) {
	if (ask.kind === "question") return `question: ${clipLine(ask.questions.map(({ question }) => oneLine(question)).join(" / "), LABEL_LENGTH$1)}`;
	const patterns = clipLine(ask.patterns.map(oneLine).join(", "), LABEL_LENGTH$1);
	return `permission ${oneLine(ask.permission)}${patterns === "" ? "" : ` (${patterns})`}`;
}
function askVerdict(ask, denial) {
	if (denial === void 0) return ask.kind === "question" ? "answered" : "allowed";
	return ask.kind === "question" ? "answered without a person" : "denied";
}
function askLine(ask, denial) {
	return inertLine(`${denial === void 0 ? "·" : "⊘"} ${askWords(ask)} — ${askVerdict(ask, denial)}`);
}
function childStartedLine(name) {
	return inertLine(`→ ${name}`);
}
function resultArrivedLine(name, failed) {
	return inertLine(`← ${failed ? "the failure" : "the result"} of ${name ?? "a background task"} arrived`);
}
function turnEndedLine(took, toolCalls) {
	return `■ idle after ${formatDuration(took)}, ${counted$1(toolCalls, "tool call")} in all`;
}
function deletedLine() {
	return "✗ the session was deleted";
}
function noticeLine(level, sentence) {
	const mark = {
		info: "•",
		warning: "!",
		error: "✗"
	}[level];
	return inertLine(`${mark} ${oneLine(sentence)}`);
}
function waitingLine(words) {
	return inertLine(`… ${words}`);
}
function groupTitle(name, depth, continued) {
	return inertLine(`${depth === 0 ? "" : `${"  ".repeat(depth - 1)}└ `}${name}${continued ? " (continued)" : ""}`);
}
function annotationTitle(what, name) {
	if (what === "run") return "agent-run";
	return `${name ?? "session"}: ${what === "denied" ? "not allowed" : "error"}`;
}
function furtherAnnotations() {
	return "Further errors and denials are in the log and in the summary only.";
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
var __awaiter$1, access, appendFile, writeFile$1, SUMMARY_ENV_VAR, Summary, _summary, summary$1;
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
	({access, appendFile, writeFile: writeFile$1} = promises);
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
				yield (overwrite ? writeFile$1 : appendFile)(filePath, this._buffer, { encoding: "utf8" });
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
	summary$1 = _summary;
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
function error$1(message, properties = {}) {
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
	error: () => error$1,
	getState: () => getState,
	notice: () => notice,
	saveState: () => saveState,
	setOutput: () => setOutput,
	setSecret: () => setSecret,
	summary: () => summary$1,
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
// src/action/annotate.ts
function annotate(level, title, message) {
	loadToolkit().then((core) => core[level](message, { title }));
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
function textOf$1(record) {
	return [...record.texts.values()].join("\n");
}
// src/sessions/denials.ts
function refusedCalls(tree) {
	return members(tree).flatMap(({ messages }) => [...messages.values()].flatMap(({ tools }) => [...tools.values()]).filter(({ refused }) => refused === true).map(({ sessionId, tool, label, ended, started }) => ({
		sessionId,
		kind: "permission",
		what: tool,
		patterns: label === "" ? [] : [label],
		at: ended ?? started ?? 0
	})));
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
		text: textOf$1(record)
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
		if (part.tool === "background_output" && names && hasEnded$1(child)) return {
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
	if (launch.kind !== "native" || !hasEnded$1(child) || anyoneWorks(tree)) return void 0;
	return now - Math.max(tree.lastActivity, since) >= 12e4 ? { how: "undelivered" } : void 0;
}
function isInTheMiddle(session) {
	const last = lastAssistant(session);
	if (last === void 0) return session.messages.size > 0;
	return last.completed === void 0 && last.error === void 0;
}
function hasEnded$1(child) {
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
		text: textOf$1(last)
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
	return members(tree).map((session) => reportOf$1(tree, session, waiting, now));
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
function reportOf$1(tree, session, waiting, now) {
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
// src/text/reasons.ts
const LONGEST_DETAIL = 500;
function reasonOf$1(ending) {
	switch (ending.outcome) {
		case "completed": return "Every session finished and every background result was delivered and answered.";
		case "completed-with-denials": return `Every session finished; ${counted$1(ending.denials, "permission was", "permissions were")} refused on the way.`;
		case "nothing-produced": return nothingProduced(ending.expected);
		case "agent-error": return agentError(ending.why);
		case "child-error": return childError(ending.children);
		case "timed-out": return `The run took longer than ${formatDuration(ending.limit)} (timeout)${whileWaiting(ending.waiting)}.`;
		case "no-progress": return `Nothing happened for ${formatDuration(ending.limit)} (no-progress-timeout)${whileWaiting(ending.waiting)}.`;
		case "retries-exhausted": return `The model did not answer ${counted$1(ending.limit, "retry", "retries")} in a row (retry-limit): ${brief$1(ending.message)}`;
		case "budget-exhausted": return ending.what === "cost" ? `The run cost ${formatCost(ending.spent)} and reached its limit of ${formatCost(ending.limit)} (max-cost).` : `The run used ${formatCount(ending.spent)} tokens and reached its limit of ${formatCount(ending.limit)} (max-tokens).`;
		case "cancelled": return `The run was cancelled (${ending.by}).`;
		case "failed-to-start": return `The run did not start: ${brief$1(ending.message)}`;
		case "lost-contact": return `Contact with the agent server was lost: ${brief$1(ending.message)}`;
		case "invalid-input": return ending.problems.length === 1 ? `An input is wrong. ${ending.problems[0] ?? ""}` : `${ending.problems.length} inputs are wrong. ${ending.problems.join(" ")}`;
	}
}
function nothingProduced(expected) {
	switch (expected) {
		case "changes": return "The agent finished, but no file was changed (expect: changes).";
		case "commits": return "The agent finished, but there is no new commit (expect: commits).";
		case "output": return "The agent finished, but its final message is empty (expect: output).";
	}
}
function agentError(why) {
	switch (why.kind) {
		case "error": return `The main session failed: ${named(why.error)}`;
		case "finish": return `The main session stopped before it was done (${finishWords(why.finish)}).`;
		case "unfinished": return "The main session stopped in the middle of its answer.";
		case "refused": return `A refused permission for ${why.tool} ended the main session.`;
		case "deleted": return "The main session was deleted while it worked.";
		case "no-structure": return "The model gave no structured output although a schema was given.";
	}
}
function finishWords(finish) {
	switch (finish) {
		case "length": return "the model's output limit was reached";
		case "content-filter": return "the provider's content filter intervened";
		case "tool-calls": return "its turn ended after a tool call";
		default: return `finish reason "${clip(finish, 40)}"`;
	}
}
function childError(children) {
	const first = children[0];
	const others = children.length - 1;
	const more = others > 0 ? ` ${counted$1(others, "more child session")} failed too.` : "";
	if (first === void 0) return "A child session failed and nobody dealt with it.";
	const title = clip(first.title === "" ? first.sessionId : first.title, 80);
	if (first.how === "undelivered") return `The child session "${title}" finished, but its result never reached its parent: it was lost in the agent server, as by an abort at that moment.${more}`;
	return `The child session "${title}" ${fate(first.how, first.error)} and nobody dealt with it.${more}`;
}
function fate(how, error) {
	switch (how) {
		case "failed": return error === void 0 ? "failed" : `failed (${brief$1(named(error))})`;
		case "aborted": return "was aborted";
		case "deleted": return "was deleted before it was done";
		case "unfinished": return "stopped in the middle of its answer";
	}
}
function named({ name, message, statusCode }) {
	const status = statusCode === void 0 ? "" : ` (status ${statusCode})`;
	return brief$1(message === "" ? `${name}${status}` : `${message}${status}`);
}
function brief$1(message) {
	const [line = ""] = message.trim().split("\n", 1);
	return clip(line, LONGEST_DETAIL);
}
function whileWaiting(waiting) {
	const first = waiting[0];
	if (first === void 0) return "";
	const others = waiting.length > 1 ? ` and ${counted$1(waiting.length - 1, "other thing")}` : "";
	return ` while waiting for ${waitWords(first)}${others}`;
}
function waitWords(wait) {
	switch (wait.kind) {
		case "working": return wait.tool === void 0 ? `session ${wait.sessionId} to work` : `session ${wait.sessionId} running ${wait.tool.name}`;
		case "retrying": return `the model (retry ${wait.attempt}: ${clip(wait.message, 120)})`;
		case "asking": return `an answer to an ask of session ${wait.sessionId}`;
		case "unanswered": return `session ${wait.sessionId} to answer`;
		case "owed": return `a background result owed to session ${wait.sessionId}`;
	}
}
// src/text/server-sentences.ts
const NOT_GUARDED = "the plugin that keeps keys from the agent was not loaded, so the agent was not given its task.";
const NO_ECHO = "the event stream of the agent server stands, but nothing comes through it.";
const NOT_EXPORTED = "The session could not be exported: the agent server did not answer.";
const LONGEST_TAIL = 400;
function serverEndedSentence(code, signal, tail) {
	const how = code === null ? `was ended by ${signal ?? "a signal"}` : `ended with code ${code}`;
	const last = tail.trim().split("\n").at(-1) ?? "";
	return `the agent server ${how} while the run was going on.${last === "" ? "" : ` The last it printed: ${clip(last, LONGEST_TAIL)}`}`;
}
function serverReadySentence(version, took) {
	return `opencode${version === void 0 ? "" : ` ${version}`} is ready (${took})`;
}
// src/agent/json.ts
const NOTHING$1 = {};
function object(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? value : NOTHING$1;
}
function list$2(value) {
	return Array.isArray(value) ? value : [];
}
function text$1(value) {
	return typeof value === "string" ? value : void 0;
}
function number$1(value) {
	return typeof value === "number" && Number.isFinite(value) ? value : void 0;
}
// src/action/git.ts
const execute = promisify(execFile);
const NO_CHANGES = {
	files: [],
	commits: 0
};
const LITTER$1 = [".opencode", ".omo"];
async function lookAtCheckout(directory, own) {
	const litter = LITTER$1.filter((name) => !existsSync(join(directory, name)));
	const checkout = await openCheckout(directory, own);
	if (checkout === void 0) return void 0;
	const checkpoint = await checkout.checkpoint();
	const look = {
		directory,
		checkpoint,
		litter
	};
	await writeFile(join(own, LOOK), JSON.stringify(look)).catch(() => void 0);
	return {
		checkout,
		checkpoint,
		litter
	};
}
const LOOK = "look.json";
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
// src/action/end.ts
const ABORT_PATIENCE = 2e3;
const HURRIED_PATIENCE = 1e3;
async function endInOrder(options, scene, ending) {
	const { clock, settings } = options;
	const { conversation, server } = scene;
	const isSettled = ending.outcome === "completed" || ending.outcome === "child-error";
	const isHurried = ending.outcome === "cancelled";
	if (!isSettled) await conversation?.abortAll(isHurried ? HURRIED_PATIENCE : ABORT_PATIENCE);
	const ended = clock.now();
	const paths = await leftPaths(options, scene, isHurried);
	const stopped = server?.stop(isHurried ? "hurried" : "orderly");
	if (!isSettled) await stopped;
	const looking = whatChanged(scene);
	const [changes] = await Promise.all([isHurried ? within(clock, HURRIED_PATIENCE, looking) : looking, stopped]);
	conversation?.close();
	const found = {
		scene,
		changes: changes === TIMED_OUT ? NO_CHANGES : changes
	};
	const denials = denialsOf(scene);
	return reportOf(scene, {
		ending: withExpectation(ending, settings, {
			...found,
			denials
		}),
		ended,
		changes: found.changes,
		denials,
		paths
	});
}
function denialsOf({ conversation }) {
	if (conversation === void 0) return [];
	const { denials, tree } = conversation.attendance;
	return [...denials, ...refusedCalls(tree)].toSorted((a, b) => a.at - b.at);
}
async function whatChanged(scene) {
	const before = await scene.before;
	return before === void 0 ? NO_CHANGES : changesSince(before);
}
async function leftPaths(options, { conversation }, isHurried) {
	const { transcript, export: path } = workFiles(options.workDir);
	if (!(options.settings.export && !isHurried) || conversation === void 0) return { transcript };
	try {
		const session = await conversation.agent.exportSession(conversation.rootId);
		await writeFile(path, JSON.stringify(session));
		return {
			transcript,
			export: path
		};
	} catch {
		options.progress.notice("warning", NOT_EXPORTED);
		return { transcript };
	}
}
function withExpectation(ending, { expect }, found) {
	if (ending.outcome !== "completed") return ending;
	const { files, commits } = found.changes;
	if (!{
		nothing: true,
		changes: files.length > 0 || commits > 0,
		commits: commits > 0,
		output: (finalMessage(found.scene) ?? "").trim() !== ""
	}[expect] && expect !== "nothing") return {
		outcome: "nothing-produced",
		expected: expect
	};
	if (found.denials.length === 0) return ending;
	return {
		outcome: "completed-with-denials",
		denials: found.denials.length
	};
}
function reportOf(scene, { ending, ended, changes, denials, paths }) {
	const tree = scene.conversation?.attendance.tree;
	const sessions = tree === void 0 ? [] : sessionReports(tree, ended).map(asEnded);
	const { cost, tokens } = tree === void 0 ? {
		cost: 0,
		tokens: NO_TOKENS
	} : totalsOf(sessions);
	const model = tree === void 0 ? void 0 : modelOf(tree);
	const version = scene.opencode?.version;
	return {
		outcome: ending.outcome,
		reason: reasonOf$1(ending),
		finalMessage: finalMessage(scene) ?? "",
		...scene.structuredOutput === void 0 ? {} : { structuredOutput: scene.structuredOutput },
		...tree === void 0 ? {} : { rootId: tree.rootId },
		sessions,
		cost,
		tokens,
		started: scene.began,
		ended,
		denials,
		changes: changes.files,
		commits: changes.commits,
		...model === void 0 ? {} : { model },
		...version === void 0 ? {} : { opencodeVersion: version },
		paths,
		warnings: scene.warnings
	};
}
function asEnded(session) {
	return session.state === "working" || session.state === "waiting" ? {
		...session,
		state: "aborted"
	} : session;
}
function finalMessage(scene) {
	const tree = scene.conversation?.attendance.tree;
	return scene.finalMessage ?? (tree === void 0 ? void 0 : finalMessageOf(tree));
}
function finalMessageOf(tree) {
	const root = tree.sessions.get(tree.rootId);
	return (root === void 0 ? [] : history(root)).filter(({ message }) => message.role === "assistant" && !message.summary).map(textOf$1).findLast((text) => text.trim() !== "") ?? "";
}
function modelOf(tree) {
	const root = tree.sessions.get(tree.rootId);
	return root === void 0 ? void 0 : lastAssistant(root)?.model;
}
// src/action/comment/run-comment.ts
const LAST_WORDS = {
	cancelled: 1500,
	other: 5e3
};
var RunComment = class {
	#options;
	#over = new AbortController();
	#writing;
	#tree;
	constructor(options) {
		this.#options = options;
	}
	get progress() {
		const keep = (tree) => {
			this.#tree = tree;
		};
		return {
			notice: () => void 0,
			event: (_event, tree) => keep(tree),
			asked: (_ask, _denial, tree) => keep(tree),
			waiting: (_pending, tree) => keep(tree)
		};
	}
	begin() {
		this.#begun().catch(() => void 0);
	}
	async #begun() {
		const writing = await this.#loaded();
		const look = () => this.#tree === void 0 ? void 0 : {
			tree: this.#tree,
			said: finalMessageOf(this.#tree)
		};
		if (this.#options.wish.mode === "progress" && !this.#over.signal.aborted) writing.follow(look, this.#over.signal);
	}
	async end(report) {
		this.#over.abort();
		const { clock, keptAt } = this.#options;
		const limit = report.outcome === "cancelled" ? LAST_WORDS.cancelled : LAST_WORDS.other;
		const until = clock.now() + limit;
		try {
			const writing = await this.#loaded();
			const body = await writing.bodyOf(report);
			if (keptAt !== void 0) writeFileSync(keptAt, body, { mode: 384 });
			return await writing.end(body, until - clock.now());
		} catch (error) {
			return {
				isOver: false,
				problem: commentUnwritten(error)
			};
		}
	}
	#loaded() {
		this.#writing ??= this.#load();
		return this.#writing;
	}
	async #load() {
		const { id, started, mayExist = false, ...options } = this.#options;
		const address = forgeAddress(options.environment);
		const { repository } = address;
		if (repository === void 0) throw new Error("no repository");
		const { key } = options.wish;
		const mark = {
			id,
			started,
			...key === void 0 ? {} : { key }
		};
		const { commentOfJob } = await import("./comment.js");
		return commentOfJob({
			...options,
			address: {
				...address,
				repository
			},
			mark,
			mayExist
		});
	}
};
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
function noTask() {
	return "Nothing to do: give exactly one of `prompt`, `prompt-file` and `command`; none was found.";
}
function severalTasks(found) {
	return `Give exactly one of \`prompt\`, \`prompt-file\` and \`command\`; found ${listed$1(found)}.`;
}
function notTogether(names) {
	return `Give only one of ${listed$1(names)}.`;
}
function argumentsWithoutCommand() {
	return "it belongs to `command`, which was not given. Give `command` as well, or put the text into `prompt`.";
}
function commandWithoutName() {
	return "expected the name of a command such as `review`, found none.";
}
function commandWithArguments(found) {
	const [name = "", ...rest] = found.split(/\s+/);
	return `expected the name of one command, found ${quote(found)}. Write \`command: ${name}\` and \`arguments: ${rest.join(" ")}\`.`;
}
function unknownValue(found, valid, nearest) {
	const hint = nearest === void 0 ? "" : ` Did you mean \`${nearest}\`?`;
	return `expected ${oneOf$1(valid)}, found ${quote(found)}.${hint}`;
}
function notASwitch(found) {
	return `expected \`true\` or \`false\`, found ${quote(found)}.`;
}
function durationWithoutUnit(found) {
	return `${found} has no unit. Write \`${found}s\`, \`${found}m\` or \`${found}h\`.`;
}
function notADuration(found) {
	return `expected a duration such as \`90s\`, \`30m\` or \`1h30m\`, found ${quote(found)}.`;
}
function durationOfNothing() {
	return "it must be longer than zero: every wait of a run has an end.";
}
function durationTooLong(found) {
	return `the longest duration is \`24d\`, found ${quote(found)}.`;
}
function notACount(found, least) {
	return `expected a whole number, ${String(least)} or more, found ${quote(found)}.`;
}
function notAnAmount(found) {
	return `expected a number above zero such as \`2.50\`, without a currency sign, found ${quote(found)}.`;
}
function notAModelName(found) {
	return `expected \`provider/model\` such as \`anthropic/claude-sonnet-4-5\`, found ${quote(found)}.`;
}
function notAVariableName(found) {
	const [name = "", ...value] = found.split("=");
	return `expected names of environment variables, found ${quote(value.length === 0 ? found : `${name}=…`)}. Give the names only, not the values.`;
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
function noSuchFile(found, workspace) {
	return `there is no file ${quote(found)} (looked in ${workspace}).`;
}
function noSuchFolder(found, workspace) {
	return `there is no folder ${quote(found)} (looked in ${workspace}).`;
}
function folderNotFile(found) {
	return `expected a file, but ${quote(found)} is a folder.`;
}
function fileNotFolder(found) {
	return `expected a folder, but ${quote(found)} is a file.`;
}
function outsideWorkspace(found) {
	return `${quote(found)} leads out of the workspace. Use a path inside it, or an absolute path.`;
}
function unreadable(found, why) {
	return `${quote(found)} could not be read: ${why}`;
}
function emptyFile(found) {
	return `${quote(found)} is empty.`;
}
function notStructured(why) {
	const [firstLine = ""] = why.split("\n");
	return `expected JSON or YAML, but it could not be read: ${firstLine.replace(/:$/, ".")}`;
}
function notAMap(found) {
	return `expected a map of names to values, found ${kindOf(found)}.`;
}
function notASchema() {
	return "expected a JSON Schema with `type: object` at its top level, because the answer is given as the arguments of a tool. Wrap other types into a property.";
}
function listed$1(names) {
	return inWords(names.map((name) => `\`${name}\``), "and");
}
function oneOf$1(names) {
	return inWords(names.map((name) => `\`${name}\``), "or");
}
function inWords(words, joint) {
	if (words.length < 2) return words.join("");
	return `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1) ?? ""}`;
}
function kindOf(value) {
	if (value === null || value === void 0) return "nothing";
	if (Array.isArray(value)) return "a list";
	return typeof value === "string" ? quote(value) : `the ${typeof value} ${JSON.stringify(value)}`;
}
// src/agent/pins.ts
const OPENCODE_VERSION = "1.18.33";
const OPENCODE_PINS = {
	"opencode-linux-x64": {
		integrity: "sha512-q/t/3p2CTxOT9y2kvjesb/LZab2+1eqlhhWA02Be6mjTtmYtNBcBsrI5yDo4Fw7ZSPBW2oyMIGMNRqiKQjiAWw==",
		sha256: "0abbb7c32ab0294c0a7bfa2705f9ff0df5dce5ab721d1f00cccfe393f2a11427",
		bytes: 185354368
	},
	"opencode-linux-x64-baseline": {
		integrity: "sha512-1KQGBiiDDeL/VHHbHkOvvFo8Jr97WT5+C1tear+p7IcDTnXgVHXqIjU4O4jM4mHQzykTP2i884FCnW5LDa+zCA==",
		sha256: "0abbb7c32ab0294c0a7bfa2705f9ff0df5dce5ab721d1f00cccfe393f2a11427",
		bytes: 185354368
	}
};
const RIPGREP_VERSION = "1.18.0";
const RIPGREP_PINS = {
	"@vscode/ripgrep-darwin-arm64": {
		integrity: "sha512-r3ktHSvbFycQNF6sl7sNDPocpsI7J+mEzh1IaZFkY0spm3k2Z9t8hPAeOK7+p0l6p6/swkQC14XWX01low+94Q==",
		sha256: "6ef40346bf31fcce79d9614c7745c198542925a0c7d4911e1ffe794c53392ac1",
		bytes: 4528512
	},
	"@vscode/ripgrep-darwin-x64": {
		integrity: "sha512-25b4gWbL138dGuQU244ebCKKc0q05ULBMoFSz9oAEUHNeqK/lOJViDS7DRvbDazzAzSEdan391Znks/R5mkaTQ==",
		sha256: "f999495980a5e6f1e7d26461ef5768b4013a62df610ed7d77a8b2de247a5b228",
		bytes: 4742676
	},
	"@vscode/ripgrep-linux-arm64": {
		integrity: "sha512-lQ/5zTG++U0E3IhVgS4EPTTn/U4okncaRMM5GOFfOYZywS4nuD31GhkHbNYlDk5CuDC68+hYJ0/eQeyCKJDA+g==",
		sha256: "e152ea689d6e8420357e592f0d8253b96476c164118ca3e6e13074fa1705ddda",
		bytes: 4771240
	},
	"@vscode/ripgrep-linux-x64": {
		integrity: "sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==",
		sha256: "193906679498de4d939345b937fa24e0e69a03c244bd70c859f5e41232713f21",
		bytes: 5728032
	},
	"@vscode/ripgrep-win32-arm64": {
		integrity: "sha512-vfTIjq1OHnzUjxZcHVQAMbnggp8dpGf+0QKFOZHwWPqFwXxQC8eCWM+5NUdoJ6yrElCeMzoUTXoK/LdZaniB+Q==",
		sha256: "0015ba7dfb2d8b62c39332d64e50c6e85f75230125e10c50a950ed14995c79bf",
		bytes: 4883968
	},
	"@vscode/ripgrep-win32-x64": {
		integrity: "sha512-KNPvtElldqILHdnAetujPaowkNbpqJy3ssIGGN6F6Kve9Qi+nNLI2DN01O83JjCEVQbCzl8Ov3QZ9Eov3BR8Dg==",
		sha256: "f9dde63498b3193f098355dbec97af99dc4f6b8fa0df5ed04114a03012c042cb",
		bytes: 5429760
	}
};
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
		default: OPENCODE_VERSION,
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
// src/action/handover.ts
const FILE = "handover.json";
function makeRunFolder(stepFolder) {
	mkdirSync(dirname(stepFolder), { recursive: true });
	for (let number = 1;; number += 1) {
		const folder = number === 1 ? stepFolder : `${stepFolder}.${number}`;
		try {
			mkdirSync(folder, { mode: 448 });
			return folder;
		} catch (error) {
			if (error.code !== "EEXIST") throw error;
		}
	}
}
function writeHandover(folder, handover) {
	const path = join(folder, FILE);
	writeFileSync(`${path}.new`, JSON.stringify(handover), { mode: 384 });
	renameSync(`${path}.new`, path);
}
function closeHandover(folder, handover) {
	try {
		writeHandover(folder, {
			...handover,
			reported: true
		});
	} catch {
		rmSync(join(folder, FILE), { force: true });
	}
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
function parseSwitch(text) {
	if (/^(true|True|TRUE)$/.test(text)) return good(true);
	if (/^(false|False|FALSE)$/.test(text)) return good(false);
	return bad(notASwitch(text));
}
function parseCount(text, least) {
	const count = Number(text);
	return /^\d+$/.test(text) && Number.isSafeInteger(count) && count >= least ? good(count) : bad(notACount(text, least));
}
function parseAmount(text) {
	const amount = Number(text);
	return /^(\d+\.?\d*|\.\d+)$/.test(text) && amount > 0 ? good(amount) : bad(notAnAmount(text));
}
function parseChoice(text, values) {
	const chosen = values.find((value) => value === text);
	if (chosen !== void 0) return good(chosen);
	return bad(unknownValue(text, values, nearest(text, values)));
}
function parseList(text) {
	return items(text, /[\n,]/);
}
function parsePathList(text) {
	return items(text, text.trim().includes("\n") ? /\n/ : /,/);
}
function parseVariableName(text) {
	return /^[A-Za-z_]\w*$/.test(text) ? good(text) : bad(notAVariableName(text));
}
function items(text, separator) {
	const found = text.split(separator).map((item) => item.trim());
	return [...new Set(found.filter((item) => item !== ""))];
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
// src/action/durations.ts
const LONGEST = 20736e5;
function parseDuration(text, { zero }) {
	if (/^\d+(\.\d+)?$/.test(text)) return bad(durationWithoutUnit(text));
	const total = readDuration(text);
	if (total === void 0) return bad(notADuration(text));
	if (total === 0 && !zero) return bad(durationOfNothing());
	if (total > LONGEST) return bad(durationTooLong(text));
	return good(total);
}
// src/action/fail-on.ts
function parseVerdict(item) {
	const fails = !item.startsWith("!");
	const outcome = parseChoice(fails ? item : item.slice(1).trim(), OUTCOMES);
	return outcome.ok ? {
		ok: true,
		value: {
			outcome: outcome.value,
			fails
		}
	} : outcome;
}
function failingOutcomes(verdicts) {
	const failing = new Set(OUTCOMES.filter((outcome) => EXIT_CODES[outcome] !== 0));
	for (const { outcome, fails } of verdicts) if (fails) failing.add(outcome);
	else failing.delete(outcome);
	return OUTCOMES.filter((outcome) => failing.has(outcome));
}
// src/action/input-paths.ts
async function parseFile(written, place) {
	const path = resolveIn(place, written);
	if (path === void 0) return bad(outsideWorkspace(written));
	const kind = await place.kindOf(path);
	if (kind === "file") return good(path);
	return bad(kind === "folder" ? folderNotFile(written) : noSuchFile(written, place.workspace));
}
async function parseFolder(written, place) {
	const path = resolveIn(place, written);
	if (path === void 0) return bad(outsideWorkspace(written));
	const kind = await place.kindOf(path);
	if (kind === "folder") return good(path);
	return bad(kind === "file" ? fileNotFolder(written) : noSuchFolder(written, place.workspace));
}
async function parseTextFile(written, place) {
	const path = await parseFile(written, place);
	if (!path.ok) return path;
	try {
		const text = (await place.readFile(path.value)).replace(/^\uFEFF/, "");
		return text.trim() === "" ? bad(emptyFile(written)) : good(text);
	} catch (error) {
		return bad(unreadable(written, error instanceof Error ? error.message : String(error)));
	}
}
function resolveIn(place, written) {
	const path = resolve(place.workspace, written);
	if (isAbsolute(written) || place.roots === void 0) return path;
	return place.roots.some((root) => isInside$1(root, path)) ? path : void 0;
}
function isInside$1(root, path) {
	const way = relative(root, path);
	return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}
// src/action/model-name.ts
function parseModelName(text) {
	const slash = text.indexOf("/");
	const provider = text.slice(0, slash);
	const id = text.slice(slash + 1);
	if (slash < 1 || id === "" || /\s/.test(text)) return bad(notAModelName(text));
	return good({
		provider,
		id
	});
}
// src/text/policy-problems.ts
function notAPolicy() {
	return "expected `allow`, `deny`, or a map of permission names to `allow`, `deny` or a map of patterns.";
}
function pathNotPolicy(found) {
	return `expected the policy itself, found ${quote(found)}. It is not read from a file, because a pull request could change the file.`;
}
function nobodyToAsk(where) {
	return `\`${where}\` is \`ask\`, but nobody is there to answer during a run. Write \`allow\` or \`deny\`.`;
}
function notAnAction(where, found, nearest) {
	return `\`${where}\`: expected \`allow\` or \`deny\`, found ${typeof found === "string" ? quote(found) : JSON.stringify(found)}.${nearest === void 0 ? "" : ` Did you mean \`${nearest}\`?`}`;
}
function emptyPatterns(where) {
	return `\`${where}\` has no pattern. Write \`${where}: deny\`, or patterns with \`allow\` or \`deny\` below it.`;
}
function otherSpelling(found, known) {
	return `\`${found}\` would have no effect: opencode calls this permission \`${known}\`.`;
}
function unknownPermission(found, nearest) {
	return `\`permissions\`: opencode itself has no permission \`${found}\`. Did you mean \`${nearest}\`? It is kept, because plugins and MCP servers bring their own.`;
}
function notAnAnswer(found) {
	return `\`question\`: expected \`deny\`, \`allow\`, or \`answer:\` with a text, found ${JSON.stringify(found)}.`;
}
// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJSMin(((exports) => {
	const ALIAS = Symbol.for("yaml.alias");
	const DOC = Symbol.for("yaml.document");
	const MAP = Symbol.for("yaml.map");
	const PAIR = Symbol.for("yaml.pair");
	const SCALAR = Symbol.for("yaml.scalar");
	const SEQ = Symbol.for("yaml.seq");
	const NODE_TYPE = Symbol.for("yaml.node.type");
	const isAlias = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === ALIAS;
	const isDocument = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === DOC;
	const isMap = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === MAP;
	const isPair = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === PAIR;
	const isScalar = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SCALAR;
	const isSeq = (node) => !!node && typeof node === "object" && node[NODE_TYPE] === SEQ;
	function isCollection(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case MAP:
			case SEQ: return true;
		}
		return false;
	}
	function isNode(node) {
		if (node && typeof node === "object") switch (node[NODE_TYPE]) {
			case ALIAS:
			case MAP:
			case SCALAR:
			case SEQ: return true;
		}
		return false;
	}
	const hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;
	exports.ALIAS = ALIAS;
	exports.DOC = DOC;
	exports.MAP = MAP;
	exports.NODE_TYPE = NODE_TYPE;
	exports.PAIR = PAIR;
	exports.SCALAR = SCALAR;
	exports.SEQ = SEQ;
	exports.hasAnchor = hasAnchor;
	exports.isAlias = isAlias;
	exports.isCollection = isCollection;
	exports.isDocument = isDocument;
	exports.isMap = isMap;
	exports.isNode = isNode;
	exports.isPair = isPair;
	exports.isScalar = isScalar;
	exports.isSeq = isSeq;
}));
// node_modules/yaml/dist/visit.js
var require_visit = __commonJSMin(((exports) => {
	var identity = require_identity();
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove node");
	function visit(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (visit_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else visit_(null, node, visitor_, Object.freeze([]));
	}
	visit.BREAK = BREAK;
	visit.SKIP = SKIP;
	visit.REMOVE = REMOVE;
	function visit_(key, node, visitor, path) {
		const ctrl = callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visit_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = visit_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = visit_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = visit_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	async function visitAsync(node, visitor) {
		const visitor_ = initVisitor(visitor);
		if (identity.isDocument(node)) {
			if (await visitAsync_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE) node.contents = null;
		} else await visitAsync_(null, node, visitor_, Object.freeze([]));
	}
	visitAsync.BREAK = BREAK;
	visitAsync.SKIP = SKIP;
	visitAsync.REMOVE = REMOVE;
	async function visitAsync_(key, node, visitor, path) {
		const ctrl = await callVisitor(key, node, visitor, path);
		if (identity.isNode(ctrl) || identity.isPair(ctrl)) {
			replaceNode(key, path, ctrl);
			return visitAsync_(key, ctrl, visitor, path);
		}
		if (typeof ctrl !== "symbol") {
			if (identity.isCollection(node)) {
				path = Object.freeze(path.concat(node));
				for (let i = 0; i < node.items.length; ++i) {
					const ci = await visitAsync_(i, node.items[i], visitor, path);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						node.items.splice(i, 1);
						i -= 1;
					}
				}
			} else if (identity.isPair(node)) {
				path = Object.freeze(path.concat(node));
				const ck = await visitAsync_("key", node.key, visitor, path);
				if (ck === BREAK) return BREAK;
				else if (ck === REMOVE) node.key = null;
				const cv = await visitAsync_("value", node.value, visitor, path);
				if (cv === BREAK) return BREAK;
				else if (cv === REMOVE) node.value = null;
			}
		}
		return ctrl;
	}
	function initVisitor(visitor) {
		if (typeof visitor === "object" && (visitor.Collection || visitor.Node || visitor.Value)) return Object.assign({
			Alias: visitor.Node,
			Map: visitor.Node,
			Scalar: visitor.Node,
			Seq: visitor.Node
		}, visitor.Value && {
			Map: visitor.Value,
			Scalar: visitor.Value,
			Seq: visitor.Value
		}, visitor.Collection && {
			Map: visitor.Collection,
			Seq: visitor.Collection
		}, visitor);
		return visitor;
	}
	function callVisitor(key, node, visitor, path) {
		if (typeof visitor === "function") return visitor(key, node, path);
		if (identity.isMap(node)) return visitor.Map?.(key, node, path);
		if (identity.isSeq(node)) return visitor.Seq?.(key, node, path);
		if (identity.isPair(node)) return visitor.Pair?.(key, node, path);
		if (identity.isScalar(node)) return visitor.Scalar?.(key, node, path);
		if (identity.isAlias(node)) return visitor.Alias?.(key, node, path);
	}
	function replaceNode(key, path, node) {
		const parent = path[path.length - 1];
		if (identity.isCollection(parent)) parent.items[key] = node;
		else if (identity.isPair(parent)) {
			if (key === "key") parent.key = node;
			else parent.value = node;
		} else if (identity.isDocument(parent)) parent.contents = node;
		else {
			const pt = identity.isAlias(parent) ? "alias" : "scalar";
			throw new Error(`Cannot replace node with ${pt} parent`);
		}
	}
	exports.visit = visit;
	exports.visitAsync = visitAsync;
}));
// node_modules/yaml/dist/doc/directives.js
var require_directives = __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	const escapeChars = {
		"!": "%21",
		",": "%2C",
		"[": "%5B",
		"]": "%5D",
		"{": "%7B",
		"}": "%7D"
	};
	const escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]);
	var Directives = class Directives {
		constructor(yaml, tags) {
			this.docStart = null;
			this.docEnd = false;
			this.yaml = Object.assign({}, Directives.defaultYaml, yaml);
			this.tags = Object.assign({}, Directives.defaultTags, tags);
		}
		clone() {
			const copy = new Directives(this.yaml, this.tags);
			copy.docStart = this.docStart;
			return copy;
		}
		atDocument() {
			const res = new Directives(this.yaml, this.tags);
			switch (this.yaml.version) {
				case "1.1":
					this.atNextDocument = true;
					break;
				case "1.2":
					this.atNextDocument = false;
					this.yaml = {
						explicit: Directives.defaultYaml.explicit,
						version: "1.2"
					};
					this.tags = Object.assign({}, Directives.defaultTags);
			}
			return res;
		}
		add(line, onError) {
			if (this.atNextDocument) {
				this.yaml = {
					explicit: Directives.defaultYaml.explicit,
					version: "1.1"
				};
				this.tags = Object.assign({}, Directives.defaultTags);
				this.atNextDocument = false;
			}
			const parts = line.trim().split(/[ \t]+/);
			const name = parts.shift();
			switch (name) {
				case "%TAG": {
					if (parts.length !== 2) {
						onError(0, "%TAG directive should contain exactly two parts");
						if (parts.length < 2) return false;
					}
					const [handle, prefix] = parts;
					this.tags[handle] = prefix;
					return true;
				}
				case "%YAML": {
					this.yaml.explicit = true;
					if (parts.length !== 1) {
						onError(0, "%YAML directive should contain exactly one part");
						return false;
					}
					const [version] = parts;
					if (version === "1.1" || version === "1.2") {
						this.yaml.version = version;
						return true;
					} else {
						const isValid = /^\d+\.\d+$/.test(version);
						onError(6, `Unsupported YAML version ${version}`, isValid);
						return false;
					}
				}
				default:
					onError(0, `Unknown directive ${name}`, true);
					return false;
			}
		}
		tagName(source, onError) {
			if (source === "!") return "!";
			if (source[0] !== "!") {
				onError(`Not a valid tag: ${source}`);
				return null;
			}
			if (source[1] === "<") {
				const verbatim = source.slice(2, -1);
				if (verbatim === "!" || verbatim === "!!") {
					onError(`Verbatim tags aren't resolved, so ${source} is invalid.`);
					return null;
				}
				if (source[source.length - 1] !== ">") onError("Verbatim tags must end with a >");
				return verbatim;
			}
			const [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
			if (!suffix) onError(`The ${source} tag has no suffix`);
			const prefix = this.tags[handle];
			if (prefix) try {
				return prefix + decodeURIComponent(suffix);
			} catch (error) {
				onError(String(error));
				return null;
			}
			if (handle === "!") return source;
			onError(`Could not resolve tag: ${source}`);
			return null;
		}
		tagString(tag) {
			for (const [handle, prefix] of Object.entries(this.tags)) if (tag.startsWith(prefix)) return handle + escapeTagName(tag.substring(prefix.length));
			return tag[0] === "!" ? tag : `!<${tag}>`;
		}
		toString(doc) {
			const lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [];
			const tagEntries = Object.entries(this.tags);
			let tagNames;
			if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
				const tags = {};
				visit.visit(doc.contents, (_key, node) => {
					if (identity.isNode(node) && node.tag) tags[node.tag] = true;
				});
				tagNames = Object.keys(tags);
			} else tagNames = [];
			for (const [handle, prefix] of tagEntries) {
				if (handle === "!!" && prefix === "tag:yaml.org,2002:") continue;
				if (!doc || tagNames.some((tn) => tn.startsWith(prefix))) lines.push(`%TAG ${handle} ${prefix}`);
			}
			return lines.join("\n");
		}
	};
	Directives.defaultYaml = {
		explicit: false,
		version: "1.2"
	};
	Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
	exports.Directives = Directives;
}));
// node_modules/yaml/dist/doc/anchors.js
var require_anchors = __commonJSMin(((exports) => {
	var identity = require_identity();
	var visit = require_visit();
	function anchorIsValid(anchor) {
		if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
			const msg = `Anchor must not contain whitespace or control characters: ${JSON.stringify(anchor)}`;
			throw new Error(msg);
		}
		return true;
	}
	function anchorNames(root) {
		const anchors = new Set();
		visit.visit(root, { Value(_key, node) {
			if (node.anchor) anchors.add(node.anchor);
		} });
		return anchors;
	}
	function findNewAnchor(prefix, exclude) {
		for (let i = 1;; ++i) {
			const name = `${prefix}${i}`;
			if (!exclude.has(name)) return name;
		}
	}
	function createNodeAnchors(doc, prefix) {
		const aliasObjects = [];
		const sourceObjects = new Map();
		let prevAnchors = null;
		return {
			onAnchor: (source) => {
				aliasObjects.push(source);
				prevAnchors ?? (prevAnchors = anchorNames(doc));
				const anchor = findNewAnchor(prefix, prevAnchors);
				prevAnchors.add(anchor);
				return anchor;
			},
			setAnchors: () => {
				for (const source of aliasObjects) {
					const ref = sourceObjects.get(source);
					if (typeof ref === "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node))) ref.node.anchor = ref.anchor;
					else {
						const error = new Error("Failed to resolve repeated object (this should not happen)");
						error.source = source;
						throw error;
					}
				}
			},
			sourceObjects
		};
	}
	exports.anchorIsValid = anchorIsValid;
	exports.anchorNames = anchorNames;
	exports.createNodeAnchors = createNodeAnchors;
	exports.findNewAnchor = findNewAnchor;
}));
// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = __commonJSMin(((exports) => {
	function applyReviver(reviver, obj, key, val) {
		if (val && typeof val === "object") {
			if (Array.isArray(val)) for (let i = 0, len = val.length; i < len; ++i) {
				const v0 = val[i];
				const v1 = applyReviver(reviver, val, String(i), v0);
				if (v1 === void 0) delete val[i];
				else if (v1 !== v0) val[i] = v1;
			}
			else if (val instanceof Map) for (const k of Array.from(val.keys())) {
				const v0 = val.get(k);
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) val.delete(k);
				else if (v1 !== v0) val.set(k, v1);
			}
			else if (val instanceof Set) for (const v0 of Array.from(val)) {
				const v1 = applyReviver(reviver, val, v0, v0);
				if (v1 === void 0) val.delete(v0);
				else if (v1 !== v0) {
					val.delete(v0);
					val.add(v1);
				}
			}
			else for (const [k, v0] of Object.entries(val)) {
				const v1 = applyReviver(reviver, val, k, v0);
				if (v1 === void 0) delete val[k];
				else if (v1 !== v0) val[k] = v1;
			}
		}
		return reviver.call(obj, key, val);
	}
	exports.applyReviver = applyReviver;
}));
// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = __commonJSMin(((exports) => {
	var identity = require_identity();
	function toJS(value, arg, ctx) {
		if (Array.isArray(value)) return value.map((v, i) => toJS(v, String(i), ctx));
		if (value && typeof value.toJSON === "function") {
			if (!ctx || !identity.hasAnchor(value)) return value.toJSON(arg, ctx);
			const data = {
				aliasCount: 0,
				count: 1,
				res: void 0
			};
			ctx.anchors.set(value, data);
			ctx.onCreate = (res) => {
				data.res = res;
				delete ctx.onCreate;
			};
			const res = value.toJSON(arg, ctx);
			if (ctx.onCreate) ctx.onCreate(res);
			return res;
		}
		if (typeof value === "bigint" && !ctx?.keep) return Number(value);
		return value;
	}
	exports.toJS = toJS;
}));
// node_modules/yaml/dist/nodes/Node.js
var require_Node = __commonJSMin(((exports) => {
	var applyReviver = require_applyReviver();
	var identity = require_identity();
	var toJS = require_toJS();
	var NodeBase = class {
		constructor(type) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: type });
		}
		clone() {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			if (!identity.isDocument(doc)) throw new TypeError("A document argument is required");
			const ctx = {
				anchors: new Map(),
				doc,
				keep: true,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this, "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
	};
	exports.NodeBase = NodeBase;
}));
// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var visit = require_visit();
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	var Alias = class extends Node.NodeBase {
		constructor(source) {
			super(identity.ALIAS);
			this.source = source;
			Object.defineProperty(this, "tag", { set() {
				throw new Error("Alias nodes cannot have tags");
			} });
		}
		resolve(doc, ctx) {
			if (ctx?.maxAliasCount === 0) throw new ReferenceError("Alias resolution is disabled");
			let nodes;
			if (ctx?.aliasResolveCache) nodes = ctx.aliasResolveCache;
			else {
				nodes = [];
				visit.visit(doc, { Node: (_key, node) => {
					if (identity.isAlias(node) || identity.hasAnchor(node)) nodes.push(node);
				} });
				if (ctx) ctx.aliasResolveCache = nodes;
			}
			let found = void 0;
			for (const node of nodes) {
				if (node === this) break;
				if (node.anchor === this.source) found = node;
			}
			if (found && ctx) {
				const { anchors, doc, maxAliasCount } = ctx;
				let data = anchors.get(found);
				if (!data) {
					toJS.toJS(found, null, ctx);
					data = anchors.get(found);
				}
				if (data?.res === void 0) throw new ReferenceError("This should not happen: Alias anchor was not resolved?");
				if (maxAliasCount >= 0) {
					data.count += 1;
					if (data.aliasCount === 0) data.aliasCount = getAliasCount(doc, found, anchors);
					if (data.count * data.aliasCount > maxAliasCount) throw new ReferenceError("Excessive alias count indicates a resource exhaustion attack");
				}
			}
			return found;
		}
		toJSON(_arg, ctx) {
			if (!ctx) return { source: this.source };
			const source = this.resolve(ctx.doc, ctx);
			if (!source) {
				const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
				throw new ReferenceError(msg);
			}
			return ctx.anchors.get(source).res;
		}
		toString(ctx, _onComment, _onChompKeep) {
			const src = `*${this.source}`;
			if (ctx) {
				anchors.anchorIsValid(this.source);
				if (ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
					const msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
					throw new Error(msg);
				}
				if (ctx.implicitKey) return `${src} `;
			}
			return src;
		}
	};
	function getAliasCount(doc, node, anchors) {
		if (identity.isAlias(node)) {
			const source = node.resolve(doc);
			const anchor = anchors && source && anchors.get(source);
			return anchor ? anchor.count * anchor.aliasCount : 0;
		} else if (identity.isCollection(node)) {
			let count = 0;
			for (const item of node.items) {
				const c = getAliasCount(doc, item, anchors);
				if (c > count) count = c;
			}
			return count;
		} else if (identity.isPair(node)) {
			const kc = getAliasCount(doc, node.key, anchors);
			const vc = getAliasCount(doc, node.value, anchors);
			return Math.max(kc, vc);
		}
		return 1;
	}
	exports.Alias = Alias;
}));
// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Node = require_Node();
	var toJS = require_toJS();
	const isScalarValue = (value) => !value || typeof value !== "function" && typeof value !== "object";
	var Scalar = class extends Node.NodeBase {
		constructor(value) {
			super(identity.SCALAR);
			this.value = value;
		}
		toJSON(arg, ctx) {
			return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
		}
		toString() {
			return String(this.value);
		}
	};
	Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
	Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
	Scalar.PLAIN = "PLAIN";
	Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
	Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
	exports.Scalar = Scalar;
	exports.isScalarValue = isScalarValue;
}));
// node_modules/yaml/dist/doc/createNode.js
var require_createNode = __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var Scalar = require_Scalar();
	const defaultTagPrefix = "tag:yaml.org,2002:";
	function findTagObject(value, tagName, tags) {
		if (tagName) {
			const match = tags.filter((t) => t.tag === tagName);
			const tagObj = match.find((t) => !t.format) ?? match[0];
			if (!tagObj) throw new Error(`Tag ${tagName} not found`);
			return tagObj;
		}
		return tags.find((t) => t.identify?.(value) && !t.format);
	}
	function createNode(value, tagName, ctx) {
		if (identity.isDocument(value)) value = value.contents;
		if (identity.isNode(value)) return value;
		if (identity.isPair(value)) {
			const map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
			map.items.push(value);
			return map;
		}
		if (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt !== "undefined" && value instanceof BigInt) value = value.valueOf();
		const { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx;
		let ref = void 0;
		if (aliasDuplicateObjects && value && typeof value === "object") {
			ref = sourceObjects.get(value);
			if (ref) {
				ref.anchor ?? (ref.anchor = onAnchor(value));
				return new Alias.Alias(ref.anchor);
			} else {
				ref = {
					anchor: null,
					node: null
				};
				sourceObjects.set(value, ref);
			}
		}
		if (tagName?.startsWith("!!")) tagName = defaultTagPrefix + tagName.slice(2);
		let tagObj = findTagObject(value, tagName, schema.tags);
		if (!tagObj) {
			if (value && typeof value.toJSON === "function") value = value.toJSON();
			if (!value || typeof value !== "object") {
				const node = new Scalar.Scalar(value);
				if (ref) ref.node = node;
				return node;
			}
			tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
		}
		if (onTagObj) {
			onTagObj(tagObj);
			delete ctx.onTagObj;
		}
		const node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from === "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
		if (tagName) node.tag = tagName;
		else if (!tagObj.default) node.tag = tagObj.tag;
		if (ref) ref.node = node;
		return node;
	}
	exports.createNode = createNode;
}));
// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var identity = require_identity();
	var Node = require_Node();
	function collectionFromPath(schema, path, value) {
		let v = value;
		for (let i = path.length - 1; i >= 0; --i) {
			const k = path[i];
			if (typeof k === "number" && Number.isInteger(k) && k >= 0) {
				const a = [];
				a[k] = v;
				v = a;
			} else v = new Map([[k, v]]);
		}
		return createNode.createNode(v, void 0, {
			aliasDuplicateObjects: false,
			keepUndefined: false,
			onAnchor: () => {
				throw new Error("This should not happen, please report a bug.");
			},
			schema,
			sourceObjects: new Map()
		});
	}
	const isEmptyPath = (path) => path == null || typeof path === "object" && !!path[Symbol.iterator]().next().done;
	var Collection = class extends Node.NodeBase {
		constructor(type, schema) {
			super(type);
			Object.defineProperty(this, "schema", {
				value: schema,
				configurable: true,
				enumerable: false,
				writable: true
			});
		}
		clone(schema) {
			const copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
			if (schema) copy.schema = schema;
			copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it);
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		addIn(path, value) {
			if (isEmptyPath(path)) this.add(value);
			else {
				const [key, ...rest] = path;
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.addIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
		deleteIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.delete(key);
			const node = this.get(key, true);
			if (identity.isCollection(node)) return node.deleteIn(rest);
			else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
		}
		getIn(path, keepScalar) {
			const [key, ...rest] = path;
			const node = this.get(key, true);
			if (rest.length === 0) return !keepScalar && identity.isScalar(node) ? node.value : node;
			else return identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
		}
		hasAllNullValues(allowScalar) {
			return this.items.every((node) => {
				if (!identity.isPair(node)) return false;
				const n = node.value;
				return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
			});
		}
		hasIn(path) {
			const [key, ...rest] = path;
			if (rest.length === 0) return this.has(key);
			const node = this.get(key, true);
			return identity.isCollection(node) ? node.hasIn(rest) : false;
		}
		setIn(path, value) {
			const [key, ...rest] = path;
			if (rest.length === 0) this.set(key, value);
			else {
				const node = this.get(key, true);
				if (identity.isCollection(node)) node.setIn(rest, value);
				else if (node === void 0 && this.schema) this.set(key, collectionFromPath(this.schema, rest, value));
				else throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
			}
		}
	};
	exports.Collection = Collection;
	exports.collectionFromPath = collectionFromPath;
	exports.isEmptyPath = isEmptyPath;
}));
// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = __commonJSMin(((exports) => {
	const stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
	function indentComment(comment, indent) {
		if (/^\n+$/.test(comment)) return comment.substring(1);
		return indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
	}
	const lineComment = (str, indent, comment) => str.endsWith("\n") ? indentComment(comment, indent) : comment.includes("\n") ? "\n" + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
	exports.indentComment = indentComment;
	exports.lineComment = lineComment;
	exports.stringifyComment = stringifyComment;
}));
// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = __commonJSMin(((exports) => {
	const FOLD_FLOW = "flow";
	const FOLD_BLOCK = "block";
	const FOLD_QUOTED = "quoted";
	function foldFlowLines(text, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
		if (!lineWidth || lineWidth < 0) return text;
		if (lineWidth < minContentWidth) minContentWidth = 0;
		const endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
		if (text.length <= endStep) return text;
		const folds = [];
		const escapedFolds = {};
		let end = lineWidth - indent.length;
		if (typeof indentAtStart === "number") {
			if (indentAtStart > lineWidth - Math.max(2, minContentWidth)) folds.push(0);
			else end = lineWidth - indentAtStart;
		}
		let split = void 0;
		let prev = void 0;
		let overflow = false;
		let i = -1;
		let escStart = -1;
		let escEnd = -1;
		if (mode === FOLD_BLOCK) {
			i = consumeMoreIndentedLines(text, i, indent.length);
			if (i !== -1) end = i + endStep;
		}
		for (let ch; ch = text[i += 1];) {
			if (mode === FOLD_QUOTED && ch === "\\") {
				escStart = i;
				switch (text[i + 1]) {
					case "x":
						i += 3;
						break;
					case "u":
						i += 5;
						break;
					case "U":
						i += 9;
						break;
					default: i += 1;
				}
				escEnd = i;
			}
			if (ch === "\n") {
				if (mode === FOLD_BLOCK) i = consumeMoreIndentedLines(text, i, indent.length);
				end = i + indent.length + endStep;
				split = void 0;
			} else {
				if (ch === " " && prev && prev !== " " && prev !== "\n" && prev !== "	") {
					const next = text[i + 1];
					if (next && next !== " " && next !== "\n" && next !== "	") split = i;
				}
				if (i >= end) {
					if (split) {
						folds.push(split);
						end = split + endStep;
						split = void 0;
					} else if (mode === FOLD_QUOTED) {
						while (prev === " " || prev === "	") {
							prev = ch;
							ch = text[i += 1];
							overflow = true;
						}
						const j = i > escEnd + 1 ? i - 2 : escStart - 1;
						if (escapedFolds[j]) return text;
						folds.push(j);
						escapedFolds[j] = true;
						end = j + endStep;
						split = void 0;
					} else overflow = true;
				}
			}
			prev = ch;
		}
		if (overflow && onOverflow) onOverflow();
		if (folds.length === 0) return text;
		if (onFold) onFold();
		let res = text.slice(0, folds[0]);
		for (let i = 0; i < folds.length; ++i) {
			const fold = folds[i];
			const end = folds[i + 1] || text.length;
			if (fold === 0) res = `\n${indent}${text.slice(0, end)}`;
			else {
				if (mode === FOLD_QUOTED && escapedFolds[fold]) res += `${text[fold]}\\`;
				res += `\n${indent}${text.slice(fold + 1, end)}`;
			}
		}
		return res;
	}
	function consumeMoreIndentedLines(text, i, indent) {
		let end = i;
		let start = i + 1;
		let ch = text[start];
		while (ch === " " || ch === "	") if (i < start + indent) ch = text[++i];
		else {
			do
				ch = text[++i];
			while (ch && ch !== "\n");
			end = i;
			start = i + 1;
			ch = text[start];
		}
		return end;
	}
	exports.FOLD_BLOCK = FOLD_BLOCK;
	exports.FOLD_FLOW = FOLD_FLOW;
	exports.FOLD_QUOTED = FOLD_QUOTED;
	exports.foldFlowLines = foldFlowLines;
}));
// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var foldFlowLines = require_foldFlowLines();
	const getFoldOptions = (ctx, isBlock) => ({
		indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
		lineWidth: ctx.options.lineWidth,
		minContentWidth: ctx.options.minContentWidth
	});
	const containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
	function lineLengthOverLimit(str, lineWidth, indentLength) {
		if (!lineWidth || lineWidth < 0) return false;
		const limit = lineWidth - indentLength;
		const strLen = str.length;
		if (strLen <= limit) return false;
		for (let i = 0, start = 0; i < strLen; ++i) if (str[i] === "\n") {
			if (i - start > limit) return true;
			start = i + 1;
			if (strLen - start <= limit) return false;
		}
		return true;
	}
	function doubleQuotedString(value, ctx) {
		const json = JSON.stringify(value);
		if (ctx.options.doubleQuotedAsJSON) return json;
		const { implicitKey } = ctx;
		const minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength;
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		let str = "";
		let start = 0;
		for (let i = 0, ch = json[i]; ch; ch = json[++i]) {
			if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n") {
				str += json.slice(start, i) + "\\ ";
				i += 1;
				start = i;
				ch = "\\";
			}
			if (ch === "\\") switch (json[i + 1]) {
				case "u":
					{
						str += json.slice(start, i);
						const code = json.substr(i + 2, 4);
						switch (code) {
							case "0000":
								str += "\\0";
								break;
							case "0007":
								str += "\\a";
								break;
							case "000b":
								str += "\\v";
								break;
							case "001b":
								str += "\\e";
								break;
							case "0085":
								str += "\\N";
								break;
							case "00a0":
								str += "\\_";
								break;
							case "2028":
								str += "\\L";
								break;
							case "2029":
								str += "\\P";
								break;
							default: if (code.substr(0, 2) === "00") str += "\\x" + code.substr(2);
							else str += json.substr(i, 6);
						}
						i += 5;
						start = i + 1;
					}
					break;
				case "n":
					if (implicitKey || json[i + 2] === "\"" || json.length < minMultiLineLength) i += 1;
					else {
						str += json.slice(start, i) + "\n\n";
						while (json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== "\"") {
							str += "\n";
							i += 2;
						}
						str += indent;
						if (json[i + 2] === " ") str += "\\";
						i += 1;
						start = i + 1;
					}
					break;
				default: i += 1;
			}
		}
		str = start ? str + json.slice(start) : json;
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, false));
	}
	function singleQuotedString(value, ctx) {
		if (ctx.options.singleQuote === false || ctx.implicitKey && value.includes("\n") || /[ \t]\n|\n[ \t]/.test(value)) return doubleQuotedString(value, ctx);
		const indent = ctx.indent || (containsDocumentMarker(value) ? "  " : "");
		const res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&\n${indent}`) + "'";
		return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function quotedString(value, ctx) {
		const { singleQuote } = ctx.options;
		let qs;
		if (singleQuote === false) qs = doubleQuotedString;
		else {
			const hasDouble = value.includes("\"");
			const hasSingle = value.includes("'");
			if (hasDouble && !hasSingle) qs = singleQuotedString;
			else if (hasSingle && !hasDouble) qs = doubleQuotedString;
			else qs = singleQuote ? singleQuotedString : doubleQuotedString;
		}
		return qs(value, ctx);
	}
	let blockEndNewlines;
	try {
		blockEndNewlines = new RegExp("(^|(?<!\n))\n+(?!\n|$)", "g");
	} catch {
		blockEndNewlines = /\n+(?!\n|$)/g;
	}
	function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
		const { blockQuote, commentString, lineWidth } = ctx.options;
		if (!blockQuote || /\n[\t ]+$/.test(value)) return quotedString(value, ctx);
		const indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : "");
		const literal = blockQuote === "literal" ? true : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? false : type === Scalar.Scalar.BLOCK_LITERAL ? true : !lineLengthOverLimit(value, lineWidth, indent.length);
		if (!value) return literal ? "|\n" : ">\n";
		let chomp;
		let endStart;
		for (endStart = value.length; endStart > 0; --endStart) {
			const ch = value[endStart - 1];
			if (ch !== "\n" && ch !== "	" && ch !== " ") break;
		}
		let end = value.substring(endStart);
		const endNlPos = end.indexOf("\n");
		if (endNlPos === -1) chomp = "-";
		else if (value === end || endNlPos !== end.length - 1) {
			chomp = "+";
			if (onChompKeep) onChompKeep();
		} else chomp = "";
		if (end) {
			value = value.slice(0, -end.length);
			if (end[end.length - 1] === "\n") end = end.slice(0, -1);
			end = end.replace(blockEndNewlines, `$&${indent}`);
		}
		let startWithSpace = false;
		let startEnd;
		let startNlPos = -1;
		for (startEnd = 0; startEnd < value.length; ++startEnd) {
			const ch = value[startEnd];
			if (ch === " ") startWithSpace = true;
			else if (ch === "\n") startNlPos = startEnd;
			else break;
		}
		let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
		if (start) {
			value = value.substring(start.length);
			start = start.replace(/\n+/g, `$&${indent}`);
		}
		let header = (startWithSpace ? indent ? "2" : "1" : "") + chomp;
		if (comment) {
			header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " "));
			if (onComment) onComment();
		}
		if (!literal) {
			const foldedValue = value.replace(/\n+/g, "\n$&").replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`);
			let literalFallback = false;
			const foldOptions = getFoldOptions(ctx, true);
			if (blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED) foldOptions.onOverflow = () => {
				literalFallback = true;
			};
			const body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
			if (!literalFallback) return `>${header}\n${indent}${body}`;
		}
		value = value.replace(/\n+/g, `$&${indent}`);
		return `|${header}\n${indent}${start}${value}${end}`;
	}
	function plainString(item, ctx, onComment, onChompKeep) {
		const { type, value } = item;
		const { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
		if (implicitKey && value.includes("\n") || inFlow && /[[\]{},]/.test(value)) return quotedString(value, ctx);
		if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value)) return implicitKey || inFlow || !value.includes("\n") ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
		if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes("\n")) return blockString(item, ctx, onComment, onChompKeep);
		if (containsDocumentMarker(value)) {
			if (indent === "") {
				ctx.forceBlockIndent = true;
				return blockString(item, ctx, onComment, onChompKeep);
			} else if (implicitKey && indent === indentStep) return quotedString(value, ctx);
		}
		const str = value.replace(/\n+/g, `$&\n${indent}`);
		if (actualString) {
			const test = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str);
			const { compat, tags } = ctx.doc.schema;
			if (tags.some(test) || compat?.some(test)) return quotedString(value, ctx);
		}
		return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, false));
	}
	function stringifyString(item, ctx, onComment, onChompKeep) {
		const { implicitKey, inFlow } = ctx;
		const ss = typeof item.value === "string" ? item : Object.assign({}, item, { value: String(item.value) });
		let { type } = item;
		if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
			if (/[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value)) type = Scalar.Scalar.QUOTE_DOUBLE;
		}
		const _stringify = (_type) => {
			switch (_type) {
				case Scalar.Scalar.BLOCK_FOLDED:
				case Scalar.Scalar.BLOCK_LITERAL: return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
				case Scalar.Scalar.QUOTE_DOUBLE: return doubleQuotedString(ss.value, ctx);
				case Scalar.Scalar.QUOTE_SINGLE: return singleQuotedString(ss.value, ctx);
				case Scalar.Scalar.PLAIN: return plainString(ss, ctx, onComment, onChompKeep);
				default: return null;
			}
		};
		let res = _stringify(type);
		if (res === null) {
			const { defaultKeyType, defaultStringType } = ctx.options;
			const t = implicitKey && defaultKeyType || defaultStringType;
			res = _stringify(t);
			if (res === null) throw new Error(`Unsupported default string type ${t}`);
		}
		return res;
	}
	exports.stringifyString = stringifyString;
}));
// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = __commonJSMin(((exports) => {
	var anchors = require_anchors();
	var identity = require_identity();
	var stringifyComment = require_stringifyComment();
	var stringifyString = require_stringifyString();
	function createStringifyContext(doc, options) {
		const opt = Object.assign({
			blockQuote: true,
			commentString: stringifyComment.stringifyComment,
			defaultKeyType: null,
			defaultStringType: "PLAIN",
			directives: null,
			doubleQuotedAsJSON: false,
			doubleQuotedMinMultiLineLength: 40,
			falseStr: "false",
			flowCollectionPadding: true,
			indentSeq: true,
			lineWidth: 80,
			minContentWidth: 20,
			nullStr: "null",
			simpleKeys: false,
			singleQuote: null,
			trailingComma: false,
			trueStr: "true",
			verifyAliasOrder: true
		}, doc.schema.toStringOptions, options);
		let inFlow;
		switch (opt.collectionStyle) {
			case "block":
				inFlow = false;
				break;
			case "flow":
				inFlow = true;
				break;
			default: inFlow = null;
		}
		return {
			anchors: new Set(),
			doc,
			flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
			indent: "",
			indentStep: typeof opt.indent === "number" ? " ".repeat(opt.indent) : "  ",
			inFlow,
			options: opt
		};
	}
	function getTagObject(tags, item) {
		if (item.tag) {
			const match = tags.filter((t) => t.tag === item.tag);
			if (match.length > 0) return match.find((t) => t.format === item.format) ?? match[0];
		}
		let tagObj = void 0;
		let obj;
		if (identity.isScalar(item)) {
			obj = item.value;
			let match = tags.filter((t) => t.identify?.(obj));
			if (match.length > 1) {
				const testMatch = match.filter((t) => t.test);
				if (testMatch.length > 0) match = testMatch;
			}
			tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
		} else {
			obj = item;
			tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
		}
		if (!tagObj) {
			const name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
			throw new Error(`Tag not resolved for ${name} value`);
		}
		return tagObj;
	}
	function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
		if (!doc.directives) return "";
		const props = [];
		const anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
		if (anchor && anchors.anchorIsValid(anchor)) {
			anchors$1.add(anchor);
			props.push(`&${anchor}`);
		}
		const tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
		if (tag) props.push(doc.directives.tagString(tag));
		return props.join(" ");
	}
	function stringify(item, ctx, onComment, onChompKeep) {
		if (identity.isPair(item)) return item.toString(ctx, onComment, onChompKeep);
		if (identity.isAlias(item)) {
			if (ctx.doc.directives) return item.toString(ctx);
			if (ctx.resolvedAliases?.has(item)) throw new TypeError(`Cannot stringify circular structure without alias nodes`);
			else {
				if (ctx.resolvedAliases) ctx.resolvedAliases.add(item);
				else ctx.resolvedAliases = new Set([item]);
				item = item.resolve(ctx.doc);
			}
		}
		let tagObj = void 0;
		const node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
		tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
		const props = stringifyProps(node, tagObj, ctx);
		if (props.length > 0) ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1;
		const str = typeof tagObj.stringify === "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
		if (!props) return str;
		return identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}\n${ctx.indent}${str}`;
	}
	exports.createStringifyContext = createStringifyContext;
	exports.stringify = stringify;
}));
// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
		const { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx;
		let keyComment = identity.isNode(key) && key.comment || null;
		if (simpleKeys) {
			if (keyComment) throw new Error("With simple keys, key nodes cannot have comments");
			if (identity.isCollection(key) || !identity.isNode(key) && typeof key === "object") throw new Error("With simple keys, collection cannot be used as a key value");
		}
		let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key === "object"));
		ctx = Object.assign({}, ctx, {
			allNullValues: false,
			implicitKey: !explicitKey && (simpleKeys || !allNullValues),
			indent: indent + indentStep
		});
		let keyCommentDone = false;
		let chompKeep = false;
		let str = stringify.stringify(key, ctx, () => keyCommentDone = true, () => chompKeep = true);
		if (!explicitKey && !ctx.inFlow && str.length > 1024) {
			if (simpleKeys) throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
			explicitKey = true;
		}
		if (ctx.inFlow) {
			if (allNullValues || value == null) {
				if (keyCommentDone && onComment) onComment();
				return str === "" ? "?" : explicitKey ? `? ${str}` : str;
			}
		} else if (allNullValues && !simpleKeys || value == null && explicitKey) {
			str = `? ${str}`;
			if (keyComment && !keyCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			else if (chompKeep && onChompKeep) onChompKeep();
			return str;
		}
		if (keyCommentDone) keyComment = null;
		if (explicitKey) {
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
			str = `? ${str}\n${indent}:`;
		} else {
			str = `${str}:`;
			if (keyComment) str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment));
		}
		let vsb, vcb, valueComment;
		if (identity.isNode(value)) {
			vsb = !!value.spaceBefore;
			vcb = value.commentBefore;
			valueComment = value.comment;
		} else {
			vsb = false;
			vcb = null;
			valueComment = null;
			if (value && typeof value === "object") value = doc.createNode(value);
		}
		ctx.implicitKey = false;
		if (!explicitKey && !keyComment && identity.isScalar(value)) ctx.indentAtStart = str.length + 1;
		chompKeep = false;
		if (!indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor) ctx.indent = ctx.indent.substring(2);
		let valueCommentDone = false;
		const valueStr = stringify.stringify(value, ctx, () => valueCommentDone = true, () => chompKeep = true);
		let ws = " ";
		if (keyComment || vsb || vcb) {
			ws = vsb ? "\n" : "";
			if (vcb) {
				const cs = commentString(vcb);
				ws += `\n${stringifyComment.indentComment(cs, ctx.indent)}`;
			}
			if (valueStr === "" && !ctx.inFlow) {
				if (ws === "\n" && valueComment) ws = "\n\n";
			} else ws += `\n${ctx.indent}`;
		} else if (!explicitKey && identity.isCollection(value)) {
			const vs0 = valueStr[0];
			const nl0 = valueStr.indexOf("\n");
			const hasNewline = nl0 !== -1;
			const flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
			if (hasNewline || !flow) {
				let hasPropsLine = false;
				if (hasNewline && (vs0 === "&" || vs0 === "!")) {
					let sp0 = valueStr.indexOf(" ");
					if (vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!") sp0 = valueStr.indexOf(" ", sp0 + 1);
					if (sp0 === -1 || nl0 < sp0) hasPropsLine = true;
				}
				if (!hasPropsLine) ws = `\n${ctx.indent}`;
			}
		} else if (valueStr === "" || valueStr[0] === "\n") ws = "";
		str += ws + valueStr;
		if (ctx.inFlow) {
			if (valueCommentDone && onComment) onComment();
		} else if (valueComment && !valueCommentDone) str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment));
		else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	exports.stringifyPair = stringifyPair;
}));
// node_modules/yaml/dist/log.js
var require_log = __commonJSMin(((exports) => {
	var node_process = __require("process");
	function debug(logLevel, ...messages) {
		if (logLevel === "debug") console.log(...messages);
	}
	function warn(logLevel, warning) {
		if (logLevel === "debug" || logLevel === "warn") {
			if (typeof node_process.emitWarning === "function") node_process.emitWarning(warning);
			else console.warn(warning);
		}
	}
	exports.debug = debug;
	exports.warn = warn;
}));
// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	const MERGE_KEY = "<<";
	const merge = {
		identify: (value) => value === MERGE_KEY || typeof value === "symbol" && value.description === MERGE_KEY,
		default: "key",
		tag: "tag:yaml.org,2002:merge",
		test: /^<<$/,
		resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), { addToJSMap: addMergeToJSMap }),
		stringify: () => MERGE_KEY
	};
	const isMergeKey = (ctx, key) => (merge.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
	function addMergeToJSMap(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (identity.isSeq(source)) for (const it of source.items) mergeValue(ctx, map, it);
		else if (Array.isArray(source)) for (const it of source) mergeValue(ctx, map, it);
		else mergeValue(ctx, map, source);
	}
	function mergeValue(ctx, map, value) {
		const source = resolveAliasValue(ctx, value);
		if (!identity.isMap(source)) throw new Error("Merge sources must be maps or map aliases");
		const srcMap = source.toJSON(null, ctx, Map);
		for (const [key, value] of srcMap) if (map instanceof Map) {
			if (!map.has(key)) map.set(key, value);
		} else if (map instanceof Set) map.add(key);
		else if (!Object.prototype.hasOwnProperty.call(map, key)) Object.defineProperty(map, key, {
			value,
			writable: true,
			enumerable: true,
			configurable: true
		});
		return map;
	}
	function resolveAliasValue(ctx, value) {
		return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
	}
	exports.addMergeToJSMap = addMergeToJSMap;
	exports.isMergeKey = isMergeKey;
	exports.merge = merge;
}));
// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = __commonJSMin(((exports) => {
	var log = require_log();
	var merge = require_merge();
	var stringify = require_stringify();
	var identity = require_identity();
	var toJS = require_toJS();
	function addPairToJSMap(ctx, map, { key, value }) {
		if (identity.isNode(key) && key.addToJSMap) key.addToJSMap(ctx, map, value);
		else if (merge.isMergeKey(ctx, key)) merge.addMergeToJSMap(ctx, map, value);
		else {
			const jsKey = toJS.toJS(key, "", ctx);
			if (map instanceof Map) map.set(jsKey, toJS.toJS(value, jsKey, ctx));
			else if (map instanceof Set) map.add(jsKey);
			else {
				const stringKey = stringifyKey(key, jsKey, ctx);
				const jsValue = toJS.toJS(value, stringKey, ctx);
				if (stringKey in map) Object.defineProperty(map, stringKey, {
					value: jsValue,
					writable: true,
					enumerable: true,
					configurable: true
				});
				else map[stringKey] = jsValue;
			}
		}
		return map;
	}
	function stringifyKey(key, jsKey, ctx) {
		if (jsKey === null) return "";
		if (typeof jsKey !== "object") return String(jsKey);
		if (identity.isNode(key) && ctx?.doc) {
			const strCtx = stringify.createStringifyContext(ctx.doc, {});
			strCtx.anchors = new Set();
			for (const node of ctx.anchors.keys()) strCtx.anchors.add(node.anchor);
			strCtx.inFlow = true;
			strCtx.inStringifyKey = true;
			const strKey = key.toString(strCtx);
			if (!ctx.mapKeyWarned) {
				let jsonStr = JSON.stringify(strKey);
				if (jsonStr.length > 40) jsonStr = jsonStr.substring(0, 36) + "...\"";
				log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`);
				ctx.mapKeyWarned = true;
			}
			return strKey;
		}
		return JSON.stringify(jsKey);
	}
	exports.addPairToJSMap = addPairToJSMap;
}));
// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyPair = require_stringifyPair();
	var addPairToJSMap = require_addPairToJSMap();
	var identity = require_identity();
	function createPair(key, value, ctx) {
		return new Pair(createNode.createNode(key, void 0, ctx), createNode.createNode(value, void 0, ctx));
	}
	var Pair = class Pair {
		constructor(key, value = null) {
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR });
			this.key = key;
			this.value = value;
		}
		clone(schema) {
			let { key, value } = this;
			if (identity.isNode(key)) key = key.clone(schema);
			if (identity.isNode(value)) value = value.clone(schema);
			return new Pair(key, value);
		}
		toJSON(_, ctx) {
			const pair = ctx?.mapAsMap ? new Map() : {};
			return addPairToJSMap.addPairToJSMap(ctx, pair, this);
		}
		toString(ctx, onComment, onChompKeep) {
			return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
		}
	};
	exports.Pair = Pair;
	exports.createPair = createPair;
}));
// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyCollection(collection, ctx, options) {
		return (ctx.inFlow ?? collection.flow ? stringifyFlowCollection : stringifyBlockCollection)(collection, ctx, options);
	}
	function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
		const { indent, options: { commentString } } = ctx;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			type: null
		});
		let chompKeep = false;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (!chompKeep && item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, chompKeep);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (!chompKeep && ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, chompKeep);
				}
			}
			chompKeep = false;
			let str = stringify.stringify(item, itemCtx, () => comment = null, () => chompKeep = true);
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			if (chompKeep && comment) chompKeep = false;
			lines.push(blockItemPrefix + str);
		}
		let str;
		if (lines.length === 0) str = flowChars.start + flowChars.end;
		else {
			str = lines[0];
			for (let i = 1; i < lines.length; ++i) {
				const line = lines[i];
				str += line ? `\n${indent}${line}` : "\n";
			}
		}
		if (comment) {
			str += "\n" + stringifyComment.indentComment(commentString(comment), indent);
			if (onComment) onComment();
		} else if (chompKeep && onChompKeep) onChompKeep();
		return str;
	}
	function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
		const { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
		itemIndent += indentStep;
		const itemCtx = Object.assign({}, ctx, {
			indent: itemIndent,
			inFlow: true,
			type: null
		});
		let reqNewline = false;
		let linesAtValue = 0;
		const lines = [];
		for (let i = 0; i < items.length; ++i) {
			const item = items[i];
			let comment = null;
			if (identity.isNode(item)) {
				if (item.spaceBefore) lines.push("");
				addCommentBefore(ctx, lines, item.commentBefore, false);
				if (item.comment) comment = item.comment;
			} else if (identity.isPair(item)) {
				const ik = identity.isNode(item.key) ? item.key : null;
				if (ik) {
					if (ik.spaceBefore) lines.push("");
					addCommentBefore(ctx, lines, ik.commentBefore, false);
					if (ik.comment) reqNewline = true;
				}
				const iv = identity.isNode(item.value) ? item.value : null;
				if (iv) {
					if (iv.comment) comment = iv.comment;
					if (iv.commentBefore) reqNewline = true;
				} else if (item.value == null && ik?.comment) comment = ik.comment;
			}
			if (comment) reqNewline = true;
			let str = stringify.stringify(item, itemCtx, () => comment = null);
			reqNewline || (reqNewline = lines.length > linesAtValue || str.includes("\n"));
			if (i < items.length - 1) str += ",";
			else if (ctx.options.trailingComma) {
				if (ctx.options.lineWidth > 0) reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth);
				if (reqNewline) str += ",";
			}
			if (comment) str += stringifyComment.lineComment(str, itemIndent, commentString(comment));
			lines.push(str);
			linesAtValue = lines.length;
		}
		const { start, end } = flowChars;
		if (lines.length === 0) return start + end;
		else {
			if (!reqNewline) {
				const len = lines.reduce((sum, line) => sum + line.length + 2, 2);
				reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
			}
			if (reqNewline) {
				let str = start;
				for (const line of lines) str += line ? `\n${indentStep}${indent}${line}` : "\n";
				return `${str}\n${indent}${end}`;
			} else return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end}`;
		}
	}
	function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
		if (comment && chompKeep) comment = comment.replace(/^\n+/, "");
		if (comment) {
			const ic = stringifyComment.indentComment(commentString(comment), indent);
			lines.push(ic.trimStart());
		}
	}
	exports.stringifyCollection = stringifyCollection;
}));
// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = __commonJSMin(((exports) => {
	var stringifyCollection = require_stringifyCollection();
	var addPairToJSMap = require_addPairToJSMap();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	function findPair(items, key) {
		const k = identity.isScalar(key) ? key.value : key;
		for (const it of items) if (identity.isPair(it)) {
			if (it.key === key || it.key === k) return it;
			if (identity.isScalar(it.key) && it.key.value === k) return it;
		}
	}
	var YAMLMap = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:map";
		}
		constructor(schema) {
			super(identity.MAP, schema);
			this.items = [];
		}
		static from(schema, obj, ctx) {
			const { keepUndefined, replacer } = ctx;
			const map = new this(schema);
			const add = (key, value) => {
				if (typeof replacer === "function") value = replacer.call(obj, key, value);
				else if (Array.isArray(replacer) && !replacer.includes(key)) return;
				if (value !== void 0 || keepUndefined) map.items.push(Pair.createPair(key, value, ctx));
			};
			if (obj instanceof Map) for (const [key, value] of obj) add(key, value);
			else if (obj && typeof obj === "object") for (const key of Object.keys(obj)) add(key, obj[key]);
			if (typeof schema.sortMapEntries === "function") map.items.sort(schema.sortMapEntries);
			return map;
		}
		add(pair, overwrite) {
			let _pair;
			if (identity.isPair(pair)) _pair = pair;
			else if (!pair || typeof pair !== "object" || !("key" in pair)) _pair = new Pair.Pair(pair, pair?.value);
			else _pair = new Pair.Pair(pair.key, pair.value);
			const prev = findPair(this.items, _pair.key);
			const sortEntries = this.schema?.sortMapEntries;
			if (prev) {
				if (!overwrite) throw new Error(`Key ${_pair.key} already set`);
				if (identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value)) prev.value.value = _pair.value;
				else prev.value = _pair.value;
			} else if (sortEntries) {
				const i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
				if (i === -1) this.items.push(_pair);
				else this.items.splice(i, 0, _pair);
			} else this.items.push(_pair);
		}
		delete(key) {
			const it = findPair(this.items, key);
			if (!it) return false;
			return this.items.splice(this.items.indexOf(it), 1).length > 0;
		}
		get(key, keepScalar) {
			const node = findPair(this.items, key)?.value;
			return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
		}
		has(key) {
			return !!findPair(this.items, key);
		}
		set(key, value) {
			this.add(new Pair.Pair(key, value), true);
		}
		toJSON(_, ctx, Type) {
			const map = Type ? new Type() : ctx?.mapAsMap ? new Map() : {};
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const item of this.items) addPairToJSMap.addPairToJSMap(ctx, map, item);
			return map;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			for (const item of this.items) if (!identity.isPair(item)) throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
			if (!ctx.allNullValues && this.hasAllNullValues(false)) ctx = Object.assign({}, ctx, { allNullValues: true });
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "",
				flowChars: {
					start: "{",
					end: "}"
				},
				itemIndent: ctx.indent || "",
				onChompKeep,
				onComment
			});
		}
	};
	exports.YAMLMap = YAMLMap;
	exports.findPair = findPair;
}));
// node_modules/yaml/dist/schema/common/map.js
var require_map = __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLMap = require_YAMLMap();
	exports.map = {
		collection: "map",
		default: true,
		nodeClass: YAMLMap.YAMLMap,
		tag: "tag:yaml.org,2002:map",
		resolve(map, onError) {
			if (!identity.isMap(map)) onError("Expected a mapping for this tag");
			return map;
		},
		createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
	};
}));
// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = __commonJSMin(((exports) => {
	var createNode = require_createNode();
	var stringifyCollection = require_stringifyCollection();
	var Collection = require_Collection();
	var identity = require_identity();
	var Scalar = require_Scalar();
	var toJS = require_toJS();
	var YAMLSeq = class extends Collection.Collection {
		static get tagName() {
			return "tag:yaml.org,2002:seq";
		}
		constructor(schema) {
			super(identity.SEQ, schema);
			this.items = [];
		}
		add(value) {
			this.items.push(value);
		}
		delete(key) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return false;
			return this.items.splice(idx, 1).length > 0;
		}
		get(key, keepScalar) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") return void 0;
			const it = this.items[idx];
			return !keepScalar && identity.isScalar(it) ? it.value : it;
		}
		has(key) {
			const idx = asItemIndex(key);
			return typeof idx === "number" && idx < this.items.length;
		}
		set(key, value) {
			const idx = asItemIndex(key);
			if (typeof idx !== "number") throw new Error(`Expected a valid index, not ${key}.`);
			const prev = this.items[idx];
			if (identity.isScalar(prev) && Scalar.isScalarValue(value)) prev.value = value;
			else this.items[idx] = value;
		}
		toJSON(_, ctx) {
			const seq = [];
			if (ctx?.onCreate) ctx.onCreate(seq);
			let i = 0;
			for (const item of this.items) seq.push(toJS.toJS(item, String(i++), ctx));
			return seq;
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			return stringifyCollection.stringifyCollection(this, ctx, {
				blockItemPrefix: "- ",
				flowChars: {
					start: "[",
					end: "]"
				},
				itemIndent: (ctx.indent || "") + "  ",
				onChompKeep,
				onComment
			});
		}
		static from(schema, obj, ctx) {
			const { replacer } = ctx;
			const seq = new this(schema);
			if (obj && Symbol.iterator in Object(obj)) {
				let i = 0;
				for (let it of obj) {
					if (typeof replacer === "function") {
						const key = obj instanceof Set ? it : String(i++);
						it = replacer.call(obj, key, it);
					}
					seq.items.push(createNode.createNode(it, void 0, ctx));
				}
			}
			return seq;
		}
	};
	function asItemIndex(key) {
		let idx = identity.isScalar(key) ? key.value : key;
		if (idx && typeof idx === "string") idx = Number(idx);
		return typeof idx === "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
	}
	exports.YAMLSeq = YAMLSeq;
}));
// node_modules/yaml/dist/schema/common/seq.js
var require_seq = __commonJSMin(((exports) => {
	var identity = require_identity();
	var YAMLSeq = require_YAMLSeq();
	exports.seq = {
		collection: "seq",
		default: true,
		nodeClass: YAMLSeq.YAMLSeq,
		tag: "tag:yaml.org,2002:seq",
		resolve(seq, onError) {
			if (!identity.isSeq(seq)) onError("Expected a sequence for this tag");
			return seq;
		},
		createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
	};
}));
// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJSMin(((exports) => {
	var stringifyString = require_stringifyString();
	exports.string = {
		identify: (value) => typeof value === "string",
		default: true,
		tag: "tag:yaml.org,2002:str",
		resolve: (str) => str,
		stringify(item, ctx, onComment, onChompKeep) {
			ctx = Object.assign({ actualString: true }, ctx);
			return stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
		}
	};
}));
// node_modules/yaml/dist/schema/common/null.js
var require_null = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const nullTag = {
		identify: (value) => value == null,
		createNode: () => new Scalar.Scalar(null),
		default: true,
		tag: "tag:yaml.org,2002:null",
		test: /^(?:~|[Nn]ull|NULL)?$/,
		resolve: () => new Scalar.Scalar(null),
		stringify: ({ source }, ctx) => typeof source === "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
	};
	exports.nullTag = nullTag;
}));
// node_modules/yaml/dist/schema/core/bool.js
var require_bool$1 = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	const boolTag = {
		identify: (value) => typeof value === "boolean",
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
		resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
		stringify({ source, value }, ctx) {
			if (source && boolTag.test.test(source)) {
				if (value === (source[0] === "t" || source[0] === "T")) return source;
			}
			return value ? ctx.options.trueStr : ctx.options.falseStr;
		}
	};
	exports.boolTag = boolTag;
}));
// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = __commonJSMin(((exports) => {
	function stringifyNumber({ format, minFractionDigits, tag, value }) {
		if (typeof value === "bigint") return String(value);
		const num = typeof value === "number" ? value : Number(value);
		if (!isFinite(num)) return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
		let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
		if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
			let i = n.indexOf(".");
			if (i < 0) {
				i = n.length;
				n += ".";
			}
			let d = minFractionDigits - (n.length - i - 1);
			while (d-- > 0) n += "0";
		}
		return n;
	}
	exports.stringifyNumber = stringifyNumber;
}));
// node_modules/yaml/dist/schema/core/float.js
var require_float$1 = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	exports.float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str));
			const dot = str.indexOf(".");
			if (dot !== -1 && str[str.length - 1] === "0") node.minFractionDigits = str.length - dot - 1;
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));
// node_modules/yaml/dist/schema/core/int.js
var require_int$1 = __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	const intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value) && value >= 0) return prefix + value.toString(radix);
		return stringifyNumber.stringifyNumber(node);
	}
	const intOct = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^0o[0-7]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
		stringify: (node) => intStringify(node, 8, "0o")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: (value) => intIdentify(value) && value >= 0,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^0x[0-9a-fA-F]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));
// node_modules/yaml/dist/schema/core/schema.js
var require_schema$2 = __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	exports.schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.boolTag,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float
	];
}));
// node_modules/yaml/dist/schema/json/schema.js
var require_schema$1 = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var map = require_map();
	var seq = require_seq();
	function intIdentify(value) {
		return typeof value === "bigint" || Number.isInteger(value);
	}
	const stringifyJSON = ({ value }) => JSON.stringify(value);
	const jsonScalars = [
		{
			identify: (value) => typeof value === "string",
			default: true,
			tag: "tag:yaml.org,2002:str",
			resolve: (str) => str,
			stringify: stringifyJSON
		},
		{
			identify: (value) => value == null,
			createNode: () => new Scalar.Scalar(null),
			default: true,
			tag: "tag:yaml.org,2002:null",
			test: /^null$/,
			resolve: () => null,
			stringify: stringifyJSON
		},
		{
			identify: (value) => typeof value === "boolean",
			default: true,
			tag: "tag:yaml.org,2002:bool",
			test: /^true$|^false$/,
			resolve: (str) => str === "true",
			stringify: stringifyJSON
		},
		{
			identify: intIdentify,
			default: true,
			tag: "tag:yaml.org,2002:int",
			test: /^-?(?:0|[1-9][0-9]*)$/,
			resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
			stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
		},
		{
			identify: (value) => typeof value === "number",
			default: true,
			tag: "tag:yaml.org,2002:float",
			test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
			resolve: (str) => parseFloat(str),
			stringify: stringifyJSON
		}
	];
	exports.schema = [map.map, seq.seq].concat(jsonScalars, {
		default: true,
		tag: "",
		test: /^/,
		resolve(str, onError) {
			onError(`Unresolved plain scalar ${JSON.stringify(str)}`);
			return str;
		}
	});
}));
// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = __commonJSMin(((exports) => {
	var node_buffer = __require("buffer");
	var Scalar = require_Scalar();
	var stringifyString = require_stringifyString();
	exports.binary = {
		identify: (value) => value instanceof Uint8Array,
		default: false,
		tag: "tag:yaml.org,2002:binary",
		resolve(src, onError) {
			if (typeof node_buffer.Buffer === "function") return node_buffer.Buffer.from(src, "base64");
			else if (typeof atob === "function") {
				const str = atob(src.replace(/[\n\r]/g, ""));
				const buffer = new Uint8Array(str.length);
				for (let i = 0; i < str.length; ++i) buffer[i] = str.charCodeAt(i);
				return buffer;
			} else {
				onError("This environment does not support reading binary tags; either Buffer or atob is required");
				return src;
			}
		},
		stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
			if (!value) return "";
			const buf = value;
			let str;
			if (typeof node_buffer.Buffer === "function") str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
			else if (typeof btoa === "function") {
				let s = "";
				for (let i = 0; i < buf.length; ++i) s += String.fromCharCode(buf[i]);
				str = btoa(s);
			} else throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
			type ?? (type = Scalar.Scalar.BLOCK_LITERAL);
			if (type !== Scalar.Scalar.QUOTE_DOUBLE) {
				const lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth);
				const n = Math.ceil(str.length / lineWidth);
				const lines = new Array(n);
				for (let i = 0, o = 0; i < n; ++i, o += lineWidth) lines[i] = str.substr(o, lineWidth);
				str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? "\n" : " ");
			}
			return stringifyString.stringifyString({
				comment,
				type,
				value: str
			}, ctx, onComment, onChompKeep);
		}
	};
}));
// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLSeq = require_YAMLSeq();
	function resolvePairs(seq, onError) {
		if (identity.isSeq(seq)) for (let i = 0; i < seq.items.length; ++i) {
			let item = seq.items[i];
			if (identity.isPair(item)) continue;
			else if (identity.isMap(item)) {
				if (item.items.length > 1) onError("Each pair must have its own sequence indicator");
				const pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
				if (item.commentBefore) pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}\n${pair.key.commentBefore}` : item.commentBefore;
				if (item.comment) {
					const cn = pair.value ?? pair.key;
					cn.comment = cn.comment ? `${item.comment}\n${cn.comment}` : item.comment;
				}
				item = pair;
			}
			seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
		}
		else onError("Expected a sequence for this tag");
		return seq;
	}
	function createPairs(schema, iterable, ctx) {
		const { replacer } = ctx;
		const pairs = new YAMLSeq.YAMLSeq(schema);
		pairs.tag = "tag:yaml.org,2002:pairs";
		let i = 0;
		if (iterable && Symbol.iterator in Object(iterable)) for (let it of iterable) {
			if (typeof replacer === "function") it = replacer.call(iterable, String(i++), it);
			let key, value;
			if (Array.isArray(it)) {
				if (it.length === 2) {
					key = it[0];
					value = it[1];
				} else throw new TypeError(`Expected [key, value] tuple: ${it}`);
			} else if (it && it instanceof Object) {
				const keys = Object.keys(it);
				if (keys.length === 1) {
					key = keys[0];
					value = it[key];
				} else throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
			} else key = it;
			pairs.items.push(Pair.createPair(key, value, ctx));
		}
		return pairs;
	}
	const pairs = {
		collection: "seq",
		default: false,
		tag: "tag:yaml.org,2002:pairs",
		resolve: resolvePairs,
		createNode: createPairs
	};
	exports.createPairs = createPairs;
	exports.pairs = pairs;
	exports.resolvePairs = resolvePairs;
}));
// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = __commonJSMin(((exports) => {
	var identity = require_identity();
	var toJS = require_toJS();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var pairs = require_pairs();
	var YAMLOMap = class YAMLOMap extends YAMLSeq.YAMLSeq {
		constructor() {
			super();
			this.add = YAMLMap.YAMLMap.prototype.add.bind(this);
			this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this);
			this.get = YAMLMap.YAMLMap.prototype.get.bind(this);
			this.has = YAMLMap.YAMLMap.prototype.has.bind(this);
			this.set = YAMLMap.YAMLMap.prototype.set.bind(this);
			this.tag = YAMLOMap.tag;
		}
		toJSON(_, ctx) {
			if (!ctx) return super.toJSON(_);
			const map = new Map();
			if (ctx?.onCreate) ctx.onCreate(map);
			for (const pair of this.items) {
				let key, value;
				if (identity.isPair(pair)) {
					key = toJS.toJS(pair.key, "", ctx);
					value = toJS.toJS(pair.value, key, ctx);
				} else key = toJS.toJS(pair, "", ctx);
				if (map.has(key)) throw new Error("Ordered maps must not include duplicate keys");
				map.set(key, value);
			}
			return map;
		}
		static from(schema, iterable, ctx) {
			const pairs$1 = pairs.createPairs(schema, iterable, ctx);
			const omap = new this();
			omap.items = pairs$1.items;
			return omap;
		}
	};
	YAMLOMap.tag = "tag:yaml.org,2002:omap";
	const omap = {
		collection: "seq",
		identify: (value) => value instanceof Map,
		nodeClass: YAMLOMap,
		default: false,
		tag: "tag:yaml.org,2002:omap",
		resolve(seq, onError) {
			const pairs$1 = pairs.resolvePairs(seq, onError);
			const seenKeys = [];
			for (const { key } of pairs$1.items) if (identity.isScalar(key)) {
				if (seenKeys.includes(key.value)) onError(`Ordered maps must not include duplicate keys: ${key.value}`);
				else seenKeys.push(key.value);
			}
			return Object.assign(new YAMLOMap(), pairs$1);
		},
		createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
	};
	exports.YAMLOMap = YAMLOMap;
	exports.omap = omap;
}));
// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function boolStringify({ value, source }, ctx) {
		if (source && (value ? trueTag : falseTag).test.test(source)) return source;
		return value ? ctx.options.trueStr : ctx.options.falseStr;
	}
	const trueTag = {
		identify: (value) => value === true,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
		resolve: () => new Scalar.Scalar(true),
		stringify: boolStringify
	};
	const falseTag = {
		identify: (value) => value === false,
		default: true,
		tag: "tag:yaml.org,2002:bool",
		test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
		resolve: () => new Scalar.Scalar(false),
		stringify: boolStringify
	};
	exports.falseTag = falseTag;
	exports.trueTag = trueTag;
}));
// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var stringifyNumber = require_stringifyNumber();
	const floatNaN = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
		resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
		stringify: stringifyNumber.stringifyNumber
	};
	const floatExp = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "EXP",
		test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
		resolve: (str) => parseFloat(str.replace(/_/g, "")),
		stringify(node) {
			const num = Number(node.value);
			return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
		}
	};
	exports.float = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
		resolve(str) {
			const node = new Scalar.Scalar(parseFloat(str.replace(/_/g, "")));
			const dot = str.indexOf(".");
			if (dot !== -1) {
				const f = str.substring(dot + 1).replace(/_/g, "");
				if (f[f.length - 1] === "0") node.minFractionDigits = f.length;
			}
			return node;
		},
		stringify: stringifyNumber.stringifyNumber
	};
	exports.floatExp = floatExp;
	exports.floatNaN = floatNaN;
}));
// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int = __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	const intIdentify = (value) => typeof value === "bigint" || Number.isInteger(value);
	function intResolve(str, offset, radix, { intAsBigInt }) {
		const sign = str[0];
		if (sign === "-" || sign === "+") offset += 1;
		str = str.substring(offset).replace(/_/g, "");
		if (intAsBigInt) {
			switch (radix) {
				case 2:
					str = `0b${str}`;
					break;
				case 8:
					str = `0o${str}`;
					break;
				case 16: str = `0x${str}`;
			}
			const n = BigInt(str);
			return sign === "-" ? BigInt(-1) * n : n;
		}
		const n = parseInt(str, radix);
		return sign === "-" ? -1 * n : n;
	}
	function intStringify(node, radix, prefix) {
		const { value } = node;
		if (intIdentify(value)) {
			const str = value.toString(radix);
			return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
		}
		return stringifyNumber.stringifyNumber(node);
	}
	const intBin = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "BIN",
		test: /^[-+]?0b[0-1_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
		stringify: (node) => intStringify(node, 2, "0b")
	};
	const intOct = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "OCT",
		test: /^[-+]?0[0-7_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
		stringify: (node) => intStringify(node, 8, "0")
	};
	const int = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		test: /^[-+]?[0-9][0-9_]*$/,
		resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
		stringify: stringifyNumber.stringifyNumber
	};
	const intHex = {
		identify: intIdentify,
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "HEX",
		test: /^[-+]?0x[0-9a-fA-F_]+$/,
		resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
		stringify: (node) => intStringify(node, 16, "0x")
	};
	exports.int = int;
	exports.intBin = intBin;
	exports.intHex = intHex;
	exports.intOct = intOct;
}));
// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSet = class YAMLSet extends YAMLMap.YAMLMap {
		constructor(schema) {
			super(schema);
			this.tag = YAMLSet.tag;
		}
		add(key) {
			let pair;
			if (identity.isPair(key)) pair = key;
			else if (key && typeof key === "object" && "key" in key && "value" in key && key.value === null) pair = new Pair.Pair(key.key, null);
			else pair = new Pair.Pair(key, null);
			if (!YAMLMap.findPair(this.items, pair.key)) this.items.push(pair);
		}
		get(key, keepPair) {
			const pair = YAMLMap.findPair(this.items, key);
			return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
		}
		set(key, value) {
			if (typeof value !== "boolean") throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
			const prev = YAMLMap.findPair(this.items, key);
			if (prev && !value) this.items.splice(this.items.indexOf(prev), 1);
			else if (!prev && value) this.items.push(new Pair.Pair(key));
		}
		toJSON(_, ctx) {
			return super.toJSON(_, ctx, Set);
		}
		toString(ctx, onComment, onChompKeep) {
			if (!ctx) return JSON.stringify(this);
			if (this.hasAllNullValues(true)) return super.toString(Object.assign({}, ctx, { allNullValues: true }), onComment, onChompKeep);
			else throw new Error("Set items must all have null values");
		}
		static from(schema, iterable, ctx) {
			const { replacer } = ctx;
			const set = new this(schema);
			if (iterable && Symbol.iterator in Object(iterable)) for (let value of iterable) {
				if (typeof replacer === "function") value = replacer.call(iterable, value, value);
				set.items.push(Pair.createPair(value, null, ctx));
			}
			return set;
		}
	};
	YAMLSet.tag = "tag:yaml.org,2002:set";
	const set = {
		collection: "map",
		identify: (value) => value instanceof Set,
		nodeClass: YAMLSet,
		default: false,
		tag: "tag:yaml.org,2002:set",
		createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
		resolve(map, onError) {
			if (identity.isMap(map)) {
				if (map.hasAllNullValues(true)) return Object.assign(new YAMLSet(), map);
				else onError("Set items must all have null values");
			} else onError("Expected a mapping for this tag");
			return map;
		}
	};
	exports.YAMLSet = YAMLSet;
	exports.set = set;
}));
// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = __commonJSMin(((exports) => {
	var stringifyNumber = require_stringifyNumber();
	function parseSexagesimal(str, asBigInt) {
		const sign = str[0];
		const parts = sign === "-" || sign === "+" ? str.substring(1) : str;
		const num = (n) => asBigInt ? BigInt(n) : Number(n);
		const res = parts.replace(/_/g, "").split(":").reduce((res, p) => res * num(60) + num(p), num(0));
		return sign === "-" ? num(-1) * res : res;
	}
	function stringifySexagesimal(node) {
		let { value } = node;
		let num = (n) => n;
		if (typeof value === "bigint") num = (n) => BigInt(n);
		else if (isNaN(value) || !isFinite(value)) return stringifyNumber.stringifyNumber(node);
		let sign = "";
		if (value < 0) {
			sign = "-";
			value *= num(-1);
		}
		const _60 = num(60);
		const parts = [value % _60];
		if (value < 60) parts.unshift(0);
		else {
			value = (value - parts[0]) / _60;
			parts.unshift(value % _60);
			if (value >= 60) {
				value = (value - parts[0]) / _60;
				parts.unshift(value);
			}
		}
		return sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
	}
	const intTime = {
		identify: (value) => typeof value === "bigint" || Number.isInteger(value),
		default: true,
		tag: "tag:yaml.org,2002:int",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
		resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
		stringify: stringifySexagesimal
	};
	const floatTime = {
		identify: (value) => typeof value === "number",
		default: true,
		tag: "tag:yaml.org,2002:float",
		format: "TIME",
		test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
		resolve: (str) => parseSexagesimal(str, false),
		stringify: stringifySexagesimal
	};
	const timestamp = {
		identify: (value) => value instanceof Date,
		default: true,
		tag: "tag:yaml.org,2002:timestamp",
		test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
		resolve(str) {
			const match = str.match(timestamp.test);
			if (!match) throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
			const [, year, month, day, hour, minute, second] = match.map(Number);
			const millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0;
			let date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec);
			const tz = match[8];
			if (tz && tz !== "Z") {
				let d = parseSexagesimal(tz, false);
				if (Math.abs(d) < 30) d *= 60;
				date -= 6e4 * d;
			}
			return new Date(date);
		},
		stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
	};
	exports.floatTime = floatTime;
	exports.intTime = intTime;
	exports.timestamp = timestamp;
}));
// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema = __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var binary = require_binary();
	var bool = require_bool();
	var float = require_float();
	var int = require_int();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var set = require_set();
	var timestamp = require_timestamp();
	exports.schema = [
		map.map,
		seq.seq,
		string.string,
		_null.nullTag,
		bool.trueTag,
		bool.falseTag,
		int.intBin,
		int.intOct,
		int.int,
		int.intHex,
		float.floatNaN,
		float.floatExp,
		float.float,
		binary.binary,
		merge.merge,
		omap.omap,
		pairs.pairs,
		set.set,
		timestamp.intTime,
		timestamp.floatTime,
		timestamp.timestamp
	];
}));
// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJSMin(((exports) => {
	var map = require_map();
	var _null = require_null();
	var seq = require_seq();
	var string = require_string();
	var bool = require_bool$1();
	var float = require_float$1();
	var int = require_int$1();
	var schema = require_schema$2();
	var schema$1 = require_schema$1();
	var binary = require_binary();
	var merge = require_merge();
	var omap = require_omap();
	var pairs = require_pairs();
	var schema$2 = require_schema();
	var set = require_set();
	var timestamp = require_timestamp();
	const schemas = new Map([
		["core", schema.schema],
		["failsafe", [
			map.map,
			seq.seq,
			string.string
		]],
		["json", schema$1.schema],
		["yaml11", schema$2.schema],
		["yaml-1.1", schema$2.schema]
	]);
	const tagsByName = {
		binary: binary.binary,
		bool: bool.boolTag,
		float: float.float,
		floatExp: float.floatExp,
		floatNaN: float.floatNaN,
		floatTime: timestamp.floatTime,
		int: int.int,
		intHex: int.intHex,
		intOct: int.intOct,
		intTime: timestamp.intTime,
		map: map.map,
		merge: merge.merge,
		null: _null.nullTag,
		omap: omap.omap,
		pairs: pairs.pairs,
		seq: seq.seq,
		set: set.set,
		timestamp: timestamp.timestamp
	};
	const coreKnownTags = {
		"tag:yaml.org,2002:binary": binary.binary,
		"tag:yaml.org,2002:merge": merge.merge,
		"tag:yaml.org,2002:omap": omap.omap,
		"tag:yaml.org,2002:pairs": pairs.pairs,
		"tag:yaml.org,2002:set": set.set,
		"tag:yaml.org,2002:timestamp": timestamp.timestamp
	};
	function getTags(customTags, schemaName, addMergeTag) {
		const schemaTags = schemas.get(schemaName);
		if (schemaTags && !customTags) return addMergeTag && !schemaTags.includes(merge.merge) ? schemaTags.concat(merge.merge) : schemaTags.slice();
		let tags = schemaTags;
		if (!tags) {
			if (Array.isArray(customTags)) tags = [];
			else {
				const keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
			}
		}
		if (Array.isArray(customTags)) for (const tag of customTags) tags = tags.concat(tag);
		else if (typeof customTags === "function") tags = customTags(tags.slice());
		if (addMergeTag) tags = tags.concat(merge.merge);
		return tags.reduce((tags, tag) => {
			const tagObj = typeof tag === "string" ? tagsByName[tag] : tag;
			if (!tagObj) {
				const tagName = JSON.stringify(tag);
				const keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
				throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
			}
			if (!tags.includes(tagObj)) tags.push(tagObj);
			return tags;
		}, []);
	}
	exports.coreKnownTags = coreKnownTags;
	exports.getTags = getTags;
}));
// node_modules/yaml/dist/schema/Schema.js
var require_Schema = __commonJSMin(((exports) => {
	var identity = require_identity();
	var map = require_map();
	var seq = require_seq();
	var string = require_string();
	var tags = require_tags();
	const sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
	exports.Schema = class Schema {
		constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
			this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null;
			this.name = typeof schema === "string" && schema || "core";
			this.knownTags = resolveKnownTags ? tags.coreKnownTags : {};
			this.tags = tags.getTags(customTags, this.name, merge);
			this.toStringOptions = toStringDefaults ?? null;
			Object.defineProperty(this, identity.MAP, { value: map.map });
			Object.defineProperty(this, identity.SCALAR, { value: string.string });
			Object.defineProperty(this, identity.SEQ, { value: seq.seq });
			this.sortMapEntries = typeof sortMapEntries === "function" ? sortMapEntries : sortMapEntries === true ? sortMapEntriesByKey : null;
		}
		clone() {
			const copy = Object.create(Schema.prototype, Object.getOwnPropertyDescriptors(this));
			copy.tags = this.tags.slice();
			return copy;
		}
	};
}));
// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = __commonJSMin(((exports) => {
	var identity = require_identity();
	var stringify = require_stringify();
	var stringifyComment = require_stringifyComment();
	function stringifyDocument(doc, options) {
		const lines = [];
		let hasDirectives = options.directives === true;
		if (options.directives !== false && doc.directives) {
			const dir = doc.directives.toString(doc);
			if (dir) {
				lines.push(dir);
				hasDirectives = true;
			} else if (doc.directives.docStart) hasDirectives = true;
		}
		if (hasDirectives) lines.push("---");
		const ctx = stringify.createStringifyContext(doc, options);
		const { commentString } = ctx.options;
		if (doc.commentBefore) {
			if (lines.length !== 1) lines.unshift("");
			const cs = commentString(doc.commentBefore);
			lines.unshift(stringifyComment.indentComment(cs, ""));
		}
		let chompKeep = false;
		let contentComment = null;
		if (doc.contents) {
			if (identity.isNode(doc.contents)) {
				if (doc.contents.spaceBefore && hasDirectives) lines.push("");
				if (doc.contents.commentBefore) {
					const cs = commentString(doc.contents.commentBefore);
					lines.push(stringifyComment.indentComment(cs, ""));
				}
				ctx.forceBlockIndent = !!doc.comment;
				contentComment = doc.contents.comment;
			}
			const onChompKeep = contentComment ? void 0 : () => chompKeep = true;
			let body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
			if (contentComment) body += stringifyComment.lineComment(body, "", commentString(contentComment));
			if ((body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---") lines[lines.length - 1] = `--- ${body}`;
			else lines.push(body);
		} else lines.push(stringify.stringify(doc.contents, ctx));
		if (doc.directives?.docEnd) {
			if (doc.comment) {
				const cs = commentString(doc.comment);
				if (cs.includes("\n")) {
					lines.push("...");
					lines.push(stringifyComment.indentComment(cs, ""));
				} else lines.push(`... ${cs}`);
			} else lines.push("...");
		} else {
			let dc = doc.comment;
			if (dc && chompKeep) dc = dc.replace(/^\n+/, "");
			if (dc) {
				if ((!chompKeep || contentComment) && lines[lines.length - 1] !== "") lines.push("");
				lines.push(stringifyComment.indentComment(commentString(dc), ""));
			}
		}
		return lines.join("\n") + "\n";
	}
	exports.stringifyDocument = stringifyDocument;
}));
// node_modules/yaml/dist/doc/Document.js
var require_Document = __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var Collection = require_Collection();
	var identity = require_identity();
	var Pair = require_Pair();
	var toJS = require_toJS();
	var Schema = require_Schema();
	var stringifyDocument = require_stringifyDocument();
	var anchors = require_anchors();
	var applyReviver = require_applyReviver();
	var createNode = require_createNode();
	var directives = require_directives();
	var Document = class Document {
		constructor(value, replacer, options) {
			this.commentBefore = null;
			this.comment = null;
			this.errors = [];
			this.warnings = [];
			Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
			let _replacer = null;
			if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
			else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const opt = Object.assign({
				intAsBigInt: false,
				keepSourceTokens: false,
				logLevel: "warn",
				prettyErrors: true,
				strict: true,
				stringKeys: false,
				uniqueKeys: true,
				version: "1.2"
			}, options);
			this.options = opt;
			let { version } = opt;
			if (options?._directives) {
				this.directives = options._directives.atDocument();
				if (this.directives.yaml.explicit) version = this.directives.yaml.version;
			} else this.directives = new directives.Directives({ version });
			this.setSchema(version, options);
			this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
		}
		clone() {
			const copy = Object.create(Document.prototype, { [identity.NODE_TYPE]: { value: identity.DOC } });
			copy.commentBefore = this.commentBefore;
			copy.comment = this.comment;
			copy.errors = this.errors.slice();
			copy.warnings = this.warnings.slice();
			copy.options = Object.assign({}, this.options);
			if (this.directives) copy.directives = this.directives.clone();
			copy.schema = this.schema.clone();
			copy.contents = identity.isNode(this.contents) ? this.contents.clone(copy.schema) : this.contents;
			if (this.range) copy.range = this.range.slice();
			return copy;
		}
		add(value) {
			if (assertCollection(this.contents)) this.contents.add(value);
		}
		addIn(path, value) {
			if (assertCollection(this.contents)) this.contents.addIn(path, value);
		}
		createAlias(node, name) {
			if (!node.anchor) {
				const prev = anchors.anchorNames(this);
				node.anchor = !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
			}
			return new Alias.Alias(node.anchor);
		}
		createNode(value, replacer, options) {
			let _replacer = void 0;
			if (typeof replacer === "function") {
				value = replacer.call({ "": value }, "", value);
				_replacer = replacer;
			} else if (Array.isArray(replacer)) {
				const keyToStr = (v) => typeof v === "number" || v instanceof String || v instanceof Number;
				const asStr = replacer.filter(keyToStr).map(String);
				if (asStr.length > 0) replacer = replacer.concat(asStr);
				_replacer = replacer;
			} else if (options === void 0 && replacer) {
				options = replacer;
				replacer = void 0;
			}
			const { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {};
			const { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(this, anchorPrefix || "a");
			const ctx = {
				aliasDuplicateObjects: aliasDuplicateObjects ?? true,
				keepUndefined: keepUndefined ?? false,
				onAnchor,
				onTagObj,
				replacer: _replacer,
				schema: this.schema,
				sourceObjects
			};
			const node = createNode.createNode(value, tag, ctx);
			if (flow && identity.isCollection(node)) node.flow = true;
			setAnchors();
			return node;
		}
		createPair(key, value, options = {}) {
			const k = this.createNode(key, null, options);
			const v = this.createNode(value, null, options);
			return new Pair.Pair(k, v);
		}
		delete(key) {
			return assertCollection(this.contents) ? this.contents.delete(key) : false;
		}
		deleteIn(path) {
			if (Collection.isEmptyPath(path)) {
				if (this.contents == null) return false;
				this.contents = null;
				return true;
			}
			return assertCollection(this.contents) ? this.contents.deleteIn(path) : false;
		}
		get(key, keepScalar) {
			return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
		}
		getIn(path, keepScalar) {
			if (Collection.isEmptyPath(path)) return !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents;
			return identity.isCollection(this.contents) ? this.contents.getIn(path, keepScalar) : void 0;
		}
		has(key) {
			return identity.isCollection(this.contents) ? this.contents.has(key) : false;
		}
		hasIn(path) {
			if (Collection.isEmptyPath(path)) return this.contents !== void 0;
			return identity.isCollection(this.contents) ? this.contents.hasIn(path) : false;
		}
		set(key, value) {
			if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, [key], value);
			else if (assertCollection(this.contents)) this.contents.set(key, value);
		}
		setIn(path, value) {
			if (Collection.isEmptyPath(path)) this.contents = value;
			else if (this.contents == null) this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value);
			else if (assertCollection(this.contents)) this.contents.setIn(path, value);
		}
		setSchema(version, options = {}) {
			if (typeof version === "number") version = String(version);
			let opt;
			switch (version) {
				case "1.1":
					if (this.directives) this.directives.yaml.version = "1.1";
					else this.directives = new directives.Directives({ version: "1.1" });
					opt = {
						resolveKnownTags: false,
						schema: "yaml-1.1"
					};
					break;
				case "1.2":
				case "next":
					if (this.directives) this.directives.yaml.version = version;
					else this.directives = new directives.Directives({ version });
					opt = {
						resolveKnownTags: true,
						schema: "core"
					};
					break;
				case null:
					if (this.directives) delete this.directives;
					opt = null;
					break;
				default: {
					const sv = JSON.stringify(version);
					throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
				}
			}
			if (options.schema instanceof Object) this.schema = options.schema;
			else if (opt) this.schema = new Schema.Schema(Object.assign(opt, options));
			else throw new Error(`With a null YAML version, the { schema: Schema } option is required`);
		}
		toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
			const ctx = {
				anchors: new Map(),
				doc: this,
				keep: !json,
				mapAsMap: mapAsMap === true,
				mapKeyWarned: false,
				maxAliasCount: typeof maxAliasCount === "number" ? maxAliasCount : 100
			};
			const res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
			if (typeof onAnchor === "function") for (const { count, res } of ctx.anchors.values()) onAnchor(res, count);
			return typeof reviver === "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
		}
		toJSON(jsonArg, onAnchor) {
			return this.toJS({
				json: true,
				jsonArg,
				mapAsMap: false,
				onAnchor
			});
		}
		toString(options = {}) {
			if (this.errors.length > 0) throw new Error("Document with errors cannot be stringified");
			if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
				const s = JSON.stringify(options.indent);
				throw new Error(`"indent" option must be a positive integer, not ${s}`);
			}
			return stringifyDocument.stringifyDocument(this, options);
		}
	};
	function assertCollection(contents) {
		if (identity.isCollection(contents)) return true;
		throw new Error("Expected a YAML collection as document contents");
	}
	exports.Document = Document;
}));
// node_modules/yaml/dist/errors.js
var require_errors = __commonJSMin(((exports) => {
	var YAMLError = class extends Error {
		constructor(name, pos, code, message) {
			super();
			this.name = name;
			this.code = code;
			this.message = message;
			this.pos = pos;
		}
	};
	var YAMLParseError = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLParseError", pos, code, message);
		}
	};
	var YAMLWarning = class extends YAMLError {
		constructor(pos, code, message) {
			super("YAMLWarning", pos, code, message);
		}
	};
	const prettifyError = (src, lc) => (error) => {
		if (error.pos[0] === -1) return;
		error.linePos = error.pos.map((pos) => lc.linePos(pos));
		const { line, col } = error.linePos[0];
		error.message += ` at line ${line}, column ${col}`;
		let ci = col - 1;
		let lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
		if (ci >= 60 && lineStr.length > 80) {
			const trimStart = Math.min(ci - 39, lineStr.length - 79);
			lineStr = "…" + lineStr.substring(trimStart);
			ci -= trimStart - 1;
		}
		if (lineStr.length > 80) lineStr = lineStr.substring(0, 79) + "…";
		if (line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
			let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
			if (prev.length > 80) prev = prev.substring(0, 79) + "…\n";
			lineStr = prev + lineStr;
		}
		if (/[^ ]/.test(lineStr)) {
			let count = 1;
			const end = error.linePos[1];
			if (end?.line === line && end.col > col) count = Math.max(1, Math.min(end.col - col, 80 - ci));
			const pointer = " ".repeat(ci) + "^".repeat(count);
			error.message += `:\n\n${lineStr}\n${pointer}\n`;
		}
	};
	exports.YAMLError = YAMLError;
	exports.YAMLParseError = YAMLParseError;
	exports.YAMLWarning = YAMLWarning;
	exports.prettifyError = prettifyError;
}));
// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = __commonJSMin(((exports) => {
	function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
		let spaceBefore = false;
		let atNewline = startOnNewline;
		let hasSpace = startOnNewline;
		let comment = "";
		let commentSep = "";
		let hasNewline = false;
		let reqSpace = false;
		let tab = null;
		let anchor = null;
		let tag = null;
		let newlineAfterProp = null;
		let comma = null;
		let found = null;
		let start = null;
		for (const token of tokens) {
			if (reqSpace) {
				if (token.type !== "space" && token.type !== "newline" && token.type !== "comma") onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
				reqSpace = false;
			}
			if (tab) {
				if (atNewline && token.type !== "comment" && token.type !== "newline") onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
				tab = null;
			}
			switch (token.type) {
				case "space":
					if (!flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	")) tab = token;
					hasSpace = true;
					break;
				case "comment": {
					if (!hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					const cb = token.source.substring(1) || " ";
					if (!comment) comment = cb;
					else comment += commentSep + cb;
					commentSep = "";
					atNewline = false;
					break;
				}
				case "newline":
					if (atNewline) {
						if (comment) comment += token.source;
						else if (!found || indicator !== "seq-item-ind") spaceBefore = true;
					} else commentSep += token.source;
					atNewline = true;
					hasNewline = true;
					if (anchor || tag) newlineAfterProp = token;
					hasSpace = true;
					break;
				case "anchor":
					if (anchor) onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor");
					if (token.source.endsWith(":")) onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", true);
					anchor = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case "tag":
					if (tag) onError(token, "MULTIPLE_TAGS", "A node can have at most one tag");
					tag = token;
					start ?? (start = token.offset);
					atNewline = false;
					hasSpace = false;
					reqSpace = true;
					break;
				case indicator:
					if (anchor || tag) onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`);
					if (found) onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`);
					found = token;
					atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind";
					hasSpace = false;
					break;
				case "comma": if (flow) {
					if (comma) onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`);
					comma = token;
					atNewline = false;
					hasSpace = false;
					break;
				}
				default:
					onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`);
					atNewline = false;
					hasSpace = false;
			}
		}
		const last = tokens[tokens.length - 1];
		const end = last ? last.offset + last.source.length : offset;
		if (reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "")) onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space");
		if (tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq")) onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation");
		return {
			comma,
			found,
			spaceBefore,
			comment,
			hasNewline,
			anchor,
			tag,
			newlineAfterProp,
			end,
			start: start ?? end
		};
	}
	exports.resolveProps = resolveProps;
}));
// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = __commonJSMin(((exports) => {
	function containsNewline(key) {
		if (!key) return null;
		switch (key.type) {
			case "alias":
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				if (key.source.includes("\n")) return true;
				if (key.end) {
					for (const st of key.end) if (st.type === "newline") return true;
				}
				return false;
			case "flow-collection":
				for (const it of key.items) {
					for (const st of it.start) if (st.type === "newline") return true;
					if (it.sep) {
						for (const st of it.sep) if (st.type === "newline") return true;
					}
					if (containsNewline(it.key) || containsNewline(it.value)) return true;
				}
				return false;
			default: return true;
		}
	}
	exports.containsNewline = containsNewline;
}));
// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = __commonJSMin(((exports) => {
	var utilContainsNewline = require_util_contains_newline();
	function flowIndentCheck(indent, fc, onError) {
		if (fc?.type === "flow-collection") {
			const end = fc.end[0];
			if (end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc)) onError(end, "BAD_INDENT", "Flow end indicator should be more indented than parent", true);
		}
	}
	exports.flowIndentCheck = flowIndentCheck;
}));
// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = __commonJSMin(((exports) => {
	var identity = require_identity();
	function mapIncludes(ctx, items, search) {
		const { uniqueKeys } = ctx.options;
		if (uniqueKeys === false) return false;
		const isEqual = typeof uniqueKeys === "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
		return items.some((pair) => isEqual(pair.key, search));
	}
	exports.mapIncludes = mapIncludes;
}));
// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = __commonJSMin(((exports) => {
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	var utilMapIncludes = require_util_map_includes();
	const startColMsg = "All mapping items must start at the same column";
	function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
		const map = new ((tag?.nodeClass) ?? YAMLMap.YAMLMap)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		let offset = bm.offset;
		let commentEnd = null;
		for (const collItem of bm.items) {
			const { start, key, sep, value } = collItem;
			const keyProps = resolveProps.resolveProps(start, {
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: bm.indent,
				startOnNewline: true
			});
			const implicitKey = !keyProps.found;
			if (implicitKey) {
				if (key) {
					if (key.type === "block-seq") onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key");
					else if ("indent" in key && key.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
				}
				if (!keyProps.anchor && !keyProps.tag && !sep) {
					commentEnd = keyProps.end;
					if (keyProps.comment) {
						if (map.comment) map.comment += "\n" + keyProps.comment;
						else map.comment = keyProps.comment;
					}
					continue;
				}
				if (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
			} else if (keyProps.found?.indent !== bm.indent) onError(offset, "BAD_INDENT", startColMsg);
			ctx.atKey = true;
			const keyStart = keyProps.end;
			const keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError);
			ctx.atKey = false;
			if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
			const valueProps = resolveProps.resolveProps(sep ?? [], {
				indicator: "map-value-ind",
				next: value,
				offset: keyNode.range[2],
				onError,
				parentIndent: bm.indent,
				startOnNewline: !key || key.type === "block-scalar"
			});
			offset = valueProps.end;
			if (valueProps.found) {
				if (implicitKey) {
					if (value?.type === "block-map" && !valueProps.hasNewline) onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings");
					if (ctx.options.strict && keyProps.start < valueProps.found.offset - 1024) onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key");
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
				if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError);
				offset = valueNode.range[2];
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			} else {
				if (implicitKey) onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values");
				if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				map.items.push(pair);
			}
		}
		if (commentEnd && commentEnd < offset) onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content");
		map.range = [
			bm.offset,
			offset,
			commentEnd ?? offset
		];
		return map;
	}
	exports.resolveBlockMap = resolveBlockMap;
}));
// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = __commonJSMin(((exports) => {
	var YAMLSeq = require_YAMLSeq();
	var resolveProps = require_resolve_props();
	var utilFlowIndentCheck = require_util_flow_indent_check();
	function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
		const seq = new ((tag?.nodeClass) ?? YAMLSeq.YAMLSeq)(ctx.schema);
		if (ctx.atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = bs.offset;
		let commentEnd = null;
		for (const { start, value } of bs.items) {
			const props = resolveProps.resolveProps(start, {
				indicator: "seq-item-ind",
				next: value,
				offset,
				onError,
				parentIndent: bs.indent,
				startOnNewline: true
			});
			if (!props.found) {
				if (props.anchor || props.tag || value) {
					if (value?.type === "block-seq") onError(props.end, "BAD_INDENT", "All sequence items must start at the same column");
					else onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
				} else {
					commentEnd = props.end;
					if (props.comment) seq.comment = props.comment;
					continue;
				}
			}
			const node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
			if (ctx.schema.compat) utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError);
			offset = node.range[2];
			seq.items.push(node);
		}
		seq.range = [
			bs.offset,
			offset,
			commentEnd ?? offset
		];
		return seq;
	}
	exports.resolveBlockSeq = resolveBlockSeq;
}));
// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = __commonJSMin(((exports) => {
	function resolveEnd(end, offset, reqSpace, onError) {
		let comment = "";
		if (end) {
			let hasSpace = false;
			let sep = "";
			for (const token of end) {
				const { source, type } = token;
				switch (type) {
					case "space":
						hasSpace = true;
						break;
					case "comment": {
						if (reqSpace && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
						const cb = source.substring(1) || " ";
						if (!comment) comment = cb;
						else comment += sep + cb;
						sep = "";
						break;
					}
					case "newline":
						if (comment) sep += source;
						hasSpace = true;
						break;
					default: onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
				}
				offset += source.length;
			}
		}
		return {
			comment,
			offset
		};
	}
	exports.resolveEnd = resolveEnd;
}));
// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Pair = require_Pair();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	var utilContainsNewline = require_util_contains_newline();
	var utilMapIncludes = require_util_map_includes();
	const blockMsg = "Block collections are not allowed within flow collections";
	const isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
	function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
		const isMap = fc.start.source === "{";
		const fcName = isMap ? "flow map" : "flow sequence";
		const coll = new ((tag?.nodeClass) ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq))(ctx.schema);
		coll.flow = true;
		const atRoot = ctx.atRoot;
		if (atRoot) ctx.atRoot = false;
		if (ctx.atKey) ctx.atKey = false;
		let offset = fc.offset + fc.start.source.length;
		for (let i = 0; i < fc.items.length; ++i) {
			const collItem = fc.items[i];
			const { start, key, sep, value } = collItem;
			const props = resolveProps.resolveProps(start, {
				flow: fcName,
				indicator: "explicit-key-ind",
				next: key ?? sep?.[0],
				offset,
				onError,
				parentIndent: fc.indent,
				startOnNewline: false
			});
			if (!props.found) {
				if (!props.anchor && !props.tag && !sep && !value) {
					if (i === 0 && props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
					else if (i < fc.items.length - 1) onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`);
					if (props.comment) {
						if (coll.comment) coll.comment += "\n" + props.comment;
						else coll.comment = props.comment;
					}
					offset = props.end;
					continue;
				}
				if (!isMap && ctx.options.strict && utilContainsNewline.containsNewline(key)) onError(key, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
			}
			if (i === 0) {
				if (props.comma) onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
			} else {
				if (!props.comma) onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`);
				if (props.comment) {
					let prevItemComment = "";
					loop: for (const st of start) switch (st.type) {
						case "comma":
						case "space": break;
						case "comment":
							prevItemComment = st.source.substring(1);
							break loop;
						default: break loop;
					}
					if (prevItemComment) {
						let prev = coll.items[coll.items.length - 1];
						if (identity.isPair(prev)) prev = prev.value ?? prev.key;
						if (prev.comment) prev.comment += "\n" + prevItemComment;
						else prev.comment = prevItemComment;
						props.comment = props.comment.substring(prevItemComment.length + 1);
					}
				}
			}
			if (!isMap && !sep && !props.found) {
				const valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep, null, props, onError);
				coll.items.push(valueNode);
				offset = valueNode.range[2];
				if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
			} else {
				ctx.atKey = true;
				const keyStart = props.end;
				const keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
				if (isBlock(key)) onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg);
				ctx.atKey = false;
				const valueProps = resolveProps.resolveProps(sep ?? [], {
					flow: fcName,
					indicator: "map-value-ind",
					next: value,
					offset: keyNode.range[2],
					onError,
					parentIndent: fc.indent,
					startOnNewline: false
				});
				if (valueProps.found) {
					if (!isMap && !props.found && ctx.options.strict) {
						if (sep) for (const st of sep) {
							if (st === valueProps.found) break;
							if (st.type === "newline") {
								onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
								break;
							}
						}
						if (props.start < valueProps.found.offset - 1024) onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
					}
				} else if (value) {
					if ("source" in value && value.source?.[0] === ":") onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`);
					else onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`);
				}
				const valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError) : null;
				if (valueNode) {
					if (isBlock(value)) onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
				} else if (valueProps.comment) {
					if (keyNode.comment) keyNode.comment += "\n" + valueProps.comment;
					else keyNode.comment = valueProps.comment;
				}
				const pair = new Pair.Pair(keyNode, valueNode);
				if (ctx.options.keepSourceTokens) pair.srcToken = collItem;
				if (isMap) {
					const map = coll;
					if (utilMapIncludes.mapIncludes(ctx, map.items, keyNode)) onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
					map.items.push(pair);
				} else {
					const map = new YAMLMap.YAMLMap(ctx.schema);
					map.flow = true;
					map.items.push(pair);
					const endRange = (valueNode ?? keyNode).range;
					map.range = [
						keyNode.range[0],
						endRange[1],
						endRange[2]
					];
					coll.items.push(map);
				}
				offset = valueNode ? valueNode.range[2] : valueProps.end;
			}
		}
		const expectedEnd = isMap ? "}" : "]";
		const [ce, ...ee] = fc.end;
		let cePos = offset;
		if (ce?.source === expectedEnd) cePos = ce.offset + ce.source.length;
		else {
			const name = fcName[0].toUpperCase() + fcName.substring(1);
			const msg = atRoot ? `${name} must end with a ${expectedEnd}` : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
			onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg);
			if (ce && ce.source.length !== 1) ee.unshift(ce);
		}
		if (ee.length > 0) {
			const end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
			if (end.comment) {
				if (coll.comment) coll.comment += "\n" + end.comment;
				else coll.comment = end.comment;
			}
			coll.range = [
				fc.offset,
				cePos,
				end.offset
			];
		} else coll.range = [
			fc.offset,
			cePos,
			cePos
		];
		return coll;
	}
	exports.resolveFlowCollection = resolveFlowCollection;
}));
// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var resolveBlockMap = require_resolve_block_map();
	var resolveBlockSeq = require_resolve_block_seq();
	var resolveFlowCollection = require_resolve_flow_collection();
	function resolveCollection(CN, ctx, token, onError, tagName, tag) {
		const coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag);
		const Coll = coll.constructor;
		if (tagName === "!" || tagName === Coll.tagName) {
			coll.tag = Coll.tagName;
			return coll;
		}
		if (tagName) coll.tag = tagName;
		return coll;
	}
	function composeCollection(CN, ctx, token, props, onError) {
		const tagToken = props.tag;
		const tagName = !tagToken ? null : ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg));
		if (token.type === "block-seq") {
			const { anchor, newlineAfterProp: nl } = props;
			const lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
			if (lastProp && (!nl || nl.offset < lastProp.offset)) onError(lastProp, "MISSING_CHAR", "Missing newline after block sequence props");
		}
		const expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
		if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq") return resolveCollection(CN, ctx, token, onError, tagName);
		let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
		if (!tag) {
			const kt = ctx.schema.knownTags[tagName];
			if (kt?.collection === expType) {
				ctx.schema.tags.push(Object.assign({}, kt, { default: false }));
				tag = kt;
			} else {
				if (kt) onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, true);
				else onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, true);
				return resolveCollection(CN, ctx, token, onError, tagName);
			}
		}
		const coll = resolveCollection(CN, ctx, token, onError, tagName, tag);
		const res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll;
		const node = identity.isNode(res) ? res : new Scalar.Scalar(res);
		node.range = coll.range;
		node.tag = tagName;
		if (tag?.format) node.format = tag.format;
		return node;
	}
	exports.composeCollection = composeCollection;
}));
// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	function resolveBlockScalar(ctx, scalar, onError) {
		const start = scalar.offset;
		const header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
		if (!header) return {
			value: "",
			type: null,
			comment: "",
			range: [
				start,
				start,
				start
			]
		};
		const type = header.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL;
		const lines = scalar.source ? splitLines(scalar.source) : [];
		let chompStart = lines.length;
		for (let i = lines.length - 1; i >= 0; --i) {
			const content = lines[i][1];
			if (content === "" || content === "\r") chompStart = i;
			else break;
		}
		if (chompStart === 0) {
			const value = header.chomp === "+" && lines.length > 0 ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
			let end = start + header.length;
			if (scalar.source) end += scalar.source.length;
			return {
				value,
				type,
				comment: header.comment,
				range: [
					start,
					end,
					end
				]
			};
		}
		let trimIndent = scalar.indent + header.indent;
		let offset = scalar.offset + header.length;
		let contentStart = 0;
		for (let i = 0; i < chompStart; ++i) {
			const [indent, content] = lines[i];
			if (content === "" || content === "\r") {
				if (header.indent === 0 && indent.length > trimIndent) trimIndent = indent.length;
			} else {
				if (indent.length < trimIndent) onError(offset + indent.length, "MISSING_CHAR", "Block scalars with more-indented leading empty lines must use an explicit indentation indicator");
				if (header.indent === 0) trimIndent = indent.length;
				contentStart = i;
				if (trimIndent === 0 && !ctx.atRoot) onError(offset, "BAD_INDENT", "Block scalar values in collections must be indented");
				break;
			}
			offset += indent.length + content.length + 1;
		}
		for (let i = lines.length - 1; i >= chompStart; --i) if (lines[i][0].length > trimIndent) chompStart = i + 1;
		let value = "";
		let sep = "";
		let prevMoreIndented = false;
		for (let i = 0; i < contentStart; ++i) value += lines[i][0].slice(trimIndent) + "\n";
		for (let i = contentStart; i < chompStart; ++i) {
			let [indent, content] = lines[i];
			offset += indent.length + content.length + 1;
			const crlf = content[content.length - 1] === "\r";
			if (crlf) content = content.slice(0, -1);
			if (content && indent.length < trimIndent) {
				const message = `Block scalar lines must not be less indented than their ${header.indent ? "explicit indentation indicator" : "first line"}`;
				onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message);
				indent = "";
			}
			if (type === Scalar.Scalar.BLOCK_LITERAL) {
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
			} else if (indent.length > trimIndent || content[0] === "	") {
				if (sep === " ") sep = "\n";
				else if (!prevMoreIndented && sep === "\n") sep = "\n\n";
				value += sep + indent.slice(trimIndent) + content;
				sep = "\n";
				prevMoreIndented = true;
			} else if (content === "") {
				if (sep === "\n") value += "\n";
				else sep = "\n";
			} else {
				value += sep + content;
				sep = " ";
				prevMoreIndented = false;
			}
		}
		switch (header.chomp) {
			case "-": break;
			case "+":
				for (let i = chompStart; i < lines.length; ++i) value += "\n" + lines[i][0].slice(trimIndent);
				if (value[value.length - 1] !== "\n") value += "\n";
				break;
			default: value += "\n";
		}
		const end = start + header.length + scalar.source.length;
		return {
			value,
			type,
			comment: header.comment,
			range: [
				start,
				end,
				end
			]
		};
	}
	function parseBlockScalarHeader({ offset, props }, strict, onError) {
		if (props[0].type !== "block-scalar-header") {
			onError(props[0], "IMPOSSIBLE", "Block scalar header not found");
			return null;
		}
		const { source } = props[0];
		const mode = source[0];
		let indent = 0;
		let chomp = "";
		let error = -1;
		for (let i = 1; i < source.length; ++i) {
			const ch = source[i];
			if (!chomp && (ch === "-" || ch === "+")) chomp = ch;
			else {
				const n = Number(ch);
				if (!indent && n) indent = n;
				else if (error === -1) error = offset + i;
			}
		}
		if (error !== -1) onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
		let hasSpace = false;
		let comment = "";
		let length = source.length;
		for (let i = 1; i < props.length; ++i) {
			const token = props[i];
			switch (token.type) {
				case "space": hasSpace = true;
				case "newline":
					length += token.source.length;
					break;
				case "comment":
					if (strict && !hasSpace) onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
					length += token.source.length;
					comment = token.source.substring(1);
					break;
				case "error":
					onError(token, "UNEXPECTED_TOKEN", token.message);
					length += token.source.length;
					break;
				default: {
					onError(token, "UNEXPECTED_TOKEN", `Unexpected token in block scalar header: ${token.type}`);
					const ts = token.source;
					if (ts && typeof ts === "string") length += ts.length;
				}
			}
		}
		return {
			mode,
			indent,
			chomp,
			comment,
			length
		};
	}
	function splitLines(source) {
		const split = source.split(/\n( *)/);
		const first = split[0];
		const m = first.match(/^( *)/);
		const lines = [m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first]];
		for (let i = 1; i < split.length; i += 2) lines.push([split[i], split[i + 1]]);
		return lines;
	}
	exports.resolveBlockScalar = resolveBlockScalar;
}));
// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = __commonJSMin(((exports) => {
	var Scalar = require_Scalar();
	var resolveEnd = require_resolve_end();
	function resolveFlowScalar(scalar, strict, onError) {
		const { offset, type, source, end } = scalar;
		let _type;
		let value;
		const _onError = (rel, code, msg) => onError(offset + rel, code, msg);
		switch (type) {
			case "scalar":
				_type = Scalar.Scalar.PLAIN;
				value = plainValue(source, _onError);
				break;
			case "single-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_SINGLE;
				value = singleQuotedValue(source, _onError);
				break;
			case "double-quoted-scalar":
				_type = Scalar.Scalar.QUOTE_DOUBLE;
				value = doubleQuotedValue(source, _onError);
				break;
			default:
				onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`);
				return {
					value: "",
					type: null,
					comment: "",
					range: [
						offset,
						offset + source.length,
						offset + source.length
					]
				};
		}
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
		return {
			value,
			type: _type,
			comment: re.comment,
			range: [
				offset,
				valueEnd,
				re.offset
			]
		};
	}
	function plainValue(source, onError) {
		let badChar = "";
		switch (source[0]) {
			case "	":
				badChar = "a tab character";
				break;
			case ",":
				badChar = "flow indicator character ,";
				break;
			case "%":
				badChar = "directive indicator character %";
				break;
			case "|":
			case ">":
				badChar = `block scalar indicator ${source[0]}`;
				break;
			case "@":
			case "`": badChar = `reserved character ${source[0]}`;
		}
		if (badChar) onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`);
		return unfoldLines(source);
	}
	function singleQuotedValue(source, onError) {
		if (source[source.length - 1] !== "'" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing 'quote");
		return unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
	}
	function unfoldLines(source) {
		const line = /(.*?)\r?\n/sy;
		let match = line.exec(source);
		if (!match) return source;
		let trimEnd, trimBoth;
		try {
			trimEnd = new RegExp("(?<![ 	])[ 	]+$");
			trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
		} catch {
			trimEnd = /[ \t]+$/;
			trimBoth = /^[ \t]+|[ \t]+$/g;
		}
		let res = match[1].replace(trimEnd, "");
		let sep = " ";
		let pos = line.lastIndex;
		while (match = line.exec(source)) {
			const lm = match[1].replace(trimBoth, "");
			if (lm === "") {
				if (sep === "\n") res += sep;
				else sep = "\n";
			} else {
				res += sep + lm;
				sep = " ";
			}
			pos = line.lastIndex;
		}
		const last = /[ \t]*(.*)/sy;
		last.lastIndex = pos;
		match = last.exec(source);
		return res + sep + (match?.[1] ?? "");
	}
	function doubleQuotedValue(source, onError) {
		let res = "";
		for (let i = 1; i < source.length - 1; ++i) {
			const ch = source[i];
			if (ch === "\r" && source[i + 1] === "\n") continue;
			if (ch === "\n") {
				const { fold, offset } = foldNewline(source, i);
				res += fold;
				i = offset;
			} else if (ch === "\\") {
				let next = source[++i];
				const cc = escapeCodes[next];
				if (cc) res += cc;
				else if (next === "\n") {
					next = source[i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "\r" && source[i + 1] === "\n") {
					next = source[++i + 1];
					while (next === " " || next === "	") next = source[++i + 1];
				} else if (next === "x" || next === "u" || next === "U") {
					const length = next === "x" ? 2 : next === "u" ? 4 : 8;
					res += parseCharCode(source, i + 1, length, onError);
					i += length;
				} else {
					const raw = source.substr(i - 1, 2);
					onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
					res += raw;
				}
			} else if (ch === " " || ch === "	") {
				const wsStart = i;
				let next = source[i + 1];
				while (next === " " || next === "	") next = source[++i + 1];
				if (next !== "\n" && !(next === "\r" && source[i + 2] === "\n")) res += i > wsStart ? source.slice(wsStart, i + 1) : ch;
			} else res += ch;
		}
		if (source[source.length - 1] !== "\"" || source.length === 1) onError(source.length, "MISSING_CHAR", "Missing closing \"quote");
		return res;
	}
	function foldNewline(source, offset) {
		let fold = "";
		let ch = source[offset + 1];
		while (ch === " " || ch === "	" || ch === "\n" || ch === "\r") {
			if (ch === "\r" && source[offset + 2] !== "\n") break;
			if (ch === "\n") fold += "\n";
			offset += 1;
			ch = source[offset + 1];
		}
		if (!fold) fold = " ";
		return {
			fold,
			offset
		};
	}
	const escapeCodes = {
		"0": "\0",
		a: "\x07",
		b: "\b",
		e: "\x1B",
		f: "\f",
		n: "\n",
		r: "\r",
		t: "	",
		v: "\v",
		N: "",
		_: "\xA0",
		L: "\u2028",
		P: "\u2029",
		" ": " ",
		"\"": "\"",
		"/": "/",
		"\\": "\\",
		"	": "	"
	};
	function parseCharCode(source, offset, length, onError) {
		const cc = source.substr(offset, length);
		const code = cc.length === length && /^[0-9a-fA-F]+$/.test(cc) ? parseInt(cc, 16) : NaN;
		try {
			return String.fromCodePoint(code);
		} catch {
			const raw = source.substr(offset - 2, length + 2);
			onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`);
			return raw;
		}
	}
	exports.resolveFlowScalar = resolveFlowScalar;
}));
// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = __commonJSMin(((exports) => {
	var identity = require_identity();
	var Scalar = require_Scalar();
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	function composeScalar(ctx, token, tagToken, onError) {
		const { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError);
		const tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
		let tag;
		if (ctx.options.stringKeys && ctx.atKey) tag = ctx.schema[identity.SCALAR];
		else if (tagName) tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError);
		else if (token.type === "scalar") tag = findScalarTagByTest(ctx, value, token, onError);
		else tag = ctx.schema[identity.SCALAR];
		let scalar;
		try {
			const res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
			scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
		} catch (error) {
			const msg = error instanceof Error ? error.message : String(error);
			onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg);
			scalar = new Scalar.Scalar(value);
		}
		scalar.range = range;
		scalar.source = value;
		if (type) scalar.type = type;
		if (tagName) scalar.tag = tagName;
		if (tag.format) scalar.format = tag.format;
		if (comment) scalar.comment = comment;
		return scalar;
	}
	function findScalarTagByName(schema, value, tagName, tagToken, onError) {
		if (tagName === "!") return schema[identity.SCALAR];
		const matchWithTest = [];
		for (const tag of schema.tags) if (!tag.collection && tag.tag === tagName) {
			if (tag.default && tag.test) matchWithTest.push(tag);
			else return tag;
		}
		for (const tag of matchWithTest) if (tag.test?.test(value)) return tag;
		const kt = schema.knownTags[tagName];
		if (kt && !kt.collection) {
			schema.tags.push(Object.assign({}, kt, {
				default: false,
				test: void 0
			}));
			return kt;
		}
		onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str");
		return schema[identity.SCALAR];
	}
	function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
		const tag = schema.tags.find((tag) => (tag.default === true || atKey && tag.default === "key") && tag.test?.test(value)) || schema[identity.SCALAR];
		if (schema.compat) {
			const compat = schema.compat.find((tag) => tag.default && tag.test?.test(value)) ?? schema[identity.SCALAR];
			if (tag.tag !== compat.tag) onError(token, "TAG_RESOLVE_FAILED", `Value may be parsed as either ${directives.tagString(tag.tag)} or ${directives.tagString(compat.tag)}`, true);
		}
		return tag;
	}
	exports.composeScalar = composeScalar;
}));
// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = __commonJSMin(((exports) => {
	function emptyScalarPosition(offset, before, pos) {
		if (before) {
			pos ?? (pos = before.length);
			for (let i = pos - 1; i >= 0; --i) {
				let st = before[i];
				switch (st.type) {
					case "space":
					case "comment":
					case "newline":
						offset -= st.source.length;
						continue;
				}
				st = before[++i];
				while (st?.type === "space") {
					offset += st.source.length;
					st = before[++i];
				}
				break;
			}
		}
		return offset;
	}
	exports.emptyScalarPosition = emptyScalarPosition;
}));
// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = __commonJSMin(((exports) => {
	var Alias = require_Alias();
	var identity = require_identity();
	var composeCollection = require_compose_collection();
	var composeScalar = require_compose_scalar();
	var resolveEnd = require_resolve_end();
	var utilEmptyScalarPosition = require_util_empty_scalar_position();
	const CN = {
		composeNode,
		composeEmptyNode
	};
	function composeNode(ctx, token, props, onError) {
		const atKey = ctx.atKey;
		const { spaceBefore, comment, anchor, tag } = props;
		let node;
		let isSrcToken = true;
		switch (token.type) {
			case "alias":
				node = composeAlias(ctx, token, onError);
				if (anchor || tag) onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
				break;
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "block-scalar":
				node = composeScalar.composeScalar(ctx, token, tag, onError);
				if (anchor) node.anchor = anchor.source.substring(1);
				break;
			case "block-map":
			case "block-seq":
			case "flow-collection":
				try {
					node = composeCollection.composeCollection(CN, ctx, token, props, onError);
					if (anchor) node.anchor = anchor.source.substring(1);
				} catch (error) {
					onError(token, "RESOURCE_EXHAUSTION", error instanceof Error ? error.message : String(error));
				}
				break;
			default:
				onError(token, "UNEXPECTED_TOKEN", token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`);
				isSrcToken = false;
		}
		node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError));
		if (anchor && node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		if (atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value !== "string" || node.tag && node.tag !== "tag:yaml.org,2002:str")) onError(tag ?? token, "NON_STRING_KEY", "With stringKeys, all keys must be strings");
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			if (token.type === "scalar" && token.source === "") node.comment = comment;
			else node.commentBefore = comment;
		}
		if (ctx.options.keepSourceTokens && isSrcToken) node.srcToken = token;
		return node;
	}
	function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
		const token = {
			type: "scalar",
			offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
			indent: -1,
			source: ""
		};
		const node = composeScalar.composeScalar(ctx, token, tag, onError);
		if (anchor) {
			node.anchor = anchor.source.substring(1);
			if (node.anchor === "") onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string");
		}
		if (spaceBefore) node.spaceBefore = true;
		if (comment) {
			node.comment = comment;
			node.range[2] = end;
		}
		return node;
	}
	function composeAlias({ options }, { offset, source, end }, onError) {
		const alias = new Alias.Alias(source.substring(1));
		if (alias.source === "") onError(offset, "BAD_ALIAS", "Alias cannot be an empty string");
		if (alias.source.endsWith(":")) onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", true);
		const valueEnd = offset + source.length;
		const re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
		alias.range = [
			offset,
			valueEnd,
			re.offset
		];
		if (re.comment) alias.comment = re.comment;
		return alias;
	}
	exports.composeEmptyNode = composeEmptyNode;
	exports.composeNode = composeNode;
}));
// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = __commonJSMin(((exports) => {
	var Document = require_Document();
	var composeNode = require_compose_node();
	var resolveEnd = require_resolve_end();
	var resolveProps = require_resolve_props();
	function composeDoc(options, directives, { offset, start, value, end }, onError) {
		const opts = Object.assign({ _directives: directives }, options);
		const doc = new Document.Document(void 0, opts);
		const ctx = {
			atKey: false,
			atRoot: true,
			directives: doc.directives,
			options: doc.options,
			schema: doc.schema
		};
		const props = resolveProps.resolveProps(start, {
			indicator: "doc-start",
			next: value ?? end?.[0],
			offset,
			onError,
			parentIndent: 0,
			startOnNewline: true
		});
		if (props.found) {
			doc.directives.docStart = true;
			if (value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline) onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker");
		}
		doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
		const contentEnd = doc.contents.range[2];
		const re = resolveEnd.resolveEnd(end, contentEnd, false, onError);
		if (re.comment) doc.comment = re.comment;
		doc.range = [
			offset,
			contentEnd,
			re.offset
		];
		return doc;
	}
	exports.composeDoc = composeDoc;
}));
// node_modules/yaml/dist/compose/composer.js
var require_composer = __commonJSMin(((exports) => {
	var node_process = __require("process");
	var directives = require_directives();
	var Document = require_Document();
	var errors = require_errors();
	var identity = require_identity();
	var composeDoc = require_compose_doc();
	var resolveEnd = require_resolve_end();
	function getErrorPos(src) {
		if (typeof src === "number") return [src, src + 1];
		if (Array.isArray(src)) return src.length === 2 ? src : [src[0], src[1]];
		const { offset, source } = src;
		return [offset, offset + (typeof source === "string" ? source.length : 1)];
	}
	function parsePrelude(prelude) {
		let comment = "";
		let atComment = false;
		let afterEmptyLine = false;
		for (let i = 0; i < prelude.length; ++i) {
			const source = prelude[i];
			switch (source[0]) {
				case "#":
					comment += (comment === "" ? "" : afterEmptyLine ? "\n\n" : "\n") + (source.substring(1) || " ");
					atComment = true;
					afterEmptyLine = false;
					break;
				case "%":
					if (prelude[i + 1]?.[0] !== "#") i += 1;
					atComment = false;
					break;
				default:
					if (!atComment) afterEmptyLine = true;
					atComment = false;
			}
		}
		return {
			comment,
			afterEmptyLine
		};
	}
	var Composer = class {
		constructor(options = {}) {
			this.doc = null;
			this.atDirectives = false;
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
			this.onError = (source, code, message, warning) => {
				const pos = getErrorPos(source);
				if (warning) this.warnings.push(new errors.YAMLWarning(pos, code, message));
				else this.errors.push(new errors.YAMLParseError(pos, code, message));
			};
			this.directives = new directives.Directives({ version: options.version || "1.2" });
			this.options = options;
		}
		decorate(doc, afterDoc) {
			const { comment, afterEmptyLine } = parsePrelude(this.prelude);
			if (comment) {
				const dc = doc.contents;
				if (afterDoc) doc.comment = doc.comment ? `${doc.comment}\n${comment}` : comment;
				else if (afterEmptyLine || doc.directives.docStart || !dc) doc.commentBefore = comment;
				else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
					let it = dc.items[0];
					if (identity.isPair(it)) it = it.key;
					const cb = it.commentBefore;
					it.commentBefore = cb ? `${comment}\n${cb}` : comment;
				} else {
					const cb = dc.commentBefore;
					dc.commentBefore = cb ? `${comment}\n${cb}` : comment;
				}
			}
			if (afterDoc) {
				for (let i = 0; i < this.errors.length; ++i) doc.errors.push(this.errors[i]);
				for (let i = 0; i < this.warnings.length; ++i) doc.warnings.push(this.warnings[i]);
			} else {
				doc.errors = this.errors;
				doc.warnings = this.warnings;
			}
			this.prelude = [];
			this.errors = [];
			this.warnings = [];
		}
		streamInfo() {
			return {
				comment: parsePrelude(this.prelude).comment,
				directives: this.directives,
				errors: this.errors,
				warnings: this.warnings
			};
		}
		*compose(tokens, forceDoc = false, endOffset = -1) {
			for (const token of tokens) yield* this.next(token);
			yield* this.end(forceDoc, endOffset);
		}
		*next(token) {
			if (node_process.env.LOG_STREAM) console.dir(token, { depth: null });
			switch (token.type) {
				case "directive":
					this.directives.add(token.source, (offset, message, warning) => {
						const pos = getErrorPos(token);
						pos[0] += offset;
						this.onError(pos, "BAD_DIRECTIVE", message, warning);
					});
					this.prelude.push(token.source);
					this.atDirectives = true;
					break;
				case "document": {
					const doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
					if (this.atDirectives && !doc.directives.docStart) this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line");
					this.decorate(doc, false);
					if (this.doc) yield this.doc;
					this.doc = doc;
					this.atDirectives = false;
					break;
				}
				case "byte-order-mark":
				case "space": break;
				case "comment":
				case "newline":
					this.prelude.push(token.source);
					break;
				case "error": {
					const msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message;
					const error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
					if (this.atDirectives || !this.doc) this.errors.push(error);
					else this.doc.errors.push(error);
					break;
				}
				case "doc-end": {
					if (!this.doc) {
						this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", "Unexpected doc-end without preceding document"));
						break;
					}
					this.doc.directives.docEnd = true;
					const end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
					this.decorate(this.doc, true);
					if (end.comment) {
						const dc = this.doc.comment;
						this.doc.comment = dc ? `${dc}\n${end.comment}` : end.comment;
					}
					this.doc.range[2] = end.offset;
					break;
				}
				default: this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
			}
		}
		*end(forceDoc = false, endOffset = -1) {
			if (this.doc) {
				this.decorate(this.doc, true);
				yield this.doc;
				this.doc = null;
			} else if (forceDoc) {
				const opts = Object.assign({ _directives: this.directives }, this.options);
				const doc = new Document.Document(void 0, opts);
				if (this.atDirectives) this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line");
				doc.range = [
					0,
					endOffset,
					endOffset
				];
				this.decorate(doc, false);
				yield doc;
			}
		}
	};
	exports.Composer = Composer;
}));
// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = __commonJSMin(((exports) => {
	var resolveBlockScalar = require_resolve_block_scalar();
	var resolveFlowScalar = require_resolve_flow_scalar();
	var errors = require_errors();
	var stringifyString = require_stringifyString();
	function resolveAsScalar(token, strict = true, onError) {
		if (token) {
			const _onError = (pos, code, message) => {
				const offset = typeof pos === "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
				if (onError) onError(offset, code, message);
				else throw new errors.YAMLParseError([offset, offset + 1], code, message);
			};
			switch (token.type) {
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
				case "block-scalar": return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
			}
		}
		return null;
	}
	function createScalarToken(value, context) {
		const { implicitKey = false, indent, inFlow = false, offset = -1, type = "PLAIN" } = context;
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey,
			indent: indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		const end = context.end ?? [{
			type: "newline",
			offset: -1,
			indent,
			source: "\n"
		}];
		switch (source[0]) {
			case "|":
			case ">": {
				const he = source.indexOf("\n");
				const head = source.substring(0, he);
				const body = source.substring(he + 1) + "\n";
				const props = [{
					type: "block-scalar-header",
					offset,
					indent,
					source: head
				}];
				if (!addEndtoBlockProps(props, end)) props.push({
					type: "newline",
					offset: -1,
					indent,
					source: "\n"
				});
				return {
					type: "block-scalar",
					offset,
					indent,
					props,
					source: body
				};
			}
			case "\"": return {
				type: "double-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			case "'": return {
				type: "single-quoted-scalar",
				offset,
				indent,
				source,
				end
			};
			default: return {
				type: "scalar",
				offset,
				indent,
				source,
				end
			};
		}
	}
	function setScalarValue(token, value, context = {}) {
		let { afterKey = false, implicitKey = false, inFlow = false, type } = context;
		let indent = "indent" in token ? token.indent : null;
		if (afterKey && typeof indent === "number") indent += 2;
		if (!type) switch (token.type) {
			case "single-quoted-scalar":
				type = "QUOTE_SINGLE";
				break;
			case "double-quoted-scalar":
				type = "QUOTE_DOUBLE";
				break;
			case "block-scalar": {
				const header = token.props[0];
				if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
				type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
				break;
			}
			default: type = "PLAIN";
		}
		const source = stringifyString.stringifyString({
			type,
			value
		}, {
			implicitKey: implicitKey || indent === null,
			indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
			inFlow,
			options: {
				blockQuote: true,
				lineWidth: -1
			}
		});
		switch (source[0]) {
			case "|":
			case ">":
				setBlockScalarValue(token, source);
				break;
			case "\"":
				setFlowScalarValue(token, source, "double-quoted-scalar");
				break;
			case "'":
				setFlowScalarValue(token, source, "single-quoted-scalar");
				break;
			default: setFlowScalarValue(token, source, "scalar");
		}
	}
	function setBlockScalarValue(token, source) {
		const he = source.indexOf("\n");
		const head = source.substring(0, he);
		const body = source.substring(he + 1) + "\n";
		if (token.type === "block-scalar") {
			const header = token.props[0];
			if (header.type !== "block-scalar-header") throw new Error("Invalid block scalar header");
			header.source = head;
			token.source = body;
		} else {
			const { offset } = token;
			const indent = "indent" in token ? token.indent : -1;
			const props = [{
				type: "block-scalar-header",
				offset,
				indent,
				source: head
			}];
			if (!addEndtoBlockProps(props, "end" in token ? token.end : void 0)) props.push({
				type: "newline",
				offset: -1,
				indent,
				source: "\n"
			});
			for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
			Object.assign(token, {
				type: "block-scalar",
				indent,
				props,
				source: body
			});
		}
	}
	function addEndtoBlockProps(props, end) {
		if (end) for (const st of end) switch (st.type) {
			case "space":
			case "comment":
				props.push(st);
				break;
			case "newline":
				props.push(st);
				return true;
		}
		return false;
	}
	function setFlowScalarValue(token, source, type) {
		switch (token.type) {
			case "scalar":
			case "double-quoted-scalar":
			case "single-quoted-scalar":
				token.type = type;
				token.source = source;
				break;
			case "block-scalar": {
				const end = token.props.slice(1);
				let oa = source.length;
				if (token.props[0].type === "block-scalar-header") oa -= token.props[0].source.length;
				for (const tok of end) tok.offset += oa;
				delete token.props;
				Object.assign(token, {
					type,
					source,
					end
				});
				break;
			}
			case "block-map":
			case "block-seq": {
				const nl = {
					type: "newline",
					offset: token.offset + source.length,
					indent: token.indent,
					source: "\n"
				};
				delete token.items;
				Object.assign(token, {
					type,
					source,
					end: [nl]
				});
				break;
			}
			default: {
				const indent = "indent" in token ? token.indent : -1;
				const end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
				for (const key of Object.keys(token)) if (key !== "type" && key !== "offset") delete token[key];
				Object.assign(token, {
					type,
					indent,
					source,
					end
				});
			}
		}
	}
	exports.createScalarToken = createScalarToken;
	exports.resolveAsScalar = resolveAsScalar;
	exports.setScalarValue = setScalarValue;
}));
// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = __commonJSMin(((exports) => {
	const stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
	function stringifyToken(token) {
		switch (token.type) {
			case "block-scalar": {
				let res = "";
				for (const tok of token.props) res += stringifyToken(tok);
				return res + token.source;
			}
			case "block-map":
			case "block-seq": {
				let res = "";
				for (const item of token.items) res += stringifyItem(item);
				return res;
			}
			case "flow-collection": {
				let res = token.start.source;
				for (const item of token.items) res += stringifyItem(item);
				for (const st of token.end) res += st.source;
				return res;
			}
			case "document": {
				let res = stringifyItem(token);
				if (token.end) for (const st of token.end) res += st.source;
				return res;
			}
			default: {
				let res = token.source;
				if ("end" in token && token.end) for (const st of token.end) res += st.source;
				return res;
			}
		}
	}
	function stringifyItem({ start, key, sep, value }) {
		let res = "";
		for (const st of start) res += st.source;
		if (key) res += stringifyToken(key);
		if (sep) for (const st of sep) res += st.source;
		if (value) res += stringifyToken(value);
		return res;
	}
	exports.stringify = stringify;
}));
// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = __commonJSMin(((exports) => {
	const BREAK = Symbol("break visit");
	const SKIP = Symbol("skip children");
	const REMOVE = Symbol("remove item");
	function visit(cst, visitor) {
		if ("type" in cst && cst.type === "document") cst = {
			start: cst.start,
			value: cst.value
		};
		_visit(Object.freeze([]), cst, visitor);
	}
	visit.BREAK = BREAK;
	visit.SKIP = SKIP;
	visit.REMOVE = REMOVE;
	visit.itemAtPath = (cst, path) => {
		let item = cst;
		for (const [field, index] of path) {
			const tok = item?.[field];
			if (tok && "items" in tok) item = tok.items[index];
			else return void 0;
		}
		return item;
	};
	visit.parentCollection = (cst, path) => {
		const parent = visit.itemAtPath(cst, path.slice(0, -1));
		const field = path[path.length - 1][0];
		const coll = parent?.[field];
		if (coll && "items" in coll) return coll;
		throw new Error("Parent collection not found");
	};
	function _visit(path, item, visitor) {
		let ctrl = visitor(item, path);
		if (typeof ctrl === "symbol") return ctrl;
		for (const field of ["key", "value"]) {
			const token = item[field];
			if (token && "items" in token) {
				for (let i = 0; i < token.items.length; ++i) {
					const ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
					if (typeof ci === "number") i = ci - 1;
					else if (ci === BREAK) return BREAK;
					else if (ci === REMOVE) {
						token.items.splice(i, 1);
						i -= 1;
					}
				}
				if (typeof ctrl === "function" && field === "key") ctrl = ctrl(item, path);
			}
		}
		return typeof ctrl === "function" ? ctrl(item, path) : ctrl;
	}
	exports.visit = visit;
}));
// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJSMin(((exports) => {
	var cstScalar = require_cst_scalar();
	var cstStringify = require_cst_stringify();
	var cstVisit = require_cst_visit();
	const BOM = "﻿";
	const DOCUMENT = "";
	const FLOW_END = "";
	const SCALAR = "";
	const isCollection = (token) => !!token && "items" in token;
	const isScalar = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
	function prettyToken(token) {
		switch (token) {
			case BOM: return "<BOM>";
			case DOCUMENT: return "<DOC>";
			case FLOW_END: return "<FLOW_END>";
			case SCALAR: return "<SCALAR>";
			default: return JSON.stringify(token);
		}
	}
	function tokenType(source) {
		switch (source) {
			case BOM: return "byte-order-mark";
			case DOCUMENT: return "doc-mode";
			case FLOW_END: return "flow-error-end";
			case SCALAR: return "scalar";
			case "---": return "doc-start";
			case "...": return "doc-end";
			case "":
			case "\n":
			case "\r\n": return "newline";
			case "-": return "seq-item-ind";
			case "?": return "explicit-key-ind";
			case ":": return "map-value-ind";
			case "{": return "flow-map-start";
			case "}": return "flow-map-end";
			case "[": return "flow-seq-start";
			case "]": return "flow-seq-end";
			case ",": return "comma";
		}
		switch (source[0]) {
			case " ":
			case "	": return "space";
			case "#": return "comment";
			case "%": return "directive-line";
			case "*": return "alias";
			case "&": return "anchor";
			case "!": return "tag";
			case "'": return "single-quoted-scalar";
			case "\"": return "double-quoted-scalar";
			case "|":
			case ">": return "block-scalar-header";
		}
		return null;
	}
	exports.createScalarToken = cstScalar.createScalarToken;
	exports.resolveAsScalar = cstScalar.resolveAsScalar;
	exports.setScalarValue = cstScalar.setScalarValue;
	exports.stringify = cstStringify.stringify;
	exports.visit = cstVisit.visit;
	exports.BOM = BOM;
	exports.DOCUMENT = DOCUMENT;
	exports.FLOW_END = FLOW_END;
	exports.SCALAR = SCALAR;
	exports.isCollection = isCollection;
	exports.isScalar = isScalar;
	exports.prettyToken = prettyToken;
	exports.tokenType = tokenType;
}));
// node_modules/yaml/dist/parse/lexer.js
var require_lexer = __commonJSMin(((exports) => {
	var cst = require_cst();
	function isEmpty(ch) {
		switch (ch) {
			case void 0:
			case " ":
			case "\n":
			case "\r":
			case "	": return true;
			default: return false;
		}
	}
	const hexDigits = new Set("0123456789ABCDEFabcdef");
	const tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()");
	const flowIndicatorChars = new Set(",[]{}");
	const invalidAnchorChars = new Set(" ,[]{}\n\r	");
	const isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch);
	var Lexer = class {
		constructor() {
			this.atEnd = false;
			this.blockScalarIndent = -1;
			this.blockScalarKeep = false;
			this.buffer = "";
			this.flowKey = false;
			this.flowLevel = 0;
			this.indentNext = 0;
			this.indentValue = 0;
			this.lineEndPos = null;
			this.next = null;
			this.pos = 0;
		}
		*lex(source, incomplete = false) {
			if (source) {
				if (typeof source !== "string") throw TypeError("source is not a string");
				this.buffer = this.buffer ? this.buffer + source : source;
				this.lineEndPos = null;
			}
			this.atEnd = !incomplete;
			let next = this.next ?? "stream";
			while (next && (incomplete || this.hasChars(1))) next = yield* this.parseNext(next);
		}
		atLineEnd() {
			let i = this.pos;
			let ch = this.buffer[i];
			while (ch === " " || ch === "	") ch = this.buffer[++i];
			if (!ch || ch === "#" || ch === "\n") return true;
			if (ch === "\r") return this.buffer[i + 1] === "\n";
			return false;
		}
		charAt(n) {
			return this.buffer[this.pos + n];
		}
		continueScalar(offset) {
			let ch = this.buffer[offset];
			if (this.indentNext > 0) {
				let indent = 0;
				while (ch === " ") ch = this.buffer[++indent + offset];
				if (ch === "\r") {
					const next = this.buffer[indent + offset + 1];
					if (next === "\n" || !next && !this.atEnd) return offset + indent + 1;
				}
				return ch === "\n" || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
			}
			if (ch === "-" || ch === ".") {
				const dt = this.buffer.substr(offset, 3);
				if ((dt === "---" || dt === "...") && isEmpty(this.buffer[offset + 3])) return -1;
			}
			return offset;
		}
		getLine() {
			let end = this.lineEndPos;
			if (typeof end !== "number" || end !== -1 && end < this.pos) {
				end = this.buffer.indexOf("\n", this.pos);
				this.lineEndPos = end;
			}
			if (end === -1) return this.atEnd ? this.buffer.substring(this.pos) : null;
			if (this.buffer[end - 1] === "\r") end -= 1;
			return this.buffer.substring(this.pos, end);
		}
		hasChars(n) {
			return this.pos + n <= this.buffer.length;
		}
		setNext(state) {
			this.buffer = this.buffer.substring(this.pos);
			this.pos = 0;
			this.lineEndPos = null;
			this.next = state;
			return null;
		}
		peek(n) {
			return this.buffer.substr(this.pos, n);
		}
		*parseNext(next) {
			switch (next) {
				case "stream": return yield* this.parseStream();
				case "line-start": return yield* this.parseLineStart();
				case "block-start": return yield* this.parseBlockStart();
				case "doc": return yield* this.parseDocument();
				case "flow": return yield* this.parseFlowCollection();
				case "quoted-scalar": return yield* this.parseQuotedScalar();
				case "block-scalar": return yield* this.parseBlockScalar();
				case "plain-scalar": return yield* this.parsePlainScalar();
			}
		}
		*parseStream() {
			let line = this.getLine();
			if (line === null) return this.setNext("stream");
			if (line[0] === cst.BOM) {
				yield* this.pushCount(1);
				line = line.substring(1);
			}
			if (line[0] === "%") {
				let dirEnd = line.length;
				let cs = line.indexOf("#");
				while (cs !== -1) {
					const ch = line[cs - 1];
					if (ch === " " || ch === "	") {
						dirEnd = cs - 1;
						break;
					} else cs = line.indexOf("#", cs + 1);
				}
				while (true) {
					const ch = line[dirEnd - 1];
					if (ch === " " || ch === "	") dirEnd -= 1;
					else break;
				}
				const n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(true));
				yield* this.pushCount(line.length - n);
				this.pushNewline();
				return "stream";
			}
			if (this.atLineEnd()) {
				const sp = yield* this.pushSpaces(true);
				yield* this.pushCount(line.length - sp);
				yield* this.pushNewline();
				return "stream";
			}
			yield cst.DOCUMENT;
			return yield* this.parseLineStart();
		}
		*parseLineStart() {
			const ch = this.charAt(0);
			if (!ch && !this.atEnd) return this.setNext("line-start");
			if (ch === "-" || ch === ".") {
				if (!this.atEnd && !this.hasChars(4)) return this.setNext("line-start");
				const s = this.peek(3);
				if ((s === "---" || s === "...") && isEmpty(this.charAt(3))) {
					yield* this.pushCount(3);
					this.indentValue = 0;
					this.indentNext = 0;
					return s === "---" ? "doc" : "stream";
				}
			}
			this.indentValue = yield* this.pushSpaces(false);
			if (this.indentNext > this.indentValue && !isEmpty(this.charAt(1))) this.indentNext = this.indentValue;
			return yield* this.parseBlockStart();
		}
		*parseBlockStart() {
			const [ch0, ch1] = this.peek(2);
			if (!ch1 && !this.atEnd) return this.setNext("block-start");
			if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty(ch1)) {
				const n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(true));
				this.indentNext = this.indentValue + 1;
				this.indentValue += n;
				return "block-start";
			}
			return "doc";
		}
		*parseDocument() {
			yield* this.pushSpaces(true);
			const line = this.getLine();
			if (line === null) return this.setNext("doc");
			let n = yield* this.pushIndicators();
			switch (line[n]) {
				case "#": yield* this.pushCount(line.length - n);
				case void 0:
					yield* this.pushNewline();
					return yield* this.parseLineStart();
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel = 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					return "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "doc";
				case "\"":
				case "'": return yield* this.parseQuotedScalar();
				case "|":
				case ">":
					n += yield* this.parseBlockScalarHeader();
					n += yield* this.pushSpaces(true);
					yield* this.pushCount(line.length - n);
					yield* this.pushNewline();
					return yield* this.parseBlockScalar();
				default: return yield* this.parsePlainScalar();
			}
		}
		*parseFlowCollection() {
			let nl, sp;
			let indent = -1;
			do {
				nl = yield* this.pushNewline();
				if (nl > 0) {
					sp = yield* this.pushSpaces(false);
					this.indentValue = indent = sp;
				} else sp = 0;
				sp += yield* this.pushSpaces(true);
			} while (nl + sp > 0);
			const line = this.getLine();
			if (line === null) return this.setNext("flow");
			if (indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty(line[3])) {
				if (!(indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}"))) {
					this.flowLevel = 0;
					yield cst.FLOW_END;
					return yield* this.parseLineStart();
				}
			}
			let n = 0;
			while (line[n] === ",") {
				n += yield* this.pushCount(1);
				n += yield* this.pushSpaces(true);
				this.flowKey = false;
			}
			n += yield* this.pushIndicators();
			switch (line[n]) {
				case void 0: return "flow";
				case "#":
					yield* this.pushCount(line.length - n);
					return "flow";
				case "{":
				case "[":
					yield* this.pushCount(1);
					this.flowKey = false;
					this.flowLevel += 1;
					return "flow";
				case "}":
				case "]":
					yield* this.pushCount(1);
					this.flowKey = true;
					this.flowLevel -= 1;
					return this.flowLevel ? "flow" : "doc";
				case "*":
					yield* this.pushUntil(isNotAnchorChar);
					return "flow";
				case "\"":
				case "'":
					this.flowKey = true;
					return yield* this.parseQuotedScalar();
				case ":": {
					const next = this.charAt(1);
					if (this.flowKey || isEmpty(next) || next === ",") {
						this.flowKey = false;
						yield* this.pushCount(1);
						yield* this.pushSpaces(true);
						return "flow";
					}
				}
				default:
					this.flowKey = false;
					return yield* this.parsePlainScalar();
			}
		}
		*parseQuotedScalar() {
			const quote = this.charAt(0);
			let end = this.buffer.indexOf(quote, this.pos + 1);
			if (quote === "'") while (end !== -1 && this.buffer[end + 1] === "'") end = this.buffer.indexOf("'", end + 2);
			else while (end !== -1) {
				let n = 0;
				while (this.buffer[end - 1 - n] === "\\") n += 1;
				if (n % 2 === 0) break;
				end = this.buffer.indexOf("\"", end + 1);
			}
			const qb = this.buffer.substring(0, end);
			let nl = qb.indexOf("\n", this.pos);
			if (nl !== -1) {
				while (nl !== -1) {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = qb.indexOf("\n", cs);
				}
				if (nl !== -1) end = nl - (qb[nl - 1] === "\r" ? 2 : 1);
			}
			if (end === -1) {
				if (!this.atEnd) return this.setNext("quoted-scalar");
				end = this.buffer.length;
			}
			yield* this.pushToIndex(end + 1, false);
			return this.flowLevel ? "flow" : "doc";
		}
		*parseBlockScalarHeader() {
			this.blockScalarIndent = -1;
			this.blockScalarKeep = false;
			let i = this.pos;
			while (true) {
				const ch = this.buffer[++i];
				if (ch === "+") this.blockScalarKeep = true;
				else if (ch > "0" && ch <= "9") this.blockScalarIndent = Number(ch) - 1;
				else if (ch !== "-") break;
			}
			return yield* this.pushUntil((ch) => isEmpty(ch) || ch === "#");
		}
		*parseBlockScalar() {
			let nl = this.pos - 1;
			let indent = 0;
			let ch;
			loop: for (let i = this.pos; ch = this.buffer[i]; ++i) switch (ch) {
				case " ":
					indent += 1;
					break;
				case "\n":
					nl = i;
					indent = 0;
					break;
				case "\r": {
					const next = this.buffer[i + 1];
					if (!next && !this.atEnd) return this.setNext("block-scalar");
					if (next === "\n") break;
				}
				default: break loop;
			}
			if (!ch && !this.atEnd) return this.setNext("block-scalar");
			if (indent >= this.indentNext) {
				if (this.blockScalarIndent === -1) this.indentNext = indent;
				else this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
				do {
					const cs = this.continueScalar(nl + 1);
					if (cs === -1) break;
					nl = this.buffer.indexOf("\n", cs);
				} while (nl !== -1);
				if (nl === -1) {
					if (!this.atEnd) return this.setNext("block-scalar");
					nl = this.buffer.length;
				}
			}
			let i = nl + 1;
			ch = this.buffer[i];
			while (ch === " ") ch = this.buffer[++i];
			if (ch === "	") {
				while (ch === "	" || ch === " " || ch === "\r" || ch === "\n") ch = this.buffer[++i];
				nl = i - 1;
			} else if (!this.blockScalarKeep) do {
				let i = nl - 1;
				let ch = this.buffer[i];
				if (ch === "\r") ch = this.buffer[--i];
				const lastChar = i;
				while (ch === " ") ch = this.buffer[--i];
				if (ch === "\n" && i >= this.pos && i + 1 + indent > lastChar) nl = i;
				else break;
			} while (true);
			yield cst.SCALAR;
			yield* this.pushToIndex(nl + 1, true);
			return yield* this.parseLineStart();
		}
		*parsePlainScalar() {
			const inFlow = this.flowLevel > 0;
			let end = this.pos - 1;
			let i = this.pos - 1;
			let ch;
			while (ch = this.buffer[++i]) if (ch === ":") {
				const next = this.buffer[i + 1];
				if (isEmpty(next) || inFlow && flowIndicatorChars.has(next)) break;
				end = i;
			} else if (isEmpty(ch)) {
				let next = this.buffer[i + 1];
				if (ch === "\r") {
					if (next === "\n") {
						i += 1;
						ch = "\n";
						next = this.buffer[i + 1];
					} else end = i;
				}
				if (next === "#" || inFlow && flowIndicatorChars.has(next)) break;
				if (ch === "\n") {
					const cs = this.continueScalar(i + 1);
					if (cs === -1) break;
					i = Math.max(i, cs - 2);
				}
			} else {
				if (inFlow && flowIndicatorChars.has(ch)) break;
				end = i;
			}
			if (!ch && !this.atEnd) return this.setNext("plain-scalar");
			yield cst.SCALAR;
			yield* this.pushToIndex(end + 1, true);
			return inFlow ? "flow" : "doc";
		}
		*pushCount(n) {
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos += n;
				return n;
			}
			return 0;
		}
		*pushToIndex(i, allowEmpty) {
			const s = this.buffer.slice(this.pos, i);
			if (s) {
				yield s;
				this.pos += s.length;
				return s.length;
			} else if (allowEmpty) yield "";
			return 0;
		}
		*pushIndicators() {
			let n = 0;
			loop: while (true) {
				switch (this.charAt(0)) {
					case "!":
						n += yield* this.pushTag();
						n += yield* this.pushSpaces(true);
						continue loop;
					case "&":
						n += yield* this.pushUntil(isNotAnchorChar);
						n += yield* this.pushSpaces(true);
						continue loop;
					case "-":
					case "?":
					case ":": {
						const inFlow = this.flowLevel > 0;
						const ch1 = this.charAt(1);
						if (isEmpty(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
							if (!inFlow) this.indentNext = this.indentValue + 1;
							else if (this.flowKey) this.flowKey = false;
							n += yield* this.pushCount(1);
							n += yield* this.pushSpaces(true);
							continue loop;
						}
					}
				}
				break loop;
			}
			return n;
		}
		*pushTag() {
			if (this.charAt(1) === "<") {
				let i = this.pos + 2;
				let ch = this.buffer[i];
				while (!isEmpty(ch) && ch !== ">") ch = this.buffer[++i];
				return yield* this.pushToIndex(ch === ">" ? i + 1 : i, false);
			} else {
				let i = this.pos + 1;
				let ch = this.buffer[i];
				while (ch) if (tagChars.has(ch)) ch = this.buffer[++i];
				else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2])) ch = this.buffer[i += 3];
				else break;
				return yield* this.pushToIndex(i, false);
			}
		}
		*pushNewline() {
			const ch = this.buffer[this.pos];
			if (ch === "\n") return yield* this.pushCount(1);
			else if (ch === "\r" && this.charAt(1) === "\n") return yield* this.pushCount(2);
			else return 0;
		}
		*pushSpaces(allowTabs) {
			let i = this.pos - 1;
			let ch;
			do
				ch = this.buffer[++i];
			while (ch === " " || allowTabs && ch === "	");
			const n = i - this.pos;
			if (n > 0) {
				yield this.buffer.substr(this.pos, n);
				this.pos = i;
			}
			return n;
		}
		*pushUntil(test) {
			let i = this.pos;
			let ch = this.buffer[i];
			while (!test(ch)) ch = this.buffer[++i];
			return yield* this.pushToIndex(i, false);
		}
	};
	exports.Lexer = Lexer;
}));
// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = __commonJSMin(((exports) => {
	var LineCounter = class {
		constructor() {
			this.lineStarts = [];
			this.addNewLine = (offset) => this.lineStarts.push(offset);
			this.linePos = (offset) => {
				let low = 0;
				let high = this.lineStarts.length;
				while (low < high) {
					const mid = low + high >> 1;
					if (this.lineStarts[mid] < offset) low = mid + 1;
					else high = mid;
				}
				if (this.lineStarts[low] === offset) return {
					line: low + 1,
					col: 1
				};
				if (low === 0) return {
					line: 0,
					col: offset
				};
				const start = this.lineStarts[low - 1];
				return {
					line: low,
					col: offset - start + 1
				};
			};
		}
	};
	exports.LineCounter = LineCounter;
}));
// node_modules/yaml/dist/parse/parser.js
var require_parser = __commonJSMin(((exports) => {
	var node_process = __require("process");
	var cst = require_cst();
	var lexer = require_lexer();
	function includesToken(list, type) {
		for (let i = 0; i < list.length; ++i) if (list[i].type === type) return true;
		return false;
	}
	function findNonEmptyIndex(list) {
		for (let i = 0; i < list.length; ++i) switch (list[i].type) {
			case "space":
			case "comment":
			case "newline": break;
			default: return i;
		}
		return -1;
	}
	function isFlowToken(token) {
		switch (token?.type) {
			case "alias":
			case "scalar":
			case "single-quoted-scalar":
			case "double-quoted-scalar":
			case "flow-collection": return true;
			default: return false;
		}
	}
	function getPrevProps(parent) {
		switch (parent.type) {
			case "document": return parent.start;
			case "block-map": {
				const it = parent.items[parent.items.length - 1];
				return it.sep ?? it.start;
			}
			case "block-seq": return parent.items[parent.items.length - 1].start;
			default: return [];
		}
	}
	function getFirstKeyStartProps(prev) {
		if (prev.length === 0) return [];
		let i = prev.length;
		loop: while (--i >= 0) switch (prev[i].type) {
			case "doc-start":
			case "explicit-key-ind":
			case "map-value-ind":
			case "seq-item-ind":
			case "newline": break loop;
		}
		while (prev[++i]?.type === "space");
		return prev.splice(i, prev.length);
	}
	function arrayPushArray(target, source) {
		if (source.length < 1e5) Array.prototype.push.apply(target, source);
		else for (let i = 0; i < source.length; ++i) target.push(source[i]);
	}
	function fixFlowSeqItems(fc) {
		if (fc.start.type === "flow-seq-start") {
			for (const it of fc.items) if (it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind")) {
				if (it.key) it.value = it.key;
				delete it.key;
				if (isFlowToken(it.value)) {
					if (it.value.end) arrayPushArray(it.value.end, it.sep);
					else it.value.end = it.sep;
				} else arrayPushArray(it.start, it.sep);
				delete it.sep;
			}
		}
	}
	var Parser = class {
		constructor(onNewLine) {
			this.atNewLine = true;
			this.atScalar = false;
			this.indent = 0;
			this.offset = 0;
			this.onKeyLine = false;
			this.stack = [];
			this.source = "";
			this.type = "";
			this.lexer = new lexer.Lexer();
			this.onNewLine = onNewLine;
		}
		*parse(source, incomplete = false) {
			if (this.onNewLine && this.offset === 0) this.onNewLine(0);
			for (const lexeme of this.lexer.lex(source, incomplete)) yield* this.next(lexeme);
			if (!incomplete) yield* this.end();
		}
		*next(source) {
			this.source = source;
			if (node_process.env.LOG_TOKENS) console.log("|", cst.prettyToken(source));
			if (this.atScalar) {
				this.atScalar = false;
				yield* this.step();
				this.offset += source.length;
				return;
			}
			const type = cst.tokenType(source);
			if (!type) {
				const message = `Not a YAML token: ${source}`;
				yield* this.pop({
					type: "error",
					offset: this.offset,
					message,
					source
				});
				this.offset += source.length;
			} else if (type === "scalar") {
				this.atNewLine = false;
				this.atScalar = true;
				this.type = "scalar";
			} else {
				this.type = type;
				yield* this.step();
				switch (type) {
					case "newline":
						this.atNewLine = true;
						this.indent = 0;
						if (this.onNewLine) this.onNewLine(this.offset + source.length);
						break;
					case "space":
						if (this.atNewLine && source[0] === " ") this.indent += source.length;
						break;
					case "explicit-key-ind":
					case "map-value-ind":
					case "seq-item-ind":
						if (this.atNewLine) this.indent += source.length;
						break;
					case "doc-mode":
					case "flow-error-end": return;
					default: this.atNewLine = false;
				}
				this.offset += source.length;
			}
		}
		*end() {
			while (this.stack.length > 0) yield* this.pop();
		}
		get sourceToken() {
			return {
				type: this.type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		*step() {
			const top = this.peek(1);
			if (this.type === "doc-end" && top?.type !== "doc-end") {
				while (this.stack.length > 0) yield* this.pop();
				this.stack.push({
					type: "doc-end",
					offset: this.offset,
					source: this.source
				});
				return;
			}
			if (!top) return yield* this.stream();
			switch (top.type) {
				case "document": return yield* this.document(top);
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return yield* this.scalar(top);
				case "block-scalar": return yield* this.blockScalar(top);
				case "block-map": return yield* this.blockMap(top);
				case "block-seq": return yield* this.blockSequence(top);
				case "flow-collection": return yield* this.flowCollection(top);
				case "doc-end": return yield* this.documentEnd(top);
			}
			yield* this.pop();
		}
		peek(n) {
			return this.stack[this.stack.length - n];
		}
		*pop(error) {
			const token = error ?? this.stack.pop();
			if (!token) yield {
				type: "error",
				offset: this.offset,
				source: "",
				message: "Tried to pop an empty stack"
			};
			else if (this.stack.length === 0) yield token;
			else {
				const top = this.peek(1);
				if (token.type === "block-scalar") token.indent = "indent" in top ? top.indent : 0;
				else if (token.type === "flow-collection" && top.type === "document") token.indent = 0;
				if (token.type === "flow-collection") fixFlowSeqItems(token);
				switch (top.type) {
					case "document":
						top.value = token;
						break;
					case "block-scalar":
						top.props.push(token);
						break;
					case "block-map": {
						const it = top.items[top.items.length - 1];
						if (it.value) {
							top.items.push({
								start: [],
								key: token,
								sep: []
							});
							this.onKeyLine = true;
							return;
						} else if (it.sep) it.value = token;
						else {
							Object.assign(it, {
								key: token,
								sep: []
							});
							this.onKeyLine = !it.explicitKey;
							return;
						}
						break;
					}
					case "block-seq": {
						const it = top.items[top.items.length - 1];
						if (it.value) top.items.push({
							start: [],
							value: token
						});
						else it.value = token;
						break;
					}
					case "flow-collection": {
						const it = top.items[top.items.length - 1];
						if (!it || it.value) top.items.push({
							start: [],
							key: token,
							sep: []
						});
						else if (it.sep) it.value = token;
						else Object.assign(it, {
							key: token,
							sep: []
						});
						return;
					}
					default:
						yield* this.pop();
						yield* this.pop(token);
				}
				if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
					const last = token.items[token.items.length - 1];
					if (last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent))) {
						if (top.type === "document") top.end = last.start;
						else top.items.push({ start: last.start });
						token.items.splice(-1, 1);
					}
				}
			}
		}
		*stream() {
			switch (this.type) {
				case "directive-line":
					yield {
						type: "directive",
						offset: this.offset,
						source: this.source
					};
					return;
				case "byte-order-mark":
				case "space":
				case "comment":
				case "newline":
					yield this.sourceToken;
					return;
				case "doc-mode":
				case "doc-start": {
					const doc = {
						type: "document",
						offset: this.offset,
						start: []
					};
					if (this.type === "doc-start") doc.start.push(this.sourceToken);
					this.stack.push(doc);
					return;
				}
			}
			yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML stream`,
				source: this.source
			};
		}
		*document(doc) {
			if (doc.value) return yield* this.lineEnd(doc);
			switch (this.type) {
				case "doc-start":
					if (findNonEmptyIndex(doc.start) !== -1) {
						yield* this.pop();
						yield* this.step();
					} else doc.start.push(this.sourceToken);
					return;
				case "anchor":
				case "tag":
				case "space":
				case "comment":
				case "newline":
					doc.start.push(this.sourceToken);
					return;
			}
			const bv = this.startBlockValue(doc);
			if (bv) this.stack.push(bv);
			else yield {
				type: "error",
				offset: this.offset,
				message: `Unexpected ${this.type} token in YAML document`,
				source: this.source
			};
		}
		*scalar(scalar) {
			if (this.type === "map-value-ind") {
				const start = getFirstKeyStartProps(getPrevProps(this.peek(2)));
				let sep;
				if (scalar.end) {
					sep = scalar.end;
					sep.push(this.sourceToken);
					delete scalar.end;
				} else sep = [this.sourceToken];
				const map = {
					type: "block-map",
					offset: scalar.offset,
					indent: scalar.indent,
					items: [{
						start,
						key: scalar,
						sep
					}]
				};
				this.onKeyLine = true;
				this.stack[this.stack.length - 1] = map;
			} else yield* this.lineEnd(scalar);
		}
		*blockScalar(scalar) {
			switch (this.type) {
				case "space":
				case "comment":
				case "newline":
					scalar.props.push(this.sourceToken);
					return;
				case "scalar":
					scalar.source = this.source;
					this.atNewLine = true;
					this.indent = 0;
					if (this.onNewLine) {
						let nl = this.source.indexOf("\n") + 1;
						while (nl !== 0) {
							this.onNewLine(this.offset + nl);
							nl = this.source.indexOf("\n", nl) + 1;
						}
					}
					yield* this.pop();
					break;
				default:
					yield* this.pop();
					yield* this.step();
			}
		}
		*blockMap(map) {
			const it = map.items[map.items.length - 1];
			switch (this.type) {
				case "newline":
					this.onKeyLine = false;
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else map.items.push({ start: [this.sourceToken] });
					} else if (it.sep) it.sep.push(this.sourceToken);
					else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) map.items.push({ start: [this.sourceToken] });
					else if (it.sep) it.sep.push(this.sourceToken);
					else {
						if (this.atIndentedComment(it.start, map.indent)) {
							const end = map.items[map.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								map.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
			}
			if (this.indent >= map.indent) {
				const atMapIndent = !this.onKeyLine && this.indent === map.indent;
				const atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind";
				let start = [];
				if (atNextItem && it.sep && !it.value) {
					const nl = [];
					for (let i = 0; i < it.sep.length; ++i) {
						const st = it.sep[i];
						switch (st.type) {
							case "newline":
								nl.push(i);
								break;
							case "space": break;
							case "comment":
								if (st.indent > map.indent) nl.length = 0;
								break;
							default: nl.length = 0;
						}
					}
					if (nl.length >= 2) start = it.sep.splice(nl[1]);
				}
				switch (this.type) {
					case "anchor":
					case "tag":
						if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({ start });
							this.onKeyLine = true;
						} else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "explicit-key-ind":
						if (!it.sep && !it.explicitKey) {
							it.start.push(this.sourceToken);
							it.explicitKey = true;
						} else if (atNextItem || it.value) {
							start.push(this.sourceToken);
							map.items.push({
								start,
								explicitKey: true
							});
						} else this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [this.sourceToken],
								explicitKey: true
							}]
						});
						this.onKeyLine = true;
						return;
					case "map-value-ind":
						if (it.explicitKey) {
							if (!it.sep) {
								if (includesToken(it.start, "newline")) Object.assign(it, {
									key: null,
									sep: [this.sourceToken]
								});
								else {
									const start = getFirstKeyStartProps(it.start);
									this.stack.push({
										type: "block-map",
										offset: this.offset,
										indent: this.indent,
										items: [{
											start,
											key: null,
											sep: [this.sourceToken]
										}]
									});
								}
							} else if (it.value) map.items.push({
								start: [],
								key: null,
								sep: [this.sourceToken]
							});
							else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
								type: "block-map",
								offset: this.offset,
								indent: this.indent,
								items: [{
									start,
									key: null,
									sep: [this.sourceToken]
								}]
							});
							else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
								const start = getFirstKeyStartProps(it.start);
								const key = it.key;
								const sep = it.sep;
								sep.push(this.sourceToken);
								delete it.key;
								delete it.sep;
								this.stack.push({
									type: "block-map",
									offset: this.offset,
									indent: this.indent,
									items: [{
										start,
										key,
										sep
									}]
								});
							} else if (start.length > 0) it.sep = it.sep.concat(start, this.sourceToken);
							else it.sep.push(this.sourceToken);
						} else if (!it.sep) Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.value || atNextItem) map.items.push({
							start,
							key: null,
							sep: [this.sourceToken]
						});
						else if (includesToken(it.sep, "map-value-ind")) this.stack.push({
							type: "block-map",
							offset: this.offset,
							indent: this.indent,
							items: [{
								start: [],
								key: null,
								sep: [this.sourceToken]
							}]
						});
						else it.sep.push(this.sourceToken);
						this.onKeyLine = true;
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (atNextItem || it.value) {
							map.items.push({
								start,
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						} else if (it.sep) this.stack.push(fs);
						else {
							Object.assign(it, {
								key: fs,
								sep: []
							});
							this.onKeyLine = true;
						}
						return;
					}
					default: {
						const bv = this.startBlockValue(map);
						if (bv) {
							if (bv.type === "block-seq") {
								if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
									yield* this.pop({
										type: "error",
										offset: this.offset,
										message: "Unexpected block-seq-ind on same line with key",
										source: this.source
									});
									return;
								}
							} else if (atMapIndent) map.items.push({ start });
							this.stack.push(bv);
							return;
						}
					}
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*blockSequence(seq) {
			const it = seq.items[seq.items.length - 1];
			switch (this.type) {
				case "newline":
					if (it.value) {
						const end = "end" in it.value ? it.value.end : void 0;
						if ((Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment") end?.push(this.sourceToken);
						else seq.items.push({ start: [this.sourceToken] });
					} else it.start.push(this.sourceToken);
					return;
				case "space":
				case "comment":
					if (it.value) seq.items.push({ start: [this.sourceToken] });
					else {
						if (this.atIndentedComment(it.start, seq.indent)) {
							const end = seq.items[seq.items.length - 2]?.value?.end;
							if (Array.isArray(end)) {
								arrayPushArray(end, it.start);
								end.push(this.sourceToken);
								seq.items.pop();
								return;
							}
						}
						it.start.push(this.sourceToken);
					}
					return;
				case "anchor":
				case "tag":
					if (it.value || this.indent <= seq.indent) break;
					it.start.push(this.sourceToken);
					return;
				case "seq-item-ind":
					if (this.indent !== seq.indent) break;
					if (it.value || includesToken(it.start, "seq-item-ind")) seq.items.push({ start: [this.sourceToken] });
					else it.start.push(this.sourceToken);
					return;
			}
			if (this.indent > seq.indent) {
				const bv = this.startBlockValue(seq);
				if (bv) {
					this.stack.push(bv);
					return;
				}
			}
			yield* this.pop();
			yield* this.step();
		}
		*flowCollection(fc) {
			const it = fc.items[fc.items.length - 1];
			if (this.type === "flow-error-end") {
				let top;
				do {
					yield* this.pop();
					top = this.peek(1);
				} while (top?.type === "flow-collection");
			} else if (fc.end.length === 0) {
				switch (this.type) {
					case "comma":
					case "explicit-key-ind":
						if (!it || it.sep) fc.items.push({ start: [this.sourceToken] });
						else it.start.push(this.sourceToken);
						return;
					case "map-value-ind":
						if (!it || it.value) fc.items.push({
							start: [],
							key: null,
							sep: [this.sourceToken]
						});
						else if (it.sep) it.sep.push(this.sourceToken);
						else Object.assign(it, {
							key: null,
							sep: [this.sourceToken]
						});
						return;
					case "space":
					case "comment":
					case "newline":
					case "anchor":
					case "tag":
						if (!it || it.value) fc.items.push({ start: [this.sourceToken] });
						else if (it.sep) it.sep.push(this.sourceToken);
						else it.start.push(this.sourceToken);
						return;
					case "alias":
					case "scalar":
					case "single-quoted-scalar":
					case "double-quoted-scalar": {
						const fs = this.flowScalar(this.type);
						if (!it || it.value) fc.items.push({
							start: [],
							key: fs,
							sep: []
						});
						else if (it.sep) this.stack.push(fs);
						else Object.assign(it, {
							key: fs,
							sep: []
						});
						return;
					}
					case "flow-map-end":
					case "flow-seq-end":
						fc.end.push(this.sourceToken);
						return;
				}
				const bv = this.startBlockValue(fc);
				if (bv) this.stack.push(bv);
				else {
					yield* this.pop();
					yield* this.step();
				}
			} else {
				const parent = this.peek(2);
				if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep)) {
					yield* this.pop();
					yield* this.step();
				} else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
					const start = getFirstKeyStartProps(getPrevProps(parent));
					fixFlowSeqItems(fc);
					const sep = fc.end.splice(1, fc.end.length);
					sep.push(this.sourceToken);
					const map = {
						type: "block-map",
						offset: fc.offset,
						indent: fc.indent,
						items: [{
							start,
							key: fc,
							sep
						}]
					};
					this.onKeyLine = true;
					this.stack[this.stack.length - 1] = map;
				} else yield* this.lineEnd(fc);
			}
		}
		flowScalar(type) {
			if (this.onNewLine) {
				let nl = this.source.indexOf("\n") + 1;
				while (nl !== 0) {
					this.onNewLine(this.offset + nl);
					nl = this.source.indexOf("\n", nl) + 1;
				}
			}
			return {
				type,
				offset: this.offset,
				indent: this.indent,
				source: this.source
			};
		}
		startBlockValue(parent) {
			switch (this.type) {
				case "alias":
				case "scalar":
				case "single-quoted-scalar":
				case "double-quoted-scalar": return this.flowScalar(this.type);
				case "block-scalar-header": return {
					type: "block-scalar",
					offset: this.offset,
					indent: this.indent,
					props: [this.sourceToken],
					source: ""
				};
				case "flow-map-start":
				case "flow-seq-start": return {
					type: "flow-collection",
					offset: this.offset,
					indent: this.indent,
					start: this.sourceToken,
					items: [],
					end: []
				};
				case "seq-item-ind": return {
					type: "block-seq",
					offset: this.offset,
					indent: this.indent,
					items: [{ start: [this.sourceToken] }]
				};
				case "explicit-key-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					start.push(this.sourceToken);
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							explicitKey: true
						}]
					};
				}
				case "map-value-ind": {
					this.onKeyLine = true;
					const start = getFirstKeyStartProps(getPrevProps(parent));
					return {
						type: "block-map",
						offset: this.offset,
						indent: this.indent,
						items: [{
							start,
							key: null,
							sep: [this.sourceToken]
						}]
					};
				}
			}
			return null;
		}
		atIndentedComment(start, indent) {
			if (this.type !== "comment") return false;
			if (this.indent <= indent) return false;
			return start.every((st) => st.type === "newline" || st.type === "space");
		}
		*documentEnd(docEnd) {
			if (this.type !== "doc-mode") {
				if (docEnd.end) docEnd.end.push(this.sourceToken);
				else docEnd.end = [this.sourceToken];
				if (this.type === "newline") yield* this.pop();
			}
		}
		*lineEnd(token) {
			switch (this.type) {
				case "comma":
				case "doc-start":
				case "doc-end":
				case "flow-seq-end":
				case "flow-map-end":
				case "map-value-ind":
					yield* this.pop();
					yield* this.step();
					break;
				case "newline": this.onKeyLine = false;
				default:
					if (token.end) token.end.push(this.sourceToken);
					else token.end = [this.sourceToken];
					if (this.type === "newline") yield* this.pop();
			}
		}
	};
	exports.Parser = Parser;
}));
// node_modules/yaml/dist/public-api.js
var require_public_api = __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var errors = require_errors();
	var log = require_log();
	var identity = require_identity();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	function parseOptions(options) {
		const prettyErrors = options.prettyErrors !== false;
		return {
			lineCounter: options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null,
			prettyErrors
		};
	}
	function parseAllDocuments(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		const docs = Array.from(composer$1.compose(parser$1.parse(source)));
		if (prettyErrors && lineCounter) for (const doc of docs) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		if (docs.length > 0) return docs;
		return Object.assign([], { empty: true }, composer$1.streamInfo());
	}
	function parseDocument(source, options = {}) {
		const { lineCounter, prettyErrors } = parseOptions(options);
		const parser$1 = new parser.Parser(lineCounter?.addNewLine);
		const composer$1 = new composer.Composer(options);
		let doc = null;
		for (const _doc of composer$1.compose(parser$1.parse(source), true, source.length)) if (!doc) doc = _doc;
		else if (doc.options.logLevel !== "silent") {
			doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
			break;
		}
		if (prettyErrors && lineCounter) {
			doc.errors.forEach(errors.prettifyError(source, lineCounter));
			doc.warnings.forEach(errors.prettifyError(source, lineCounter));
		}
		return doc;
	}
	function parse(src, reviver, options) {
		let _reviver = void 0;
		if (typeof reviver === "function") _reviver = reviver;
		else if (options === void 0 && reviver && typeof reviver === "object") options = reviver;
		const doc = parseDocument(src, options);
		if (!doc) return null;
		doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning));
		if (doc.errors.length > 0) {
			if (doc.options.logLevel !== "silent") throw doc.errors[0];
			else doc.errors = [];
		}
		return doc.toJS(Object.assign({ reviver: _reviver }, options));
	}
	function stringify(value, replacer, options) {
		let _replacer = null;
		if (typeof replacer === "function" || Array.isArray(replacer)) _replacer = replacer;
		else if (options === void 0 && replacer) options = replacer;
		if (typeof options === "string") options = options.length;
		if (typeof options === "number") {
			const indent = Math.round(options);
			options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
		}
		if (value === void 0) {
			const { keepUndefined } = options ?? replacer ?? {};
			if (!keepUndefined) return void 0;
		}
		if (identity.isDocument(value) && !_replacer) return value.toString(options);
		return new Document.Document(value, _replacer, options).toString(options);
	}
	exports.parse = parse;
	exports.parseAllDocuments = parseAllDocuments;
	exports.parseDocument = parseDocument;
	exports.stringify = stringify;
}));
// node_modules/yaml/dist/index.js
var require_dist = __commonJSMin(((exports) => {
	var composer = require_composer();
	var Document = require_Document();
	var Schema = require_Schema();
	var errors = require_errors();
	var Alias = require_Alias();
	var identity = require_identity();
	var Pair = require_Pair();
	var Scalar = require_Scalar();
	var YAMLMap = require_YAMLMap();
	var YAMLSeq = require_YAMLSeq();
	var cst = require_cst();
	var lexer = require_lexer();
	var lineCounter = require_line_counter();
	var parser = require_parser();
	var publicApi = require_public_api();
	var visit = require_visit();
	exports.Composer = composer.Composer;
	exports.Document = Document.Document;
	exports.Schema = Schema.Schema;
	exports.YAMLError = errors.YAMLError;
	exports.YAMLParseError = errors.YAMLParseError;
	exports.YAMLWarning = errors.YAMLWarning;
	exports.Alias = Alias.Alias;
	exports.isAlias = identity.isAlias;
	exports.isCollection = identity.isCollection;
	exports.isDocument = identity.isDocument;
	exports.isMap = identity.isMap;
	exports.isNode = identity.isNode;
	exports.isPair = identity.isPair;
	exports.isScalar = identity.isScalar;
	exports.isSeq = identity.isSeq;
	exports.Pair = Pair.Pair;
	exports.Scalar = Scalar.Scalar;
	exports.YAMLMap = YAMLMap.YAMLMap;
	exports.YAMLSeq = YAMLSeq.YAMLSeq;
	exports.CST = cst;
	exports.Lexer = lexer.Lexer;
	exports.LineCounter = lineCounter.LineCounter;
	exports.Parser = parser.Parser;
	exports.parse = publicApi.parse;
	exports.parseAllDocuments = publicApi.parseAllDocuments;
	exports.parseDocument = publicApi.parseDocument;
	exports.stringify = publicApi.stringify;
	exports.visit = visit.visit;
	exports.visitAsync = visit.visitAsync;
}));
// src/action/structured-text.ts
async function parseStructured(text) {
	const source = text.replace(/^\uFEFF/, "");
	const json = tryJson(source);
	if (json !== void 0) return good(json.value);
	if (/^\s*[{[/]/.test(source)) {
		const relaxed = tryJson(withoutComments(source));
		if (relaxed !== void 0) return good(relaxed.value);
	}
	const { parse } = await Promise.resolve().then(() => __toESM(require_dist(), 1));
	try {
		return good(parse(source));
	} catch (error) {
		return bad(notStructured(error instanceof Error ? error.message : String(error)));
	}
}
async function parseMap(text) {
	const parsed = await parseStructured(text);
	if (!parsed.ok) return parsed;
	return isMap(parsed.value) ? good(parsed.value) : bad(notAMap(parsed.value));
}
function isMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function tryJson(text) {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return;
	}
}
function withoutComments(text) {
	const string = String.raw`"(?:\\.|[^"\\])*"`;
	const comments = new RegExp(`(${string})|//[^\n]*|/\\*[^]*?\\*/`, "g");
	const commas = new RegExp(`(${string})|,(?=\\s*[}\\]])`, "g");
	return text.replace(comments, "$1").replace(commas, "$1");
}
// src/action/permission-policy.ts
const BASE_RULES = [
	rule("read", "*.env", "deny"),
	rule("read", "*.env.*", "deny"),
	rule("read", "*.env.example", "allow")
];
const KNOWN = [
	"read",
	"edit",
	"glob",
	"grep",
	"list",
	"bash",
	"task",
	"skill",
	"lsp",
	"todowrite",
	"question",
	"webfetch",
	"websearch",
	"codesearch",
	"external_directory",
	"doom_loop"
];
const EDITORS = [
	"write",
	"patch",
	"multiedit",
	"apply_patch"
];
async function readPolicy(text) {
	if (text === void 0) return {
		policy: { rules: [...BASE_RULES] },
		warnings: []
	};
	const parsed = await parseStructured(text);
	if (!parsed.ok) return { problems: [parsed.problem] };
	const written = isAction(parsed.value) ? { "*": parsed.value } : parsed.value;
	if (!isMap(written) || Object.keys(written).length === 0) return { problems: [aboutNoMap(written)] };
	const answer = answerIn(written["question"]);
	const read = Object.entries(written).flatMap(([name, value]) => name === "question" && answer !== void 0 ? [good(rule(name, "*", "allow"))] : readPermission(name, value));
	const problems = read.flatMap((each) => each.ok ? [] : each.problem);
	if (problems.length > 0) return { problems };
	const rules = [...BASE_RULES, ...read.flatMap((each) => each.ok ? each.value : [])];
	return {
		policy: answer === void 0 ? { rules } : {
			rules,
			answer
		},
		warnings: Object.keys(written).flatMap(aboutUnknown)
	};
}
function answerIn(question) {
	if (!isMap(question) || Object.keys(question).length !== 1) return void 0;
	const { answer } = question;
	return typeof answer === "string" && answer.trim() !== "" ? answer.trim() : void 0;
}
function readPermission(name, value) {
	const meant = otherSpellingOf(name);
	if (meant !== void 0) return [bad(otherSpelling(name, meant))];
	if (!isMap(value)) return [readRule(name, "*", value, name)];
	if (name === "question") return [bad(notAnAnswer(value))];
	const patterns = Object.entries(value);
	if (patterns.length === 0) return [bad(emptyPatterns(name))];
	return patterns.map(([pattern, action]) => readRule(name, pattern, action, `${name}.${pattern}`));
}
function readRule(permission, pattern, action, where) {
	if (isAction(action)) return good(rule(permission, pattern, action));
	if (action === "ask") return bad(nobodyToAsk(where));
	return bad(notAnAction(where, action, typeof action === "string" ? nearest(action, ["allow", "deny"]) : void 0));
}
function otherSpellingOf(name) {
	if (KNOWN.includes(name)) return void 0;
	if (EDITORS.includes(name)) return "edit";
	return KNOWN.find((known) => bare$1(known) === bare$1(name));
}
function bare$1(name) {
	return name.toLowerCase().replaceAll(/[-_\s]/g, "");
}
function aboutUnknown(name) {
	if (KNOWN.includes(name) || name.includes("*")) return [];
	const meant = nearest(name, KNOWN);
	return meant === void 0 ? [] : [unknownPermission(name, meant)];
}
function aboutNoMap(found) {
	if (found === "ask") return nobodyToAsk("*");
	return typeof found === "string" && /[/\\.]/.test(found) ? pathNotPolicy(found) : notAPolicy();
}
function isAction(value) {
	return value === "allow" || value === "deny";
}
function rule(permission, pattern, action) {
	return {
		permission,
		pattern,
		action
	};
}
// src/action/schema.ts
async function parseSchema(text) {
	const parsed = await parseMap(text);
	if (!parsed.ok) return parsed;
	return parsed.value["type"] === "object" ? good(parsed.value) : bad(notASchema());
}
// src/action/task-input.ts
async function readTask(given, place) {
	const found = [
		"prompt",
		"prompt-file",
		"command"
	].filter((name) => given.has(name));
	const [only, ...others] = found;
	if (only === void 0) given.problems.push(noTask());
	if (others.length > 0) given.problems.push(severalTasks(found));
	if (given.has("arguments") && !given.has("command")) given.complain("arguments", argumentsWithoutCommand());
	const prompt = given.text("prompt");
	const promptFile = await given.read("prompt-file", (path) => parseTextFile(path, place));
	const command = await given.read("command", parseCommand);
	if (command !== void 0) return {
		kind: "command",
		name: command,
		arguments: given.text("arguments") ?? ""
	};
	const text = prompt ?? promptFile;
	return text === void 0 ? void 0 : {
		kind: "prompt",
		text
	};
}
function parseCommand(written) {
	const name = written.replace(/^\//, "");
	if (name === "") return bad(commandWithoutName());
	return /\s/.test(name) ? bad(commandWithArguments(name)) : good(name);
}
// src/agent/install-error.ts
var InstallError = class extends Error {
	name = "InstallError";
	outcome;
	constructor(outcome, message, options) {
		super(message, options);
		this.outcome = outcome;
	}
};
// src/text/install-problems.ts
const OWN_EXECUTABLE = "or name an executable of your own in `opencode-path`";
function notAVersion(found) {
	return `opencode-version: expected a version such as \`1.18.33\`, a range such as \`^1.18\`, or \`latest\`; found "${found}".`;
}
function otherEngine(found) {
	return `opencode-version: expected 1.x, found ${found}. ${/^\D*0/.test(found) ? "Versions before 1.0 speak another protocol" : "2.x is a different engine"}, which this agent-run does not speak. Name a 1.x version, or leave the input out.`;
}
function notPublished(version, packages, published) {
	const there = published.length === 0 ? "none of them" : `only ${published.join(", ")}`;
	return `opencode ${version} is not published for this platform: expected one of ${packages.join(", ")}; the registry that npm is configured for has ${there}. Name a version that it has in \`opencode-version\`, ${OWN_EXECUTABLE}.`;
}
function wrongHash(what, expected, found) {
	return `${what} was refused: expected ${expected}, found ${found}. The registry, or something on the way to it, served another file than the one that was published. Nothing was installed. Find out which registry npm is configured for (\`npm config get registry\`) before you try again.`;
}
function noHash(what) {
	return `${what} was refused: expected the registry to name its sha512, found none. Use a registry that does, or the version that agent-run pins.`;
}
function noMember(what, member) {
	return `${what} was refused: expected ${member} inside, found no such file.`;
}
function npmFailed(what, detail) {
	return `npm could not get ${what}: ${detail === "" ? "it named no reason" : detail.replace(/\.$/, "")}. Check npm's registry, proxy and credentials on this runner, ${OWN_EXECUTABLE}.`;
}
function npmAbsent(what) {
	return `${what} is installed by npm: expected npm on PATH, found none. Put one there (for example with actions/setup-node), ${OWN_EXECUTABLE}.`;
}
function tooSlow(seconds) {
	return `opencode was not installed within ${seconds} s. Expected about 60 MB from npm's registry; check the network of this runner, ${OWN_EXECUTABLE}.`;
}
function doesNotRun(packages, reasons) {
	return `No build of opencode runs on this machine. Tried ${packages.join(", ")}: ${reasons.join("; ")}. Try another version, ${OWN_EXECUTABLE}.`;
}
function unpinned(version) {
	return `opencode ${version} is not what this release was tested with: its file was checked against the hash that the registry names, not against one of ours.`;
}
function resolved(asked, version) {
	return `opencode-version "${asked}" is ${version} today; another day it may be another one.`;
}
function noRipgrep(reason) {
	return `ripgrep (rg) is not on PATH and could not be installed. opencode will try to download it; without it, its search tools fail. ${reason}`;
}
function noRipgrepBuild(platform) {
	return `No build of it is known for ${platform}.`;
}
function noRipgrepRelease(what) {
	return `${what} is not published.`;
}
function ripgrepTooSlow(seconds) {
	return `npm did not answer within ${seconds} s.`;
}
function installed(version, npmPackage, milliseconds) {
	return `Installed opencode ${version} (${npmPackage}) in ${(milliseconds / 1e3).toFixed(1)} s`;
}
// src/agent/version.ts
const EXACT = /^v?(\d+\.\d+\.\d+(?:-[\w.-]+)?)$/;
const RANGE = /^[\^~<>=]{0,2}\s*\d+(\.(\d+|[xX*])){0,2}([\s|<>=^~-]+\d+(\.(\d+|[xX*])){0,2})*$/;
const ENGINE = "1";
function parseWanted(text) {
	const asked = text.trim();
	const exact = EXACT.exec(asked)?.[1];
	if (exact !== void 0) return {
		kind: "exact",
		version: inEngine(exact)
	};
	if (asked === "latest") return {
		kind: "range",
		range: asked
	};
	if (!RANGE.test(asked)) throw new InstallError("invalid-input", notAVersion(text));
	if (/^[\^~]?\d+/.test(asked)) inEngine(asked);
	return {
		kind: "range",
		range: asked
	};
}
function inEngine(version) {
	if (/\d+/.exec(version)?.[0] !== ENGINE) throw new InstallError("invalid-input", otherEngine(version));
	return version;
}
function newest(releases) {
	return releases.toSorted((a, b) => compare(b.version, a.version))[0];
}
function compare(a, b) {
	const [left, right] = [numbers$2(a), numbers$2(b)];
	for (const [index, value] of left.entries()) {
		const difference = value - (right[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return Number(b.includes("-")) - Number(a.includes("-"));
}
function numbers$2(version) {
	return (version.split("-")[0] ?? "").split(".").map(Number);
}
// src/action/versions.ts
function parseVersion(text) {
	try {
		parseWanted(text);
		return good(text);
	} catch (error) {
		if (error instanceof InstallError) return bad(error.message.replace(/^`?opencode-version`?: /, ""));
		throw error;
	}
}
// src/action/inputs.ts
async function readSettings(raw, place, commentPlace = NOWHERE) {
	const given = givenInputs(raw);
	const text = (name) => given.text(name);
	const file = (name) => given.read(name, (path) => parseFile(path, place));
	const task = await readTask(given, place);
	const model = await given.read("model", parseModelName);
	const agent = text("agent");
	const variant = text("variant");
	const files = await given.readEach("files", parsePathList, (path) => parseFile(path, place));
	const title = text("title");
	const directory = await given.read("working-directory", (path) => parseFolder(path, place));
	const opencode = {
		version: await given.read("opencode-version", parseVersion) ?? "",
		...present("path", await file("opencode-path"))
	};
	const config = await given.read("config", (written) => parseConfig(written, place));
	const projectConfig = await choice(given, "project-config");
	const policy = await readPermissions(given);
	const limits = await readLimits(given);
	const outputSchema = await readSchema(given, place);
	const session = await file("session");
	const exports = await given.read("export", parseSwitch);
	const background = await given.read("background", parseSwitch);
	const environment = await given.readEach("environment", parseList, parseVariableName);
	const share = await given.read("share", parseSwitch);
	const summary = await choice(given, "summary");
	const log = await choice(given, "log");
	const expect = await choice(given, "expect");
	const verdicts = await given.readEach("fail-on", parseList, parseVerdict);
	const comment = present("comment", await readCommentWish(given, commentPlace));
	const { problems, warnings } = given;
	if (problems.length > 0 || task === void 0) return {
		problems,
		...comment
	};
	return {
		warnings,
		...comment,
		settings: {
			task,
			...present("model", model),
			...present("agent", agent),
			...present("variant", variant),
			files,
			...present("title", title),
			directory: directory ?? place.workspace,
			opencode,
			config: config ?? {},
			projectConfig,
			policy,
			limits,
			...present("outputSchema", outputSchema),
			export: exports ?? false,
			...present("session", session),
			background: background ?? true,
			environment,
			share: share ?? false,
			summary,
			log,
			expect,
			...verdicts.length === 0 ? {} : { failOn: failingOutcomes(verdicts) }
		}
	};
}
const NOWHERE = {
	event: "",
	subject: void 0,
	hasRepository: false
};
async function parseConfig(written, place) {
	if (/^[{[]|\n|:(\s|$)/.test(written)) return parseMap(written);
	const content = await parseTextFile(written, place);
	return content.ok ? parseMap(content.value) : content;
}
async function readPermissions(given) {
	const read = await readPolicy(given.text("permissions"));
	if ("policy" in read) {
		given.warnings.push(...read.warnings);
		return read.policy;
	}
	for (const problem of read.problems) given.complain("permissions", problem);
	return { rules: [] };
}
async function readLimits(given) {
	const limit = async (name) => await given.read(name, (text) => parseDuration(text, { zero: false })) ?? 0;
	const count = (name, least) => given.read(name, (text) => parseCount(text, least));
	return {
		timeout: await limit("timeout"),
		noProgress: await limit("no-progress-timeout"),
		retries: await count("retry-limit", 0) ?? 0,
		startup: await limit("startup-timeout"),
		...present("quietWindow", await given.read("quiet-window", (text) => parseDuration(text, { zero: true }))),
		...present("maxCost", await given.read("max-cost", parseAmount)),
		...present("maxTokens", await count("max-tokens", 1))
	};
}
async function readSchema(given, place) {
	if (given.has("output-schema") && given.has("output-schema-file")) given.problems.push(notTogether(["output-schema", "output-schema-file"]));
	const inline = await given.read("output-schema", parseSchema);
	const fromFile = await given.read("output-schema-file", async (path) => {
		const content = await parseTextFile(path, place);
		return content.ok ? parseSchema(content.value) : content;
	});
	return inline ?? fromFile;
}
async function choice(given, name) {
	const spec = inputSpec(name);
	const values = spec.values ?? [];
	return await given.read(name, (text) => parseChoice(text, values)) ?? spec.default;
}
function present(key, value) {
	return value === void 0 ? {} : { [key]: value };
}
// src/text/session-name.ts
const TITLE_LENGTH$4 = 60;
function sessionName({ agent, title }) {
	return [agent ?? "", title].map((text) => clipLine(oneLine(text), TITLE_LENGTH$4)).filter((text) => text !== "").join(" · ") || "session";
}
function shortName(tree, id) {
	const info = tree.sessions.get(id)?.info;
	if (info === void 0) return "session";
	const { agent } = info;
	if (agent === void 0) return sessionName(info);
	return members(tree).filter((other) => other.info.agent === agent).length === 1 ? clipLine(oneLine(agent), TITLE_LENGTH$4) : sessionName(info);
}
// src/text/waiting.ts
const NAMED = 5;
const DETAIL_LENGTH$1 = 80;
function describeWaiting(pending, tree, now) {
	const reasons = new Map();
	for (const wait of pending) {
		if (wait.kind === "owed" || reasons.has(wait.sessionId)) continue;
		reasons.set(wait.sessionId, `${shortName(tree, wait.sessionId)} (${reasonOf(wait, now)})`);
	}
	const owed = owedTo(pending.filter((wait) => wait.kind === "owed"), tree);
	const parts = [...reasons.size > 0 ? [sessionsPart(reasons, tree)] : [], ...owed];
	return parts.length === 0 ? "making sure that everything has ended" : `waiting for ${parts.join("; ")}`;
}
function sessionsPart(reasons, tree) {
	const all = members(tree).filter(({ deleted }) => deleted === void 0).length;
	const named = [...reasons.values()].slice(0, NAMED).join(", ");
	const others = reasons.size > NAMED ? ` and ${String(reasons.size - NAMED)} more` : "";
	return `${String(reasons.size)} of ${counted$1(all, "session")}: ${named}${others}`;
}
function reasonOf(wait, now) {
	switch (wait.kind) {
		case "working": {
			if (wait.tool === void 0) return `${formatDuration(now - wait.since)}, the model is at work`;
			const { name, label, since } = wait.tool;
			return `${formatDuration(now - since)}, running ${detail(label === "" ? name : `${name}: ${label}`)}`;
		}
		case "retrying": {
			const next = wait.next > now ? `next in ${formatDuration(wait.next - now)}` : "trying now";
			return `attempt ${String(wait.attempt)} failed, ${next}: ${detail(wait.message)}`;
		}
		case "asking":
			if (wait.ask.kind === "question") return "asks a question";
			return `asks for permission ${detail([wait.ask.permission, ...wait.ask.patterns].join(" "))}`;
		case "unanswered": {
			const since = `a message unanswered for ${formatDuration(now - wait.since)}`;
			return wait.until === void 0 ? since : `${since}, given up in ${formatDuration(wait.until - now)}`;
		}
	}
}
function owedTo(owed, tree) {
	const counts = new Map();
	for (const { sessionId } of owed) counts.set(sessionId, (counts.get(sessionId) ?? 0) + 1);
	const parts = [...counts].map(([id, count]) => `${counted$1(count, "background result")} owed to ${shortName(tree, id)}`);
	if (parts.length <= NAMED) return parts;
	const rest = [...counts.values()].slice(NAMED).reduce((sum, count) => sum + count, 0);
	return [...parts.slice(0, NAMED), `${counted$1(rest, "background result")} owed to others`];
}
function detail(text) {
	return clipLine(oneLine(text), DETAIL_LENGTH$1);
}
// src/action/annotations.ts
const MOST = 10;
const MESSAGE_LENGTH = 1e3;
var Annotations = class {
	#annotate;
	#count = 0;
	constructor({ annotate }) {
		this.#annotate = annotate;
	}
	add(level, title, message) {
		if (this.#annotate === void 0 || this.#count >= MOST) return;
		this.#count += 1;
		const words = this.#count < MOST ? message : furtherAnnotations();
		this.#annotate(level, printable(title), clip(printable(words), MESSAGE_LENGTH));
	}
};
// src/action/session-lines.ts
const SILENCE$1 = 1e4;
const LONGEST_HOLD = 6e4;
var GroupedLines = class {
	#options;
	#waiting = new Map();
	#begun = new Set();
	#holder;
	constructor(options) {
		this.#options = options;
	}
	add(id, lines, now) {
		if (lines.length === 0) return;
		const indent = this.#options.indent(id);
		const indented = lines.map((line) => `${indent}${line}`);
		if (this.#holder?.id === id) {
			for (const line of indented) this.#options.write(line);
			this.#holder.lastLine = now;
		} else {
			const before = this.#waiting.get(id);
			if (before === void 0) this.#waiting.set(id, indented);
			else before.push(...indented);
		}
		this.look(now);
	}
	about(line) {
		this.#close();
		this.#options.write(line);
	}
	look(now) {
		for (const id of this.#waiting.keys()) {
			if (!this.#isFree(now)) return;
			this.#open(id, now);
		}
	}
	end() {
		for (const id of this.#waiting.keys()) this.#open(id, 0);
		this.#close();
	}
	#isFree(now) {
		if (this.#holder === void 0) return true;
		const { id, since, lastLine } = this.#holder;
		return this.#options.rests(id) || now - lastLine >= SILENCE$1 || now - since >= LONGEST_HOLD;
	}
	#open(id, now) {
		this.#close();
		const title = this.#options.title(id, this.#begun.has(id));
		this.#options.write(`::group::${commandData(title)}`);
		for (const line of this.#waiting.get(id) ?? []) this.#options.write(line);
		this.#waiting.delete(id);
		this.#begun.add(id);
		this.#holder = {
			id,
			since: now,
			lastLine: now
		};
	}
	#close() {
		if (this.#holder === void 0) return;
		this.#options.write("::endgroup::");
		this.#holder = void 0;
	}
};
var PlainLines = class {
	#options;
	#begun = new Set();
	#last;
	constructor(options) {
		this.#options = options;
	}
	add(id, lines) {
		if (lines.length === 0) return;
		if (this.#last !== id) {
			this.#options.write(this.#options.title(id, this.#begun.has(id)));
			this.#begun.add(id);
			this.#last = id;
		}
		for (const line of lines) this.#options.write(`${this.#options.indent(id)}  ${line}`);
	}
	about(line) {
		this.#last = void 0;
		this.#options.write(line);
	}
	look() {}
	end() {
		this.#last = void 0;
	}
};
// src/action/live-log.ts
var LiveLog = class {
	#options;
	#annotations;
	#lines;
	#told = new Map();
	#tree;
	#now = 0;
	constructor(options) {
		this.#options = options;
		this.#annotations = new Annotations(options);
		const Lines = options.groups && options.level !== "quiet" ? GroupedLines : PlainLines;
		this.#lines = new Lines({
			write: options.write,
			title: (id, continued) => groupTitle(this.#nameOf(id), this.#depthOf(id), continued),
			indent: (id) => "  ".repeat(this.#depthOf(id)),
			rests: (id) => rests(this.#tree?.sessions.get(id))
		});
	}
	notice(level, sentence) {
		if (level === "info" && this.#options.level === "quiet") return;
		const words = this.#options.mask(sentence);
		this.#lines.about(noticeLine(level, words));
		if (level !== "info") this.#annotations.add(level, annotationTitle("run"), words);
	}
	event(event, tree, now) {
		this.#tree = tree;
		this.#now = now;
		switch (event.type) {
			case "session":
				this.#toldOf(event.session.id);
				break;
			case "session-deleted":
				this.#add(event.sessionId, "brief", deletedLine());
				break;
			case "status":
				this.#status(event.sessionId, event.status);
				break;
			case "session-error":
				this.#error(event.sessionId ?? tree.rootId, event.error);
				break;
			case "part":
				this.#part(event.part);
				break;
			case "connected":
			case "heartbeat":
			case "message":
			case "message-removed":
			case "delta":
			case "asked":
			case "answered":
			case "todos":
			case "fence":
			case "disposed":
			case "other": return;
		}
		this.#lines.look(now);
	}
	asked(ask, denial, tree) {
		this.#tree = tree;
		const masked = maskedAsk(ask, this.#options.mask);
		this.#add(ask.sessionId, denial === void 0 ? "full" : "quiet", askLine(masked, denial));
		if (denial === void 0) return;
		const title = annotationTitle("denied", this.#nameOf(ask.sessionId));
		this.#annotations.add("warning", title, askWords(masked));
	}
	waiting(pending, tree, now) {
		this.#tree = tree;
		this.#now = now;
		if (this.#options.level === "quiet") return;
		this.#lines.look(now);
		const words = this.#options.mask(describeWaiting(pending, tree, now));
		this.#lines.about(waitingLine(words));
	}
	end() {
		this.#lines.end();
	}
	#status(id, status) {
		const told = this.#toldOf(id);
		if (status.type === "retry" && status.attempt !== told.attempt) {
			const message = this.#options.mask(status.message);
			this.#add(id, "brief", retryLine({
				...status,
				message
			}, this.#now));
		}
		told.attempt = status.type === "retry" ? status.attempt : 0;
		const busy = status.type !== "idle";
		if (busy === told.busy) return;
		told.busy = busy;
		if (busy) told.error = "";
		else this.#turnEnded(id);
	}
	#turnEnded(id) {
		const session = this.#tree?.sessions.get(id);
		const span = session?.busy.at(-1);
		if (session === void 0 || span === void 0) return;
		const calls = [...session.messages.values()].reduce((sum, { tools }) => sum + tools.size, 0);
		const took = (span.to ?? this.#now) - span.from;
		this.#add(id, "brief", turnEndedLine(took, calls));
	}
	#error(id, error) {
		const masked = {
			...error,
			message: this.#options.mask(error.message)
		};
		const words = errorWords(masked);
		const told = this.#toldOf(id);
		if (told.error === words) return;
		told.error = words;
		this.#add(id, "quiet", errorLine(masked));
		if (error.name === "MessageAbortedError") return;
		this.#annotations.add("warning", annotationTitle("failed", this.#nameOf(id)), words);
	}
	#part(part) {
		const told = this.#toldOf(part.sessionId);
		if (told.parts.has(part.id) || !this.#isFinal(part)) return;
		told.parts.add(part.id);
		if (part.type === "tool") this.#tool(part);
		if (part.type !== "text") return;
		if (this.#isSaid(part)) this.#add(part.sessionId, "full", ...textLines(this.#options.mask(part.text)));
		else this.#heard(part);
	}
	#isFinal(part) {
		if (part.type === "tool") return part.status === "completed" || part.status === "error";
		return part.type === "text" && (part.ended !== void 0 || !this.#isSaid(part));
	}
	#isSaid({ sessionId, messageId }) {
		return (this.#tree?.sessions.get(sessionId)?.messages.get(messageId))?.message.role === "assistant";
	}
	#tool(part) {
		const { mask } = this.#options;
		const { tool, started, ended } = part;
		const error = part.status === "error" ? { error: mask(part.error ?? "") } : {};
		const took = started === void 0 || ended === void 0 ? void 0 : ended - started;
		this.#add(part.sessionId, "brief", toolLine({
			tool,
			label: mask(part.label),
			...error
		}, took));
	}
	#heard({ sessionId, text }) {
		if (!isDelivery(text)) return;
		const [, childId, state] = /<task id="(ses_[^"]+)" state="(\w+)"/.exec(text) ?? [];
		const name = childId === void 0 ? void 0 : this.#nameOf(childId);
		this.#add(sessionId, "brief", resultArrivedLine(name, state === "error"));
	}
	#toldOf(id) {
		const known = this.#told.get(id);
		if (known !== void 0) return known;
		const told = {
			parts: new Set(),
			busy: false,
			attempt: 0,
			error: ""
		};
		this.#told.set(id, told);
		const parentId = this.#tree?.sessions.get(id)?.info.parentId;
		if (parentId !== void 0 && this.#tree?.sessions.has(parentId) === true) this.#add(parentId, "brief", childStartedLine(this.#nameOf(id)));
		return told;
	}
	#add(id, level, ...lines) {
		const rank = {
			quiet: 0,
			brief: 1,
			full: 2
		};
		if (rank[level] <= rank[this.#options.level]) this.#lines.add(id, lines, this.#now);
	}
	#nameOf(id) {
		const info = this.#tree?.sessions.get(id)?.info;
		return info === void 0 ? "a session" : sessionName({
			...info,
			title: this.#options.mask(info.title)
		});
	}
	#depthOf(id) {
		return this.#tree === void 0 ? 0 : depthOf(this.#tree, id);
	}
};
function rests(session) {
	if (session === void 0 || session.deleted !== void 0) return true;
	if (session.status.type === "idle") return true;
	let waits = false;
	for (const { tools } of session.messages.values()) for (const { status, childId } of tools.values()) {
		if (status !== "running") continue;
		if (childId === void 0) return false;
		waits = true;
	}
	return waits;
}
function maskedAsk(ask, mask) {
	if (ask.kind === "permission") return {
		...ask,
		patterns: ask.patterns.map(mask)
	};
	const questions = ask.questions.map((each) => ({
		...each,
		question: mask(each.question)
	}));
	return {
		...ask,
		questions
	};
}
// src/non-empty.ts
function nonEmpty(value) {
	return value === "" ? void 0 : value;
}
function folderList(folders, separator) {
	return folders.filter((folder) => nonEmpty(folder) !== void 0).join(separator);
}
// src/agent/base-variables.ts
const BASE = words(`
  PATH HOME USER LOGNAME SHELL LANG LANGUAGE TZ TMPDIR TMP TEMP
  XDG_RUNTIME_DIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
  CI GITHUB_ACTIONS GITEA_ACTIONS FORGEJO_ACTIONS DEBIAN_FRONTEND
`);
const CERTIFICATES = words(`
  SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
  GIT_SSL_CAINFO PIP_CERT AWS_CA_BUNDLE DENO_CERT
`);
const TOOLS = words(`
  GOROOT GOPATH GOMODCACHE GOCACHE GOTOOLCHAIN CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN
  JAVA_HOME GRADLE_HOME MAVEN_HOME M2_HOME ANDROID_HOME ANDROID_SDK_ROOT ANDROID_NDK_HOME DOTNET_ROOT
  NVM_DIR PNPM_HOME VOLTA_HOME BUN_INSTALL DENO_DIR PLAYWRIGHT_BROWSERS_PATH
  VIRTUAL_ENV CONDA_PREFIX PYENV_ROOT pythonLocation UV_CACHE_DIR POETRY_HOME RBENV_ROOT GEM_HOME
  LD_LIBRARY_PATH LIBRARY_PATH CPATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH CC CXX
`);
const BASE_SHAPES = [
	/^LC_[A-Z]+$/,
	/^JAVA_HOME_\d+_\w+$/,
	/^GOROOT_\d+_\d+_\w+$/
];
const PROXIES$1 = words("HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY");
const WINDOWS = words(`
  PATH SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE USERNAME HOMEDRIVE HOMEPATH
  APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES
  NUMBER_OF_PROCESSORS OS
`);
function words(text) {
	return new Set(text.trim().split(/\s+/));
}
function isBaseVariable(name) {
	const upper = name.toUpperCase();
	return [
		BASE,
		CERTIFICATES,
		TOOLS
	].some((list) => list.has(name)) || BASE_SHAPES.some((shape) => shape.test(name)) || [PROXIES$1, WINDOWS].some((list) => list.has(upper));
}
function withoutPeople(base) {
	const exceptions = nonEmpty(base["NO_PROXY"]) ?? base["no_proxy"] ?? "";
	const hosts = new Set(exceptions.split(",").map((host) => host.trim()));
	for (const host of [
		"127.0.0.1",
		"localhost",
		"::1"
	]) hosts.add(host);
	hosts.delete("");
	const direct = [...hosts].join(",");
	return {
		...base,
		NO_PROXY: direct,
		no_proxy: direct,
		TERM: "dumb",
		NO_COLOR: "1",
		CI: nonEmpty(base["CI"]) ?? "true",
		GIT_TERMINAL_PROMPT: "0"
	};
}
// src/agent/providers.ts
const PROVIDER_VARIABLES = {
	"302ai": ["302AI_API_KEY"],
	abacus: ["ABACUS_API_KEY"],
	"abliteration-ai": ["ABLIT_KEY"],
	above: ["ABOVE_API_KEY"],
	agentrouter: ["AGENTROUTER_API_KEY"],
	agnes: ["AGNES_API_KEY"],
	"ai-router": ["AI_ROUTER_API_KEY"],
	ai21: ["AI21_API_KEY"],
	aiand: ["AIAND_API_KEY"],
	aihubmix: ["AIHUBMIX_API_KEY"],
	ainetcafe: ["AINETCAFE_API_KEY"],
	aixy: ["AIXY_API_KEY"],
	"aki-io": ["AKI_IO_API_KEY"],
	alibaba: ["DASHSCOPE_API_KEY"],
	"alibaba-cn": ["DASHSCOPE_API_KEY"],
	"alibaba-coding-plan": ["ALIBABA_CODING_PLAN_API_KEY"],
	"alibaba-coding-plan-cn": ["ALIBABA_CODING_PLAN_API_KEY"],
	"alibaba-token-plan": ["ALIBABA_TOKEN_PLAN_API_KEY"],
	"alibaba-token-plan-cn": ["ALIBABA_TOKEN_PLAN_API_KEY"],
	"amazon-bedrock": [
		"AWS_ACCESS_KEY_ID",
		"AWS_SECRET_ACCESS_KEY",
		"AWS_REGION",
		"AWS_BEARER_TOKEN_BEDROCK"
	],
	ambient: ["AMBIENT_API_KEY"],
	amd: ["AMD_API_KEY"],
	anthropic: ["ANTHROPIC_API_KEY"],
	anyapi: ["ANYAPI_API_KEY"],
	arcee: ["ARCEE_API_KEY"],
	"atomic-chat": ["ATOMIC_CHAT_API_KEY"],
	auriko: ["AURIKO_API_KEY"],
	azure: ["AZURE_RESOURCE_NAME", "AZURE_API_KEY"],
	"azure-cognitive-services": ["AZURE_COGNITIVE_SERVICES_RESOURCE_NAME", "AZURE_COGNITIVE_SERVICES_API_KEY"],
	bailing: ["BAILING_API_TOKEN"],
	baseten: ["BASETEN_API_KEY"],
	bee: ["BEE_API_KEY"],
	berget: ["BERGET_API_KEY"],
	blueclaw: ["BLUECLAW_API_KEY"],
	bothub: ["BOTHUB_API_KEY"],
	cerebras: ["CEREBRAS_API_KEY"],
	chutes: ["CHUTES_API_KEY"],
	clarifai: ["CLARIFAI_PAT"],
	claudinio: ["CLAUDINIO_API_KEY"],
	"cline-pass": ["CLINE_API_KEY"],
	"cloudferro-sherlock": ["CLOUDFERRO_SHERLOCK_API_KEY"],
	"cloudflare-ai-gateway": [
		"CLOUDFLARE_API_TOKEN",
		"CLOUDFLARE_ACCOUNT_ID",
		"CLOUDFLARE_GATEWAY_ID"
	],
	"cloudflare-workers-ai": ["CLOUDFLARE_ACCOUNT_ID", "CLOUDFLARE_API_KEY"],
	cohere: ["COHERE_API_KEY"],
	coralbricks: ["CORAL_API_KEY"],
	cortecs: ["CORTECS_API_KEY"],
	crof: ["CROF_API_KEY"],
	crossmodel: ["CROSSMODEL_API_KEY"],
	crusoe: ["CRUSOE_API_KEY"],
	daoxe: ["DAOXE_API_KEY"],
	databricks: ["DATABRICKS_HOST", "DATABRICKS_TOKEN"],
	deepinfra: ["DEEPINFRA_API_KEY"],
	deepseek: ["DEEPSEEK_API_KEY"],
	digitalocean: ["DIGITALOCEAN_ACCESS_TOKEN"],
	dinference: ["DINFERENCE_API_KEY"],
	drun: ["DRUN_API_KEY"],
	ebcloud: ["EBCLOUD_API_KEY"],
	echo: ["ECHO_API_KEY"],
	edenai: ["EDENAI_API_KEY"],
	empiriolabs: ["EMPIRIOLABS_API_KEY"],
	evroc: ["EVROC_API_KEY"],
	fastrouter: ["FASTROUTER_API_KEY"],
	"fireworks-ai": ["FIREWORKS_API_KEY"],
	freemodel: ["FREEMODEL_API_KEY"],
	friendli: ["FRIENDLI_TOKEN"],
	frogbot: ["FROGBOT_API_KEY"],
	"github-copilot": ["GITHUB_TOKEN"],
	gitlab: ["GITLAB_TOKEN"],
	gmicloud: ["GMICLOUD_API_KEY"],
	google: [
		"GOOGLE_API_KEY",
		"GOOGLE_GENERATIVE_AI_API_KEY",
		"GEMINI_API_KEY"
	],
	"google-vertex": [
		"GOOGLE_VERTEX_PROJECT",
		"GOOGLE_VERTEX_LOCATION",
		"GOOGLE_APPLICATION_CREDENTIALS"
	],
	"google-vertex-anthropic": [
		"GOOGLE_VERTEX_PROJECT",
		"GOOGLE_VERTEX_LOCATION",
		"GOOGLE_APPLICATION_CREDENTIALS"
	],
	greenpt: ["GREENPT_API_KEY"],
	groq: ["GROQ_API_KEY"],
	helicone: ["HELICONE_API_KEY"],
	hetzner: ["HETZNER_API_KEY"],
	"hpc-ai": ["HPC_AI_API_KEY"],
	huggingface: ["HF_TOKEN"],
	hyper: ["HYPER_API_KEY"],
	iflowcn: ["IFLOW_API_KEY"],
	impossibl: ["IMPOSSIBL_API_KEY"],
	inception: ["INCEPTION_API_KEY"],
	inceptron: ["INCEPTRON_API_KEY"],
	inco: ["INCO_API_KEY"],
	infer: ["INFER_API_KEY"],
	inference: ["INFERENCE_API_KEY"],
	inferx: ["INFERX_API_KEY"],
	infomaniak: ["INFOMANIAK_API_KEY", "INFOMANIAK_PRODUCT_ID"],
	"io-net": ["IOINTELLIGENCE_API_KEY"],
	iteracompute: ["ITERACOMPUTE_API_KEY"],
	jalapeno: ["JALAPENO_API_KEY"],
	jiekou: ["JIEKOU_API_KEY"],
	kenari: ["KENARI_API_KEY"],
	kilo: ["KILO_API_KEY"],
	"kimi-code-plan-cn": ["KIMI_API_KEY"],
	"kimi-code-plan-global": ["KIMI_API_KEY"],
	klokintegration: ["KLOKINTEGRATION_API_KEY"],
	kosmik: ["KOSMIK_API_KEY"],
	"kuae-cloud-coding-plan": ["KUAE_API_KEY"],
	lilac: ["LILAC_API_KEY"],
	llama: ["LLAMA_API_KEY"],
	llmgateway: ["LLMGATEWAY_API_KEY"],
	"llmgateway-providers": ["LLMGATEWAY_API_KEY"],
	llmtech: ["LLMTECH_API_KEY"],
	llmtr: ["LLMTR_API_KEY"],
	lmstudio: ["LMSTUDIO_API_KEY"],
	longcat: ["LONGCAT_API_KEY"],
	lucidquery: ["LUCIDQUERY_API_KEY"],
	lynkr: ["LYNKR_API_KEY"],
	meganova: ["MEGANOVA_API_KEY"],
	melious: ["MELIOUS_API_KEY"],
	"merge-gateway": ["MERGE_GATEWAY_API_KEY"],
	meta: ["META_MODEL_API_KEY"],
	minimax: ["MINIMAX_API_KEY"],
	"minimax-cn": ["MINIMAX_API_KEY"],
	"minimax-cn-coding-plan": ["MINIMAX_API_KEY"],
	"minimax-coding-plan": ["MINIMAX_API_KEY"],
	mistral: ["MISTRAL_API_KEY"],
	mixlayer: ["MIXLAYER_API_KEY"],
	moark: ["MOARK_API_KEY"],
	modal: ["MODAL_PROXY_TOKEN"],
	"model-oracle-ai": ["MODEL_ORACLE_API_KEY"],
	modelis: ["MODELIS_API_KEY"],
	modelscope: ["MODELSCOPE_API_KEY"],
	moonshotai: ["MOONSHOT_API_KEY"],
	"moonshotai-cn": ["MOONSHOT_API_KEY"],
	morph: ["MORPH_API_KEY"],
	nan: ["NAN_API_KEY"],
	"nano-gpt": ["NANO_GPT_API_KEY"],
	nearai: ["NEARAI_API_KEY"],
	nebius: ["NEBIUS_API_KEY"],
	neon: ["NEON_AI_GATEWAY_BASE_URL", "NEON_AI_GATEWAY_TOKEN"],
	neosmith: ["NEOSMITH_API_KEY"],
	neuralwatt: ["NEURALWATT_API_KEY"],
	nova: ["NOVA_API_KEY"],
	"novita-ai": ["NOVITA_API_KEY"],
	nvidia: ["NVIDIA_API_KEY"],
	oci: ["OCI_GENAI_API_KEY"],
	ofox: ["OFOX_API_KEY"],
	"ollama-cloud": ["OLLAMA_API_KEY"],
	openai: ["OPENAI_API_KEY"],
	opencode: ["OPENCODE_API_KEY"],
	"opencode-go": ["OPENCODE_API_KEY"],
	openreason: ["OPENREASON_API_KEY"],
	openrouter: ["OPENROUTER_API_KEY"],
	opper: ["OPPER_API_KEY"],
	orcarouter: ["ORCAROUTER_API_KEY"],
	ovhcloud: ["OVHCLOUD_API_KEY"],
	pareto: ["PARETO_API_KEY"],
	pendra: ["PENDRA_API_KEY"],
	perplexity: ["PERPLEXITY_API_KEY"],
	"perplexity-agent": ["PERPLEXITY_API_KEY"],
	pioneer: ["PIONEER_API_KEY"],
	poe: ["POE_API_KEY"],
	poolside: ["POOLSIDE_API_KEY"],
	"privatemode-ai": ["PRIVATEMODE_API_KEY", "PRIVATEMODE_ENDPOINT"],
	"qihang-ai": ["QIHANG_API_KEY"],
	"qiniu-ai": ["QINIU_API_KEY"],
	qvac: ["QVAC_API_KEY"],
	"regolo-ai": ["REGOLO_API_KEY"],
	requesty: ["REQUESTY_API_KEY"],
	"routing-run": ["ROUTING_RUN_API_KEY"],
	runinfra: ["RUNINFRA_GATEWAY_KEY"],
	sakana: ["SAKANA_API_KEY"],
	"salad-cloud": ["SALAD_CLOUD_API_KEY"],
	"sap-ai-core": ["AICORE_SERVICE_KEY"],
	sarvam: ["SARVAM_API_KEY"],
	scaleway: ["SCALEWAY_API_KEY"],
	"scnet-token-plan": ["SCNET_API_KEY"],
	"scx-ai": ["SCX_API_KEY"],
	sensenova: ["SENSENOVA_API_KEY"],
	siliconflow: ["SILICONFLOW_API_KEY"],
	"siliconflow-cn": ["SILICONFLOW_CN_API_KEY"],
	"snowflake-cortex": ["SNOWFLAKE_ACCOUNT", "SNOWFLAKE_CORTEX_PAT"],
	stackit: ["STACKIT_API_KEY"],
	standardcompute: ["STANDARDCOMPUTE_API_KEY"],
	stepfun: ["STEPFUN_API_KEY"],
	"stepfun-ai": ["STEPFUN_API_KEY"],
	"stepfun-ai-step-plan": ["STEPFUN_API_KEY"],
	"stepfun-step-plan": ["STEPFUN_API_KEY"],
	subconscious: ["SUBCONSCIOUS_API_KEY"],
	submodel: ["SUBMODEL_INSTAGEN_ACCESS_KEY"],
	synthetic: ["SYNTHETIC_API_KEY"],
	tempr: ["TEMPR_API_KEY"],
	"tencent-coding-plan": ["TENCENT_CODING_PLAN_API_KEY"],
	"tencent-token-plan": ["TENCENT_TOKEN_PLAN_API_KEY"],
	"tencent-tokenhub": ["TENCENT_TOKENHUB_API_KEY"],
	tensorx: ["TENSORX_API_KEY"],
	"the-grid-ai": ["THEGRID_API_KEY"],
	thinkingmachines: ["TINKER_API_KEY"],
	tinfoil: ["TINFOIL_API_KEY"],
	togetherai: ["TOGETHER_API_KEY"],
	tokengo: ["TOKENGO_API_KEY"],
	tokenrouter: ["TOKENROUTER_API_KEY"],
	trustedrouter: ["TRUSTEDROUTER_API_KEY"],
	"umans-ai": ["UMANS_AI_API_KEY"],
	"umans-ai-coding-plan": ["UMANS_AI_CODING_PLAN_API_KEY"],
	unorouter: ["UNOROUTER_API_KEY"],
	upstage: ["UPSTAGE_API_KEY"],
	v0: ["V0_API_KEY"],
	vancine: ["VANCINE_API_KEY"],
	venice: ["VENICE_API_KEY"],
	vercel: ["AI_GATEWAY_API_KEY"],
	vispark: ["VISPARK_LAB_API_KEY"],
	vivgrid: ["VIVGRID_API_KEY"],
	volcengine: ["ARK_API_KEY"],
	"volcengine-coding-plan": ["ARK_CODING_PLAN_API_KEY"],
	vultr: ["VULTR_API_KEY"],
	"wafer.ai": ["WAFER_API_KEY"],
	wallaby: ["WALLABY_API_KEY"],
	wandb: ["WANDB_API_KEY"],
	watsonx: ["WATSONX_AI_APIKEY", "WATSONX_AI_PROJECT_ID"],
	xai: ["XAI_API_KEY"],
	xiaomi: ["XIAOMI_API_KEY"],
	"xiaomi-token-plan-ams": ["XIAOMI_API_KEY"],
	"xiaomi-token-plan-cn": ["XIAOMI_API_KEY"],
	"xiaomi-token-plan-sgp": ["XIAOMI_API_KEY"],
	xpersona: ["XPERSONA_API_KEY"],
	zai: ["ZHIPU_API_KEY"],
	"zai-coding-plan": ["ZHIPU_API_KEY"],
	zeldoc: ["ZELDOC_API_KEY"],
	zenifra: ["ZENIFRA_AI_KEY"],
	zenmux: ["ZENMUX_API_KEY"],
	zhipuai: ["ZHIPU_API_KEY"],
	"zhipuai-coding-plan": ["ZHIPU_API_KEY"]
};
// src/agent/permission-rules.ts
function matches(text, wildcard) {
	let expression = slashes(wildcard).replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\*+/g, ".*").replaceAll("?", ".");
	if (expression.endsWith(" .*")) expression = `${expression.slice(0, -3)}( .*)?`;
	return new RegExp(`^${expression}$`, "s").test(slashes(text));
}
function slashes(text) {
	return text.replaceAll("\\", "/");
}
function ruleFor(rules, permission, pattern) {
	return rules.findLast((rule) => matches(permission, rule.permission) && matches(pattern, rule.pattern));
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/agent/own-plugins.ts
const SERVED_WITHOUT = new Set([
	"anthropic",
	"deepseek",
	"google",
	"groq",
	"mistral",
	"openrouter"
]);
function needsOwnPlugins(providers, config, environment) {
	if (providers.length === 0 || environment.length > 0) return true;
	return !providers.every((id) => SERVED_WITHOUT.has(id) || isOnlyConfigured(id, config));
}
function isOnlyConfigured(id, config) {
	const provider = (isRecord(config["provider"]) ? config["provider"] : {})[id];
	return !Object.hasOwn(PROVIDER_VARIABLES, id) && !id.includes("copilot") && isRecord(provider) && provider["npm"] === "@ai-sdk/openai-compatible";
}
// src/agent/guard-handover.ts
const HANDOVER_VARIABLE = "AGENT_RUN_HANDOVER";
function placeholder(variable) {
	return `{agent-run:${variable}}`;
}
// src/agent/server-config.ts
function serverConfig({ config, model, share, variables }) {
	const ours = {
		autoupdate: false,
		snapshot: false
	};
	const decided = {
		share: share ? "auto" : "disabled",
		...model === void 0 ? {} : { model }
	};
	return withPlaceholders({
		...ours,
		...config,
		...decided
	}, new Set(variables));
}
const VARIABLE = /\{env:([^}]+)\}/g;
function variablesIn(config) {
	const names = new Set();
	for (const text of textsIn(config)) for (const [, name] of text.matchAll(VARIABLE)) if (name !== void 0) names.add(name.trim());
	return [...names];
}
function withPlaceholders(value, names) {
	if (typeof value === "string") return value.replaceAll(VARIABLE, (whole, name) => names.has(name.trim()) ? placeholder(name.trim()) : whole);
	if (Array.isArray(value)) return value.map((item) => withPlaceholders(item, names));
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPlaceholders(item, names)]));
}
function textsIn(value) {
	if (typeof value === "string") return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
// src/agent/environment.ts
const FLAGS = {
	OPENCODE_DISABLE_AUTOUPDATE: "1",
	OPENCODE_DISABLE_CLAUDE_CODE: "1",
	OPENCODE_DISABLE_EXTERNAL_SKILLS: "1",
	OPENCODE_DISABLE_LSP_DOWNLOAD: "1",
	OPENCODE_DISABLE_MODELS_FETCH: "1",
	OPENCODE_EXPERIMENTAL_DISABLE_FILEWATCHER: "1"
};
function serverEnvironment(options) {
	const { all, config, environment, background, projectConfig, model } = options;
	const providers = providersNamed(config, model);
	const variables = {
		...withoutPeople(pick(all, Object.keys(all).filter((name) => isBaseVariable(name)))),
		...pick(all, environment),
		...FLAGS,
		...background ? { OPENCODE_EXPERIMENTAL_BACKGROUND_SUBAGENTS: "true" } : {},
		...projectConfig ? {} : { OPENCODE_DISABLE_PROJECT_CONFIG: "1" },
		...needsOwnPlugins(providers, config, environment) ? {} : { OPENCODE_DISABLE_DEFAULT_PLUGINS: "1" }
	};
	const { auth, variables: own } = providerKeys(options);
	for (const name of environment) delete own[name];
	return {
		variables,
		keys: {
			auth,
			variables: own,
			values: pick(all, variablesIn(config))
		}
	};
}
function providerKeys({ all, model, config }) {
	const named = providersNamed(config, model);
	const own = variablesOfConfig(config);
	const declared = {
		...PROVIDER_VARIABLES,
		...own
	};
	const providers = named.length > 0 ? named : Object.keys(declared);
	const keys = {
		auth: {},
		variables: {}
	};
	for (const id of providers) {
		const names = (declared[id] ?? []).filter((name) => named.length > 0 || !FORGE_TOKENS.has(name));
		const key = names.map((name) => all[name]).find((value) => value !== void 0 && value !== "");
		if (key !== void 0 && isOneKey(names)) keys.auth[id] = key;
		else Object.assign(keys.variables, pick(all, names));
		if (key !== void 0 || named.length > 0) Object.assign(keys.variables, pick(all, MORE_VARIABLES[id] ?? []));
	}
	return keys;
}
const FORGE_TOKENS = new Set(["GITHUB_TOKEN", "GITLAB_TOKEN"]);
function isOneKey(names) {
	return names.length === 1 || names.every((name) => name.endsWith("_API_KEY"));
}
const AWS = [
	"AWS_SESSION_TOKEN",
	"AWS_PROFILE",
	"AWS_DEFAULT_REGION",
	"AWS_ROLE_ARN",
	"AWS_ROLE_SESSION_NAME",
	"AWS_WEB_IDENTITY_TOKEN_FILE",
	"AWS_CONFIG_FILE",
	"AWS_SHARED_CREDENTIALS_FILE",
	"AWS_CONTAINER_CREDENTIALS_FULL_URI",
	"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
	"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
];
const GOOGLE = [
	"GOOGLE_CLOUD_PROJECT",
	"GCP_PROJECT",
	"GCLOUD_PROJECT",
	"GOOGLE_CLOUD_QUOTA_PROJECT",
	"GOOGLE_CLOUD_LOCATION",
	"VERTEX_LOCATION",
	"GOOGLE_VERTEX_API_KEY"
];
const MORE_VARIABLES = {
	anthropic: ["ANTHROPIC_BASE_URL"],
	openai: ["OPENAI_BASE_URL"],
	gitlab: ["GITLAB_INSTANCE_URL", "GITLAB_AI_GATEWAY_URL"],
	"sap-ai-core": ["AICORE_DEPLOYMENT_ID", "AICORE_RESOURCE_GROUP"],
	"amazon-bedrock": AWS,
	"google-vertex": GOOGLE,
	"google-vertex-anthropic": GOOGLE
};
function providersNamed(config, model) {
	const agents = isRecord(config["agent"]) ? Object.values(config["agent"]) : [];
	const ids = [
		model,
		config["model"],
		config["small_model"]
	].concat(agents.map((agent) => isRecord(agent) ? agent["model"] : void 0)).flatMap((name) => typeof name === "string" ? [name.split("/")[0] ?? ""] : []);
	return [...new Set(ids)].filter((id) => id !== "");
}
function variablesOfConfig(config) {
	const providers = isRecord(config["provider"]) ? config["provider"] : {};
	return Object.fromEntries(Object.entries(providers).flatMap(([id, provider]) => {
		const names = isRecord(provider) ? provider["env"] : void 0;
		if (!Array.isArray(names)) return [];
		return [[id, names.filter((name) => typeof name === "string")]];
	}));
}
function pick(all, names) {
	return Object.fromEntries(names.flatMap((name) => {
		const value = all[name];
		return value === void 0 ? [] : [[name, value]];
	}));
}
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
function secretsIn(settings, environment) {
	const { model, config, background } = settings;
	const { keys } = serverEnvironment({
		all: environment,
		...model === void 0 ? {} : { model: `${model.provider}/${model.id}` },
		config,
		environment: settings.environment,
		background,
		projectConfig: true
	});
	return secretsOf(environment, keys);
}
function secretsNamed(environment) {
	return secretsOf(environment, {
		auth: {},
		variables: {},
		values: {}
	});
}
// src/action/place.ts
const LARGEST_TEXT = 4194304;
function diskPlace(workspace, temporary) {
	return {
		workspace,
		...temporary === void 0 ? {} : { roots: [workspace, temporary] },
		kindOf: async (path) => {
			const found = await stat(path).catch(() => void 0);
			if (found === void 0) return void 0;
			return found.isDirectory() ? "folder" : "file";
		},
		readFile: async (path) => {
			const { size } = await stat(path);
			if (size > LARGEST_TEXT) throw new Error(`it is larger than ${String(LARGEST_TEXT)} bytes.`);
			return readFile(path, "utf8");
		}
	};
}
// src/action/progress.ts
function together(...all) {
	return {
		notice: (...told) => all.forEach((each) => each.notice(...told)),
		event: (...told) => all.forEach((each) => each.event(...told)),
		asked: (...told) => all.forEach((each) => each.asked(...told)),
		waiting: (...told) => all.forEach((each) => each.waiting(...told))
	};
}
// src/text/run-end.ts
function runEnd(report) {
	const { paths, denials, changes, commits } = report;
	const facts = [
		formatDuration(report.ended - report.started),
		counted$1(report.sessions.length, "session"),
		formatCost(report.cost),
		`tokens: ${formatTokens(report.tokens)}`,
		...changes.length > 0 ? [counted$1(changes.length, "changed file")] : [],
		...commits > 0 ? [counted$1(commits, "commit")] : [],
		...denials.length > 0 ? [counted$1(denials.length, "denial")] : []
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
const TITLE_LENGTH$3 = 80;
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
		`${depth === 0 ? "" : `${"\xA0\xA0\xA0".repeat(Math.min(depth, DEEPEST) - 1)}└ `}${text(title, TITLE_LENGTH$3)}`,
		text(agent, TITLE_LENGTH$3),
		`${STATE_SIGNS[state]} ${STATE_WORDS[state]}${errorOf$2(session)}`,
		formatDuration(duration),
		String(toolCalls),
		formatCount(totalTokens(tokens)),
		formatCost(cost)
	].join(" | ")} |`;
}
function errorOf$2({ error, state }) {
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
function summary(report, level, limit = SUMMARY_LIMIT) {
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
		message$2(report)
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
function message$2({ finalMessage }) {
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
	return [`_Left out because a summary may hold ${counted$1(limit, "byte")} at most: ${names}._`];
}
// src/action/output-values.ts
const LONGEST_TEXT$1 = 65536;
const LONGEST_JSON = 921600;
const TITLE_LENGTH$2 = 200;
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
		title: clipLine(title, TITLE_LENGTH$2),
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
	const markdown = summary(masked, to.summary);
	if (markdown === "" || to.writeSummary === void 0) return problems;
	try {
		await to.writeSummary(markdown);
	} catch (error) {
		problems.push(reportUnwritten("The job summary", error));
	}
	return problems;
}
// src/action/publish.ts
const FOLDER_STATE = "folder";
async function publish$1(report, audience) {
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
	if (audience.fails && shown.annotations) core.error(mask(report.reason), { title: titleOf$1(report.outcome) });
}
async function warn(sentence, { shown, write }) {
	if (shown.annotations) (await loadToolkit()).warning(sentence);
	else write(noticeLine("warning", sentence));
}
async function keepForPost(folder, secrets) {
	const core = await loadToolkit();
	core.saveState(FOLDER_STATE, folder);
	for (const secret of secrets.flatMap((each) => each.split(/\r?\n/))) if (secret.length >= SHORTEST_SECRET) core.setSecret(secret);
}
const SHORTEST_SECRET = 8;
async function writeSummary(markdown) {
	const { summary } = await loadToolkit();
	await summary.addRaw(markdown, true).write();
}
function titleOf$1(outcome) {
	return `agent-run: ${outcome}`;
}
// src/action/rejected.ts
function rejected(problems, now) {
	return {
		outcome: "invalid-input",
		reason: problems.join(" "),
		finalMessage: "",
		sessions: [],
		cost: 0,
		tokens: NO_TOKENS,
		started: now,
		ended: now,
		denials: [],
		changes: [],
		commits: 0,
		paths: {},
		warnings: []
	};
}
function notBegun(error, now) {
	const message = error instanceof Error ? error.message : String(error);
	const outcome = "failed-to-start";
	return {
		...rejected([], now),
		outcome,
		reason: reasonOf$1({
			outcome,
			message
		})
	};
}
// src/agent/continuation-marker.ts
async function isContinuing(directory, rootId) {
	const path = join(directory, ".omo", "run-continuation", `${rootId}.json`);
	try {
		const marker = object(JSON.parse(await readFile(path, "utf8")));
		return Object.values(object(marker["sources"])).some((source) => object(source)["state"] === "active");
	} catch {
		return false;
	}
}
// src/agent/guard-location.ts
function guardUrl() {
	const bundled = new URL("./guard.js", import.meta.url);
	if (existsSync(fileURLToPath(bundled))) return bundled.href;
	return new URL("./guard.ts", import.meta.url).href;
}
function isGuard(plugin) {
	return (Array.isArray(plugin) ? plugin[0] : plugin) === guardUrl();
}
// node_modules/eventsource-parser/dist/index.js
var ParseError = class extends Error {
	constructor(message, options) {
		super(message), this.name = "ParseError", this.type = options.type, this.field = options.field, this.value = options.value, this.line = options.line;
	}
};
const LF = 10;
const CR = 13;
const SPACE = 32;
function noop(_arg) {}
function createParser(config) {
	if (typeof config == "function") throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");
	const { onEvent = noop, onError = noop, onRetry = noop, onComment, maxBufferSize } = config, pendingFragments = [];
	let pendingFragmentsLength = 0, isFirstChunk = !0, id, data = "", dataLines = 0, eventType, terminated = !1;
	function feed(chunk) {
		if (terminated) throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");
		if (isFirstChunk && (isFirstChunk = !1, chunk.charCodeAt(0) === 239 && chunk.charCodeAt(1) === 187 && chunk.charCodeAt(2) === 191 && (chunk = chunk.slice(3))), pendingFragments.length === 0) {
			const trailing2 = processLines(chunk);
			trailing2 !== "" && (pendingFragments.push(trailing2), pendingFragmentsLength = trailing2.length), checkBufferSize();
			return;
		}
		if (chunk.indexOf(`
`) === -1 && chunk.indexOf("\r") === -1) {
			pendingFragments.push(chunk), pendingFragmentsLength += chunk.length, checkBufferSize();
			return;
		}
		pendingFragments.push(chunk);
		const input = pendingFragments.join("");
		pendingFragments.length = 0, pendingFragmentsLength = 0;
		const trailing = processLines(input);
		trailing !== "" && (pendingFragments.push(trailing), pendingFragmentsLength = trailing.length), checkBufferSize();
	}
	function checkBufferSize() {
		maxBufferSize !== void 0 && (pendingFragmentsLength + data.length <= maxBufferSize || (terminated = !0, pendingFragments.length = 0, pendingFragmentsLength = 0, id = void 0, data = "", dataLines = 0, eventType = void 0, onError(new ParseError(`Buffered data exceeded max buffer size of ${maxBufferSize} characters`, { type: "max-buffer-size-exceeded" }))));
	}
	function processLines(chunk) {
		let searchIndex = 0;
		if (chunk.indexOf("\r") === -1) {
			let lfIndex = chunk.indexOf(`
`, searchIndex);
			for (; lfIndex !== -1;) {
				if (searchIndex === lfIndex) {
					dataLines > 0 && onEvent({
						id,
						event: eventType,
						data
					}), id = void 0, data = "", dataLines = 0, eventType = void 0, searchIndex = lfIndex + 1, lfIndex = chunk.indexOf(`
`, searchIndex);
					continue;
				}
				const firstCharCode = chunk.charCodeAt(searchIndex);
				if (isDataPrefix(chunk, searchIndex, firstCharCode)) {
					const valueStart = chunk.charCodeAt(searchIndex + 5) === SPACE ? searchIndex + 6 : searchIndex + 5, value = chunk.slice(valueStart, lfIndex);
					if (dataLines === 0 && chunk.charCodeAt(lfIndex + 1) === LF) {
						onEvent({
							id,
							event: eventType,
							data: value
						}), id = void 0, data = "", eventType = void 0, searchIndex = lfIndex + 2, lfIndex = chunk.indexOf(`
`, searchIndex);
						continue;
					}
					data = dataLines === 0 ? value : `${data}
${value}`, dataLines++;
				} else isEventPrefix(chunk, searchIndex, firstCharCode) ? eventType = chunk.slice(chunk.charCodeAt(searchIndex + 6) === SPACE ? searchIndex + 7 : searchIndex + 6, lfIndex) || void 0 : parseLine(chunk, searchIndex, lfIndex);
				searchIndex = lfIndex + 1, lfIndex = chunk.indexOf(`
`, searchIndex);
			}
			return chunk.slice(searchIndex);
		}
		for (; searchIndex < chunk.length;) {
			const crIndex = chunk.indexOf("\r", searchIndex), lfIndex = chunk.indexOf(`
`, searchIndex);
			let lineEnd = -1;
			if (crIndex !== -1 && lfIndex !== -1 ? lineEnd = crIndex < lfIndex ? crIndex : lfIndex : crIndex !== -1 ? crIndex === chunk.length - 1 ? lineEnd = -1 : lineEnd = crIndex : lfIndex !== -1 && (lineEnd = lfIndex), lineEnd === -1) break;
			parseLine(chunk, searchIndex, lineEnd), searchIndex = lineEnd + 1, chunk.charCodeAt(searchIndex - 1) === CR && chunk.charCodeAt(searchIndex) === LF && searchIndex++;
		}
		return chunk.slice(searchIndex);
	}
	function parseLine(chunk, start, end) {
		if (start === end) {
			dispatchEvent();
			return;
		}
		const firstCharCode = chunk.charCodeAt(start);
		if (isDataPrefix(chunk, start, firstCharCode)) {
			const valueStart = chunk.charCodeAt(start + 5) === SPACE ? start + 6 : start + 5, value2 = chunk.slice(valueStart, end);
			data = dataLines === 0 ? value2 : `${data}
${value2}`, dataLines++;
			return;
		}
		if (isEventPrefix(chunk, start, firstCharCode)) {
			eventType = chunk.slice(chunk.charCodeAt(start + 6) === SPACE ? start + 7 : start + 6, end) || void 0;
			return;
		}
		if (firstCharCode === 105 && chunk.charCodeAt(start + 1) === 100 && chunk.charCodeAt(start + 2) === 58) {
			const value2 = chunk.slice(chunk.charCodeAt(start + 3) === SPACE ? start + 4 : start + 3, end);
			value2.includes("\0") || (id = value2);
			return;
		}
		if (firstCharCode === 58) {
			if (onComment) {
				const line2 = chunk.slice(start, end);
				onComment(line2.slice(chunk.charCodeAt(start + 1) === SPACE ? 2 : 1));
			}
			return;
		}
		const line = chunk.slice(start, end), fieldSeparatorIndex = line.indexOf(":");
		if (fieldSeparatorIndex === -1) {
			processField(line, "", line);
			return;
		}
		const field = line.slice(0, fieldSeparatorIndex), offset = line.charCodeAt(fieldSeparatorIndex + 1) === SPACE ? 2 : 1;
		processField(field, line.slice(fieldSeparatorIndex + offset), line);
	}
	function processField(field, value, line) {
		switch (field) {
			case "event":
				eventType = value || void 0;
				break;
			case "data":
				data = dataLines === 0 ? value : `${data}
${value}`, dataLines++;
				break;
			case "id":
				value.includes("\0") || (id = value);
				break;
			case "retry":
				/^\d+$/.test(value) ? onRetry(parseInt(value, 10)) : onError(new ParseError(`Invalid \`retry\` value: "${value}"`, {
					type: "invalid-retry",
					value,
					line
				}));
				break;
			default: onError(new ParseError(`Unknown field "${field.length > 20 ? `${field.slice(0, 20)}\u2026` : field}"`, {
				type: "unknown-field",
				field,
				value,
				line
			}));
		}
	}
	function dispatchEvent() {
		dataLines > 0 && onEvent({
			id,
			event: eventType,
			data
		}), id = void 0, data = "", dataLines = 0, eventType = void 0;
	}
	function reset(options = {}) {
		if (options.consume && pendingFragments.length > 0) {
			const incompleteLine = pendingFragments.join("");
			parseLine(incompleteLine, 0, incompleteLine.length);
		}
		isFirstChunk = !0, id = void 0, data = "", dataLines = 0, eventType = void 0, pendingFragments.length = 0, pendingFragmentsLength = 0, terminated = !1;
	}
	return {
		feed,
		reset
	};
}
function isDataPrefix(chunk, i, firstCharCode) {
	return firstCharCode === 100 && chunk.charCodeAt(i + 1) === 97 && chunk.charCodeAt(i + 2) === 116 && chunk.charCodeAt(i + 3) === 97 && chunk.charCodeAt(i + 4) === 58;
}
function isEventPrefix(chunk, i, firstCharCode) {
	return firstCharCode === 101 && chunk.charCodeAt(i + 1) === 118 && chunk.charCodeAt(i + 2) === 101 && chunk.charCodeAt(i + 3) === 110 && chunk.charCodeAt(i + 4) === 116 && chunk.charCodeAt(i + 5) === 58;
}
// src/agent/wire.ts
var WireError = class extends Error {
	name = "WireError";
	status;
	body;
	constructor(call, status, body) {
		const found = status < 300 ? "an answer that is not JSON" : `status ${status}`;
		super(`${call.method} ${call.path}: expected JSON, found ${found}${detailOf(body)}`);
		this.status = status;
		this.body = body;
	}
};
const DETAIL_LENGTH = 300;
function detailOf(body) {
	if (body === void 0 || body === "") return "";
	return `: ${(typeof body === "string" ? body : JSON.stringify(body)).slice(0, DETAIL_LENGTH)}`;
}
// src/agent/http-wire.ts
const CALL_TIMEOUT = 12e4;
const LARGEST_EVENT = 67108864;
function httpWire(server) {
	const { Agent, request } = createRequire(import.meta.url)("node:http");
	const agent = new Agent({
		keepAlive: true,
		maxSockets: 16
	});
	const authorization = `Basic ${Buffer.from(`opencode:${server.password}`).toString("base64")}`;
	const open = (call, signal, connection) => new Promise((resolve, reject) => {
		const url = new URL(call.path, server.url);
		for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
		const body = call.body === void 0 ? void 0 : Buffer.from(JSON.stringify(call.body));
		let incoming;
		const outgoing = request(url, {
			method: call.method,
			agent: connection,
			headers: {
				authorization,
				...call.directory === void 0 ? {} : { "x-opencode-directory": encodeURIComponent(call.directory) },
				...body === void 0 ? {} : {
					"content-type": "application/json",
					"content-length": body.length
				}
			},
			...signal === void 0 ? {} : { signal }
		}, (answer) => {
			incoming = answer;
			resolve(answer);
		});
		const limit = call.timeout ?? CALL_TIMEOUT;
		if (limit > 0) outgoing.setTimeout(limit, () => {
			const late = new Error(`${call.method} ${call.path}: no answer for ${limit} ms`);
			incoming?.destroy(late);
			outgoing.destroy(late);
		});
		outgoing.on("error", reject);
		outgoing.end(body);
	});
	return {
		async call(call, signal) {
			const answer = await open(call, signal, agent);
			const status = answer.statusCode ?? 0;
			const text = await textOf(answer);
			if (status === 204) return void 0;
			const found = answer.headers["content-type"]?.includes("json") === true ? parsed$2(text) : void 0;
			if (status < 200 || status > 299 || found === void 0) throw new WireError(call, status, found ?? text);
			return found;
		},
		async *events(signal) {
			const call = {
				method: "GET",
				path: "/global/event",
				timeout: 0
			};
			const answer = await open(call, signal, false);
			if (answer.headers["content-type"]?.includes("text/event-stream") !== true) {
				answer.destroy();
				throw new WireError(call, answer.statusCode ?? 0, "");
			}
			yield* eventsOf(answer);
		}
	};
}
async function* eventsOf(answer) {
	const arrived = [];
	const parser = createParser({ onEvent: (event) => arrived.push(parsed$2(event.data)) });
	let size = 0;
	answer.setEncoding("utf8");
	for await (const chunk of answer) {
		const text = chunk;
		parser.feed(text);
		size = arrived.length > 0 ? 0 : size + text.length;
		if (size > LARGEST_EVENT) throw new Error(`an event of more than ${LARGEST_EVENT} characters`);
		yield* arrived.splice(0);
	}
}
async function textOf(answer) {
	answer.setEncoding("utf8");
	let text = "";
	for await (const chunk of answer) text += chunk;
	return text;
}
function parsed$2(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
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
const list$1 = (check) => (value) => Array.isArray(value) && value.every(check);
const oneOf = (...values) => (value) => values.some((each) => each === value);
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
const error = shape({
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
const message$1 = union("role", {
	user: shape(messageBase),
	assistant: shape({
		...messageBase,
		answers: string,
		completed: optional(number),
		finish: optional(string),
		error: optional(error),
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
		status: oneOf("pending", "running", "completed", "error"),
		label: string,
		input: record,
		output: optional(string),
		error: optional(string),
		started: optional(number),
		ended: optional(number),
		childId: optional(string),
		launch: optional(shape({
			kind: oneOf("native", "plugin"),
			childId: optional(string),
			taskId: optional(string)
		}))
	})
});
const askBase = {
	id: string,
	sessionId: string
};
const ask$1 = union("kind", {
	permission: shape({
		...askBase,
		permission: string,
		patterns: list$1(string)
	}),
	question: shape({
		...askBase,
		questions: list$1(shape({
			header: string,
			question: string,
			options: list$1(string)
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
		error
	}),
	message: shape({ message: message$1 }),
	"message-removed": shape({
		sessionId: string,
		messageId: string
	}),
	part: shape({ part }),
	asked: shape({ ask: ask$1 }),
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
	kind: oneOf("permission", "question"),
	what: string,
	patterns: list$1(string),
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
		ask: ask$1,
		denial: optional(denial)
	}),
	notice: shape({
		...at,
		level: oneOf("info", "warning", "error"),
		sentence: string
	}),
	outcome: shape({
		...at,
		outcome: oneOf(...OUTCOMES),
		reason: string
	})
});
const header$1 = union("type", { "agent-run-transcript": shape({
	...at,
	schema: number,
	version: string
}) });
// src/agent/growing-texts.ts
const INTERVAL = 1e3;
var GrowingTexts = class {
	#path;
	#options;
	#parts = new Map();
	#isDue = false;
	#isClosed = false;
	constructor(path, options) {
		this.#path = path;
		this.#options = options;
	}
	event(event, _tree, now) {
		if (event.type === "part") this.#hear(event.part, now);
		if (event.type === "delta") this.#grow(event.partId, event.text, now);
		if (event.type === "message-removed") this.#drop(({ messageId }) => messageId === event.messageId);
		if (event.type === "session-deleted") this.#drop(({ sessionId }) => sessionId === event.sessionId);
	}
	notice() {}
	asked() {}
	waiting() {}
	close() {
		this.#isClosed = true;
		rmSync(this.#path, { force: true });
		return this.#entries();
	}
	#hear(part, at) {
		if (part.type !== "text" && part.type !== "reasoning") return;
		const known = this.#parts.get(part.id);
		if (part.ended !== void 0) {
			this.#parts.delete(part.id);
			if (known !== void 0) this.#writeSoon();
			return;
		}
		if (known !== void 0 && known.part.text.length >= part.text.length || known === void 0 && part.text !== "") return;
		this.#parts.set(part.id, {
			part,
			at
		});
	}
	#grow(partId, text, at) {
		const known = this.#parts.get(partId);
		if (known === void 0) return;
		this.#parts.set(partId, {
			part: {
				...known.part,
				text: known.part.text + text
			},
			at
		});
		this.#writeSoon();
	}
	#drop(isGone) {
		for (const [id, { part }] of this.#parts) if (isGone(part)) this.#parts.delete(id);
	}
	#writeSoon() {
		if (!this.#isDue) this.#writeLater();
	}
	async #writeLater() {
		this.#isDue = true;
		await this.#options.clock.sleep(INTERVAL);
		this.#isDue = false;
		if (!this.#isClosed) this.#write();
	}
	#write() {
		const lines = this.#entries().map((entry) => `${JSON.stringify(entry)}\n`);
		try {
			writeFileSync(`${this.#path}.new`, lines.join(""), { mode: 384 });
			renameSync(`${this.#path}.new`, this.#path);
		} catch {}
	}
	#entries() {
		return [...this.#parts.values()].flatMap(({ part, at }) => {
			const text = this.#options.mask(withoutLastWord(part.text));
			if (text === "") return [];
			return [{
				type: "event",
				at,
				event: {
					type: "part",
					part: {
						...part,
						text
					}
				}
			}];
		});
	}
};
function withoutLastWord(text) {
	return /^[^]*[\s。、，！？]/.exec(text)?.[0].trimEnd() ?? "";
}
// src/agent/news.ts
function createNews() {
	const told = new Map();
	const changed = (key, value) => {
		if (told.get(key) === value) return false;
		told.set(key, value);
		return true;
	};
	return { isNews(event, tree) {
		switch (event.type) {
			case "connected":
			case "heartbeat":
			case "delta":
			case "fence":
			case "other": return false;
			case "session": return changed(event.session.id, digest(event.session));
			case "status": return changed(`status ${event.sessionId}`, digest(event.status));
			case "todos": return changed(`todos ${event.sessionId}`, String(event.open));
			case "message": return changed(event.message.id, digest(event.message));
			case "part": {
				const state = finishedState(event.part, tree);
				return state !== void 0 && changed(event.part.id, state);
			}
			case "session-deleted":
			case "session-error":
			case "message-removed":
			case "asked":
			case "answered":
			case "disposed": return true;
		}
	} };
}
function finishedState(part, tree) {
	switch (part.type) {
		case "other": return;
		case "tool": return part.status === "pending" ? void 0 : `${part.status} ${part.childId ?? ""}`;
		case "text":
			if (part.ended === void 0 && isFromModel(part, tree)) return void 0;
			return digest(part.text);
		case "reasoning": return part.ended === void 0 ? void 0 : digest(part.text);
	}
}
function isFromModel({ sessionId, messageId }, tree) {
	return (tree.sessions.get(sessionId)?.messages.get(messageId))?.message.role === "assistant";
}
function digest(value) {
	return createHash("sha1").update(JSON.stringify(value)).digest("base64");
}
// src/agent/transcript.ts
const TEXT_LIMIT = 65536;
var Transcript = class {
	path;
	#options;
	#news = createNews();
	#file;
	#tree = "";
	constructor(path, options) {
		mkdirSync(dirname(path), { recursive: true });
		this.path = path;
		this.#options = options;
		this.#file = openSync(path, "w", 384);
		this.#write([{
			type: "agent-run-transcript",
			schema: 1,
			at: options.now(),
			version: options.version
		}]);
	}
	event(event, tree, now) {
		if (this.#news.isNews(event, tree)) this.#write([...this.#treeEntry(tree, now), {
			type: "event",
			at: now,
			event
		}]);
	}
	asked(ask, denial) {
		const entry = {
			type: "asked",
			at: this.#options.now(),
			ask
		};
		this.#write([denial === void 0 ? entry : {
			...entry,
			denial
		}]);
	}
	notice(level, sentence) {
		this.#write([{
			type: "notice",
			at: this.#options.now(),
			level,
			sentence
		}]);
	}
	waiting() {}
	outcome(outcome, reason) {
		this.#write([{
			type: "outcome",
			at: this.#options.now(),
			outcome,
			reason
		}]);
	}
	unfinished(entries) {
		this.#write(entries);
	}
	close() {
		if (this.#file === void 0) return;
		try {
			fsyncSync(this.#file);
			closeSync(this.#file);
		} catch (error) {
			this.#fail(error);
		}
		this.#file = void 0;
	}
	#treeEntry(tree, at) {
		const { promptId, since, rootId } = tree;
		const root = tree.sessions.get(rootId)?.info;
		const key = `${rootId} ${promptId} ${String(since)}`;
		if (root === void 0 || key === this.#tree) return [];
		this.#tree = key;
		return [{
			type: "tree",
			at,
			root,
			promptId,
			since
		}];
	}
	#write(lines) {
		if (this.#file === void 0) return;
		const bytes = Buffer.from(lines.map((line) => `${this.#line(line)}\n`).join(""));
		try {
			for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
		} catch (error) {
			this.#file = void 0;
			this.#fail(error);
		}
	}
	#line(line) {
		const { mask } = this.#options;
		return JSON.stringify(mapStrings(line, (text) => clipBytes(mask(text), TEXT_LIMIT)));
	}
	#fail(error) {
		const why = error instanceof Error ? error.message : String(error);
		this.#options.onFailure?.(`The transcript could not be written any further: ${why}`);
	}
};
// src/agent/policy.ts
const OUTSIDE = "external_directory";
const NOBODY = "No person is here to answer. Decide yourself and go on.";
function decide(ask, policy, directory) {
	if (ask.kind === "question") return { answers: ask.questions.map(() => [policy.answer ?? NOBODY]) };
	const { permission } = ask;
	const refused = (ask.patterns.length === 0 ? ["*"] : ask.patterns).filter((pattern) => actionFor(permission, pattern, policy.rules, directory) === "deny");
	if (refused.length === 0) return { reply: "once" };
	return {
		reply: "reject",
		message: `The policy of this run does not allow ${permission} for ${refused.join(", ")}. Nobody can change that while you work: go on without it, and mention it at the end if it mattered.`
	};
}
function actionFor(permission, pattern, rules, directory) {
	const rule = ruleFor(rules, permission, pattern);
	if (rule !== void 0) return rule.action;
	return permission === OUTSIDE && !isInside(pattern, directory) ? "deny" : "allow";
}
function isInside(pattern, directory) {
	const path = resolve(directory, pattern.replace(/[/\\]?\*+$/, ""));
	const way = relative(directory, path);
	return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}
const ASKING = [
	OUTSIDE,
	"doom_loop",
	"read"
];
function permissionLayers(policy, kept) {
	const defaults = [
		{
			permission: "doom_loop",
			pattern: "*",
			action: "allow"
		},
		{
			permission: "read",
			pattern: "*.env",
			action: "allow"
		},
		{
			permission: "read",
			pattern: "*.env.*",
			action: "allow"
		},
		{
			permission: OUTSIDE,
			pattern: "*",
			action: "deny"
		},
		...kept.map((folder) => allowBelow(folder))
	];
	const rules = policy.rules.flatMap((rule) => allowsEverything(rule) ? allowAsking() : [rule]);
	return {
		defaults,
		rules: rules.some(({ permission }) => permission === "question") ? rules : [...rules, NO_QUESTIONS]
	};
}
const NO_QUESTIONS = {
	permission: "question",
	pattern: "*",
	action: "deny"
};
function allowBelow(folder) {
	return {
		permission: OUTSIDE,
		pattern: `${folder}/*`,
		action: "allow"
	};
}
function allowsEverything({ permission, pattern, action }) {
	return permission === "*" && pattern === "*" && action === "allow";
}
function allowAsking() {
	return ASKING.map((permission) => ({
		permission,
		pattern: "*",
		action: "allow"
	}));
}
// src/text/prompts.ts
const STRUCTURE_PROMPT = "All work is done. Give the result of this whole conversation now, once, through the StructuredOutput tool. Start no further work and call no other tool.";
// src/agent/message-id.ts
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
function newMessageId(now) {
	const time = BigInt(now) * 4096n & 281474976710655n;
	let tail = "";
	for (let length = 0; length < 14; length += 1) tail += ALPHABET.charAt(randomInt(62));
	return `msg_${time.toString(16).padStart(12, "0")}${tail}`;
}
const ROUND = 2 ** 36;
function instantOf(id, now) {
	const inRound = Math.floor(Number.parseInt(id.slice(4, 16), 16) / 4096);
	const latest = Math.floor(now / ROUND) * ROUND + inRound;
	return latest > now ? latest - ROUND : latest;
}
// src/agent/messages.ts
const MOST_BEHIND = 50;
async function readMessages(wire, id) {
	const path = `/session/${id}/message`;
	try {
		return list$2(await wire.call({
			method: "GET",
			path
		}));
	} catch (error) {
		if (!isAboutSchema(error)) throw error;
	}
	return readBehindSchema(wire, path);
}
async function readAllMessages(wire, id) {
	const path = `/session/${id}/message`;
	try {
		return list$2(await wire.call({
			method: "GET",
			path
		}));
	} catch (error) {
		if (!isAboutSchema(error)) throw error;
	}
	const behind = await readBehindSchema(wire, path);
	const { parentID, time } = object(object(behind[0])["info"]);
	const prompt = text$1(parentID);
	const answered = number$1(object(time)["created"]);
	if (prompt === void 0 || answered === void 0) throw new Error(`GET ${path}: the prompt with a schema has no answer`);
	const cursor = JSON.stringify({
		id: prompt,
		time: instantOf(prompt, answered)
	});
	const before = Buffer.from(cursor).toString("base64url");
	const query = {
		limit: String(EVERYTHING),
		before
	};
	return [...list$2(await wire.call({
		method: "GET",
		path,
		query
	})), ...behind];
}
const EVERYTHING = 1e6;
async function readBehindSchema(wire, path) {
	let newest = [];
	for (let limit = 1; limit <= MOST_BEHIND; limit += 1) try {
		newest = list$2(await wire.call({
			method: "GET",
			path,
			query: { limit: String(limit) }
		}));
	} catch (error) {
		if (isAboutSchema(error)) return newest;
		throw error;
	}
	return newest;
}
function isAboutSchema(error) {
	if (!(error instanceof WireError) || error.status !== 400) return false;
	return JSON.stringify(error.body).includes("OutputFormat");
}
// src/agent/translate-content.ts
function sessionOf(value) {
	const info = object(value);
	const id = text$1(info["id"]);
	if (id === void 0) return void 0;
	const parentId = text$1(info["parentID"]);
	const agent = text$1(info["agent"]);
	return {
		id,
		title: text$1(info["title"]) ?? "",
		directory: text$1(info["directory"]) ?? "",
		created: number$1(object(info["time"])["created"]) ?? 0,
		...parentId === void 0 ? {} : { parentId },
		...agent === void 0 ? {} : { agent }
	};
}
function messageOf(value) {
	const info = object(value);
	const id = text$1(info["id"]);
	const sessionId = text$1(info["sessionID"]);
	if (id === void 0 || sessionId === void 0) return void 0;
	const created = number$1(object(info["time"])["created"]) ?? 0;
	if (info["role"] === "user") return {
		role: "user",
		id,
		sessionId,
		created
	};
	if (info["role"] === "assistant") return assistantOf(info, {
		id,
		sessionId,
		created
	});
}
function assistantOf(info, identity) {
	const completed = number$1(object(info["time"])["completed"]);
	const finish = text$1(info["finish"]);
	return {
		role: "assistant",
		...identity,
		answers: text$1(info["parentID"]) ?? "",
		summary: info["summary"] === true,
		model: `${text$1(info["providerID"]) ?? "?"}/${text$1(info["modelID"]) ?? "?"}`,
		cost: number$1(info["cost"]) ?? 0,
		tokens: tokensOf(info["tokens"]),
		...completed === void 0 ? {} : { completed },
		...finish === void 0 ? {} : { finish },
		...info["error"] === void 0 || info["error"] === null ? {} : { error: errorOf$1(info["error"]) },
		...info["structured"] === void 0 ? {} : { structured: info["structured"] }
	};
}
function errorOf$1(value) {
	const error = object(value);
	const data = object(error["data"]);
	const statusCode = number$1(data["statusCode"]);
	return {
		name: text$1(error["name"]) ?? "UnknownError",
		message: text$1(data["message"]) ?? text$1(error["message"]) ?? "",
		...statusCode === void 0 ? {} : { statusCode }
	};
}
function tokensOf(value) {
	const tokens = object(value);
	const cache = object(tokens["cache"]);
	return {
		input: number$1(tokens["input"]) ?? 0,
		output: number$1(tokens["output"]) ?? 0,
		reasoning: number$1(tokens["reasoning"]) ?? 0,
		cacheRead: number$1(cache["read"]) ?? 0,
		cacheWrite: number$1(cache["write"]) ?? 0
	};
}
function partOf(value) {
	const part = object(value);
	const id = text$1(part["id"]);
	const messageId = text$1(part["messageID"]);
	const sessionId = text$1(part["sessionID"]);
	if (id === void 0 || messageId === void 0 || sessionId === void 0) return void 0;
	const identity = {
		id,
		messageId,
		sessionId
	};
	const ended = number$1(object(part["time"])["end"]);
	const end = ended === void 0 ? {} : { ended };
	switch (part["type"]) {
		case "text": return {
			type: "text",
			...identity,
			text: text$1(part["text"]) ?? "",
			synthetic: part["synthetic"] === true,
			...end
		};
		case "reasoning": return {
			type: "reasoning",
			...identity,
			text: text$1(part["text"]) ?? "",
			...end
		};
		case "tool": return toolOf(part, identity);
		default: return {
			type: "other",
			...identity,
			name: text$1(part["type"]) ?? "unknown"
		};
	}
}
function toolOf(part, identity) {
	const state = object(part["state"]);
	const metadata = object(state["metadata"]);
	const time = object(state["time"]);
	const tool = text$1(part["tool"]) ?? "unknown";
	const input = object(state["input"]);
	const status = toolStatusOf(state["status"]);
	const output = text$1(state["output"]);
	const error = text$1(state["error"]);
	const started = number$1(time["start"]);
	const ended = number$1(time["end"]);
	const childId = text$1(metadata["sessionId"]) ?? text$1(metadata["sessionID"]);
	const launch = status === "completed" ? launchOf(metadata) : void 0;
	return {
		type: "tool",
		...identity,
		tool,
		status,
		label: labelOf(text$1(state["title"]), input),
		input,
		...output === void 0 ? {} : { output },
		...error === void 0 ? {} : { error },
		...error?.includes(REFUSED_BY_RULE) === true ? { refused: true } : {},
		...started === void 0 ? {} : { started },
		...ended === void 0 ? {} : { ended },
		...childId === void 0 ? {} : { childId },
		...launch === void 0 ? {} : { launch }
	};
}
const REFUSED_BY_RULE = "specified a rule which prevents you from using";
function toolStatusOf(value) {
	switch (value) {
		case "running":
		case "completed":
		case "error": return value;
		default: return "pending";
	}
}
function launchOf(metadata) {
	const childId = text$1(metadata["sessionId"]);
	const child = childId === void 0 ? {} : { childId };
	if (metadata["background"] === true) return {
		kind: "native",
		...child
	};
	if (metadata["run_in_background"] !== true) return void 0;
	const taskId = text$1(metadata["backgroundTaskId"]);
	return {
		kind: "plugin",
		...child,
		...taskId === void 0 ? {} : { taskId }
	};
}
const TELLING = [
	"filePath",
	"path",
	"pattern",
	"url",
	"query",
	"description",
	"name"
];
function labelOf(title, input) {
	const telling = TELLING.map((name) => text$1(input[name])).find((value) => value !== void 0);
	const titled = title === "" ? void 0 : title;
	return (text$1(input["command"]) ?? titled ?? telling ?? "").split("\n", 1)[0] ?? "";
}
// src/agent/translate.ts
const FENCE_PREFIX = "agent-run fence ";
function eventOf(envelope) {
	const payload = object(object(envelope)["payload"]);
	const type = text$1(payload["type"]);
	if (type === void 0 || type === "sync") return void 0;
	const directory = text$1(object(envelope)["directory"]);
	return translate(type, object(payload["properties"]), directory);
}
function idOf(envelope) {
	return text$1(object(object(envelope)["payload"])["id"]);
}
function translate(type, properties, directory) {
	const sessionId = text$1(properties["sessionID"]);
	switch (type) {
		case "server.connected": return { type: "connected" };
		case "server.heartbeat": return { type: "heartbeat" };
		case "session.created":
		case "session.updated": {
			const session = sessionOf(properties["info"]);
			return session && {
				type: "session",
				session,
				created: type === "session.created"
			};
		}
		case "session.deleted": {
			const id = sessionId ?? text$1(object(properties["info"])["id"]);
			return id === void 0 ? void 0 : {
				type: "session-deleted",
				sessionId: id
			};
		}
		case "session.status":
			if (sessionId === void 0) return void 0;
			return {
				type: "status",
				sessionId,
				status: statusOf(properties["status"])
			};
		case "session.idle":
			if (sessionId === void 0) return void 0;
			return {
				type: "status",
				sessionId,
				status: { type: "idle" }
			};
		case "session.error": return {
			type: "session-error",
			error: errorOf$1(properties["error"]),
			...sessionId === void 0 ? {} : { sessionId }
		};
		case "message.updated": {
			const message = messageOf(properties["info"]);
			return message && {
				type: "message",
				message
			};
		}
		case "message.removed": {
			const messageId = text$1(properties["messageID"]);
			if (sessionId === void 0 || messageId === void 0) return void 0;
			return {
				type: "message-removed",
				sessionId,
				messageId
			};
		}
		case "message.part.updated": {
			const part = partOf(properties["part"]);
			return part && {
				type: "part",
				part
			};
		}
		case "message.part.delta":
			if (sessionId === void 0) return void 0;
			return {
				type: "delta",
				sessionId,
				messageId: text$1(properties["messageID"]) ?? "",
				partId: text$1(properties["partID"]) ?? "",
				text: text$1(properties["delta"]) ?? ""
			};
		case "permission.asked":
		case "question.asked": {
			const ask = askOf(properties);
			return ask && {
				type: "asked",
				ask
			};
		}
		case "permission.replied":
		case "question.replied":
		case "question.rejected": {
			const askId = text$1(properties["requestID"]);
			if (sessionId === void 0 || askId === void 0) return void 0;
			return {
				type: "answered",
				askId,
				sessionId
			};
		}
		case "todo.updated":
			if (sessionId === void 0) return void 0;
			return {
				type: "todos",
				sessionId,
				open: openTodos(properties["todos"])
			};
		case "tui.toast.show": {
			const message = text$1(properties["message"]) ?? "";
			if (!message.startsWith("agent-run fence ")) return {
				type: "other",
				name: type
			};
			return {
				type: "fence",
				token: message.slice(16)
			};
		}
		case "server.instance.disposed": {
			const ended = text$1(properties["directory"]) ?? directory;
			return {
				type: "disposed",
				...ended === void 0 ? {} : { directory: ended }
			};
		}
		case "global.disposed": return { type: "disposed" };
		default: return {
			type: "other",
			name: type
		};
	}
}
function statusOf(value) {
	const status = object(value);
	switch (status["type"]) {
		case "busy": return { type: "busy" };
		case "retry": return {
			type: "retry",
			attempt: number$1(status["attempt"]) ?? 1,
			message: text$1(status["message"]) ?? "",
			next: number$1(status["next"]) ?? 0
		};
		default: return { type: "idle" };
	}
}
function askOf(value) {
	const ask = object(value);
	const id = text$1(ask["id"]);
	const sessionId = text$1(ask["sessionID"]);
	if (id === void 0 || sessionId === void 0) return void 0;
	const permission = text$1(ask["permission"]);
	if (permission !== void 0) return {
		kind: "permission",
		id,
		sessionId,
		permission,
		patterns: list$2(ask["patterns"]).filter((pattern) => typeof pattern === "string")
	};
	return {
		kind: "question",
		id,
		sessionId,
		questions: list$2(ask["questions"]).map(questionOf)
	};
}
function questionOf(value) {
	const question = object(value);
	return {
		header: text$1(question["header"]) ?? "",
		question: text$1(question["question"]) ?? "",
		options: list$2(question["options"]).map((option) => text$1(object(option)["label"]) ?? "")
	};
}
function openTodos(value) {
	const over = new Set(["completed", "cancelled"]);
	return list$2(value).filter((todo) => !over.has(object(todo)["status"])).length;
}
// src/agent/client.ts
function createAgent(wire) {
	return {
		async createSession(session) {
			const info = sessionOf(await wire.call({
				method: "POST",
				path: "/session",
				body: session
			}));
			if (info === void 0) throw new Error("POST /session: expected a session, found none");
			return info;
		},
		async session(id) {
			return sessionOf(await wire.call({
				method: "GET",
				path: `/session/${id}`
			}));
		},
		async prompt(sessionId, prompt) {
			await wire.call({
				method: "POST",
				path: `/session/${sessionId}/prompt_async`,
				body: {
					messageID: prompt.messageId,
					...prompt.model === void 0 ? {} : { model: {
						providerID: prompt.model.provider,
						modelID: prompt.model.id
					} },
					...choices(prompt),
					...prompt.schema === void 0 ? {} : { format: {
						type: "json_schema",
						schema: prompt.schema
					} },
					parts: [{
						type: "text",
						text: prompt.text
					}, ...fileParts(prompt.files)]
				}
			});
		},
		async command(sessionId, command) {
			await wire.call({
				method: "POST",
				path: `/session/${sessionId}/command`,
				timeout: 0,
				body: {
					messageID: command.messageId,
					command: command.name,
					arguments: command.arguments,
					...command.model === void 0 ? {} : { model: `${command.model.provider}/${command.model.id}` },
					...choices(command),
					...command.files.length === 0 ? {} : { parts: fileParts(command.files) }
				}
			});
		},
		async reply(ask, decision, directory) {
			const kind = ask.kind === "permission" ? "permission" : "question";
			await wire.call({
				method: "POST",
				path: `/${kind}/${ask.id}/reply`,
				body: decision,
				directory
			});
		},
		async openAsks(directory) {
			const [permissions, questions] = await Promise.all([wire.call({
				method: "GET",
				path: "/permission",
				directory
			}), wire.call({
				method: "GET",
				path: "/question",
				directory
			})]);
			return [...list$2(permissions), ...list$2(questions)].map(askOf).filter((ask) => ask !== void 0);
		},
		async abort(sessionId, directory) {
			await wire.call({
				method: "POST",
				path: `/session/${sessionId}/abort`,
				directory
			});
		},
		async fence(token) {
			await wire.call({
				method: "POST",
				path: "/tui/publish",
				body: {
					type: "tui.toast.show",
					properties: {
						message: FENCE_PREFIX + token,
						variant: "info",
						duration: 1
					}
				}
			});
		},
		async version() {
			return text$1(object(await wire.call({
				method: "GET",
				path: "/global/health"
			}))["version"]);
		},
		async plugins() {
			return list$2(object(await wire.call({
				method: "GET",
				path: "/config"
			}))["plugin"]).map((plugin) => Array.isArray(plugin) ? text$1(plugin[0]) : text$1(plugin)).filter((plugin) => plugin !== void 0);
		},
		async exportSession(id) {
			const [info, messages] = await Promise.all([wire.call({
				method: "GET",
				path: `/session/${id}`
			}), readAllMessages(wire, id)]);
			return {
				info,
				messages
			};
		}
	};
}
function choices(prompt) {
	return {
		...prompt.agent === void 0 ? {} : { agent: prompt.agent },
		...prompt.variant === void 0 ? {} : { variant: prompt.variant }
	};
}
function fileParts(files) {
	return files.map(({ path, mime }) => ({
		type: "file",
		mime,
		url: pathToFileURL(path).href,
		filename: path.split("/").at(-1)
	}));
}
// src/agent/stream.ts
const SILENCE = 6e4;
const BACKOFF = [
	50,
	200,
	500,
	1e3,
	2e3,
	5e3
];
async function* stream(options) {
	const { clock, signal } = options;
	let lostAt;
	for (let tries = 0; !signal.aborted; tries += 1) {
		let reason = "the stream ended";
		try {
			for await (const item of connection(options)) {
				if (signal.aborted) return;
				if (lostAt !== void 0) yield { type: "gap" };
				lostAt = void 0;
				tries = 0;
				yield item;
			}
		} catch (error) {
			reason = error instanceof Error ? error.message : String(error);
		}
		if (signal.aborted) return;
		lostAt ??= clock.now();
		yield {
			type: "down",
			since: lostAt,
			reason
		};
		await clock.sleep(BACKOFF[Math.min(tries, BACKOFF.length - 1)] ?? 0, signal);
	}
}
async function* connection(options) {
	const { wire, clock, signal } = options;
	const own = new AbortController();
	const stop = () => own.abort();
	signal.addEventListener("abort", stop, { once: true });
	const heard = { at: clock.now() };
	const watched = endWhenSilent(clock, heard, own);
	const seen = createRecent();
	try {
		for await (const envelope of wire.events(own.signal)) {
			heard.at = clock.now();
			const event = eventOf(envelope);
			if (event !== void 0 && seen.isNew(idOf(envelope))) yield event;
		}
		own.signal.throwIfAborted();
	} catch (error) {
		throw own.signal.aborted ? own.signal.reason : error;
	} finally {
		signal.removeEventListener("abort", stop);
		own.abort();
		await watched;
	}
}
const REMEMBERED = 4096;
function createRecent() {
	let young = new Set();
	let old = new Set();
	return { isNew(id) {
		if (id === void 0) return true;
		if (young.has(id) || old.has(id)) return false;
		young.add(id);
		if (young.size >= REMEMBERED) [young, old] = [new Set(), young];
		return true;
	} };
}
async function endWhenSilent(clock, heard, connected) {
	while (!connected.signal.aborted) {
		const left = heard.at + SILENCE - clock.now();
		if (left <= 0) connected.abort(new Error(`nothing was heard for ${SILENCE / 1e3} s`));
		else await clock.sleep(left, connected.signal);
	}
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
		unfinished: session.status.type !== "idle" || !hasEnded(session)
	};
	session.asks.clear();
	tree.working.delete(id);
	closeSpan(session, now);
	touch(tree, id, now, true);
}
function hasEnded(session) {
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
// src/agent/snapshot.ts
const AT_ONCE = 8;
async function snapshot(wire, tree, needsMessages) {
	const known = members(tree).filter(({ deleted }) => deleted === void 0);
	const knownIds = new Set(known.map(({ info }) => info.id));
	const sessions = await descendants(wire, tree.rootId, knownIds);
	const gone = [...await goneEvents(wire, [...knownIds].filter((id) => !sessions.has(id))), ...await lostChildren(wire, tree, sessions)];
	const directories = directoriesOf(tree, sessions);
	const [statuses, messages] = await Promise.all([statusEvents(wire, directories), messageEvents(wire, [...sessions.keys()].filter((id) => !knownIds.has(id) || needsMessages(id)))]);
	return [
		...sessions.values(),
		...gone,
		...messages,
		...statuses(sessions.keys())
	];
}
async function descendants(wire, rootId, known) {
	const [root, children] = await Promise.all([found404AsGone(wire.call({
		method: "GET",
		path: `/session/${rootId}`
	})), childrenOf(wire, [...new Set([rootId, ...known])])]);
	const found = new Map();
	for (let level = [sessionOf(root)]; level.length > 0;) {
		const ids = [];
		for (const session of level) {
			if (session === void 0 || found.has(session.id)) continue;
			found.set(session.id, {
				type: "session",
				session,
				created: false
			});
			ids.push(session.id);
		}
		const more = await childrenOf(wire, ids.filter((id) => !children.has(id)));
		level = ids.flatMap((id) => children.get(id) ?? more.get(id) ?? []);
	}
	return found;
}
async function childrenOf(wire, parents) {
	const answers = await inBatches(parents, (id) => found404AsGone(wire.call({
		method: "GET",
		path: `/session/${id}/children`
	})));
	return new Map(parents.map((id, index) => [id, list$2(answers[index]).map(sessionOf)]));
}
async function goneEvents(wire, missing) {
	const answers = await inBatches(missing, (id) => found404AsGone(wire.call({
		method: "GET",
		path: `/session/${id}`
	})));
	return missing.filter((_, index) => sessionOf(answers[index]) === void 0).map((sessionId) => ({
		type: "session-deleted",
		sessionId
	}));
}
async function lostChildren(wire, tree, sessions) {
	const lost = [];
	for (const { info, messages } of members(tree)) for (const { childId } of [...messages.values()].flatMap(({ tools }) => [...tools.values()])) {
		if (childId === void 0 || sessions.has(childId) || tree.sessions.has(childId)) continue;
		const found = sessionOf(await found404AsGone(wire.call({
			method: "GET",
			path: `/session/${childId}`
		})));
		const session = found ?? unknownChild(childId, info);
		lost.push({
			type: "session",
			session,
			created: false
		});
		if (found === void 0) lost.push({
			type: "session-deleted",
			sessionId: childId
		});
	}
	return lost;
}
function unknownChild(id, parent) {
	const { directory, created } = parent;
	return {
		id,
		parentId: parent.id,
		title: "",
		directory,
		created
	};
}
function directoriesOf(tree, sessions) {
	const directories = new Set([...sessions.values()].map(({ session }) => session.directory));
	for (const { info } of members(tree)) directories.add(info.directory);
	return directories;
}
async function statusEvents(wire, directories) {
	const answers = await inBatches([...directories], (directory) => wire.call({
		method: "GET",
		path: "/session/status",
		directory
	}));
	const statuses = Object.assign({}, ...answers.map(object));
	return (ids) => [...ids].map((sessionId) => ({
		type: "status",
		sessionId,
		status: statusOf(statuses[sessionId])
	}));
}
async function messageEvents(wire, ids) {
	return (await inBatches(ids, (id) => found404AsGone(readMessages(wire, id)))).flatMap(list$2).flatMap((entry) => {
		const message = messageOf(object(entry)["info"]);
		if (message === void 0) return [];
		const parts = list$2(object(entry)["parts"]).map(partOf);
		return [{
			type: "message",
			message
		}, ...parts.filter((part) => part !== void 0).map((part) => ({
			type: "part",
			part
		}))];
	});
}
async function inBatches(items, work) {
	const results = [];
	for (let from = 0; from < items.length; from += AT_ONCE) results.push(...await Promise.all(items.slice(from, from + AT_ONCE).map(work)));
	return results;
}
async function found404AsGone(call) {
	try {
		return await call;
	} catch (error) {
		if (error instanceof WireError && error.status === 404) return void 0;
		throw error;
	}
}
// src/action/answer-asks.ts
const TRIES = 3;
const PAUSE = 500;
function answerAsks(options) {
	const { tree, agent, progress, clock, signal } = options;
	const denials = [];
	const answered = new Set();
	const told = new Set();
	const answer = (ask) => {
		if (answered.has(ask.id)) return;
		answered.add(ask.id);
		const decision = options.answer(ask);
		if (!told.has(ask.id)) tell(ask, decision);
		send(ask, decision);
	};
	const tell = (ask, decision) => {
		told.add(ask.id);
		const denial = denialOf(ask, decision, clock.now());
		if (denial !== void 0) denials.push(denial);
		progress.asked(ask, denial, tree);
	};
	const send = async (ask, decision) => {
		const directory = tree.sessions.get(ask.sessionId)?.info.directory ?? "";
		for (let tries = 1; tries <= TRIES && !signal.aborted; tries += 1) try {
			await agent.reply(ask, decision, directory);
			return;
		} catch (error) {
			if (isNotFound(error)) return;
			await clock.sleep(tries * PAUSE, signal);
		}
		answered.delete(ask.id);
		options.onFailure();
	};
	return {
		denials,
		answer,
		answerKnown() {
			for (const { asks } of members(tree)) for (const ask of asks.values()) answer(ask);
		},
		async answerOpen() {
			const directories = new Set(members(tree).map(({ info }) => info.directory));
			for (const directory of directories) for (const ask of await agent.openAsks(directory)) {
				const session = tree.sessions.get(ask.sessionId);
				if (!isMember(tree, ask.sessionId) || session?.status.type === "idle") continue;
				apply(tree, {
					type: "asked",
					ask
				}, clock.now());
				answer(ask);
			}
		}
	};
}
function denialOf(ask, decision, at) {
	if (ask.kind !== "permission" || "answers" in decision || decision.reply === "once") return;
	const { sessionId, permission, patterns } = ask;
	return {
		sessionId,
		kind: "permission",
		what: permission,
		patterns,
		at
	};
}
function isNotFound(error) {
	return typeof error === "object" && error !== null && "status" in error && error.status === 404;
}
// src/action/bell.ts
function createBell() {
	let ring;
	let next;
	return {
		ring: () => {
			next = void 0;
			ring?.();
		},
		heard: () => {
			next ??= new Promise((resolve) => {
				ring = resolve;
			});
			return next;
		}
	};
}
// src/action/attend.ts
const FENCE_BOUND = 3e4;
function attend(options) {
	const { tree, events, agent, wire, progress, clock } = options;
	const bell = createBell();
	let missed = false;
	let gaps = 0;
	let down;
	let disposed = false;
	let listener;
	const echoes = new Set();
	let duringSnapshot;
	let lastSnapshot = Promise.resolve();
	const asks = answerAsks({
		...options,
		onFailure: () => {
			missed = true;
			bell.ring();
		}
	});
	const take = (item) => {
		if (item.type === "down") {
			down = {
				since: item.since,
				reason: item.reason
			};
			missed = true;
		} else if (item.type === "gap") {
			down = void 0;
			missed = true;
			gaps += 1;
		} else fold(item);
		if (item.type === "fence" || item.type === "gap" || !anyoneWorks(tree)) bell.ring();
	};
	const fold = (event) => {
		apply(tree, event, clock.now());
		duringSnapshot?.push(event);
		if (event.type === "fence") echoes.add(event.token);
		if (event.type === "disposed") disposed ||= concerns(tree, event.directory);
		if (!tell(event)) return;
		if (event.type === "asked") asks.answer(event.ask);
		if (event.type === "session" && event.created) asks.answerKnown();
	};
	const tell = (event) => {
		const sessionId = sessionOfEvent(event);
		if (sessionId === void 0 || !isMember(tree, sessionId)) return false;
		if (isOfEarlierRun(tree, event)) return false;
		progress.event(event, tree, clock.now());
		listener?.(event);
		return true;
	};
	const resync = async (whole = false) => {
		lastSnapshot = lastSnapshot.catch(() => void 0).then(() => foldSnapshot(whole));
		await lastSnapshot;
	};
	const foldSnapshot = async (whole) => {
		const gapsBefore = gaps;
		const readAll = missed || whole;
		const needs = (id) => readAll || id === tree.rootId || hasLaunches(tree, id);
		const arrived = [];
		duringSnapshot = arrived;
		try {
			const found = await snapshot(wire, tree, needs);
			for (const event of found) {
				apply(tree, event, clock.now());
				tell(event);
			}
			for (const event of arrived) apply(tree, event, clock.now());
		} finally {
			duringSnapshot = void 0;
		}
		asks.answerKnown();
		if (readAll) await asks.answerOpen();
		if (gaps === gapsBefore && down === void 0) missed = false;
		bell.ring();
	};
	const fence = async () => {
		const token = randomUUID();
		const gapsBefore = gaps;
		const until = clock.now() + FENCE_BOUND;
		await agent.fence(token);
		while (!echoes.delete(token)) {
			if (gaps !== gapsBefore || down !== void 0 || clock.now() >= until) return false;
			const waited = new AbortController();
			await Promise.race([bell.heard(), clock.sleep(until - clock.now(), waited.signal)]);
			waited.abort();
		}
		return true;
	};
	const left = (async () => {
		for await (const item of events) take(item);
	})();
	return {
		tree,
		denials: asks.denials,
		get stale() {
			return missed;
		},
		get down() {
			return down;
		},
		get disposed() {
			return disposed;
		},
		take,
		heard: () => bell.heard(),
		onEvent: (next) => {
			listener = next;
		},
		resync,
		fence,
		left
	};
}
function isOfEarlierRun({ since, sessions }, event) {
	if (since === 0) return false;
	const knows = (id, messageId) => sessions.get(id)?.messages.has(messageId) === true;
	if (event.type === "message") return !knows(event.message.sessionId, event.message.id);
	return event.type === "part" && !knows(event.part.sessionId, event.part.messageId);
}
function sessionOfEvent(event) {
	switch (event.type) {
		case "session": return event.session.id;
		case "message": return event.message.sessionId;
		case "part": return event.part.sessionId;
		case "asked": return event.ask.sessionId;
		case "session-deleted":
		case "status":
		case "session-error":
		case "message-removed":
		case "delta":
		case "answered":
		case "todos": return event.sessionId;
		case "connected":
		case "heartbeat":
		case "fence":
		case "disposed":
		case "other": return;
	}
}
function concerns(tree, directory) {
	return directory === void 0 || members(tree).some(({ info, deleted }) => deleted === void 0 && info.directory === directory);
}
function hasLaunches(tree, id) {
	for (const { tools } of tree.sessions.get(id)?.messages.values() ?? []) for (const part of tools.values()) if (part.launch !== void 0) return true;
	return false;
}
// src/action/conversation.ts
async function openConversation(options) {
	const { wire, settings, answer, progress, clock } = options;
	const agent = createAgent(wire);
	const leaving = new AbortController();
	const items = stream({
		wire,
		clock,
		signal: leaving.signal
	});
	const [first, root] = await Promise.all([items.next(), openSession(agent, options)]).catch((error) => {
		leaving.abort();
		throw error;
	});
	const tree = createTree(root, newMessageId(wallTime(clock)), clock.now());
	if (options.rootId !== void 0) tree.since = wallTime(clock);
	apply(tree, {
		type: "session",
		session: root,
		created: true
	}, clock.now());
	const events = startingWith(first, items);
	const { signal } = leaving;
	const attendance = attend({
		tree,
		events,
		agent,
		wire,
		answer,
		progress,
		clock,
		signal
	});
	progress.event({
		type: "session",
		session: root,
		created: true
	}, tree, clock.now());
	let lastPrompt;
	const send = async (prompt) => {
		lastPrompt = {
			...prompt,
			messageId: tree.promptId
		};
		await agent.prompt(root.id, lastPrompt);
	};
	const refused = (cause) => {
		const error = {
			name: "CommandRefused",
			message: cause instanceof Error ? cause.message : String(cause)
		};
		attendance.take({
			type: "session-error",
			sessionId: root.id,
			error
		});
	};
	return {
		attendance,
		agent,
		rootId: root.id,
		async giveTask() {
			const { task } = settings;
			prompted(tree, tree.promptId, clock.now());
			const choices = choicesOf(settings);
			if (task.kind === "prompt") {
				await send({
					...choices,
					text: task.text,
					files: filesOf(settings)
				});
				return;
			}
			const { name, arguments: words } = task;
			const { promptId: messageId } = tree;
			const files = filesOf(settings);
			agent.command(root.id, {
				...choices,
				messageId,
				files,
				name,
				arguments: words
			}).catch(refused);
		},
		async askForStructure(sentence, schema) {
			prompted(tree, newMessageId(wallTime(clock)), clock.now());
			await send({
				...choicesOf(settings),
				text: sentence,
				files: [],
				schema
			});
		},
		async repeatPrompt() {
			if (lastPrompt !== void 0) await agent.prompt(root.id, lastPrompt);
		},
		async abortAll(patience) {
			const working = members(tree).filter(({ info }) => tree.working.has(info.id));
			const aborted = Promise.allSettled(working.map(({ info }) => agent.abort(info.id, info.directory)));
			await within(clock, patience, aborted);
		},
		close: () => leaving.abort()
	};
}
async function openSession(agent, options) {
	const { rootId, settings } = options;
	if (rootId === void 0) return agent.createSession({ title: settings.title ?? titleOf(settings.task) });
	const session = await agent.session(rootId);
	if (session === void 0) throw new Error(`the session ${rootId} was not imported`);
	return session;
}
const TITLE_LENGTH$1 = 80;
function titleOf(task) {
	return clipLine((task.kind === "prompt" ? task.text : `/${task.name} ${task.arguments}`).trim().split("\n", 1)[0] ?? "", TITLE_LENGTH$1);
}
function choicesOf({ model, agent, variant }) {
	return {
		...model === void 0 ? {} : { model },
		...agent === void 0 ? {} : { agent },
		...variant === void 0 ? {} : { variant }
	};
}
const MIME_TYPES = {
	png: "image/png",
	jpg: "image/jpeg",
	jpeg: "image/jpeg",
	gif: "image/gif",
	webp: "image/webp",
	pdf: "application/pdf"
};
function filesOf({ files }) {
	return files.map((path) => {
		const ending = path.split(".").at(-1)?.toLowerCase() ?? "";
		return {
			path,
			mime: MIME_TYPES[ending] ?? "text/plain"
		};
	});
}
async function* startingWith(first, rest) {
	if (first.done !== true) yield first.value;
	yield* rest;
}
// src/action/diagnose.ts
async function diagnose(ending, settings, wire) {
	if (ending.outcome !== "failed-to-start") return ending;
	const found = (await Promise.all([
		wrongAgent(settings, wire),
		wrongModel(settings, wire),
		wrongCommand(settings, wire)
	])).filter((problem) => problem !== void 0);
	return found.length === 0 ? ending : {
		outcome: "invalid-input",
		problems: found
	};
}
async function wrongAgent({ agent }, wire) {
	if (agent === void 0) return void 0;
	return wrongName("agent", agent, await namesAt(wire, "/agent"));
}
async function wrongCommand({ task }, wire) {
	if (task.kind !== "command") return void 0;
	const names = await namesAt(wire, "/command");
	return wrongName("command", task.name, names);
}
async function wrongModel({ model }, wire) {
	if (model === void 0) return void 0;
	const models = list$2(object(await ask(wire, "/config/providers"))["providers"]).flatMap((provider) => {
		const id = text$1(object(provider)["id"]) ?? "";
		return Object.keys(object(object(provider)["models"])).map((name) => `${id}/${name}`);
	});
	return wrongName("model", `${model.provider}/${model.id}`, models);
}
const MOST_NAMES = 12;
function wrongName(input, name, valid) {
	if (valid.length === 0 || valid.includes(name)) return void 0;
	return aboutInput(input, unknownValue(name, valid.slice(0, MOST_NAMES), nearest(name, valid)));
}
async function namesAt(wire, path) {
	return list$2(await ask(wire, path)).map((entry) => text$1(object(entry)["name"])).filter((name) => name !== void 0);
}
async function ask(wire, path) {
	return wire.call({
		method: "GET",
		path,
		timeout: 5e3
	}).catch(() => void 0);
}
// src/agent/server-error.ts
var ServerError = class extends Error {
	name = "ServerError";
	failure;
	tail;
	constructor(failure, message, tail = "", cause) {
		const text = tail.trim() === "" ? message : `${message}\nThe last it printed:\n${tail.trim()}`;
		super(text, cause === void 0 ? {} : { cause });
		this.failure = failure;
		this.tail = tail;
	}
};
// src/text/session-file-problems.ts
const SINCE = "Give the `export` of an earlier run of agent-run, or what `opencode export` printed.";
function noExport(path, found) {
	return `\`session\`: expected an exported session in ${path}, found ${found}. ${SINCE}`;
}
function notReadable(path, reason) {
	return `\`session\`: ${path} could not be read: ${reason}.`;
}
function fromTheFuture(path, ahead) {
	return `\`session\`: the last message in ${path} is ${ahead} ahead of this machine's clock; opencode sorts messages by time and would leave the task unanswered. Set the clock of this machine, or wait as long.`;
}
function importRefused(path, detail) {
	return `\`session\`: opencode did not import ${path}: ${detail.trim() === "" ? "it named no reason" : detail.trim().replace(/\.$/, "")}. ${SINCE}`;
}
function importTooSlow(seconds) {
	return `The session of the earlier run was not imported within ${seconds} s.`;
}
// src/agent/session-file.ts
var SessionFileError = class extends Error {
	name = "SessionFileError";
};
async function exportedSession(path, now) {
	const { info, messages } = object(parsed$1(path, await readFile(path, "utf8").catch((error) => {
		throw new SessionFileError(notReadable(path, error.message));
	})));
	const id = text$1(object(info)["id"]);
	if (id === void 0 || !Array.isArray(messages)) throw new SessionFileError(noExport(path, "JSON without `info` and `messages`"));
	if (!id.startsWith("ses_")) throw new SessionFileError(noExport(path, "an id that is none of a session"));
	const wrong = messages.findIndex((message) => !isMessage(object(message)));
	if (wrong !== -1) throw new SessionFileError(noExport(path, `no message in entry ${wrong + 1} of \`messages\``));
	const newest = Math.max(0, ...messages.map((message) => createdAt(object(message))));
	if (newest >= now) throw new SessionFileError(fromTheFuture(path, formatDuration(newest - now)));
	return id;
}
function parsed$1(path, content) {
	try {
		return JSON.parse(content);
	} catch {
		throw new SessionFileError(noExport(path, content.trim() === "" ? "nothing" : "no JSON"));
	}
}
function isMessage({ info, parts }) {
	const { id, role } = object(info);
	return text$1(id) !== void 0 && (role === "user" || role === "assistant") && Array.isArray(parts);
}
function createdAt({ info }) {
	return number$1(object(object(info)["time"])["created"]) ?? 0;
}
// src/action/failure.ts
function failureEnding(error, signal, hasTask) {
	if (signal.aborted) return {
		outcome: "cancelled",
		by: String(signal.reason)
	};
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof InstallError && error.outcome === "invalid-input" || error instanceof SessionFileError) return {
		outcome: "invalid-input",
		problems: [message]
	};
	if (error instanceof ServerError && error.failure === "cancelled") return {
		outcome: "cancelled",
		by: "abort"
	};
	return {
		outcome: hasTask ? "lost-contact" : "failed-to-start",
		message
	};
}
// src/action/interruption.ts
const FIRST_SAY = 500;
const CLEAN_UP = 2500;
async function untilInterrupted(options, began, work) {
	const stop = new AbortController();
	const over = new AbortController();
	const working = work(stop.signal);
	const interrupted = interruption(options, began, over.signal);
	const first = await Promise.race([working, interrupted.then(() => void 0)]);
	over.abort();
	if (first !== void 0) return first;
	const ending = await interrupted;
	stop.abort(ending.outcome === "cancelled" ? ending.by : ending.outcome);
	const told = await within(options.clock, CLEAN_UP, working);
	return told !== TIMED_OUT && told.outcome === ending.outcome ? told : ending;
}
async function interruption({ settings, clock, signal }, began, over) {
	const limit = settings.limits.timeout;
	await clock.sleep(began + limit + FIRST_SAY - clock.now(), AbortSignal.any([signal, over]));
	if (signal.aborted) return {
		outcome: "cancelled",
		by: String(signal.reason)
	};
	return {
		outcome: "timed-out",
		limit,
		waiting: []
	};
}
// src/agent/read-lines.ts
const LONGEST_LINE = 67108864;
const CHUNK$3 = 65536;
const LINE_END = 10;
function* linesOf(file, longest = LONGEST_LINE) {
	let room = Buffer.allocUnsafe(Math.min(CHUNK$3, longest));
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
		counted$1(toolCalls, "tool call"),
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
const CHUNK$2 = 65536;
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
			if (waiting.length < CHUNK$2) continue;
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
// src/agent/executable-cache.ts
const RECORD = "sha256";
const ATTEMPTS = 3;
const CHUNK$1 = 4 << 20;
async function cacheRoot(env) {
	const folder = (name) => nonEmpty(env[name]);
	const home = folder("HOME") ?? homedir();
	const user = folder("XDG_CACHE_HOME") ?? folder("LOCALAPPDATA") ?? join(home, ".cache");
	for (const root of [folder("RUNNER_TOOL_CACHE"), join(user, "agent-run")]) if (root !== void 0 && await isWritable(root)) return root;
	return join(folder("RUNNER_TEMP") ?? tmpdir(), "agent-run-tools");
}
async function cachedExecutable(folder, name, pinned) {
	const path = join(folder, name);
	try {
		const expected = pinned ?? (await readFile(join(folder, RECORD), "utf8")).trim();
		return await sha256Of(path) === expected ? path : void 0;
	} catch {
		return;
	}
}
async function publish(executable, staging, folder) {
	const whole = join(staging, `whole-${randomBytes(6).toString("hex")}`);
	await mkdir(whole);
	await mkdir(dirname(folder), { recursive: true });
	await chmod(executable.path, 493);
	await rename(executable.path, join(whole, executable.name));
	await writeFile(join(whole, RECORD), `${executable.sha256}\n`);
	for (let attempt = 1;; attempt += 1) {
		try {
			await rename(whole, folder);
			return join(folder, executable.name);
		} catch (error) {
			if (attempt === ATTEMPTS || !isOccupied(error)) throw error;
		}
		const other = await cachedExecutable(folder, executable.name, executable.sha256);
		if (other !== void 0) return other;
		await setAside(folder, staging);
	}
}
async function setAside(folder, staging) {
	await rename(folder, join(staging, `damaged-${randomBytes(6).toString("hex")}`)).catch((error) => {
		if (error.code !== "ENOENT") throw error;
	});
}
function isOccupied(error) {
	return [
		"ENOTEMPTY",
		"EEXIST",
		"EPERM"
	].includes(error.code ?? "");
}
async function isWritable(folder) {
	const probe = join(folder, `.probe-${randomBytes(6).toString("hex")}`);
	try {
		await mkdir(probe, { recursive: true });
		await rm(probe, { recursive: true });
		return true;
	} catch {
		return false;
	}
}
async function isOneOf(path, pins) {
	try {
		const { size } = await stat(path);
		if (!pins.some(({ bytes }) => bytes === size)) return false;
		const found = await sha256Of(path);
		return pins.some(({ sha256 }) => sha256 === found);
	} catch {
		return false;
	}
}
async function sha256Of(path) {
	const hash = createHash("sha256");
	const file = await open(path);
	try {
		let [full, empty] = [Buffer.allocUnsafeSlow(CHUNK$1), Buffer.allocUnsafeSlow(CHUNK$1)];
		let { bytesRead } = await file.read(full, 0, CHUNK$1);
		while (bytesRead > 0) {
			const next = file.read(empty, 0, CHUNK$1);
			hash.update(full.subarray(0, bytesRead));
			({bytesRead} = await next);
			[full, empty] = [empty, full];
		}
	} finally {
		await file.close();
	}
	return hash.digest("hex");
}
// src/agent/npm.ts
async function findReleases(workshop, name, range) {
	const spec = `${name}@${range}`;
	const { code, stdout, stderr } = await runNpm(workshop, spec, [
		"view",
		spec,
		"name",
		"version",
		"dist",
		"--json"
	]);
	const answer = parseJson(stdout);
	if (code === 0) return toReleases(answer);
	const { code: reason, summary } = errorOf(answer);
	if (reason === "E404" || reason === "ETARGET") return [];
	throw failed$1(spec, summary ?? lastLine(stderr));
}
async function packRelease(workshop, spec) {
	const { code, stdout, stderr } = await runNpm(workshop, spec, [
		"pack",
		spec,
		"--json",
		`--pack-destination=${workshop.folder}`
	]);
	const answer = parseJson(stdout);
	const [packed] = Array.isArray(answer) ? answer : [];
	if (code === 0 && packed?.filename !== void 0) return join(workshop.folder, packed.filename);
	throw failed$1(spec, errorOf(answer).summary ?? lastLine(stderr));
}
function runNpm(workshop, spec, args) {
	const windows = process.platform === "win32";
	const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
	const child = spawn("npm", [
		...quoted,
		"--ignore-scripts",
		"--workspaces=false",
		"--loglevel=error",
		`--prefix=${workshop.folder}`
	], {
		cwd: workshop.folder,
		env: {
			...workshop.env,
			PATH: folderList([workshop.env["PATH"], dirname(process.execPath)], delimiter)
		},
		stdio: [
			"ignore",
			"pipe",
			"pipe"
		],
		shell: windows,
		signal: workshop.signal
	});
	const output = {
		stdout: "",
		stderr: ""
	};
	child.stdout.setEncoding("utf8").on("data", (text) => output.stdout += text);
	child.stderr.setEncoding("utf8").on("data", (text) => output.stderr += text);
	return new Promise((resolve, reject) => {
		child.once("error", (error) => reject(error.code === "ENOENT" ? new InstallError("failed-to-start", npmAbsent(spec), { cause: error }) : error));
		child.once("close", (code) => resolve({
			code,
			...output
		}));
	});
}
function toReleases(answer) {
	return (Array.isArray(answer) ? answer : answer === void 0 ? [] : [answer]).map(({ version, dist }) => ({
		version,
		tarball: dist.tarball,
		integrity: dist.integrity
	}));
}
function errorOf(answer) {
	return answer?.error ?? {};
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function lastLine(text) {
	return text.trim().split("\n").at(-1) ?? "";
}
function failed$1(spec, detail) {
	return new InstallError("failed-to-start", npmFailed(spec, detail));
}
// src/agent/download.ts
const PROXIES = [
	"HTTPS_PROXY",
	"https_proxy",
	"HTTP_PROXY",
	"http_proxy",
	"ALL_PROXY",
	"all_proxy"
];
async function download(workshop, spec, release, read) {
	if (!PROXIES.some((name) => (workshop.env[name] ?? "") !== "")) {
		const archive = await open$1(release.tarball, workshop.signal);
		const result = archive && await read(archive).catch(() => void 0);
		if (result !== void 0) return result;
		workshop.signal.throwIfAborted();
	}
	return read(createReadStream(await packRelease(workshop, spec)));
}
async function open$1(url, signal) {
	try {
		const response = await fetch(url, { signal });
		if (response.ok && response.body !== null) return Readable.fromWeb(response.body);
		await response.body?.cancel();
		return;
	} catch {
		signal.throwIfAborted();
		return;
	}
}
// src/agent/tarball.ts
const BLOCK = 512;
const CHUNK = 1 << 20;
const LARGEST = 1 << 30;
const REGULAR_FILE = new Set(["0", "\0"]);
async function extractFile(archive, member, target, signal) {
	const packed = createHash("sha512");
	const file = createHash("sha256");
	const written = { bytes: 0 };
	await pipeline(archive, (chunks) => hashed(chunks, packed), createGunzip({ chunkSize: CHUNK }), (chunks) => counted(hashed(fileOf(chunks, member), file), written), createWriteStream(target, {
		flags: "wx",
		mode: 384,
		highWaterMark: CHUNK
	}), { signal });
	return {
		integrity: `sha512-${packed.digest("base64")}`,
		sha256: file.digest("hex"),
		bytes: written.bytes
	};
}
async function* fileOf(chunks, member) {
	let sections = [{
		kind: "header",
		left: BLOCK
	}];
	let header = Buffer.alloc(0);
	for await (const chunk of chunks) for (let rest = chunk; rest.length > 0;) {
		const [section] = sections;
		const part = rest.subarray(0, section.left);
		rest = rest.subarray(part.length);
		section.left -= part.length;
		if (section.kind === "file") yield part;
		if (section.kind === "header") header = Buffer.concat([header, part]);
		if (section.left > 0) continue;
		sections = section.kind === "header" ? announcedBy(header, member) : sections.slice(1);
		header = Buffer.alloc(0);
	}
}
function announcedBy(header, member) {
	const { name, size, type } = readHeader(header);
	const padding = (BLOCK - size % BLOCK) % BLOCK;
	return [
		{
			kind: name === member && REGULAR_FILE.has(type) ? "file" : "skipped",
			left: size
		},
		{
			kind: "skipped",
			left: padding
		},
		{
			kind: "header",
			left: BLOCK
		}
	].filter(({ left }) => left > 0);
}
function readHeader(block) {
	const text = (from, to) => block.toString("utf8", from, to).replace(/\0.*$/s, "");
	const prefix = text(345, 500);
	const size = Number.parseInt(text(124, 136).trim() || "0", 8);
	if (!(size >= 0 && size <= LARGEST)) throw new Error("the archive names an impossible file size");
	return {
		name: prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`,
		size,
		type: block.toString("latin1", 156, 157)
	};
}
async function* hashed(chunks, hash) {
	for await (const chunk of chunks) {
		hash.update(chunk);
		yield chunk;
	}
}
async function* counted(chunks, total) {
	for await (const chunk of chunks) {
		total.bytes += chunk.length;
		yield chunk;
	}
}
// src/agent/executable.ts
const PROOF_LIMIT = 3e4;
function cached({ folder, name, pin }) {
	return cachedExecutable(folder, name, pin?.sha256);
}
async function installExecutable(workshop, wanted, release, prove) {
	const spec = `${wanted.package}@${wanted.version}`;
	const integrity = expectedIntegrity(spec, wanted.pin, release);
	const { path, found } = await unpack(workshop, wanted, release);
	if (found.integrity !== integrity) throw refused(wrongHash(spec, integrity, found.integrity));
	if (found.bytes === 0) throw refused(noMember(spec, `bin/${wanted.name}`));
	if (wanted.pin !== void 0 && found.sha256 !== wanted.pin.sha256) throw refused(wrongHash(`${wanted.name} of ${spec}`, wanted.pin.sha256, found.sha256));
	const reason = prove ? await failureToRun(workshop, path) : void 0;
	if (reason !== void 0) return { reason };
	return { path: await publish({
		path,
		name: wanted.name,
		sha256: found.sha256
	}, workshop.folder, wanted.folder) };
}
function expectedIntegrity(spec, pin, release) {
	const named = release.integrity?.split(" ").find((hash) => hash.startsWith("sha512-"));
	if (pin === void 0) {
		if (named === void 0) throw refused(noHash(spec));
		return named;
	}
	if (named !== void 0 && named !== pin.integrity) throw refused(wrongHash(spec, pin.integrity, named));
	return pin.integrity;
}
function unpack(workshop, { package: name, version, name: file }, release) {
	return download(workshop, `${name}@${version}`, release, async (archive) => {
		const path = join(workshop.folder, `unpacked-${randomBytes(6).toString("hex")}`);
		return {
			path,
			found: await extractFile(archive, `package/bin/${file}`, path, workshop.signal)
		};
	});
}
async function failureToRun({ env, folder, signal }, path) {
	await chmod(path, 448);
	const options = {
		env: {
			PATH: env["PATH"],
			HOME: folder
		},
		timeout: PROOF_LIMIT,
		signal
	};
	return new Promise((resolve) => {
		execFile(path, ["--version"], options, (error) => {
			resolve(error === null ? void 0 : firstLine(error.message));
		});
	});
}
function refused(message) {
	return new InstallError("failed-to-start", message);
}
function firstLine(text) {
	return text.split("\n")[0] ?? "";
}
// src/agent/in-time.ts
async function inTime({ clock, limit, late, signal: caller }, work) {
	const finished = new AbortController();
	const overdue = new AbortController();
	clock.sleep(limit, finished.signal).then(() => overdue.abort(late));
	const signal = caller === void 0 ? overdue.signal : AbortSignal.any([caller, overdue.signal]);
	try {
		return await work(signal);
	} catch (error) {
		throw signal.aborted ? signal.reason : error;
	} finally {
		finished.abort();
	}
}
// src/agent/platform.ts
function opencodePackages({ os, arch, musl, avx2 }) {
	const base = `opencode-${os}-${arch}`;
	if (arch !== "x64") return musl ? [`${base}-musl`, base] : os === "linux" ? [base, `${base}-musl`] : [base];
	const [first, second] = (avx2 === false ? ["-baseline", ""] : ["", "-baseline"]).map((build) => `${base}${build}`);
	if (os !== "linux") return [first, second];
	return musl ? [
		`${first}-musl`,
		`${second}-musl`,
		first,
		second
	] : [
		first,
		second,
		`${first}-musl`,
		`${second}-musl`
	];
}
function ripgrepPackage({ os, arch }) {
	return `@vscode/ripgrep-${os === "windows" ? "win32" : os}-${arch}`;
}
function executableName(name, { os }) {
	return os === "windows" ? `${name}.exe` : name;
}
function currentPlatform() {
	const os = process.platform === "win32" ? "windows" : process.platform;
	return {
		os,
		arch: process.arch,
		musl: os === "linux" && hasMuslOnly(),
		avx2: os === "linux" ? hasAvx2() : void 0
	};
}
function hasMuslOnly() {
	const loaders = ["/lib", "/lib64"].filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder));
	return loaders.some((name) => name.startsWith("ld-musl-")) && !loaders.some((name) => name.startsWith("ld-linux"));
}
function hasAvx2() {
	try {
		return /\bavx2\b/i.test(readFileSync("/proc/cpuinfo", "utf8"));
	} catch {
		return false;
	}
}
// src/agent/ripgrep.ts
const LIMIT$1 = 2e4;
async function provideRipgrep(installation, signal) {
	const { clock, platform, root, workshop } = installation;
	const name = executableName("rg", platform);
	if (isOnPath(name, workshop.env)) return {
		pathEntries: [],
		warnings: []
	};
	const late = new Error(ripgrepTooSlow(LIMIT$1 / 1e3));
	try {
		const path = await inTime({
			clock,
			limit: LIMIT$1,
			late,
			signal
		}, (inLimit) => installRipgrep({
			...workshop,
			signal: inLimit
		}, ripgrepIn(root, name, platform)));
		return {
			pathEntries: [dirname(path)],
			warnings: []
		};
	} catch (error) {
		return {
			pathEntries: [],
			warnings: [noRipgrep(error.message)]
		};
	}
}
function ripgrepIn(root, name, platform) {
	const npmPackage = ripgrepPackage(platform);
	const pin = RIPGREP_PINS[npmPackage];
	if (pin === void 0) throw new Error(noRipgrepBuild(`${platform.os} ${platform.arch}`));
	const folder = npmPackage.replace("@", "").replace("/", "-");
	return {
		package: npmPackage,
		version: RIPGREP_VERSION,
		name,
		pin,
		folder: join(root, "ripgrep", RIPGREP_VERSION, folder)
	};
}
async function installRipgrep(workshop, wanted) {
	const there = await cached(wanted);
	if (there !== void 0) return there;
	const [release] = await findReleases(workshop, wanted.package, wanted.version);
	if (release === void 0) throw new Error(noRipgrepRelease(`${wanted.package}@${wanted.version}`));
	const installed = await installExecutable(workshop, wanted, release, false);
	if ("reason" in installed) throw new Error(installed.reason);
	return installed.path;
}
function isOnPath(name, env) {
	return (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "").some((folder) => {
		try {
			accessSync(join(folder, name), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}
// src/agent/workshop.ts
const PREFIX = ".staging-";
const ABANDONED_AFTER = 36e5;
async function withStaging(parent, now, work) {
	await mkdir(parent, { recursive: true });
	await removeAbandoned(parent, now);
	const folder = join(parent, `${PREFIX}${randomBytes(6).toString("hex")}`);
	await mkdir(folder, { mode: 448 });
	try {
		return await work(folder);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
async function removeAbandoned(parent, now) {
	for (const name of await readdir(parent)) {
		if (!name.startsWith(PREFIX)) continue;
		const path = join(parent, name);
		if (now - await stat(path).then(({ mtimeMs }) => mtimeMs, () => now) > ABANDONED_AFTER) await rm(path, {
			recursive: true,
			force: true
		});
	}
}
// src/agent/install.ts
const LIMIT = 18e4;
async function installOpencode(request) {
	const { env, log, signal: caller, clock = systemClock } = request;
	const platform = request.platform ?? currentPlatform();
	const wanted = parseWanted(request.version);
	const root = await cacheRoot(env);
	return inTime({
		clock,
		limit: LIMIT,
		late: failed(tooSlow(LIMIT / 1e3)),
		signal: caller
	}, (signal) => withStaging(join(root, "opencode"), clock.now(), async (folder) => {
		const installation = {
			root,
			platform,
			clock,
			log,
			workshop: {
				env,
				folder,
				signal
			}
		};
		const noUse = new AbortController();
		const ripgrep = provideRipgrep(installation, AbortSignal.any([signal, noUse.signal]));
		try {
			const opencode = await provideOpencode$1(installation, wanted);
			const { pathEntries, warnings } = await ripgrep;
			return {
				...opencode,
				pathEntries,
				warnings: [...warningsFor(wanted, opencode.version), ...warnings]
			};
		} finally {
			noUse.abort();
			await ripgrep;
		}
	}));
}
async function provideOpencode$1(installation, wanted) {
	const packages = opencodePackages(installation.platform);
	if (wanted.kind === "exact") {
		const there = await firstCached(installation, packages, wanted.version);
		if (there !== void 0) return there;
	}
	const range = wanted.kind === "exact" ? wanted.version : wanted.range;
	const refused = [];
	for (const name of packages) {
		const release = newest(await findReleases(installation.workshop, name, range));
		if (release === void 0) continue;
		const found = await provideRelease(installation, name, release);
		if ("executable" in found) return found;
		refused.push(`${name}: ${found.reason}`);
	}
	if (refused.length > 0) throw failed(doesNotRun(packages, refused));
	throw failed(notPublished(range, packages, await publishedInstead(installation.workshop, packages)));
}
async function provideRelease(installation, name, release) {
	const { clock, log, platform, workshop } = installation;
	const version = inEngine(release.version);
	const there = await firstCached(installation, [name], version);
	if (there !== void 0) return there;
	const started = clock.now();
	const installed$1 = await installExecutable(workshop, opencodeIn(installation, name, version), release, isGuess(name, platform));
	if ("reason" in installed$1) return installed$1;
	log(installed(version, name, clock.now() - started));
	return {
		executable: installed$1.path,
		version,
		cached: false
	};
}
function isGuess(name, platform) {
	const [best, ...others] = opencodePackages(platform);
	return name !== best || platform.avx2 === void 0 && others.length > 0;
}
async function firstCached(installation, packages, version) {
	for (const name of packages) {
		const executable = await cached(opencodeIn(installation, name, version));
		if (executable !== void 0) return {
			executable,
			version,
			cached: true
		};
	}
}
function opencodeIn({ root, platform }, name, version) {
	return {
		package: name,
		version,
		name: executableName("opencode", platform),
		pin: version === "1.18.33" ? OPENCODE_PINS[name] : void 0,
		folder: join(root, "opencode", version, name)
	};
}
async function publishedInstead(workshop, packages) {
	return (await Promise.all(packages.map(async (name) => {
		const release = newest(await findReleases(workshop, name, "1").catch(() => []));
		return release === void 0 ? [] : [`${name} ${release.version}`];
	}))).flat();
}
function warningsFor(wanted, version) {
	return [...wanted.kind === "range" ? [resolved(wanted.range, version)] : [], ...version === "1.18.33" ? [] : [unpinned(version)]];
}
function failed(message) {
	return new InstallError("failed-to-start", message);
}
// src/agent/models.ts
const MODELS_FILE = fileURLToPath(new URL("./models.json", import.meta.url));
function modelsOf(providers) {
	const lines = readLines();
	const found = providers.map((id) => lines.find((line) => line.startsWith(`"${id}":`)));
	if (found.includes(void 0)) return void 0;
	return `{${found.map((line) => line?.replace(/,$/, "")).join(",")}}`;
}
function readLines() {
	try {
		return readFileSync(MODELS_FILE, "utf8").split("\n");
	} catch {
		return [];
	}
}
// src/agent/checkout.ts
const LOCK = JSON.stringify({
	name: "opencode",
	lockfileVersion: 3,
	requires: true,
	packages: { "": { dependencies: { "@opencode-ai/plugin": "*" } } }
});
function seedConfigFolder(folder) {
	mkdirSync(join(folder, "node_modules"), { recursive: true });
	writeFileSync(join(folder, "package-lock.json"), LOCK);
}
const LITTER = [
	"node_modules",
	"package-lock.json",
	"bun.lock",
	".gitignore"
];
function seedCheckout(directory) {
	const present = configPlaces(directory).map((parent) => join(parent, ".opencode")).filter((folder) => existsSync(folder));
	const absent = [join(directory, ".opencode")].filter((folder) => !existsSync(folder));
	const litter = [...present, ...absent].flatMap((folder) => LITTER.map((name) => join(folder, name)));
	const plugins = join(directory, ".omo");
	const added = {
		paths: [...litter, plugins].filter((path) => !existsSync(path)),
		folders: absent
	};
	for (const folder of present) {
		if (existsSync(join(folder, "package.json"))) continue;
		mkdirSync(join(folder, "node_modules"), { recursive: true });
		if (!existsSync(join(folder, "package-lock.json"))) seedConfigFolder(folder);
	}
	return added;
}
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
function configPlaces(directory) {
	const parent = dirname(directory);
	return existsSync(join(directory, ".git")) || parent === directory ? [directory] : [directory, ...configPlaces(parent)];
}
// src/agent/providers-in-reach.ts
const FILLED_IN = /model":"[^"]*\{/;
const FREE = "opencode";
function providersInReach(reach) {
	const { config, model, environment, server, continues } = reach;
	const named = providersNamed(config, model);
	if (named.length === 0 || continues || isConfiguredElsewhere(reach)) return void 0;
	const text = JSON.stringify(config);
	if (FILLED_IN.test(text)) return void 0;
	if (environment.some((name) => name.startsWith("OPENCODE_"))) return void 0;
	const wanted = new Set([
		FREE,
		...named,
		...Object.keys(server.keys.auth)
	]);
	const isMentioned = (id) => wanted.has(id) || text.includes(`"${id}"`) || text.includes(`"${id}/`);
	return Object.entries(PROVIDER_VARIABLES).filter(([id, variables]) => isMentioned(id) || isGiven(id, variables, server)).map(([id]) => id);
}
function isGiven(id, variables, server) {
	return [...variables, ...MORE_VARIABLES[id] ?? []].some((name) => name in server.variables || name in server.keys.variables);
}
function isConfiguredElsewhere({ config, directory, projectConfig }) {
	if (Array.isArray(config["plugin"]) && config["plugin"].length > 0) return true;
	if (machineConfigs().some((path) => existsSync(path))) return true;
	return projectConfig && hasConfig(directory);
}
function machineConfigs() {
	if (process.platform === "win32") return [join(process.env["ProgramData"] ?? "C:\\ProgramData", "opencode")];
	return process.platform === "darwin" ? ["/Library/Application Support/opencode", "/Library/Managed Preferences"] : ["/etc/opencode"];
}
const CHECKOUT_CONFIGS = [
	"opencode.json",
	"opencode.jsonc",
	".opencode"
];
function hasConfig(directory) {
	return configPlaces(directory).some((folder) => CHECKOUT_CONFIGS.some((name) => existsSync(join(folder, name))));
}
// src/agent/import-session.ts
async function importSession(options) {
	const { executable, directory: cwd, environment, file, limit, signal, mask } = options;
	const failure = await new Promise((resolve) => {
		const env = bare(environment);
		execFile(executable, ["import", file], {
			cwd,
			env,
			timeout: limit,
			killSignal: "SIGKILL",
			signal
		}, (error, _, printed) => {
			resolve(error === null ? void 0 : {
				error,
				printed
			});
		});
	});
	if (failure === void 0) return;
	const { error, printed } = failure;
	if (signal?.aborted === true) throw new ServerError("cancelled", "The run was cancelled while its session was imported.");
	if (error.killed === true) throw new ServerError("timeout", importTooSlow(limit / 1e3));
	if (typeof error.code !== "number") throw error;
	throw new SessionFileError(importRefused(file, mask(plain(printed))));
}
function bare(environment) {
	const { OPENCODE_CONFIG_CONTENT: _config, [HANDOVER_VARIABLE]: _handover, ...rest } = environment;
	return {
		...rest,
		OPENCODE_PURE: "1",
		OPENCODE_DISABLE_DEFAULT_PLUGINS: "1",
		OPENCODE_DISABLE_PROJECT_CONFIG: "1"
	};
}
function plain(printed) {
	return stripVTControlCharacters(printed).replaceAll(/\s+/g, " ").trim();
}
// src/agent/lifeline.ts
const GREETING = "agent-run\n";
// src/agent/output-tail.ts
const TAIL_LIMIT = 65536;
function outputTail(limit = TAIL_LIMIT) {
	let kept = "";
	let cut = false;
	return {
		add: (text) => {
			kept += text;
			if (kept.length > 2 * limit) {
				kept = kept.slice(-limit);
				cut = true;
			}
		},
		text: () => {
			if (!cut && kept.length <= limit) return kept;
			const end = kept.slice(-limit);
			return end.slice(end.indexOf("\n") + 1);
		}
	};
}
function lineSplitter(onLine) {
	let open = "";
	return {
		add: (text) => {
			const lines = (open + text).split(/\r?\n/);
			open = lines.pop() ?? "";
			for (const line of lines) onLine(line);
			if (open.length > 65536) {
				onLine(open);
				open = "";
			}
		},
		end: () => {
			if (open !== "") onLine(open);
			open = "";
		}
	};
}
// src/agent/process-group.ts
async function spawnGroup(options) {
	const child = spawn(options.executable, options.arguments, {
		cwd: options.directory,
		env: options.environment,
		stdio: [
			"ignore",
			"pipe",
			"pipe",
			"pipe"
		],
		detached: process.platform !== "win32",
		windowsHide: true
	});
	const tail = readOutput(child, options.onLine);
	const exited = new Promise((resolve) => {
		child.once("exit", (code, signal) => resolve({
			code,
			signal
		}));
	});
	holdLifeline(child, exited);
	const pid = await spawned(child);
	const hasExited = () => child.exitCode !== null || child.signalCode !== null;
	const group = {
		pid,
		startTime: startTimeOf(pid),
		exited,
		hasExited,
		tail,
		signal: (signal) => signalGroup(pid, signal),
		kill: () => signalGroup(pid, "SIGKILL")
	};
	const lastResort = () => {
		group.kill();
		options.onOwnExit();
	};
	process.once("exit", lastResort);
	exited.then(() => process.removeListener("exit", lastResort));
	return group;
}
function holdLifeline(child, exited) {
	const lifeline = child.stdio[3];
	lifeline.on("error", () => void 0);
	lifeline.write(GREETING);
	lifeline.unref();
	exited.then(() => lifeline.destroy());
}
function spawned(child) {
	return new Promise((resolve, reject) => {
		child.once("error", reject);
		child.once("spawn", () => resolve(child.pid));
	});
}
function readOutput(child, onLine) {
	const tail = outputTail();
	for (const pipe of [child.stdout, child.stderr]) {
		const lines = lineSplitter(onLine);
		pipe?.setEncoding("utf8").on("data", (text) => {
			tail.add(text);
			lines.add(text);
		});
		pipe?.once("close", () => lines.end());
		pipe?.on("error", () => void 0);
	}
	return () => tail.text();
}
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
const PATIENCE_MS = 500;
const LOOK_AGAIN_MS = 10;
const ROUNDS = 5;
async function endSurvivors({ marker, killedGroup, clock, polite }) {
	const first = processesWith(MARKER_VARIABLE, marker);
	if (first.length === 0) return 0;
	const survivors = new Set(first.filter((pid) => groupOf(pid) !== killedGroup));
	if (polite) {
		for (const pid of survivors) signalProcess(pid, "SIGTERM");
		await untilGone(marker, clock);
	}
	for (const pid of killSurvivors(marker)) if (!first.includes(pid)) survivors.add(pid);
	await untilGone(marker, clock);
	return survivors.size;
}
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
async function untilGone(marker, clock) {
	const end = clock.now() + PATIENCE_MS;
	while (processesWith("AGENT_RUN_ID", marker).length > 0 && clock.now() < end) await clock.sleep(LOOK_AGAIN_MS);
}
// src/agent/server-folder.ts
const FOLDERS = {
	XDG_DATA_HOME: "data",
	XDG_CONFIG_HOME: "config",
	XDG_CACHE_HOME: "cache",
	XDG_STATE_HOME: "state",
	OPENCODE_TEST_HOME: "home"
};
function prepareRunFolder(options) {
	const { runDir, config, password, marker } = options;
	const folders = Object.fromEntries(Object.entries(FOLDERS).map(([name, folder]) => [name, join(runDir, folder)]));
	for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
	seedConfigFolder(join(runDir, FOLDERS.XDG_CONFIG_HOME, "opencode"));
	const added = seedCheckout(options.directory);
	const handoverPath = join(runDir, KEYS_FILE);
	const plugins = Array.isArray(config["plugin"]) ? config["plugin"] : [];
	const environment = {
		...options.environment,
		...folders,
		...modelsVariable(runDir, options.models),
		OPENCODE_SERVER_PASSWORD: password,
		OPENCODE_CONFIG_CONTENT: JSON.stringify({
			...config,
			plugin: [...plugins, guardUrl()]
		}),
		[HANDOVER_VARIABLE]: handoverPath,
		[MARKER_VARIABLE]: marker
	};
	const handover = {
		keys: options.keys,
		hidden: Object.keys(environment).filter((name) => name.startsWith("OPENCODE_") || name === "AGENT_RUN_HANDOVER"),
		restored: restored(options.environment),
		...options.permissions
	};
	writeFileSync(handoverPath, JSON.stringify(handover), { mode: 384 });
	return {
		environment,
		added,
		isGuarded: () => !existsSync(handoverPath),
		remove: () => removeKeys(runDir)
	};
}
function modelsVariable(runDir, models) {
	if (models === void 0) return {};
	const path = join(runDir, "models.json");
	writeFileSync(path, models);
	return { OPENCODE_MODELS_PATH: path };
}
const KEYS_FILE = "guard.json";
function removeKeys(runDir) {
	rmSync(join(runDir, KEYS_FILE), { force: true });
}
function restored(before) {
	const changed = Object.keys(FOLDERS).filter((name) => name.startsWith("XDG_"));
	return Object.fromEntries(changed.map((name) => [name, before[name] ?? null]));
}
// src/agent/start-watch.ts
const SCRIPT = `
read -r group
read -r word && exit
[ -n "$group" ] && kill -9 "-$group" && exit
for file in $(grep -lsF "$1" /proc/[0-9]*/environ); do
  process=\${file#/proc/}
  kill -9 "\${process%/environ}"
done
`;
function watchStart(marker) {
	if (process.platform === "win32") return {
		over: () => void 0,
		end: () => void 0
	};
	const shell = spawn("/bin/sh", [
		"-c",
		SCRIPT,
		"agent-run",
		marker
	], {
		cwd: "/",
		env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin" },
		stdio: [
			"pipe",
			"ignore",
			"ignore"
		],
		detached: true
	});
	shell.on("error", () => void 0);
	shell.stdin.on("error", () => void 0);
	shell.unref();
	return {
		over: (pid) => {
			shell.stdin.write(`${pid}\n`);
		},
		end: () => {
			if (shell.stdin.writable) shell.stdin.end("\ndone\n");
		}
	};
}
// src/agent/server-stop.ts
const PACES = {
	orderly: {
		dispose: 5e3,
		terminate: [2e3, 3e3]
	},
	hurried: {
		dispose: 3e3,
		terminate: [1e3]
	},
	"at-once": {
		dispose: 0,
		terminate: []
	}
};
async function stopServer(options) {
	const { group, marker, clock, pace } = options;
	const how = await end(options);
	group.kill();
	const polite = pace === "orderly";
	return {
		how,
		survivors: await endSurvivors({
			marker,
			killedGroup: group.pid,
			clock,
			polite
		})
	};
}
async function end({ group, url, password, clock, pace }) {
	const limits = PACES[pace];
	const disposed = url !== void 0 && await dispose(url, password, clock, limits.dispose);
	for (const patience of limits.terminate) {
		group.signal("SIGTERM");
		if (await within(clock, patience, group.exited) === TIMED_OUT) continue;
		return disposed ? "disposed" : "terminated";
	}
	group.kill();
	await group.exited;
	return "killed";
}
async function dispose(url, password, clock, patience) {
	if (patience === 0) return false;
	const over = new AbortController();
	const credentials = Buffer.from(`opencode:${password}`).toString("base64");
	const answer = await within(clock, patience, fetch(`${url}/global/dispose`, {
		method: "POST",
		headers: { authorization: `Basic ${credentials}` },
		signal: over.signal
	}).then((response) => response.ok, () => false));
	over.abort();
	return answer === true;
}
// src/agent/server.ts
const LISTENING = /opencode server listening on (http:\/\/\S+)/;
function watchForAddress() {
	let read;
	const found = new Promise((resolve) => {
		read = (line) => {
			const url = LISTENING.exec(line)?.[1];
			if (url !== void 0) resolve(url);
		};
	});
	return {
		read,
		found
	};
}
async function startServer(options) {
	const { clock, directory } = options;
	if (options.signal?.aborted === true) throw cancelled$1();
	const password = randomBytes(32).toString("hex");
	const marker = randomBytes(16).toString("hex");
	const mask = (text) => (options.mask ?? ((same) => same))(text).replaceAll(password, "***");
	const folder = prepareRunFolder({
		...options,
		password,
		marker
	});
	const { environment } = folder;
	const address = watchForAddress();
	const serve = {
		executable: options.executable,
		arguments: [
			"serve",
			"--hostname",
			"127.0.0.1",
			"--port",
			"0"
		],
		directory,
		environment,
		onLine: (line) => {
			address.read(line);
			options.onLog?.(mask(line));
		},
		onOwnExit: () => killSurvivors(marker)
	};
	const watch = watchStart(marker);
	const group = await importInto(environment, options, mask).then(() => spawnGroup(serve)).catch((cause) => {
		watch.end();
		folder.remove();
		removeAdded(folder.added);
		throw notStarted(options.executable, directory, cause);
	});
	watch.over(group.pid);
	group.exited.then(watch.end);
	let stopping;
	const stop = (url, pace) => stopping ??= stopServer({
		group,
		url,
		password,
		marker,
		clock,
		pace
	}).finally(() => {
		folder.remove();
		removeAdded(folder.added);
	});
	try {
		const url = await firstEnding(group, address.found, options, mask);
		return {
			url,
			password,
			pid: group.pid,
			exited: group.exited.then((exit) => ({
				...exit,
				tail: mask(group.tail())
			})),
			isGuarded: () => {
				const isGuarded = folder.isGuarded();
				if (isGuarded) watch.end();
				return isGuarded;
			},
			leftovers: {
				pid: group.pid,
				...group.startTime === void 0 ? {} : { startTime: group.startTime },
				marker,
				added: folder.added
			},
			stop: (pace = "orderly") => stop(url, pace)
		};
	} catch (error) {
		await stop(void 0, "at-once");
		throw error;
	}
}
async function importInto(environment, { executable, directory, session: file, startupTimeout: limit, signal }, mask) {
	if (file === void 0) return;
	await importSession({
		executable,
		directory,
		environment,
		file,
		limit,
		signal,
		mask
	});
}
async function firstEnding(group, ready, { clock, startupTimeout, signal }, mask) {
	const over = new AbortController();
	const tail = () => mask(group.tail());
	const exit = group.exited.then(({ code, signal: by }) => {
		throw new ServerError("exited", `The agent server ${code === null ? `was ended by ${by ?? "a signal"}` : `ended with code ${code}`} before it was ready.`, tail());
	});
	const cancel = aborted(signal, over.signal).then(() => {
		throw cancelled$1();
	});
	try {
		const url = await within(clock, startupTimeout, Promise.race([
			ready,
			exit,
			cancel
		]));
		if (url !== TIMED_OUT) return url;
		throw new ServerError("timeout", `The agent server was not ready after ${startupTimeout / 1e3} s (startup-timeout).`, tail());
	} finally {
		over.abort();
	}
}
function aborted(signal, over) {
	return new Promise((resolve) => {
		signal?.addEventListener("abort", () => resolve(), {
			once: true,
			signal: over
		});
	});
}
function cancelled$1() {
	return new ServerError("cancelled", "The run was cancelled while the agent server started.");
}
function notStarted(executable, directory, cause) {
	if (cause instanceof ServerError || cause instanceof SessionFileError) return cause;
	const { code, message } = cause;
	if (code === "ENOENT") return new ServerError("not-found", `Found no executable at ${executable}, or no folder at ${directory}.`, "", cause);
	return new ServerError("not-started", code === "E2BIG" ? "The config is too large to be handed to the agent server (128 KiB)." : `The agent server could not be started: ${message}`, "", cause);
}
// src/action/provide.ts
async function provideOpencode(options, warn) {
	const { settings, environment, clock, progress, signal } = options;
	const { path, version } = settings.opencode;
	if (path !== void 0) return {
		executable: path,
		pathEntries: []
	};
	const began = clock.now();
	const log = (line) => progress.notice("info", line);
	const installed = await installOpencode({
		version,
		env: environment,
		log,
		signal,
		clock
	});
	for (const warning of installed.warnings) warn(warning);
	if (!installed.cached) log(`opencode ${installed.version} installed (${formatDuration(clock.now() - began)})`);
	return installed;
}
async function earlierSession({ settings, clock }) {
	const { session } = settings;
	return session === void 0 ? {} : { rootId: await exportedSession(session, wallTime(clock)) };
}
async function startAgentServer(options, opencode) {
	const { settings, environment, clock, signal, mask } = options;
	const model = settings.model === void 0 ? void 0 : `${settings.model.provider}/${settings.model.id}`;
	const named = model === void 0 ? {} : { model };
	const given = {
		all: environment,
		...named,
		config: settings.config,
		environment: settings.environment,
		background: settings.background,
		projectConfig: options.projectTrusted
	};
	const serverOnly = serverEnvironment(given);
	const { variables, keys } = serverOnly;
	const models = await modelsFor(opencode, {
		...given,
		server: serverOnly,
		continues: settings.session !== void 0,
		directory: settings.directory
	});
	const { server: runDir } = workFiles(options.workDir);
	return startServer({
		executable: opencode.executable,
		directory: settings.directory,
		runDir,
		config: serverConfig({
			config: settings.config,
			...named,
			share: settings.share,
			variables: variablesIn(settings.config)
		}),
		...models === void 0 ? {} : { models },
		environment: withPath(variables, opencode.pathEntries),
		keys,
		permissions: permissionLayers(settings.policy, [join(runDir, "data", "opencode")]),
		clock,
		startupTimeout: settings.limits.startup,
		...settings.session === void 0 ? {} : { session: settings.session },
		signal,
		mask,
		onLog: () => void 0
	});
}
async function modelsFor(opencode, reach) {
	const providers = providersInReach(reach);
	const models = providers === void 0 ? void 0 : modelsOf(providers);
	return models !== void 0 && await isPinned(opencode) ? models : void 0;
}
async function isPinned({ executable, version }) {
	if (version !== void 0) return version === OPENCODE_VERSION;
	return isOneOf(executable, Object.values(OPENCODE_PINS));
}
function withPath(variables, entries) {
	if (entries.length === 0) return variables;
	const separator = process.platform === "win32" ? ";" : ":";
	return {
		...variables,
		PATH: folderList([...entries, variables["PATH"]], separator)
	};
}
// src/version.ts
const VERSION = "0.1.0";
// src/sessions/verdict.ts
function verdict(tree, now) {
	const root = tree.sessions.get(tree.rootId);
	if (root === void 0 || root.deleted !== void 0) return {
		outcome: "agent-error",
		why: { kind: "deleted" }
	};
	return rootVerdict(root) ?? childVerdict(tree, now) ?? { outcome: "completed" };
}
function rootVerdict(root) {
	const last = lastAssistant(root);
	if (last === void 0) return {
		outcome: "failed-to-start",
		message: root.error?.error.message ?? "the session ended without an answer"
	};
	if (last.error !== void 0) return {
		outcome: "agent-error",
		why: {
			kind: "error",
			error: last.error
		}
	};
	if (last.completed === void 0 || wasAborted(last)) return {
		outcome: "agent-error",
		why: { kind: "unfinished" }
	};
	if (last.finish === "stop" || last.structured !== void 0) return void 0;
	const refused = refusedTool(root, last.id);
	if (refused !== void 0) return {
		outcome: "agent-error",
		why: {
			kind: "refused",
			tool: refused
		}
	};
	return {
		outcome: "agent-error",
		why: {
			kind: "finish",
			finish: last.finish ?? "unknown"
		}
	};
}
function refusedTool(session, messageId) {
	const last = [...session.messages.get(messageId)?.tools.values() ?? []].at(-1);
	return last?.status === "error" && last.error?.includes("rejected permission") === true ? last.tool : void 0;
}
function childVerdict(tree, now) {
	const children = undealtFailures(tree, now);
	return children.length === 0 ? void 0 : {
		outcome: "child-error",
		children
	};
}
function undealtFailures(tree, now) {
	const undealt = [];
	const entries = ledger(tree, now);
	const covered = new Set();
	for (const session of members(tree)) {
		const { id } = session.info;
		const parent = tree.sessions.get(session.info.parentId ?? "");
		if (id === tree.rootId || parent === void 0) continue;
		if (covered.has(parent.info.id)) {
			covered.add(id);
			continue;
		}
		const failure = failureOf(session) ?? lossOf(session, entries);
		if (failure === void 0) continue;
		if (failure.how === "deleted" && hasDelivered(session, parent, entries)) continue;
		if (isDealtWith({
			id,
			failedAt: failure.at
		}, parent, entries)) continue;
		const { at: _at, ...told } = failure;
		undealt.push(told);
		covered.add(id);
	}
	return undealt;
}
function failureOf(session) {
	const { info, deleted } = session;
	const last = lastAssistant(session);
	const error = last === void 0 ? session.error?.error : last.error;
	const failure = {
		sessionId: info.id,
		title: info.title,
		at: last?.completed ?? last?.created ?? info.created,
		...error === void 0 ? {} : { error }
	};
	const isAborted = last !== void 0 && wasAborted(last);
	if (deleted !== void 0 && (deleted.unfinished || isAborted)) return {
		...failure,
		how: "deleted"
	};
	if (isAborted) return {
		...failure,
		how: "aborted"
	};
	if (error !== void 0) return {
		...failure,
		how: "failed"
	};
	if (deleted !== void 0) return void 0;
	return isInTheMiddle(session) ? {
		...failure,
		how: "unfinished"
	} : void 0;
}
function lossOf({ info }, entries) {
	const fates = entries.filter(({ launch }) => launch.childId === info.id).map(({ settled }) => settled?.how);
	const how = ["deleted", "undelivered"].find((fate) => fates.includes(fate));
	return how && {
		sessionId: info.id,
		title: info.title,
		how,
		at: info.created
	};
}
function hasDelivered(child, parent, entries) {
	const { id } = child.info;
	if (child.status.type !== "idle") return false;
	const launches = entries.filter(({ launch }) => launch.childId === id).map(({ settled }) => settled?.how === "delivered" && settled.failed !== true);
	const calls = foregroundCalls(parent, id).map(({ status }) => status === "completed");
	const results = [...launches, ...calls];
	return results.length > 0 && results.every(Boolean);
}
function foregroundCalls({ messages }, childId) {
	return [...messages.values()].flatMap(({ tools }) => [...tools.values()]).filter((part) => part.childId === childId && part.launch === void 0);
}
function isDealtWith({ id, failedAt }, parent, entries) {
	const launches = entries.filter(({ parentId, launch }) => parentId === parent.info.id && launch.childId === id);
	if (launches.some(({ settled }) => settled?.how === "cancelled")) return true;
	const earliest = Math.max(failedAt, ...launches.map(({ since }) => since));
	const learned = launches.flatMap(({ settled }) => settled?.at !== void 0 && settled.at >= earliest ? [settled.at] : []);
	for (const { ended } of foregroundCalls(parent, id)) if (ended !== void 0 && ended >= failedAt) learned.push(ended);
	if (learned.length === 0) return false;
	const since = Math.min(...learned);
	return history(parent).some(({ message }) => message.role === "assistant" && !message.summary && message.created >= since && message.completed !== void 0 && message.error === void 0);
}
// src/action/limits.ts
function breach(event, tree, limits) {
	if (event.type === "status" && event.status.type === "retry") {
		const { sessionId, status } = event;
		if (status.attempt <= limits.retries || !isMember(tree, sessionId)) return void 0;
		return {
			outcome: "retries-exhausted",
			sessionId,
			limit: limits.retries,
			message: status.message
		};
	}
	if (event.type === "message" || event.type === "session") return overspent(tree, limits);
}
function overspent(tree, limits) {
	const { cost } = tree.spent;
	if (limits.maxCost !== void 0 && cost >= limits.maxCost) return {
		outcome: "budget-exhausted",
		what: "cost",
		limit: limits.maxCost,
		spent: cost
	};
	const tokens = totalTokens(tree.spent.tokens);
	if (limits.maxTokens !== void 0 && tokens >= limits.maxTokens) return {
		outcome: "budget-exhausted",
		what: "tokens",
		limit: limits.maxTokens,
		spent: tokens
	};
}
// src/action/watch.ts
const HEARTBEAT = 3e4;
const OUT_OF_REACH = 12e4;
const ASK_AGAIN = 500;
const SUSPICIOUS_SILENCE = 1e4;
const MOST_LOST_ECHOES = 3;
const LOOK_AGAIN = 1e3;
const QUIET_WINDOW = 5e3;
const LONG_QUIET_WINDOW = 15e3;
async function watch(options) {
	const { attendance, limits } = options;
	const over = new AbortController();
	const broken = new Promise((resolve) => {
		attendance.onEvent((event) => {
			const ending = breach(event, attendance.tree, limits);
			if (ending !== void 0) resolve(ending);
		});
	});
	const racers = [
		settled,
		timedOut,
		noProgress,
		cancelled,
		lostContact
	];
	const said = heartbeats(options, over.signal);
	try {
		return await Promise.race([broken, ...racers.map((racer) => racer(options, over.signal))]);
	} finally {
		over.abort();
		attendance.onEvent(void 0);
		await said;
	}
}
const RACE_IS_OVER = {
	outcome: "cancelled",
	by: "another ending"
};
const settled = async (options, over) => {
	const { attendance, clock } = options;
	const { tree } = attendance;
	let readAt = clock.now();
	let unproven = 0;
	let failingSince;
	while (!over.aborted) try {
		const heardAt = Math.max(tree.lastActivity, readAt);
		const isSuspicious = !anyoneWorks(tree) && clock.now() - heardAt >= SUSPICIOUS_SILENCE;
		if (attendance.down === void 0 && (attendance.stale || isSuspicious)) {
			await attendance.resync(true);
			readAt = clock.now();
			if (isSuspicious && !knowsPrompt(tree)) await options.repeatPrompt?.();
		}
		const proof = await isSettled(options, over);
		if (proof === "settled") return verdict(tree, clock.now());
		unproven = proof === "no echo" ? unproven + 1 : 0;
		if (unproven === MOST_LOST_ECHOES) return {
			outcome: "lost-contact",
			message: NO_ECHO
		};
		failingSince = void 0;
	} catch (error) {
		failingSince ??= clock.now();
		if (clock.now() - failingSince >= OUT_OF_REACH) return {
			outcome: "lost-contact",
			message: String(error)
		};
		await clock.sleep(ASK_AGAIN, over);
	}
	return RACE_IS_OVER;
};
function knowsPrompt(tree) {
	return tree.sessions.get(tree.rootId)?.messages.has(tree.promptId) === true;
}
async function isSettled(options, over) {
	const { attendance, clock } = options;
	const { tree } = attendance;
	const isQuiet = () => !attendance.stale && !attendance.disposed && !anyoneWorks(tree) && pending(tree, clock.now()).length === 0;
	if (!isQuiet()) {
		await news(options, LOOK_AGAIN, over);
		return "not yet";
	}
	const quietFor = clock.now() - tree.lastActivity;
	const window = quietWindow(options);
	if (quietFor < window) {
		await news(options, window - quietFor, over);
		return "not yet";
	}
	const before = tree.activity;
	await attendance.resync();
	if (!await attendance.fence()) return attendance.stale ? "not yet" : "no echo";
	if (!isQuiet() || tree.activity !== before) return "not yet";
	if (options.foreignPlugins && await options.continues?.() === true) {
		await clock.sleep(ASK_AGAIN, over);
		return "not yet";
	}
	return "settled";
}
async function news({ attendance, clock }, ms, over) {
	const enough = new AbortController();
	const stop = () => enough.abort();
	over.addEventListener("abort", stop, { once: true });
	await Promise.race([attendance.heard(), clock.sleep(ms, enough.signal)]);
	enough.abort();
	over.removeEventListener("abort", stop);
}
function quietWindow({ attendance, foreignPlugins, limits }) {
	if (!foreignPlugins) return 0;
	if (limits.quietWindow !== void 0) return limits.quietWindow;
	return expectsMore(attendance) ? LONG_QUIET_WINDOW : QUIET_WINDOW;
}
function expectsMore({ tree }) {
	const sessions = members(tree).filter(({ deleted }) => deleted === void 0);
	const named = new Set();
	for (const { messages, openTodos } of sessions) {
		if (openTodos > 0) return true;
		for (const { tools } of messages.values()) for (const { childId } of tools.values()) if (childId !== void 0) named.add(childId);
	}
	return sessions.some(({ info }) => info.id !== tree.rootId && !named.has(info.id));
}
const timedOut = async (options, over) => {
	const { clock, deadline, limits } = options;
	while (!over.aborted && clock.now() < deadline) await clock.sleep(deadline - clock.now(), over);
	return {
		outcome: "timed-out",
		limit: limits.timeout,
		waiting: waits(options)
	};
};
const noProgress = async (options, over) => {
	const { attendance, clock, limits } = options;
	const left = () => attendance.tree.lastProgress + limits.noProgress - clock.now();
	while (!over.aborted && left() > 0) await clock.sleep(left(), over);
	return {
		outcome: "no-progress",
		limit: limits.noProgress,
		waiting: waits(options)
	};
};
const cancelled = async (options, over) => {
	const signal = options.cancelled;
	if (!signal.aborted) await new Promise((resolve) => {
		signal.addEventListener("abort", () => resolve(), {
			once: true,
			signal: over
		});
		over.addEventListener("abort", () => resolve(), { once: true });
	});
	return {
		outcome: "cancelled",
		by: String(signal.reason)
	};
};
const lostContact = async (options, over) => {
	const { serverEnded } = options;
	return Promise.race([serverEnded.then((message) => ({
		outcome: "lost-contact",
		message
	})), outOfReach(options, over)]);
};
async function outOfReach(options, over) {
	const { attendance, clock } = options;
	while (!over.aborted) {
		if (attendance.disposed) return {
			outcome: "lost-contact",
			message: "the agent server ended the sessions by itself"
		};
		const { down } = attendance;
		if (down !== void 0 && clock.now() - down.since >= OUT_OF_REACH) return {
			outcome: "lost-contact",
			message: down.reason
		};
		await clock.sleep(LOOK_AGAIN, over);
	}
	return RACE_IS_OVER;
}
async function heartbeats(options, over) {
	const { attendance, clock, progress } = options;
	for (;;) {
		await clock.sleep(HEARTBEAT, over);
		if (over.aborted) return;
		progress.waiting(waits(options), attendance.tree, clock.now());
	}
}
function waits({ attendance, clock }) {
	return pending(attendance.tree, clock.now());
}
// src/action/run.ts
async function run(options) {
	const transcript = openTranscript(options);
	const { mask, clock } = options;
	const growing = new GrowingTexts(workFiles(options.workDir).growing, {
		mask,
		clock
	});
	const recorded = {
		...options,
		progress: together(options.progress, transcript, growing)
	};
	const scene = {
		began: clock.now(),
		warnings: [],
		before: lookAtCheckout(options.settings.directory, workFiles(options.workDir).checkout)
	};
	const report = await endInOrder(recorded, scene, await untilInterrupted(recorded, scene.began, async (signal) => runToItsEnd({
		...recorded,
		signal
	}, scene).catch((error) => failureEnding(error, options.signal, scene.hasTask === true))));
	transcript.unfinished(growing.close());
	transcript.outcome(report.outcome, report.reason);
	transcript.close();
	return withPage(report, options.workDir, mask);
}
async function runToItsEnd(options, scene) {
	const { settings, progress, clock } = options;
	const earlier = await earlierSession(options);
	scene.opencode = await provideOpencode(options, (warning) => scene.warnings.push(warning));
	const server = await startAgentServer(options, scene.opencode);
	scene.server = server;
	options.onServer?.(server);
	const took = formatDuration(clock.now() - scene.began);
	progress.notice("info", serverReadySentence(scene.opencode.version, took));
	const wire = httpWire(server);
	const answer = (ask) => decide(ask, settings.policy, settings.directory);
	const conversation = await openConversation({
		wire,
		settings,
		...earlier,
		answer,
		progress,
		clock
	});
	scene.conversation = conversation;
	if (!server.isGuarded()) throw new Error(NOT_GUARDED);
	await conversation.giveTask();
	scene.hasTask = true;
	const foreignPlugins = await hasForeignPlugins(conversation);
	scene.opencode.version ??= await conversation.agent.version();
	const settle = () => untilSettled(options, {
		scene,
		server,
		conversation,
		foreignPlugins
	});
	const ending = await settle();
	if (ending.outcome === "failed-to-start") return diagnose(ending, settings, wire);
	if (ending.outcome !== "completed" || settings.outputSchema === void 0) return ending;
	scene.finalMessage = finalMessageOf(conversation.attendance.tree);
	await conversation.askForStructure(STRUCTURE_PROMPT, settings.outputSchema);
	return withStructure(scene, conversation, await settle());
}
function openTranscript({ workDir, mask, clock, progress }) {
	return new Transcript(workFiles(workDir).transcript, {
		mask,
		now: () => clock.now(),
		version: VERSION,
		onFailure: (sentence) => progress.notice("warning", sentence)
	});
}
function untilSettled(options, watched) {
	const { settings, clock, progress, signal } = options;
	const { scene, server, conversation, foreignPlugins } = watched;
	return watch({
		attendance: conversation.attendance,
		limits: settings.limits,
		clock,
		progress,
		deadline: scene.began + settings.limits.timeout,
		cancelled: signal,
		serverEnded: server.exited.then(({ code, signal: by, tail }) => serverEndedSentence(code, by, tail)),
		foreignPlugins,
		repeatPrompt: () => conversation.repeatPrompt(),
		continues: () => isContinuing(settings.directory, conversation.rootId)
	});
}
async function hasForeignPlugins({ agent }) {
	return (await agent.plugins()).some((plugin) => !isGuard(plugin));
}
function withStructure(scene, { attendance }, ending) {
	const root = attendance.tree.sessions.get(attendance.tree.rootId);
	scene.structuredOutput = root === void 0 ? void 0 : lastAssistant(root)?.structured;
	if (ending.outcome === "completed" && scene.structuredOutput === void 0) return {
		outcome: "agent-error",
		why: { kind: "no-structure" }
	};
	return ending;
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
// src/action/step.ts
async function runStep(options) {
	const { environment, clock, write } = options;
	const runner = readRunner(environment);
	const { shown } = runner;
	const mask = createMask(secretsNamed(environment));
	const unbegun = {
		summary: "full",
		mask,
		fails: true,
		write,
		shown
	};
	const place = diskPlace(runner.workspace, runner.temporary);
	const read = await readSettings(rawInputs(environment), place, runner.comment);
	const id = randomUUID();
	const tell = async (report, mayExist = false) => {
		const { started } = report;
		const of = {
			id,
			started,
			mayExist,
			mask,
			warn: () => void 0
		};
		const comment = read.comment && commentOn(read.comment, options, of);
		await publishAll(report, unbegun, comment);
		return { exitCode: exitCodeOf(report.outcome) };
	};
	if ("problems" in read) return tell(rejected(read.problems, clock.now()));
	try {
		return await runWith(options, runner, {
			...read,
			id
		});
	} catch (error) {
		return tell(notBegun(error, clock.now()), true);
	}
}
function commentOn(wish, { environment, clock }, of) {
	return new RunComment({
		wish,
		environment,
		clock,
		...of
	});
}
async function publishAll(report, audience, comment) {
	const ending = comment?.end(report);
	await publish$1(report, audience);
	const end = await ending;
	if (end?.note !== void 0) audience.write(noticeLine("info", end.note));
	if (end?.problem !== void 0) await warn(end.problem, audience);
	return end?.isOver ?? true;
}
async function runWith(options, runner, { settings, warnings, comment: wish, id }) {
	const { environment, clock, signal, write } = options;
	const secrets = secretsIn(settings, environment);
	const mask = createMask(secrets);
	const level = settings.log;
	const { shown } = runner;
	const log = new LiveLog({
		write,
		mask,
		level,
		groups: true,
		...shown.annotations ? { annotate } : {}
	});
	for (const warning of warnings) log.notice("warning", warning);
	const workDir = makeRunFolder(stepFolder(runner));
	const started = clock.now();
	const warnInLog = (sentence) => log.notice("warning", sentence);
	const keptAt = workFiles(workDir).comment;
	const comment = wish && commentOn(wish, options, {
		id,
		started,
		mask,
		warn: warnInLog,
		keptAt
	});
	const handover = {
		main: ownProcess(),
		started,
		summary: settings.summary,
		...comment === void 0 ? {} : { comment: {
			id,
			isOver: false
		} }
	};
	writeHandover(workDir, {
		...handover,
		reported: false
	});
	const onServer = ({ leftovers }) => {
		writeHandover(workDir, {
			...handover,
			server: leftovers,
			reported: false
		});
		keepForPost(workDir, secrets);
		comment?.begin();
	};
	const report = await run({
		settings,
		environment,
		workDir,
		projectTrusted: isTrusted(settings.projectConfig, runner),
		mask,
		progress: comment === void 0 ? log : together(log, comment.progress),
		clock,
		signal,
		onServer
	});
	log.end();
	const exitCode = exitCodeOf(report.outcome, settings.failOn && new Set(settings.failOn));
	const whole = {
		...report,
		warnings: [...warnings, ...report.warnings]
	};
	const { summary } = settings;
	const isOver = await publishAll(whole, {
		summary,
		mask,
		fails: exitCode !== 0,
		write,
		shown
	}, comment);
	const told = comment === void 0 ? {} : { comment: {
		id,
		isOver
	} };
	closeHandover(workDir, {
		...handover,
		...told
	});
	return { exitCode };
}
function isTrusted(choice, { ownCode }) {
	return choice === "trusted" || choice === "auto" && ownCode;
}
// src/action/main.ts
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--heap-growing-percent=30");
process.stdout.on("error", () => void 0);
const { exitCode } = await runStep({
	environment: process.env,
	clock: steadyClock,
	signal: cancelSignal(process),
	write: (line) => process.stdout.write(`${line}\n`)
});
await new Promise((written) => process.stdout.write("", written));
process.exit(exitCode);
export {};

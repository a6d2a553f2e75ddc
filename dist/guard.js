import "node:module";
import { fstatSync, readFileSync, readdirSync, rmSync } from "node:fs";
import "node:child_process";
const PLACEHOLDER = /\{agent-run:([^}]+)\}/g;
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
const GREETING = "agent-run\n";
async function orphaned() {
	const { Bun: engine } = globalThis;
	if (engine === void 0 || !isSocket() || !await endsAfterGreeting(engine)) await new Promise(() => {});
}
function isSocket() {
	try {
		return fstatSync(3).isSocket();
	} catch {
		return false;
	}
}
async function endsAfterGreeting(engine) {
	let heard = "";
	try {
		for await (const piece of engine.file(3).stream()) {
			heard += Buffer.from(piece).toString("latin1");
			if (!"agent-run\n".startsWith(heard)) return false;
		}
	} catch {
		return false;
	}
	return heard === GREETING;
}
// src/agent/proc.ts
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
// src/agent/server-stop.ts
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
// src/agent/end-alone.ts
const PATIENCE = 2e3;
async function endAlone(server) {
	const { url, password, marker } = server;
	if (url !== void 0) await dispose(url.origin, password, systemClock, PATIENCE);
	if (marker !== "") killSurvivors(marker);
	signalGroup(process.pid, "SIGKILL");
	signalProcess(process.pid, "SIGKILL");
}
// src/agent/permission-rules.ts
function matches(text, wildcard) {
	let expression = slashes(wildcard).replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\*+/g, ".*").replaceAll("?", ".");
	if (expression.endsWith(" .*")) expression = `${expression.slice(0, -3)}( .*)?`;
	return new RegExp(`^${expression}$`, "s").test(slashes(text));
}
function slashes(text) {
	return text.replaceAll("\\", "/");
}
function rulesOf(config) {
	if (isAction(config)) return [{
		permission: "*",
		pattern: "*",
		action: config
	}];
	if (!isRecord(config)) return [];
	return Object.entries(config).flatMap(([permission, value]) => {
		if (isAction(value)) return [{
			permission,
			pattern: "*",
			action: value
		}];
		if (!isRecord(value)) return [];
		return Object.entries(value).flatMap(([pattern, action]) => isAction(action) ? [{
			permission,
			pattern,
			action
		}] : []);
	});
}
function permissionConfig(rules) {
	const general = new Map();
	const named = new Map();
	const seen = [];
	for (const rule of rules) {
		if (isWildcard(rule.permission)) {
			const patterns = general.get(rule.permission) ?? new Map();
			general.delete(rule.permission);
			general.set(rule.permission, put(patterns, rule));
			for (const [permission, own] of named) if (matches(permission, rule.permission)) put(own, rule);
		} else {
			const patterns = named.get(rule.permission) ?? patternsFor(rule.permission, seen);
			named.set(rule.permission, put(patterns, rule));
		}
		seen.push(rule);
	}
	return Object.fromEntries([...general, ...named].map(([permission, patterns]) => [permission, compact(patterns)]));
}
function patternsFor(permission, rules) {
	const patterns = new Map();
	for (const rule of rules) if (matches(permission, rule.permission)) put(patterns, rule);
	return patterns;
}
function put(patterns, { pattern, action }) {
	if (pattern === "*") patterns.clear();
	patterns.delete(pattern);
	return patterns.set(pattern, action);
}
function compact(patterns) {
	const everything = patterns.get("*");
	return patterns.size === 1 && everything !== void 0 ? everything : Object.fromEntries(patterns);
}
function isWildcard(permission) {
	return /[*?]/.test(permission);
}
function isAction(value) {
	return value === "allow" || value === "deny" || value === "ask";
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/agent/guard-memory.ts
const SET_DUMPABLE = 4;
const LIBRARIES = [
	"libc.so.6",
	"libc.musl-x86_64.so.1",
	"libc.musl-aarch64.so.1"
];
const FUNCTIONS = {
	prctl: {
		args: ["i32", "u64"],
		returns: "i32"
	},
	getenv: {
		args: ["ptr"],
		returns: "ptr"
	},
	memset: {
		args: [
			"ptr",
			"i32",
			"u64"
		],
		returns: "ptr"
	}
};
async function closeMemory(erased) {
	if (process.platform !== "linux") return;
	const engine = "bun:ffi";
	for (const name of LIBRARIES) try {
		const { symbols } = (await import(engine)).dlopen(name, FUNCTIONS);
		for (const variable of erased) erase(symbols, variable);
		symbols.prctl(SET_DUMPABLE, 0n);
		return;
	} catch {
		continue;
	}
}
function erase({ getenv, memset }, variable) {
	const start = getenv(Buffer.from(`${variable}\0`));
	const length = Buffer.byteLength(process.env[variable] ?? "");
	if (start !== null) memset(start, 0, BigInt(length));
}
// src/agent/guard.ts
const { keys, defaults, rules } = await takeOver(process.env["AGENT_RUN_HANDOVER"] ?? "");
let url;
orphaned().then(() => {
	const password = process.env["OPENCODE_SERVER_PASSWORD"] ?? "";
	return endAlone({
		url,
		password,
		marker: process.env["AGENT_RUN_ID"] ?? ""
	});
});
function guard({ serverUrl }) {
	url = serverUrl;
	return {
		config: (config) => {
			for (const name of Object.keys(keys.variables)) makeListed(name, true);
			fillPlaceholders(config, keys.values);
			config.permission = permissionConfig([
				...defaults,
				...rulesOf(config.permission),
				...rules
			]);
			for (const agent of Object.values(config.agent ?? {})) addRules(agent);
			for (const server of Object.values(config.mcp ?? {})) blankVariables(server, keys.variables);
		},
		"chat.params": () => {
			for (const name of Object.keys(keys.variables)) makeListed(name, false);
		},
		"shell.env": (_input, output) => {
			for (const name of Object.keys(keys.variables)) output.env[name] = void 0;
		}
	};
}
async function takeOver(path) {
	const content = JSON.parse(readFileSync(path, "utf8"));
	rmSync(path);
	const { hidden, restored } = content;
	const stored = JSON.parse(process.env["OPENCODE_AUTH_CONTENT"] ?? "{}");
	const auth = Object.entries(content.keys.auth).map(([id, key]) => [id, {
		type: "api",
		key
	}]);
	const all = {
		...stored,
		...Object.fromEntries(auth)
	};
	if (Object.keys(all).length > 0) process.env["OPENCODE_AUTH_CONTENT"] = JSON.stringify(all);
	Object.assign(process.env, content.keys.variables);
	for (const name of [...hidden, "OPENCODE_AUTH_CONTENT"]) makeListed(name, false);
	for (const [name, value] of Object.entries(restored)) if (value === null) delete process.env[name];
	else process.env[name] = value;
	await closeMemory(["OPENCODE_SERVER_PASSWORD"]);
	return content;
}
function makeListed(name, enumerable) {
	const value = process.env[name];
	if (value === void 0) return;
	Object.defineProperty(process.env, name, {
		value,
		enumerable,
		configurable: true,
		writable: true
	});
}
function addRules(agent) {
	if (!isRecord(agent)) return;
	agent["permission"] = permissionConfig([...rulesOf(agent["permission"]), ...rules]);
}
function blankVariables(server, variables) {
	if (!isRecord(server) || server["type"] !== "local") return;
	const blanks = Object.fromEntries(Object.keys(variables).map((name) => [name, ""]));
	const wanted = isRecord(server["environment"]) ? server["environment"] : {};
	server["environment"] = {
		...blanks,
		...wanted
	};
}
function fillPlaceholders(value, values) {
	if (typeof value !== "object" || value === null) return;
	const holder = value;
	for (const [key, item] of Object.entries(holder)) if (typeof item !== "string") fillPlaceholders(item, values);
	else if (item.includes("{agent-run:")) holder[key] = item.replaceAll(PLACEHOLDER, (_, name) => values[name] ?? "");
}
export { guard };

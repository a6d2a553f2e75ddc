import "node:module";
import { readFileSync, rmSync } from "node:fs";
const PLACEHOLDER = /\{agent-run:([^}]+)\}/g;
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
function guard() {
	return {
		config: (config) => {
			fillPlaceholders(config, keys.values);
			config.permission = permissionConfig([
				...defaults,
				...rulesOf(config.permission),
				...rules
			]);
			for (const agent of Object.values(config.agent ?? {})) addRules(agent);
			for (const server of Object.values(config.mcp ?? {})) blankVariables(server, keys.variables);
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
	for (const name of [...hidden, "OPENCODE_AUTH_CONTENT"]) hide(name);
	for (const [name, value] of Object.entries(restored)) if (value === null) delete process.env[name];
	else process.env[name] = value;
	await closeMemory(["OPENCODE_SERVER_PASSWORD"]);
	return content;
}
function hide(name) {
	const value = process.env[name];
	if (value === void 0) return;
	Object.defineProperty(process.env, name, {
		value,
		enumerable: false,
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

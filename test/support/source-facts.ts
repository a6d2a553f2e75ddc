import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

/** What one source file says about its surroundings, read from its syntax tree. */
export type SourceFacts = {
  imports: { from: string; typeOnly: boolean }[];
  /** Globals it refers to, `name` or `name.member`; `new Date()` without arguments is `new Date`. */
  globals: Set<string>;
  hasDefaultExport: boolean;
  lines: number;
};

export function readSource(path: string, text: string): SourceFacts {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((e) => e.message).join('; ')}`);
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const { globals, dynamicImports } = readTree(program);
  return {
    imports: [
      ...module.staticImports.map(({ moduleRequest, entries }) => ({
        from: moduleRequest.value,
        typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
      })),
      ...exported.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ from: moduleRequest.value, typeOnly: isType }] : [],
      ),
      ...dynamicImports.map((from) => ({ from, typeOnly: false })),
    ],
    globals,
    hasDefaultExport: exported.some(
      ({ exportName: { kind, name } }) => kind === 'Default' || name === 'default',
    ),
    lines: text.split('\n').length - 1,
  };
}

function readTree(program: ESTree.Program): { globals: Set<string>; dynamicImports: string[] } {
  const globals = new Set<string>();
  const dynamicImports: string[] = [];
  const labels = new Set<number>();
  const visitor = new Visitor({
    MemberExpression({ object, property, computed }) {
      if (computed || property.type !== 'Identifier') return;
      labels.add(property.start);
      if (object.type !== 'Identifier') return;
      globals.add(`${object.name}.${property.name}`);
      if (object.name === 'globalThis') globals.add(property.name);
    },
    Property({ key, shorthand }) {
      if (!shorthand) labels.add(key.start);
    },
    Identifier({ name, start }) {
      if (!labels.has(start)) globals.add(name);
    },
    NewExpression({ callee, arguments: given }) {
      if (callee.type === 'Identifier' && given.length === 0) globals.add(`new ${callee.name}`);
    },
    ImportExpression({ source }) {
      if (source.type === 'Literal') dynamicImports.push(String(source.value));
    },
  });
  visitor.visit(program);
  return { globals, dynamicImports };
}

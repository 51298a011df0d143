// @ts-check
/**
 * The extension's JSDoc types as plain data, read by the TypeScript compiler, and the same of a JSON Schema: so that
 * the one can be compared with the other.
 */

import { fileURLToPath } from "node:url";
import ts from "typescript";
import { EXTENSION, contentFiles } from "./load.js";

/**
 * @typedef {{fields: Record<string, Shape>}|{entries: Shape}|{items: Shape}|{anyOf: Shape[]}|{is: unknown}|{type: string}} Shape
 *   of an object, of an object with any keys, of a list, of one thing or another, of one value, of any value of a type
 */

const files = [...contentFiles, "pairing/handshake.js"].map((file) => fileURLToPath(new URL(file, EXTENSION)));
const program = ts.createProgram(files, {
  allowJs: true, checkJs: true, noEmit: true, strict: true, types: ["chrome"],
  target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2024.d.ts", "lib.dom.d.ts"],
});
const checker = program.getTypeChecker();

/**
 * The type that a `@typedef` of this name stands for. Those of content scripts are shared by all of them.
 * @param {string} name
 * @param {string} [file] a module below extension/
 * @returns {Shape}
 */
export function shapeOfTypedef(name, file = contentFiles[0] ?? "") {
  const source = program.getSourceFile(fileURLToPath(new URL(file, EXTENSION)));
  const symbol = source && checker.getSymbolsInScope(source, ts.SymbolFlags.TypeAlias).find((each) => each.name === name);
  if (!symbol) throw new RangeError(`${file} knows no type ${name}`);
  return shapeOfType(checker.getDeclaredTypeOfSymbol(checker.getExportSymbolOfSymbol(symbol)), name);
}

/** @param {ts.Type} type @param {string} place for the message @returns {Shape} */
function shapeOfType(type, place) {
  if (type.isUnion()) return anyOf(type.types.map((each) => shapeOfType(each, place)));
  if (type.isStringLiteral() || type.isNumberLiteral()) return { is: type.value };
  if (type.flags & ts.TypeFlags.Null) return { is: null };
  if (type.flags & ts.TypeFlags.String) return { type: "string" };
  if (type.flags & ts.TypeFlags.Number) return { type: "number" };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { is: checker.typeToString(type) === "true" };
  const [item] = checker.isArrayType(type) ? checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)) : [];
  if (item) return { items: shapeOfType(item, `${place}[]`) };
  const entry = type.getStringIndexType();
  if (entry) return { entries: shapeOfType(entry, `${place}[…]`) };
  if (!(type.flags & ts.TypeFlags.Object)) throw new TypeError(`${place} is ${checker.typeToString(type)}`);
  const fields = checker.getPropertiesOfType(type).map((field) => {
    if (field.flags & ts.SymbolFlags.Optional) throw new TypeError(`${place}.${field.name} may be left out`);
    return /** @type {const} */ ([field.name, shapeOfType(checker.getTypeOfSymbol(field), `${place}.${field.name}`)]);
  });
  return { fields: Object.fromEntries(fields) };
}

/**
 * @param {any} schema a JSON Schema as msgspec writes it
 * @param {any} [root] the whole of it
 * @returns {Shape}
 */
export function shapeOfSchema(schema, root = schema) {
  const inner = (/** @type {any} */ each) => shapeOfSchema(each, root);
  if (schema.$ref) return inner(schema.$ref.slice("#/".length).split("/").reduce((/** @type {any} */ at, /** @type {string} */ key) => at[key], root));
  if (schema.anyOf) return anyOf(schema.anyOf.map(inner));
  if (schema.enum) return anyOf(schema.enum.map((/** @type {unknown} */ is) => ({ is })));
  if (schema.type === "null") return { is: null };
  if (schema.type === "boolean") return anyOf([{ is: true }, { is: false }]);
  if (schema.type === "string") return { type: "string" };
  if (schema.type === "integer" || schema.type === "number") return { type: "number" };
  if (schema.type === "array") return { items: inner(schema.items) };
  if (schema.type === "object" && schema.properties) {
    const names = Object.keys(schema.properties);
    const left = names.filter((name) => !schema.required?.includes(name));
    if (left.length > 0) throw new TypeError(`${schema.title} may leave out ${left.join()}`);
    return { fields: Object.fromEntries(names.map((name) => [name, inner(schema.properties[name])])) };
  }
  if (schema.type === "object" && typeof schema.additionalProperties === "object") return { entries: inner(schema.additionalProperties) };
  throw new TypeError(`a schema of another kind: ${JSON.stringify(schema)}`);
}

/** In one order, whatever the order in which they were written. @param {Shape[]} shapes @returns {Shape} */
function anyOf(shapes) {
  const flat = shapes.flatMap((shape) => ("anyOf" in shape ? shape.anyOf : [shape]));
  return { anyOf: flat.toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other))) };
}

/** The values of a type that lists them. @param {Shape} shape @returns {string[]} */
export function valuesOf(shape) {
  const each = "anyOf" in shape ? shape.anyOf : [shape];
  return each.map((one) => {
    if (!("is" in one)) throw new TypeError(`no list of values: ${JSON.stringify(one)}`);
    return String(one.is);
  });
}

// Pieces of an IDL, as Anchor's generated tests print them, and how they become one.

const BEGIN = /^--- IDL begin (address|const|event|errors|program) ---$/;

/** The argument type that means "no bytes may follow"; it is not part of the interface. */
const END = 'End';

/** The argument type that stands for `&str`, which Anchor's IDL builder does not compile. */
const TEXT = 'Text';

/** Splits what the tests printed into its pieces, by kind. */
export function parse(output) {
    const pieces = { address: [], const: [], event: [], errors: [], program: [] };
    let kind, lines;
    for (const line of output.split('\n')) {
        const begin = BEGIN.exec(line);
        if (begin) {
            [, kind] = begin;
            lines = [];
        } else if (kind && line === `--- IDL end ${kind} ---`) {
            pieces[kind].push(lines.join('\n'));
            kind = undefined;
        } else if (kind) {
            lines.push(line);
        }
    }
    if (kind) throw new Error(`the IDL's ${kind} piece has no end`);
    if (pieces.program.length !== 1 || pieces.address.length !== 1) {
        throw new Error('the tests printed no program; does it have `declare_id!` and `#[program]`?');
    }
    return pieces;
}

/** Joins the pieces, in an order that does not depend on the build. */
export function assemble(pieces) {
    const program = JSON.parse(pieces.program[0]);
    const events = pieces.event.map((piece) => JSON.parse(piece));
    const types = new Map();
    for (const type of [...program.types, ...events.flatMap((event) => event.types)]) types.set(type.name, type);
    const idl = {
        address: pieces.address[0].trim(),
        metadata: program.metadata,
        ...(program.docs?.length ? { docs: program.docs } : {}),
        instructions: program.instructions.map(withoutEnd).sort(byName),
        accounts: program.accounts.sort(byName),
        events: events.map(({ event }) => event).sort(byName),
        errors: pieces.errors.flatMap((piece) => JSON.parse(piece)).sort((a, b) => a.code - b.code),
        types: [...types.values()].sort(byName),
        constants: pieces.const.map((piece) => JSON.parse(piece)).sort(byName),
    };
    return withoutPaths(idl);
}

function byName(a, b) {
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function withoutEnd(instruction) {
    const args = instruction.args.slice();
    const last = args.pop();
    if (last?.type?.defined?.name?.split('::').pop() !== END) {
        throw new Error(`instruction ${instruction.name} must take \`${END}\` as its last argument`);
    }
    return { ...instruction, args: withPlainText(args) };
}

function withPlainText(node) {
    if (Array.isArray(node)) return node.map(withPlainText);
    if (node === null || typeof node !== 'object') return node;
    if (node.defined?.name?.split('::').pop() === TEXT) return 'string';
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withPlainText(value)]));
}

/** Shortens `a::b::Name` to `Name` where that is unambiguous. */
function withoutPaths(idl) {
    const paths = new Map();
    const text = JSON.stringify(idl);
    for (const [, path, name] of text.matchAll(/"((?:\w+::)+(\w+))"/g)) {
        paths.set(name, (paths.get(name) ?? new Set()).add(path));
    }
    let short = text;
    for (const [name, [path, ...more]] of paths) {
        if (more.length === 0) short = short.replaceAll(`"${path}"`, `"${name}"`);
    }
    return JSON.parse(short);
}

/** Leaves out the accounts of other programs, and every type that nothing refers to any more. */
export function own(idl, others) {
    const foreign = (account) =>
        others.some((other) => other.accounts.some((theirs) => JSON.stringify(theirs) === JSON.stringify(account)));
    const accounts = idl.accounts.filter((account) => !foreign(account));
    const used = new Set();
    const use = (name) => {
        if (used.has(name)) return;
        used.add(name);
        const type = idl.types.find((candidate) => candidate.name === name);
        if (!type) throw new Error(`type ${name} is used but not defined: write an alias out, derive IdlType for a struct`);
        references(type.type).forEach(use);
    };
    [...accounts, ...idl.events].forEach(({ name }) => use(name));
    references([idl.instructions, idl.constants]).forEach(use);
    return { ...idl, accounts, types: idl.types.filter(({ name }) => used.has(name)) };
}

function references(node) {
    if (Array.isArray(node)) return node.flatMap(references);
    if (node === null || typeof node !== 'object') return [];
    const own = node.defined?.name ? [node.defined.name] : [];
    return [...own, ...Object.values(node).flatMap(references)];
}

/** Refuses an IDL by which data could be read in two ways. */
export function verify(idl) {
    for (const field of ['instructions', 'accounts', 'events']) {
        for (const { name, discriminator } of idl[field]) {
            if (discriminator.length === 0) throw new Error(`${name} in ${field} has no discriminator`);
            const twin = idl[field].find(
                (other) => other.name !== name && discriminator.every((byte, i) => other.discriminator[i] === byte),
            );
            if (twin) throw new Error(`${name} and ${twin.name} in ${field} cannot be told apart`);
        }
    }
    const codes = new Set();
    for (const { code, name } of idl.errors) {
        if (codes.has(code)) throw new Error(`error ${name} has the code of another error`);
        codes.add(code);
    }
}

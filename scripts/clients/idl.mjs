// The IDLs as Codama reads them; shared by the generators of the Rust and the TypeScript client.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The IDLs of a folder, in the order of their names. */
export function readIdls(source) {
    const files = readdirSync(source).filter((file) => file.endsWith('.json')).sort();
    return files.map((file) => {
        const idl = JSON.parse(readFileSync(join(source, file), 'utf8'));
        if (basename(file, '.json') !== idl.metadata.name) throw new Error(`${file} is of ${idl.metadata.name}`);
        return idl;
    });
}

/** An IDL as Codama reads it. */
export function forCodama(idl) {
    const node = structuredClone(idl);
    // Codama knows events but does not render them; as plain types it does.
    node.events = [];
    return rewrite(node);
}

/** Codama expects `{ kind: 'alias', value }` where Anchor 2 writes `{ kind: 'type', alias }`. */
function rewrite(node) {
    if (Array.isArray(node)) return node.map(rewrite);
    if (node === null || typeof node !== 'object') return node;
    if (node.kind === 'type' && 'alias' in node) return { kind: 'alias', value: rewrite(node.alias) };
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewrite(value)]));
}

// Writes the IDL of every program: node build.mjs <directory for the IDLs>
//
// Anchor's macros add tests that print an IDL in pieces (feature `idl-build`). This builds those tests,
// runs them and joins the pieces as `anchor idl build` does (crate `anchor-lang-idl`, `build.rs`).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble, own, parse, verify } from './idl.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The program crates, each after those it depends on. */
function programs() {
    const metadata = JSON.parse(
        execFileSync('cargo', ['metadata', '--no-deps', '--format-version', '1'], { cwd: root, maxBuffer: 1 << 28 }),
    );
    const crates = metadata.packages.filter((crate) => 'idl-build' in crate.features);
    const sorted = [];
    const visit = (crate) => {
        if (sorted.includes(crate)) return;
        for (const { path } of crate.dependencies) {
            const dependency = path && crates.find((other) => dirname(other.manifest_path) === path);
            if (dependency) visit(dependency);
        }
        sorted.push(crate);
    };
    crates.forEach(visit);
    return sorted.map(({ name }) => name);
}

/** Builds the tests of the programs; their executables by program. */
function executables(names) {
    const args = ['test', '--quiet', '--lib', '--no-run', '--message-format=json'];
    for (const name of names) args.push('-p', name);
    args.push('--features', names.map((name) => `${name}/idl-build`).join(','));
    const build = spawnSync('cargo', args, {
        cwd: root,
        maxBuffer: 1 << 28,
        encoding: 'utf8',
        // Warnings are for the programs' own builds.
        env: { ...process.env, RUSTFLAGS: '-A warnings' },
    });
    const messages = build.stdout.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
    if (build.status !== 0) {
        for (const { message } of messages) if (message?.rendered) process.stderr.write(message.rendered);
        process.stderr.write(build.stderr);
        throw new Error('the programs do not build with feature `idl-build`');
    }
    const found = new Map();
    for (const { executable, target } of messages) if (executable) found.set(target.name.replaceAll('_', '-'), executable);
    return found;
}

function main([directory]) {
    if (!directory) throw new Error('usage: build.mjs <directory for the IDLs>');
    const names = programs();
    const tests = executables(names);
    mkdirSync(directory, { recursive: true });
    const others = [];
    for (const name of names) {
        const output = execFileSync(tests.get(name), ['__anchor_private_print_idl', '--show-output', '--test-threads=1'], {
            encoding: 'utf8',
            maxBuffer: 1 << 28,
        });
        const idl = own(assemble(parse(output)), others);
        verify(idl);
        others.push(idl);
        writeFileSync(join(directory, `${name.replaceAll('-', '_')}.json`), JSON.stringify(idl, null, 2) + '\n');
    }
}

try {
    main(process.argv.slice(2));
} catch (error) {
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
}

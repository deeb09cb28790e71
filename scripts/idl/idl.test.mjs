// node --test scripts/idl
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assemble, own, parse, verify } from './idl.mjs';

const instruction = (name, args) => ({ name, discriminator: [1], accounts: [], args });
const arg = (name, type) => ({ name, type: typeof type === 'string' ? { defined: { name: type } } : type });
const struct = (name, fields = []) => ({ name, type: { kind: 'struct', fields } });

function printed(program, extra = '') {
    return [
        'running 2 tests',
        '--- IDL begin address ---',
        'Address111',
        '--- IDL end address ---',
        extra,
        '--- IDL begin program ---',
        JSON.stringify({ metadata: { name: 'demo' }, instructions: [], accounts: [], types: [], ...program }),
        '--- IDL end program ---',
    ].join('\n');
}

test('pieces are joined in an order of their own', () => {
    const event = { event: { name: 'Moved', discriminator: [9] }, types: [struct('Moved')] };
    const idl = assemble(
        parse(
            printed(
                { instructions: [instruction('b', [arg('_end', 'End')]), instruction('a', [arg('_end', 'End')])] },
                [
                    '--- IDL begin event ---',
                    JSON.stringify(event),
                    '--- IDL end event ---',
                    '--- IDL begin errors ---',
                    '[{"code":2,"name":"Two"},{"code":1,"name":"One"}]',
                    '--- IDL end errors ---',
                ].join('\n'),
            ),
        ),
    );
    assert.equal(idl.address, 'Address111');
    assert.deepEqual(idl.instructions.map(({ name }) => name), ['a', 'b']);
    assert.deepEqual(idl.errors.map(({ code }) => code), [1, 2]);
    assert.deepEqual(idl.events, [event.event]);
    assert.deepEqual(idl.types, event.types);
});

test('`End` must come last and disappears, `Text` becomes a string', () => {
    const args = [arg('title', 'support::Text'), arg('note', { option: { defined: { name: 'Text' } } }), arg('_end', 'End')];
    const idl = assemble(parse(printed({ instructions: [instruction('a', args)] })));
    assert.deepEqual(idl.instructions[0].args, [
        { name: 'title', type: 'string' },
        { name: 'note', type: { option: 'string' } },
    ]);
    const open = parse(printed({ instructions: [instruction('a', [])] }));
    assert.throws(() => assemble(open), /instruction a must take `End`/);
});

test('paths are shortened unless two types would share a name', () => {
    const types = [struct('A', [arg('x', 'a::b::Same'), arg('y', 'c::Same'), arg('z', 'd::Other')])];
    const names = assemble(parse(printed({ types }))).types[0].type.fields.map(({ type }) => type.defined.name);
    assert.deepEqual(names, ['a::b::Same', 'c::Same', 'Other']);
});

test("another program's accounts are left out, with the types that only they use", () => {
    const mine = { name: 'Mine', discriminator: [1] };
    const theirs = { name: 'Theirs', discriminator: [2] };
    const types = [struct('Inner'), struct('Mine', [arg('x', 'Inner')]), struct('Theirs', [arg('x', 'Lost')]), struct('Lost')];
    const idl = { instructions: [], events: [], constants: [], accounts: [mine, theirs], types };
    const kept = own(idl, [{ accounts: [theirs] }]);
    assert.deepEqual(kept.accounts, [mine]);
    assert.deepEqual(kept.types.map(({ name }) => name), ['Inner', 'Mine']);
    assert.throws(() => own({ ...idl, types: types.slice(1) }, [{ accounts: [theirs] }]), /type Inner is used but not defined/);
});

test('what could be read in two ways is refused', () => {
    const idl = (over) => ({ instructions: [], accounts: [], events: [], errors: [], ...over });
    const named = (name, discriminator) => ({ name, discriminator });
    verify(idl({ accounts: [named('a', [1, 2]), named('b', [1, 3])] }));
    assert.throws(() => verify(idl({ instructions: [named('a', [])] })), /has no discriminator/);
    assert.throws(() => verify(idl({ accounts: [named('a', [1]), named('b', [1, 3])] })), /cannot be told apart/);
    assert.throws(() => verify(idl({ errors: [{ code: 1, name: 'A' }, { code: 1, name: 'B' }] })), /code of another/);
});

test('output without a program is refused', () => {
    assert.throws(() => parse('nothing here'), /printed no program/);
    assert.throws(() => parse('--- IDL begin program ---\n{}'), /has no end/);
});

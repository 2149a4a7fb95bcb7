// USearch under Node.js, driven by the arena's commands. Argument library=… is the folder of the npm package.
import * as fs from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const CHUNK_BYTES = 1 << 26;

const print = (...fields) => fs.writeSync(1, `${fields.join('\t')}\n`);

const oneLine = (failure) => String(failure.message ?? failure).replace(/\s+/g, ' ');

function wholeNumber(name, text, least, most) {
    if (!/^-?\d+$/.test(text ?? '')) {
        throw new Error(`${name} is '${text}', not a whole number`);
    }
    const value = Number(text);
    if (value < least || value > most) {
        throw new Error(`${name} is ${text}, it must be from ${least} to ${most}`);
    }
    return value;
}

function readSettings(settings) {
    for (const key of ['library', 'base', 'queries', 'warmup', 'metric', 'dimension', 'folder']) {
        if (settings[key] === undefined) {
            throw new Error(`argument ${key}=… is missing`);
        }
    }
    const number = (key, most) => wholeNumber(key, settings[key], 1, most);
    if (number('threads', 1024) > 1) {
        throw new Error(`the JavaScript binding searches on one thread, so threads must be 1, not ${settings.threads}`);
    }
    if (!['cosine', 'dot', 'euclidean'].includes(settings.metric)) {
        throw new Error(`metric is '${settings.metric}', not cosine, dot or euclidean`);
    }
    return {
        ...settings,
        dimension: number('dimension', 65536),
        connections: number('connections', 10000),
        buildEffort: number('build-effort', 1000000),
        buildThreads: number('build-threads', 1024),
        k: number('k', 100000),
    };
}

// Yields the rows from ≤ row < to of an .fvecs file in chunks: the number of the first row and a flat array. The array
// is used again for the next chunk.
function* chunksOfRows(file, dimension, from, to) {
    const rowBytes = 4 + 4 * dimension;
    const rowsAtOnce = Math.max(1, Math.min(to - from, Math.floor(CHUNK_BYTES / rowBytes)));
    const buffer = Buffer.alloc(rowsAtOnce * rowBytes);
    const floats = new Float32Array(rowsAtOnce * dimension);
    const bytes = new Uint8Array(floats.buffer);
    const descriptor = fs.openSync(file, 'r');
    try {
        for (let row = from; row < to; row += rowsAtOnce) {
            const rows = Math.min(rowsAtOnce, to - row);
            if (fs.readSync(descriptor, buffer, 0, rows * rowBytes, row * rowBytes) < rows * rowBytes) {
                throw new Error(`${file} ends before row ${to - 1}`);
            }
            for (let i = 0; i < rows; i++) {
                const stored = buffer.readInt32LE(i * rowBytes);
                if (stored !== dimension) {
                    throw new Error(`${file}: dimension is ${dimension} but row ${row + i} has ${stored}`);
                }
                bytes.set(buffer.subarray(i * rowBytes + 4, (i + 1) * rowBytes), i * dimension * 4);
            }
            yield [row, floats.subarray(0, rows * dimension)];
        }
    } finally {
        fs.closeSync(descriptor);
    }
}

function readAll(file, dimension) {
    const vectors = [];
    const count = Math.floor(fs.statSync(file).size / (4 + 4 * dimension));
    for (const [, floats] of chunksOfRows(file, dimension, 0, count)) {
        for (let i = 0; i < floats.length; i += dimension) {
            vectors.push(floats.slice(i, i + dimension));
        }
    }
    return vectors;
}

const keys = (from, to) => BigUint64Array.from({ length: to - from }, (_, i) => BigInt(from + i));

// Adds up what the wall's clock and the process's processors spend in timed calls.
class Stopwatch {
    nanos = 0n;
    micros = 0;

    time(action) {
        const cpu = process.cpuUsage();
        const start = process.hrtime.bigint();
        action();
        this.nanos += process.hrtime.bigint() - start;
        const used = process.cpuUsage(cpu);
        this.micros += used.user + used.system;
    }

    get seconds() {
        return Number(this.nanos) / 1e9;
    }

    toString() {
        return `seconds=${this.seconds}\tcpuSeconds=${this.micros / 1e6}`;
    }
}

// The effort of an index is set when it is made and at no other time: for another one, the index is saved and loaded
// by an index of that effort.
class Engine {
    #Index;
    #settings;
    #index;
    #effort;
    #changed = false;

    constructor(Index, settings) {
        this.#Index = Index;
        this.#settings = settings;
    }

    get file() {
        return join(this.#settings.folder, 'current.usearch');
    }

    #make(effort) {
        this.#effort = effort;
        return new this.#Index({
            dimensions: this.#settings.dimension,
            metric: this.#settings.metric === 'euclidean' ? 'l2sq' : 'ip',
            quantization: 'f32',
            // The bottom level has twice as many.
            connectivity: this.#settings.connections,
            expansion_add: this.#settings.buildEffort,
            expansion_search: effort,
            multi: false,
        });
    }

    get index() {
        if (this.#index === undefined) {
            throw new Error('no index is built or opened yet');
        }
        return this.#index;
    }

    build(from, to) {
        this.#index = this.#make(64);
        return this.add(from, to);
    }

    add(from, to) {
        const { base, dimension, buildThreads } = this.#settings;
        const stopwatch = new Stopwatch();
        const index = this.index;
        this.#changed = true;
        for (const [row, floats] of chunksOfRows(base, dimension, from, to)) {
            const numbers = keys(row, row + floats.length / dimension);
            stopwatch.time(() => index.add(numbers, floats, buildThreads));
        }
        return stopwatch;
    }

    remove(from, to) {
        const stopwatch = new Stopwatch();
        const numbers = keys(from, to);
        const index = this.index;
        this.#changed = true;
        stopwatch.time(() => index.remove(numbers));
        return stopwatch;
    }

    save(folder) {
        this.index.save(join(folder, 'index.usearch'));
    }

    open(folder) {
        const file = join(folder, 'index.usearch');
        // The library's own message names no file.
        fs.accessSync(file, fs.constants.R_OK);
        const index = this.#make(64);
        index.load(file);
        this.#index = index;
        this.#changed = true;
    }

    setEffort(effort) {
        const current = this.index;
        if (effort === this.#effort) {
            return;
        }
        if (this.#changed) {
            current.save(this.file);
            this.#changed = false;
        }
        const index = this.#make(effort);
        this.#index = undefined;
        globalThis.gc?.();
        index.load(this.file);
        this.#index = index;
    }
}

class Session {
    #settings;
    #engine;
    #sets;

    constructor(settings, engine) {
        this.#settings = settings;
        this.#engine = engine;
        this.#sets = {
            queries: readAll(settings.queries, settings.dimension),
            warmup: readAll(settings.warmup, settings.dimension),
        };
    }

    answer([name, ...fields]) {
        const command = {
            build: () => this.#engine.build(...this.#range(fields)),
            add: () => this.#engine.add(...this.#range(fields)),
            remove: () => this.#engine.remove(...this.#range(fields)),
            save: () => this.#save(fields),
            open: () => this.#open(fields),
            memory: () => this.#memory(),
            search: () => this.#search(fields),
        }[name];
        if (command === undefined) {
            throw new Error(`there is no command '${name}' for this engine`);
        }
        return command();
    }

    #range([from, to]) {
        const first = wholeNumber('first row', from, 0, 2 ** 31 - 1);
        return [first, wholeNumber('row after the last', to, first + 1, 2 ** 31 - 1)];
    }

    #save([folder]) {
        const stopwatch = new Stopwatch();
        stopwatch.time(() => this.#engine.save(folder));
        return `seconds=${stopwatch.seconds}`;
    }

    #open([folder]) {
        const stopwatch = new Stopwatch();
        stopwatch.time(() => this.#engine.open(folder));
        const opened = stopwatch.seconds;
        if (this.#sets.warmup.length > 0) {
            stopwatch.time(() => this.#engine.index.search(this.#sets.warmup[0], this.#settings.k, 1));
        }
        return `millis=${opened * 1000}\tfirstAnswerMillis=${stopwatch.seconds * 1000}`;
    }

    #memory() {
        globalThis.gc?.();
        const found = /^RssAnon:\s*(\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'latin1'));
        if (found === null) {
            throw new Error('no RssAnon in /proc/self/status');
        }
        return `bytes=${Number(found[1]) * 1024}\theapBytes=NaN`;
    }

    #search([set, effortText, passesText, folder]) {
        const queries = Object.hasOwn(this.#sets, set) ? this.#sets[set] : undefined;
        if (queries === undefined) {
            throw new Error(`there are no queries '${set}'`);
        }
        const effort = wholeNumber('effort', effortText, 1, 1e9);
        const passes = wholeNumber('passes', passesText, 1, 1e6);
        this.#engine.setEffort(effort);
        const index = this.#engine.index;
        const k = this.#settings.k;
        const rows = new Int32Array(queries.length * k).fill(-1);
        const again = new Int32Array(k);
        const nanos = new BigInt64Array(passes * queries.length);
        const start = process.hrtime.bigint();
        for (let pass = 0; pass < passes; pass++) {
            for (let query = 0; query < queries.length; query++) {
                const found = pass === 0 ? rows.subarray(query * k, (query + 1) * k) : again;
                const queryStart = process.hrtime.bigint();
                const numbers = index.search(queries[query], k, 1).keys;
                for (let i = 0; i < numbers.length; i++) {
                    found[i] = Number(numbers[i]);
                }
                nanos[pass * queries.length + query] = process.hrtime.bigint() - queryStart;
            }
        }
        const seconds = Number(process.hrtime.bigint() - start) / 1e9;
        fs.writeFileSync(join(folder, 'rows.bin'), rows);
        fs.writeFileSync(join(folder, 'nanos.bin'), nanos);
        return `seconds=${seconds}\tallocated=NaN`;
    }
}

try {
    const settings = readSettings(
        Object.fromEntries(process.argv.slice(2).map((argument) => argument.split(/=(.*)/s).slice(0, 2))),
    );
    const { library } = settings;
    const { version } = JSON.parse(fs.readFileSync(join(library, 'package.json'), 'utf8'));
    const { default: usearch } = await import(pathToFileURL(join(library, 'javascript/dist/esm/usearch.js')).href);
    const session = new Session(settings, new Engine(usearch.Index, settings));
    print(
        'ready',
        `version=${version}`,
        `parameters=connectivity ${settings.connections}, expansion_add ${settings.buildEffort}, from JavaScript`,
        'can=effort,change,save',
    );
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
        if (line === 'quit') {
            break;
        }
        try {
            print('ok', session.answer(line.split('\t')));
        } catch (failure) {
            print('failed', oneLine(failure));
        }
    }
    process.exit(0);
} catch (failure) {
    print('failed', oneLine(failure));
    process.exit(1);
}

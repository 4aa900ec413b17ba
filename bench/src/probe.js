// Runs before any script of the page. Tells the driver when a figure is on the screen: the message that a mark sends
// comes after the frame in which the mark was set, when the main thread has painted it.
(() => {
    const probe = {frames: 0, tasks: [], waiting: []};
    window.probe = probe;
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => {
        probe.seen = performance.now();
        probe.painted ??= probe.seen;
        probe.frames += 1;
        const waiting = probe.waiting.splice(0);
        waiting.forEach(look => look());
    };
    const mark = performance.mark.bind(performance);
    performance.mark = (name, options) => {
        const entry = mark(name, options);
        if (name === 'figure:painted' || name === 'figure:redrawn') port2.postMessage(null);
        return entry;
    };
    for (const event of ['error', 'unhandledrejection']) {
        addEventListener(event, ({message, reason}) => {
            probe.error = message ?? String(reason);
            port2.postMessage(null);
        });
    }
    /** Resolves once more than `count` figures were on the screen, and rejects once the page has failed. */
    probe.after = count => new Promise((resolve, reject) => {
        const look = () => {
            if (probe.error) reject(new Error(probe.error));
            else if (probe.frames > count) resolve(probe.frames);
            else probe.waiting.push(look);
        };
        look();
    });
    /** Resolves once no figure has come for a while. */
    probe.quiet = async () => {
        let before;
        do {
            before = probe.frames;
            await new Promise(resolve => setTimeout(resolve, 150));
        } while (probe.frames !== before);
    };
    // The browser's own count leaves out what WebAssembly computes in. Gives what tells how much that is by now.
    const watch = () => {
        const memories = new Set();
        for (const name of ['instantiate', 'instantiateStreaming']) {
            const instantiate = WebAssembly[name];
            WebAssembly[name] = async (...given) => {
                const made = await instantiate.apply(WebAssembly, given);
                const {exports} = made.instance ?? made;
                for (const item of Object.values(exports)) if (item instanceof WebAssembly.Memory) memories.add(item);
                return made;
            };
        }
        return () => [...memories].reduce((sum, {buffer}) => sum + buffer.byteLength, 0);
    };
    const held = watch();
    // A thread's first script is a text that the page has put together. It is given the same watch, which answers here.
    const asking = new BroadcastChannel('held');
    const answering = `{
        const held = (${watch})();
        const asked = new BroadcastChannel('held');
        asked.onmessage = ({data}) => data === 'how much?' && asked.postMessage(held());
    }`;
    window.Blob = class extends Blob {
        constructor(parts, options) {
            super(options?.type === 'text/javascript' ? [answering, ...parts] : parts, options);
        }
    };
    const threads = new Set();
    window.Worker = class extends Worker {
        constructor(...given) {
            super(...given);
            threads.add(this);
        }
        terminate() {
            super.terminate();
            threads.delete(this);
        }
    };
    const heldByThreads = () => new Promise(resolve => {
        const answers = [];
        const look = () => answers.length >= threads.size && resolve(answers.reduce((sum, bytes) => sum + bytes, 0));
        asking.onmessage = ({data}) => {
            answers.push(data);
            look();
        };
        asking.postMessage('how much?');
        look();
    });
    /** Bytes that the page and its threads hold, once garbage is gone. */
    probe.memory = async () => {
        const {bytes} = await performance.measureUserAgentSpecificMemory();
        return bytes + held() + await heldByThreads();
    };
    new PerformanceObserver(list => probe.tasks.push(...list.getEntries()))
        .observe({type: 'longtask', buffered: true});
})();

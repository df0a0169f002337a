// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.runtime.WorkerListener;

/** Hands on what an engine prints, and sees of its events that it is ready and that it has reported. Thread-safe. */
final class EngineLines extends ForwardingListener {

    /** As the event writer writes them; a line without the nonce is no event any more when it comes here. */
    private static final String ARMED = "\"event\":\"armed\"";

    private static final String END = "\"event\":\"end\"";

    private final Runnable armed;
    private final Runnable ended;

    EngineLines(WorkerListener listener, Runnable armed, Runnable ended) {
        super(listener);
        this.armed = armed;
        this.ended = ended;
    }

    @Override
    public void output(String line) {
        if (EventReader.isEvent(line)) {
            if (line.contains(ARMED)) {
                armed.run();
            } else if (line.contains(END)) {
                ended.run();
            }
        }
        super.output(line);
    }
}

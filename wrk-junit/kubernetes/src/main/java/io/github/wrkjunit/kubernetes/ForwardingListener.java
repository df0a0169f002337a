// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.runtime.WorkerListener;

/** Passes everything on, warnings as warnings; who looks at some of it overrides that. */
abstract class ForwardingListener implements WorkerListener {

    private final WorkerListener listener;

    ForwardingListener(WorkerListener listener) {
        this.listener = listener;
    }

    @Override
    public void output(String line) {
        listener.output(line);
    }

    @Override
    public void error(String line) {
        listener.error(line);
    }

    @Override
    public void note(String line) {
        listener.note(line);
    }

    @Override
    public void warning(String sentence) {
        listener.warning(sentence);
    }
}

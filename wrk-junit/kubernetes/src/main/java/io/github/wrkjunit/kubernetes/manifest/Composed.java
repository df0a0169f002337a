// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/** What one worker's pod is given, whatever program runs in it. */
interface Composed {

    Job job();

    /** The name of the container that offers the load. */
    String container();

    OwnedObjects owned();

    /** What the program's events carry; empty if it prints none. */
    Optional<String> nonce();

    List<String> notes();

    /** The command that offers the worker's load by hand, secrets hidden. */
    String command();

    /** What an engine is told by its standard input; empty for a program that is told nothing. */
    Optional<EngineInput> input();
}

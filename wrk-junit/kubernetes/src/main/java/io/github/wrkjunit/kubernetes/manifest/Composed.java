// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/**
 * What one worker's pod is given, whatever program runs in it.
 *
 * @param job the Job, suspended
 * @param container the name of the container that offers the load
 * @param owned what the Job needs beside itself
 * @param nonce what the program's events carry; empty if it prints none
 * @param notes what a reader of the report should know, each a whole sentence
 * @param command the command that offers the worker's load by hand, secrets hidden
 * @param input what an engine is told by its standard input; empty for a program that is told nothing
 */
record Composed(
        Job job,
        String container,
        OwnedObjects owned,
        Optional<String> nonce,
        List<String> notes,
        String command,
        Optional<EngineInput> input) {}

// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The process of a {@link RudeServer}: logs to standard output, ends when its standard input ends. */
final class RudeServerMain {
    private RudeServerMain() {}

    /** Takes the name of a {@link Behaviour} and {@link Setting settings} of it. */
    public static void main(String[] arguments) throws IOException {
        Behaviour behaviour = Behaviour.valueOf(arguments[0]);
        Settings settings = Settings.of(
                behaviour, Arrays.stream(arguments).skip(1).map(Setting::parse).toList());
        WarmUp.run();
        var log = new LogWriter(new FileOutputStream(FileDescriptor.out));
        try (Door door = Door.open(behaviour, settings, log)) {
            log.port(door.port());
            // Whoever started this process holds the other end; when that process ends, however it ends, this one does.
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        log.stopped();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.UrlAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs from loading the same host and port at a time, in this JVM and in others of this user: each target is a locked
 * file in a folder that all share. Two runs at once would measure each other. Thread-safe.
 */
final class TargetLocks {

    /** Far behind the holder's name: where locks are mandatory (Windows), the name can still be read. */
    private static final long LOCKED_BYTE = 1L << 40;

    /** The room for the holder's name, which is always written whole. */
    private static final int NAME_BYTES = 500;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(3);

    private final LockFolder folder;
    private final RunClock clock;
    private final Addresses addresses;

    TargetLocks(Path folder, RunClock clock, Addresses addresses) {
        this.folder = new LockFolder(folder);
        this.clock = clock;
        this.addresses = addresses;
    }

    /** What the URL's host and port resolve to, one key per address; all addresses of this machine are one. */
    SortedSet<String> keys(URI url) {
        String host = AllowedTargets.host(url);
        int port = UrlAuthority.of(url)
                .map(UrlAuthority::port)
                .orElse(OptionalInt.empty())
                .orElse("https".equalsIgnoreCase(url.getScheme()) ? 443 : 80);
        SortedSet<String> keys = new TreeSet<>();
        try {
            for (InetAddress address : addresses.of(host)) {
                keys.add((AllowedTargets.isOfThisMachine(address) ? "localhost" : address.getHostAddress()) + ":"
                        + port);
            }
        } catch (UnknownHostException e) {
            keys.add(host + ":" + port); // a name that only the cluster knows is the same target for all who use it
        }
        return keys;
    }

    /**
     * Waits until all targets are free and takes them, always in the same order, so that no two runs wait for each other.
     *
     * @throws WorkloadException if one stays taken longer than the limit; the message names its holder
     */
    AutoCloseable acquire(Collection<String> keys, String holder, Duration limit, Consumer<String> progress)
            throws InterruptedException, IOException {
        Closing locks = new Closing();
        WorkloadException released = new WorkloadException("The locks on the targets could not be released.");
        try {
            long end = clock.nowNs() + limit.toNanos();
            for (String key : new TreeSet<>(keys)) {
                locks.add(acquire(key, holder, limit, end, progress));
            }
        } catch (InterruptedException | IOException | RuntimeException e) {
            locks.closeAll(e);
            throw e;
        }
        return () -> {
            locks.closeAll(released);
            if (released.getSuppressed().length > 0) {
                throw released;
            }
        };
    }

    private FileChannel acquire(String key, String holder, Duration limit, long endNs, Consumer<String> progress)
            throws InterruptedException, IOException {
        FileChannel channel = folder.lock(DiskName.of(key.replace(':', '_')));
        try {
            long toldNs = Long.MIN_VALUE;
            while (tryLock(channel) == null) {
                long nowNs = clock.nowNs();
                if (nowNs - endNs >= 0) {
                    throw new WorkloadException(key + " has been loaded by another run for " + Durations.readable(limit)
                            + ": " + holder(channel) + ". Wait for its end, raise " + KnownSettings.EXCLUSIVE_LIMIT
                            + ", or set " + KnownSettings.EXCLUSIVE + " = false to load it all the same.");
                }
                if (toldNs == Long.MIN_VALUE || nowNs - toldNs >= TELL_AGAIN.toNanos()) {
                    progress.accept("waiting for " + key + ", which is loaded by " + holder(channel));
                    toldNs = nowNs;
                }
                clock.pause(LOOK_AGAIN);
            }
            byte[] name = holder.getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(Arrays.copyOf(name, NAME_BYTES)), 0); // zeros cover what was there before
            return channel;
        } catch (InterruptedException | IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // held by another run of this JVM
        }
    }

    private static String holder(FileChannel channel) {
        try {
            ByteBuffer text = ByteBuffer.allocate(NAME_BYTES);
            channel.read(text, 0);
            String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).replace("\0", "");
            return holder.isBlank() ? "a run that has not said its name" : holder;
        } catch (IOException e) {
            return "a run whose name cannot be read (" + e.getMessage() + ")";
        }
    }
}

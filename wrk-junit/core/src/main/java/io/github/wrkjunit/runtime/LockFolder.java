// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * The folder of the locks on targets. It lies where every user may make files, so that nothing in it is believed: it is made for
 * its owner alone, and one that is a link or belongs to somebody else is refused. Where files have no such permissions, as on
 * Windows, the temporary folder is the user's own, and only links are refused. Thread-safe.
 */
final class LockFolder {

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
    private static final String WAYS_OUT =
            " Delete it, set java.io.tmpdir to a folder of your own, or set " + KnownSettings.EXCLUSIVE + " = false.";

    private final Path folder;
    private final Owner me;

    /** Tells whom the files belong to that this process makes in a folder. */
    interface Owner {
        UserPrincipal of(Path folder) throws IOException;
    }

    LockFolder(Path folder) {
        this(folder, LockFolder::ownerOfNewFiles);
    }

    LockFolder(Path folder, Owner me) {
        this.folder = folder.toAbsolutePath();
        this.me = me;
    }

    /**
     * Opens the lock of that name, which is made if it is not there and never made shorter.
     *
     * @throws WorkloadException if the folder or the lock could belong to somebody else
     */
    FileChannel lock(String name) throws IOException {
        make();
        Path file = folder.resolve(name + ".lock");
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            check(file);
        }
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS));
    }

    private void make() throws IOException {
        boolean posix = FileSystems.getDefault().equals(folder.getFileSystem())
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path parent = folder.getParent();
        if (parent != null && !Files.exists(parent)) {
            Files.createDirectories(parent);
        }
        try {
            if (posix) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            checkFolder(posix);
        }
    }

    private void checkFolder(boolean posix) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw refused("is a link or no folder, so files elsewhere could be overwritten.");
        }
        if (!posix) {
            return;
        }
        UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
        UserPrincipal mine = me.of(folder);
        if (!owner.equals(mine)) {
            throw refused("belongs to " + owner.getName() + " and not to " + mine.getName()
                    + ", who runs the test: its owner could have files of " + mine.getName() + " overwritten.");
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!OWN.containsAll(view.readAttributes().permissions())) {
            Files.setPosixFilePermissions(folder, OWN); // an earlier version has made it
        }
    }

    /** What was put there while others could write to the folder. */
    private static void check(Path file) throws IOException {
        String problem = "";
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            problem = "is a link or no ordinary file";
        } else if (file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
            problem = "is a second name of another file";
        }
        if (!problem.isEmpty()) {
            throw new WorkloadException(
                    "The lock " + file + " " + problem + ", so its target could be overwritten." + WAYS_OUT);
        }
    }

    private WorkloadException refused(String why) {
        return new WorkloadException("The folder of the locks on targets, " + folder + ", " + why + WAYS_OUT);
    }

    /** Names of users can be made up, by a system property for one; the owner of a file that was made just now cannot. */
    private static UserPrincipal ownerOfNewFiles(Path folder) throws IOException {
        Path parent = folder.getParent();
        Path made = Files.createTempFile(parent == null ? folder : parent, ".wrk-junit-", ".owner");
        try {
            return Files.getOwner(made, LinkOption.NOFOLLOW_LINKS);
        } finally {
            Files.delete(made);
        }
    }
}

package org.quantumcoin.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.StreamSupport;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;

/// Brings what a node keeps to another folder, while no node runs.
///
/// Everything is in the new folder before [#run] returns and nothing in the old one is touched, so
/// that a kill at any moment loses nothing: until the configuration names the new folder, the old
/// one counts. [#removeOld] ends it. On one disk files get a second name instead of a copy.
final class DataMove {
  /// What stays where the program looks first, and what belongs to a running process.
  private static final Set<String> STAYING =
      Set.of(
          "quantumcoin.conf",
          "desktop.properties",
          "desktop.sock",
          ".lock",
          "quantumcoin.pid",
          ".cookie");

  /// Homes of their own, whatever the configuration beside them says: the practice network's and
  /// Bitcoin's.
  private static final Set<String> OTHER_HOMES = Set.of("practice", "bitcoin");

  private static final String WALLETS = "wallets";

  /// Files that are compared byte by byte after they were copied; those of wallets are smaller. The
  /// chain's are checked by the node itself whenever it reads them.
  private static final long COMPARED_BYTES = 64L << 20;

  private static final int CHUNK_BYTES = 4 << 20;

  private final Path from;
  private final Path to;
  private final List<Path> files = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final List<Path> locked = new ArrayList<>();
  private long bytes;

  private DataMove(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /// Looks at both folders. Fails with a sentence where it could not be done.
  static DataMove plan(Path from, Path to) throws ConfigException {
    if (to.toString().indexOf('#') >= 0 || to.toString().lines().count() != 1) {
      throw new ConfigException(
          "A folder whose name has a # or a line break cannot be written into quantumcoin.conf. Nothing was changed; choose another folder.");
    }
    if (to.startsWith(from) || from.startsWith(to)) {
      throw new ConfigException(
          "One of the two folders lies within the other. Nothing was changed; choose a folder beside it.");
    }
    DataMove move = new DataMove(from, to);
    try {
      if (Files.exists(to) && !isEmptyFolder(to)) {
        throw new ConfigException(
            "The folder %s is not empty. Nothing was changed; choose an empty folder, so that nothing in it is overwritten."
                .formatted(to));
      }
      Files.walkFileTree(from, move.new Lister());
    } catch (IOException e) {
      throw failed(e);
    }
    return move;
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var entries = Files.newDirectoryStream(folder)) {
      return !entries.iterator().hasNext();
    }
  }

  private static ConfigException failed(IOException cause) {
    return new ConfigException(
        "The data could not be brought to the new folder (%s). Nothing was changed: everything is still in the old one, and funds are safe."
            .formatted(cause));
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      Path name = from.relativize(folder);
      if (OTHER_HOMES.contains(name.toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (!folder.equals(from)) {
        folders.add(name);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.endsWith(DataDirectory.LOCK_FILE)) {
        locked.add(file.getParent());
      }
      if (!STAYING.contains(file.getFileName().toString()) && attributes.isRegularFile()) {
        files.add(from.relativize(file));
        bytes += attributes.size();
      }
      return FileVisitResult.CONTINUE;
    }
  }

  long bytes() {
    return bytes;
  }

  /// Puts everything into the new folder; `progress` goes from 0 to 1. What was begun is taken away
  /// again if it fails.
  void run(DoubleConsumer progress) throws ConfigException {
    // Nodes on other chains of the same folder must not run meanwhile.
    List<DataDirectory.Lock> locks = new ArrayList<>();
    boolean done = false;
    try {
      for (Path folder : locked) {
        locks.add(DataDirectory.lock(folder));
      }
      DataDirectory.create(to);
      boolean sameDisk = Files.getFileStore(from).equals(Files.getFileStore(to));
      long free = Files.getFileStore(to).getUsableSpace();
      if (!sameDisk && free < bytes) {
        throw new ConfigException(
            "The new folder's disk has room for %,d MB, the data takes %,d MB. Nothing was changed; choose a larger disk."
                .formatted(free >> 20, bytes >> 20));
      }
      for (Path folder : folders) {
        Files.createDirectories(to.resolve(folder));
        sameRights(folder);
      }
      long before = 0;
      for (Path file : files) {
        before += bring(file, sameDisk, before, progress);
      }
      done = true;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      locks.forEach(DataDirectory.Lock::close);
      if (!done) {
        remove(to);
      }
    }
  }

  private long bring(Path file, boolean sameDisk, long before, DoubleConsumer progress)
      throws IOException {
    Path source = from.resolve(file);
    Path target = to.resolve(file);
    long size = Files.size(source);
    // Of what cannot be fetched again there are two true copies until the end.
    boolean precious =
        StreamSupport.stream(file.spliterator(), false).anyMatch(Path.of(WALLETS)::equals);
    if (!sameDisk || precious || !linked(source, target)) {
      copy(source, target, before, progress);
      sameRights(file);
      boolean equal =
          Files.size(target) == size
              && (size > COMPARED_BYTES || Files.mismatch(source, target) < 0);
      if (!equal) {
        throw new IOException("the copy of " + file + " differs");
      }
    }
    progress.accept((before + size) / (double) Math.max(bytes, 1));
    return size;
  }

  private static boolean linked(Path source, Path target) {
    try {
      Files.createLink(target, source);
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      // A file system without second names.
      return false;
    }
  }

  private void copy(Path source, Path target, long before, DoubleConsumer progress)
      throws IOException {
    try (FileChannel in = FileChannel.open(source);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
      long copied = 0;
      while (in.read(chunk) >= 0) {
        chunk.flip();
        copied += chunk.remaining();
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
        chunk.clear();
        progress.accept((before + copied) / (double) Math.max(bytes, 1));
      }
      out.force(true);
    }
  }

  private void sameRights(Path entry) throws IOException {
    Path target = to.resolve(entry);
    if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      String rights =
          PosixFilePermissions.toString(Files.getPosixFilePermissions(from.resolve(entry)));
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(rights));
    }
  }

  /// Takes away what has come to the new folder. What cannot be removed only takes room.
  void removeOld() {
    for (Path file : files) {
      delete(from.resolve(file));
    }
    for (Path folder : folders.reversed()) {
      delete(from.resolve(folder));
    }
  }

  private void remove(Path base) {
    for (Path file : files) {
      delete(base.resolve(file));
    }
    for (Path folder : folders.reversed()) {
      delete(base.resolve(folder));
    }
    delete(base);
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException _) {
      // Not empty, or in use: it stays.
    }
  }
}

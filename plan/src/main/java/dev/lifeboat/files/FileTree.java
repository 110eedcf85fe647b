package dev.lifeboat.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A folder with all that is below it.
public final class FileTree {
  private FileTree() {}

  /// Whether it is there; unlike [Files#exists] it does not take for missing what cannot be read.
  public static boolean isThere(Path tree) throws IOException {
    try {
      Files.readAttributes(tree, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// Removes it if it is there; links are removed, not followed.
  public static void delete(Path tree) throws IOException {
    if (!isThere(tree)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /// Makes each file and folder of it durable, and its own name. An interrupt cuts it short.
  public static void force(Path tree) throws IOException {
    try (var paths = Files.walk(tree)) {
      for (var path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new ClosedByInterruptException();
        }
        DurableFile.force(path);
      }
    }
    DurableFile.force(DurableFile.folderOf(tree));
  }

  /// The size of all its files. A server may work on them: what goes meanwhile counts nothing.
  public static long bytes(Path tree) throws IOException {
    var sum = new LongAdder();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum.add(attributes.isRegularFile() ? attributes.size() : 0);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return going(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : going(failure);
          }
        });
    return sum.sum();
  }

  private static FileVisitResult going(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }
}

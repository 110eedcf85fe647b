package dev.lifeboat.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
  private static final int COUNTS = 2_000;

  @TempDir private Path folder;

  /// Goal: a kept copy is told while the server that is compared writes and removes files in it.
  @Test
  void what_goes_while_it_is_counted_counts_nothing() throws Exception {
    Files.write(folder.resolve("stays"), new byte[10]);
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var churn = threads.submit(() -> churn(over));
      try {
        for (int i = 0; i < COUNTS; i++) {
          assertThat(FileTree.bytes(folder)).isEqualTo(10);
        }
      } finally {
        over.set(true);
      }
      churn.get();
    }
  }

  private void churn(AtomicBoolean over) {
    try {
      while (!over.get()) {
        var below = Files.createDirectory(folder.resolve("goes"));
        Files.createFile(below.resolve("partial"));
        Files.delete(below.resolve("partial"));
        Files.delete(below);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

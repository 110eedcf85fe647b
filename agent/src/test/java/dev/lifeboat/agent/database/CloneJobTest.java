package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloneJobTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T15:04:05.678Z"));

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();

  @Test
  void the_copy_takes_the_place_of_the_old_files_which_are_kept_under_their_name()
      throws Exception {
    server("orders", "old");
    server("orders.cloning", "new");

    assertThat(job(SwapFiles.durable()).swap(4, "2 changes are in them alone", told::add))
        .contains("orders.kept-4");

    assertThat(servers()).containsExactly("orders: new", "orders.kept-4: old");
    assertThat(KeptNote.of(folder.resolve("orders.kept-4")))
        .isEqualTo(new KeptNote("2026-11-20T15:04:05Z", "2 changes are in them alone"));
    job(SwapFiles.durable()).repair(4, told::add);
    assertThat(servers()).containsExactly("orders: new", "orders.kept-4: old");
  }

  @Test
  void a_second_copy_under_one_epoch_leaves_the_first_ones_old_files_as_they_are()
      throws Exception {
    server("orders", "old");
    server("orders.cloning", "new");
    job(SwapFiles.durable()).swap(4, "first", told::add);
    server("orders.cloning", "newer");

    assertThat(job(SwapFiles.durable()).swap(4, "second", told::add)).contains("orders.kept-4-2");

    assertThat(servers())
        .containsExactly("orders: newer", "orders.kept-4: old", "orders.kept-4-2: new");
  }

  @Test
  void where_there_was_nothing_nothing_is_kept() throws Exception {
    server("orders.cloning", "new");

    assertThat(job(SwapFiles.durable()).swap(4, "", told::add)).isEmpty();

    assertThat(servers()).containsExactly("orders: new");
  }

  /// Goal: wherever a swap is broken off, the old files are there afterwards, and one whole server
  /// stands in the data directory. Method: it dies before and after each of its steps, the next
  /// agent repairs, dying at each of those steps as well, and the one after that repairs again.
  @Test
  @Tag("invariant-37")
  void a_crash_anywhere_keeps_the_old_files() throws Exception {
    int swaps = 0;
    for (int step = 0; step == swaps; step++) {
      int repairs = 0;
      for (int again = 0; again == repairs; again++) {
        FileTree.delete(folder.resolve("orders"));
        try (var left = Files.list(folder)) {
          for (var path : left.toList()) {
            FileTree.delete(path);
          }
        }
        server("orders", "old");
        server("orders.kept-4", "older");
        server("orders.cloning", "new");
        told.clear();
        var dying = new Dying(step);
        boolean swapped = done(() -> job(dying).swap(4, "why", told::add));
        swaps += swapped || again > 0 ? 0 : 1;
        var repairing = new Dying(again);
        repairs += done(() -> job(repairing).repair(4, told::add)) ? 0 : 1;
        job(SwapFiles.durable()).repair(4, told::add);

        assertThat(servers())
            .as("broken off at step %d, repaired with a death at step %d", step, again)
            .contains("orders.kept-4: older")
            .anySatisfy(it -> assertThat(it).endsWith(": old"))
            .anySatisfy(it -> assertThat(it).matches("orders: (old|new)"));
        assertThat(told)
            .as("names of what is kept, broken off at step %d", step)
            .containsAll(
                servers().stream()
                    .filter(it -> it.matches("orders.kept-.*: old"))
                    .map(it -> it.substring(0, it.indexOf(':')))
                    .toList());
        assertThat(names()).noneMatch(it -> it.endsWith("swapping") || it.endsWith("cloning"));
      }
    }
    assertThat(swaps).as("5 steps, before and after each").isEqualTo(10);
  }

  /// Goal: a full disk costs no old file, and a copy that is not swapped in does not stay to fill
  /// it. Method: each step fails once, before and after it is done, and nobody repairs.
  @Test
  void a_swap_that_fails_anywhere_leaves_one_whole_server_and_no_copy() throws Exception {
    int failures = 0;
    for (int step = 0; step == failures; step++) {
      FileTree.delete(folder.resolve("orders"));
      try (var left = Files.list(folder)) {
        for (var path : left.toList()) {
          FileTree.delete(path);
        }
      }
      server("orders", "old");
      server("orders.cloning", "new");
      var failing = new Failing(new Dying(step));
      try {
        job(failing).swap(4, "why", told::add);
      } catch (IOException full) {
        assertThat(full).hasMessage("No space left on device");
        failures++;
      }

      assertThat(servers())
          .as("failed at step %d", step)
          .anySatisfy(it -> assertThat(it).endsWith(": old"))
          .anySatisfy(it -> assertThat(it).matches("orders: (old|new)"));
      assertThat(names()).noneMatch(it -> it.endsWith("swapping") || it.endsWith("cloning"));
    }
    assertThat(failures).as("5 steps, before and after each").isEqualTo(10);
  }

  /// Goal: a swap that an earlier version began, and told nobody of, is told by its mark. Method:
  /// it dies before the mark goes; what keeps the name fails once.
  @Test
  void the_name_of_kept_files_is_told_from_the_mark_until_it_is_known() throws Exception {
    server("orders", "old");
    server("orders.cloning", "new");
    assertThat(done(() -> job(new Dying(8)).swap(4, "why", _ -> {}))).isFalse();
    var job = job(SwapFiles.durable());

    assertThatThrownBy(() ->
            job.repair(
                4,
                _ -> {
                  throw new IOException("No space left on device");
                }))
        .isInstanceOf(IOException.class);
    job.repair(4, told::add);
    job.repair(4, told::add);

    assertThat(servers()).containsExactly("orders: new", "orders.kept-4: old");
    assertThat(told).containsExactly("orders.kept-4");
  }

  @Test
  void what_an_earlier_version_was_swapping_is_put_back_or_kept() throws Exception {
    server("orders.old", "old");
    job(SwapFiles.durable()).repair(4, told::add);
    assertThat(servers()).containsExactly("orders: old");

    server("orders.old", "older");
    job(SwapFiles.durable()).repair(4, told::add);

    assertThat(servers()).containsExactly("orders: old", "orders.kept-4: older");
    assertThat(KeptNote.of(folder.resolve("orders.kept-4")).why()).contains("earlier version");
  }

  @Test
  void a_mark_that_cannot_be_read_stops_everything() throws Exception {
    server("orders.cloning", "new");
    Files.writeString(folder.resolve("orders.swapping"), "{");

    assertThatThrownBy(() -> job(SwapFiles.durable()).repair(4, told::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not say where the old files are");

    assertThat(servers()).containsExactly("orders.cloning: new");
  }

  private static boolean done(Work work) throws IOException {
    try {
      work.run();
      return true;
    } catch (DeathException _) {
      return false;
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static final class DeathException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// Dies before the first step, after the first, before the second, and so on.
  private static final class Dying implements SwapFiles {
    private final SwapFiles files = SwapFiles.durable();
    private int left;

    Dying(int left) {
      this.left = left;
    }

    private void step(Work work) throws IOException {
      if (left-- == 0) {
        throw new DeathException();
      }
      work.run();
      if (left-- == 0) {
        throw new DeathException();
      }
    }

    @Override
    public void move(Path source, Path target) throws IOException {
      step(() -> files.move(source, target));
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
      step(() -> files.write(file, content));
    }

    @Override
    public void remove(Path file) throws IOException {
      step(() -> files.remove(file));
    }
  }

  /// Fails where the other one dies.
  private record Failing(SwapFiles files) implements SwapFiles {
    private static void step(Work work) throws IOException {
      try {
        work.run();
      } catch (DeathException _) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void move(Path source, Path target) throws IOException {
      step(() -> files.move(source, target));
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
      step(() -> files.write(file, content));
    }

    @Override
    public void remove(Path file) throws IOException {
      step(() -> files.remove(file));
    }
  }

  private CloneJob job(SwapFiles files) {
    return new CloneJob(folder.resolve("orders"), false, CLOCK, files);
  }

  private void server(String name, String content) throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve(name)).resolve("PG_VERSION"), content);
  }

  /// Such as `orders: new`.
  private List<String> servers() throws Exception {
    var found = new TreeMap<String, String>();
    for (var name : names()) {
      var version = folder.resolve(name).resolve("PG_VERSION");
      if (Files.exists(version)) {
        found.put(name, Files.readString(version));
      }
    }
    return found.entrySet().stream().map(it -> it.getKey() + ": " + it.getValue()).toList();
  }

  private List<String> names() throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}

package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.state.KeptCopy;
import dev.lifeboat.wire.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptFilesTest {
  private static final long MEBIBYTE = 1L << 20;

  @TempDir Path folder;

  @Test
  void all_that_is_kept_is_told_also_by_whom_an_earlier_version_kept_it() throws Exception {
    var note = new KeptNote("2026-11-20T15:04:05Z", "2 changes are in them alone");
    keep("orders.kept-10", note.bytes());
    keep("orders.kept-10-2", new byte[0]);
    keep("orders.kept-9", "2026-10-01T00:00:00Z".getBytes());
    Files.createDirectories(folder.resolve("orders.kept-11"));
    Files.createDirectories(folder.resolve("orders"));
    Files.createDirectories(folder.resolve("invoices.kept-1"));

    assertThat(kept().all())
        .containsExactly(
            new KeptCopy(
                "orders.kept-9",
                9,
                "2026-10-01T00:00:00Z",
                22,
                "an earlier version of Lifeboat kept them"),
            new KeptCopy(
                "orders.kept-10",
                10,
                "2026-11-20T15:04:05Z",
                2 + note.bytes().length,
                "2 changes are in them alone"),
            new KeptCopy(
                "orders.kept-10-2", 10, null, 2, "an earlier version of Lifeboat kept them"),
            new KeptCopy("orders.kept-11", 11, null, 0, "nothing says why"));
  }

  @Test
  @Tag("invariant-75")
  void one_goes_by_its_name_and_nothing_else_does() throws Exception {
    keep("orders.kept-3", new byte[0]);
    keep("orders.kept-4", new byte[0]);
    keep("orders.kept-4-2", new byte[0]);
    Files.createDirectories(folder.resolve("orders"));

    for (var name : List.of("orders", "orders.kept-5", "../" + folder.getFileName(), "")) {
      assertThatThrownBy(() -> kept().takeAway(name))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("kept as '" + name + "'");
    }
    kept().takeAway("orders.kept-4");

    assertThat(kept().all()).extracting(KeptCopy::name).doesNotContain("orders.kept-4");
    kept().deleteTaken();
    assertThat(names()).containsExactly("orders", "orders.kept-3", "orders.kept-4-2");
  }

  @Test
  void a_second_copy_of_an_epoch_has_a_name_of_its_own() throws Exception {
    assertThat(kept().free(4)).hasFileName("orders.kept-4");
    keep("orders.kept-4", new byte[0]);
    assertThat(kept().free(4)).hasFileName("orders.kept-4-2");
    keep("orders.kept-4-2", new byte[0]);
    assertThat(kept().free(4)).hasFileName("orders.kept-4-3");
    assertThat(kept().free(5)).hasFileName("orders.kept-5");
  }

  @Test
  @Tag("invariant-75")
  void a_clone_needs_room_beside_what_is_kept() {
    var copies = List.of(new KeptCopy("orders.kept-4", 4, null, 612 * MEBIBYTE, "because"));

    assertThat(room(100, 356, copies).missing()).isEmpty();
    assertThat(room(100, 355, copies).missing())
        .contains(
            "a clone takes 100 MiB and 256 MiB for its log, and 355 MiB are free in data;"
                + " kept there: orders.kept-4 (612 MiB)");
    assertThatThrownBy(() -> room(5000, 10, List.of()).require())
        .isInstanceOfSatisfying(
            RefusedException.class, it -> assertThat(it.status()).isEqualTo(507))
        .hasMessageContaining("5,000 MiB")
        .hasMessageContaining("nothing is kept there that could be removed");
  }

  private static CloneRoom room(long source, long free, List<KeptCopy> copies) {
    return new CloneRoom(Path.of("data"), source * MEBIBYTE, free * MEBIBYTE, copies);
  }

  private void keep(String name, byte[] note) throws Exception {
    var copy = Files.createDirectories(folder.resolve(name));
    Files.writeString(copy.resolve("PG_VERSION"), "18");
    Files.write(KeptNote.file(copy), note);
  }

  private KeptFiles kept() {
    return new KeptFiles(folder.resolve("orders"));
  }

  private List<String> names() throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}

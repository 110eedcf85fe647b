package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A test restores the newest point of all there is.
class RestoreTestOptionsTest {
  @TempDir private Path folder;

  /// Seen red by each of them, which nobody read.
  @Test
  void a_point_is_refused_beside_it() throws Exception {
    var text = Files.readString(Path.of("..", "examples", "storefront", "lifeboat.yaml"));
    var plan =
        Files.writeString(
            folder.resolve("lifeboat.yaml"),
            text.replace("    verify:", "    backup: { to: offsite }\n    verify:")
                + "vaults: { offsite: { url: vault } }\n");
    for (var point :
        List.of(
            List.of("--time", "2026-11-27T09:30:00Z"),
            List.of("--lsn", "0/3A1F"),
            List.of("--xid", "7"),
            List.of("--point", "before"))) {
      var words = List.of("restore", plan, "--test", "--state", folder.resolve("state"));
      var told = Invocation.of(Stream.concat(words.stream(), point.stream()).toArray());
      assertThat(told.exitCode()).as(told.toString()).isEqualTo(2);
      assertThat(told.err()).contains(point.getFirst() + " means nothing beside --test");
    }
  }
}

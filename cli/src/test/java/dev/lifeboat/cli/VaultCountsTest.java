package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One thing is told as one.
class VaultCountsTest {
  private static final Pattern SLIP = Pattern.compile("\\b1 [a-z]+s\\b");

  @TempDir private Path folder;

  @Test
  void one_snapshot_of_one_file_is_told_as_one() throws Exception {
    var state = folder.resolve("state");
    GivenVault.full(state);

    assertThat(told("ls")).contains("  1 file, ");
    assertThat(told("stats")).contains("1 snapshot of files with");
    assertThat(told("check")).contains("1 snapshot, 1 pack, ");
    assertThat(told("restore", "--to", folder.resolve("new"))).contains("1 file, ");
    // The first one may have begun within the tick of the clock in which the file was written.
    assertThat(told("backup", GivenVault.path(state, "source"))).contains("1 file, ");
    assertThat(told("backup", GivenVault.path(state, "source"))).contains("; 1 file as before");
    assertThat(told("prune", "--keep-last", "1")).contains("1 snapshot kept");
    assertThat(told("retain", "--days", "1")).contains("1 day  every source");
  }

  /// Of the vault's command, in both streams.
  private String told(String command, Object... more) {
    var words = new ArrayList<Object>(List.of("vault", command, folder.resolve("vault")));
    words.addAll(List.of(more));
    words.addAll(List.of("--key-file", folder.resolve("key")));
    var told = Invocation.of(words.toArray());
    assertThat(told.exitCode()).as(told.toString()).isZero();
    assertThat(told.out() + told.err()).doesNotContainPattern(SLIP);
    return told.out() + told.err();
  }
}

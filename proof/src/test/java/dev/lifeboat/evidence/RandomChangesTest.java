package dev.lifeboat.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.rules.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever is changed in a sealed folder is found, and no change stops a verifier.
///
/// Method: copies of one sealed folder, each with one random change of a byte, a line, the order of
/// lines, a spelling or a file. Ours must call every one broken; the script must name the same
/// file.
final class RandomChangesTest {
  private static final int AT_ONCE = 250;

  @TempDir Path folder;

  private Path sealed;

  @BeforeEach
  void seal() throws Exception {
    sealed = SampleFolder.sealed(folder, SampleFolder.keys(folder.resolve("keys"))).folder();
    assertThat(EvidenceVerifier.verify(sealed)).isInstanceOf(Verification.Intact.class);
  }

  @Test
  @Tag("invariant-32")
  void each_of_200_random_changes_is_found() throws Exception {
    changes(new Random().nextLong(), 200, 0);
  }

  @Test
  void the_script_names_the_same_file_for_40_random_changes() throws Exception {
    changes(new Random().nextLong(), 40, 40);
  }

  @Test
  @Tag("proof")
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  @Tag("invariant-32")
  void each_of_10_000_random_changes_is_found_and_the_script_agrees() throws Exception {
    var seeds = new Random();
    for (int done = 0; done < 10_000; done += AT_ONCE) {
      changes(seeds.nextLong(), AT_ONCE, AT_ONCE);
    }
  }

  private void changes(long seed, int count, int byScript) throws Exception {
    var change = new RandomChange(sealed, new Random(seed));
    var copies = Files.createDirectory(folder.resolve("copies"));
    var found = new ArrayList<Finding>();
    var what = new ArrayList<String>();
    var folders = new ArrayList<Path>();
    for (int i = 0; i < count; i++) {
      folders.add(copies.resolve("c" + i));
      what.add("seed %d, change %d: %s".formatted(seed, i, change.write(folders.getLast())));
      var said = EvidenceVerifier.verify(folders.getLast());
      assertThat(said).as(what.getLast()).isInstanceOf(Verification.Broken.class);
      found.add(((Verification.Broken) said).finding());
    }
    if (byScript > 0) {
      agree(folders, found, what);
    }
    Folders.delete(copies);
  }

  private static void agree(List<Path> folders, List<Finding> found, List<String> what)
      throws Exception {
    var script = PythonVerifier.of(folders);
    assertThat(script.exitCode()).isEqualTo(1);
    for (int i = 0; i < folders.size(); i++) {
      var said = script.words().get(folders.get(i));
      assertThat(PythonVerifier.brokenFile(said))
          .as("%s; ours: %s; the script: %s", what.get(i), found.get(i), said)
          .isEqualTo(found.get(i).file());
    }
  }
}

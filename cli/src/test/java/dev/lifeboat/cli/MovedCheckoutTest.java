package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a built checkout does at another path what it did before: no cache that names its jars
/// where they were is used there.
///
/// Method: a copy that keeps the time of each file, as a move does.
final class MovedCheckoutTest {
  @TempDir private Path folder;

  private FakeCheckout checkout;
  private Path cache;
  private Path moved;

  @BeforeEach
  void build() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    checkout = new FakeCheckout(Files.createDirectory(folder.resolve("made")));
    checkout.jdk("25");
    checkout.run();
    var builds = Path.of(".lifeboat/app");
    var current = Files.readString(checkout.path(builds.resolve("current").toString())).strip();
    cache = builds.resolve(current).resolve("aot");
    checkout.write(cache.toString(), "of the jars at their first path");
    moved = folder.resolve("moved");
  }

  private void move() throws IOException, InterruptedException {
    var copy = new ProcessBuilder("cp", "-a", folder.resolve("made") + "/.", moved.toString());
    assertThat(copy.inheritIO().start().waitFor()).isZero();
  }

  private FakeCheckout.Ended run() throws IOException, InterruptedException {
    return FakeCheckout.await(checkout.start(moved.resolve("lifeboat"), "--version"));
  }

  @Test
  void it_learns_a_cache_for_its_new_path_once() throws Exception {
    move();

    var first = run();

    assertThat(first.err())
        .isEqualTo("lifeboat: preparing fast starts, since this build was copied or moved\n");
    assertThat(first.out()).endsWith("Main\n--version\n").doesNotContain("AOTCache");
    assertThat(moved.resolve(cache)).doesNotExist(); // This JDK makes none.
    assertThat(run().err()).isEmpty();
  }

  @Test
  void one_that_nobody_may_write_starts_without_a_cache() throws Exception {
    assertThat(checkout.run("--version").out()).contains("AOTCache");
    checkout.protect();
    move();

    var ended = run();
    checkout.permit("rwxr-xr-x");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).endsWith("Main\n--version\n").doesNotContain("AOTCache");
  }
}

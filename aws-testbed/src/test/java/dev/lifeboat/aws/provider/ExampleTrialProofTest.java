package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.ExampleTrial;
import dev.lifeboat.awstestbed.ShippedExample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `examples/EXAMPLE/try` starts once it has built: a process of its own with an account of
/// its own.
@Tag("proof")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@ResourceLock(ShippedExample.PILOT_LIGHT)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class ExampleTrialProofTest {
  private static final long MINUTES = 15;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {ShippedExample.WARM_STANDBY, ShippedExample.PILOT_LIGHT})
  void an_example_is_provisioned_moved_brought_home_and_taken_away(String example)
      throws Exception {
    assertThat(Files.readString(AwsTerminal.file("examples/%s/try".formatted(example))))
        .endsWith("/aws-testbed/try\" %s\n".formatted(example));
    var said = folder.resolve("said.txt");
    var trial =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlifeboat.testbed=" + AwsTerminal.file("aws-testbed"),
                "-Dlifeboat.mariadb=" + System.getProperty("lifeboat.mariadb"),
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                ExampleTrial.class.getName(),
                example,
                Files.createDirectory(folder.resolve("tried")).toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(trial.waitFor(MINUTES, TimeUnit.MINUTES)).as(Files.readString(said)).isTrue();
    } finally {
      trial.descendants().forEach(ProcessHandle::destroyForcibly);
      trial.destroyForcibly();
    }
    assertThat(trial.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said)).contains("brought home and taken away");
  }
}

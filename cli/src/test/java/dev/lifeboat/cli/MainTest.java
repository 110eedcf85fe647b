package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @Test
  void version_is_one_line_with_three_numbers() {
    var told = Invocation.of("--version");

    assertThat(told.exitCode()).isZero();
    assertThat(told.out()).matches("lifeboat \\d+\\.\\d+\\.\\d+\\R");
  }

  /// Goal: no language of a person changes what programs read. Method: Arabic has digits of its
  /// own.
  @Test
  void numbers_are_written_alike_in_every_language(@TempDir Path folder) throws Exception {
    var plan = Files.writeString(folder.resolve("plan.yaml"), "plan: [\n");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check",
                plan.toString())
            .redirectErrorStream(true)
            .start();

    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(told).contains(plan + ":2:1");
  }

  @Test
  void an_unknown_option_is_bad_usage() {
    var told = Invocation.of("--verison");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("--verison");
  }
}

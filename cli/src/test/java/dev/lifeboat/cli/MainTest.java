package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {

  @Test
  void version_is_one_line_with_three_numbers() {
    var out = new StringWriter();
    var line = Main.commandLine().setOut(new PrintWriter(out, true));

    int exitCode = line.execute("--version");

    assertThat(exitCode).isZero();
    assertThat(out.toString()).matches("lifeboat \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void an_unknown_option_is_bad_usage() {
    var err = new StringWriter();
    var line = Main.commandLine().setErr(new PrintWriter(err, true));

    int exitCode = line.execute("--verison");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--verison");
  }
}

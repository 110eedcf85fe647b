package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// A full disk is no success.
class StandardOutputTest {
  private final StringWriter told = new StringWriter();
  private String[] words = {};

  private int ended(StandardOutput out, String text) {
    var writer = new PrintWriter(out, true);
    writer.println(text);
    var terminal = Invocation.terminal(new StringWriter(), told);
    return out.exitCode(3, new Failures(terminal, words)::tellBeside);
  }

  @Test
  void what_a_full_disk_did_not_take_is_told_and_ends_with_1() throws IOException {
    try (var full = new FileOutputStream("/dev/full")) {
      assertThat(ended(new StandardOutput(full, () -> false), "a state machine")).isEqualTo(1);
    }
    assertThat(told.toString())
        .startsWith("LB6001  standard output cannot be written: No space left on device");
  }

  @Test
  void who_asked_for_lines_of_json_gets_one() throws IOException {
    words = new String[] {"--progress", "json"};
    try (var full = new FileOutputStream("/dev/full")) {
      assertThat(ended(new StandardOutput(full, () -> false), "a state machine")).isEqualTo(1);
    }
    assertThat(new Invocation(1, told.toString(), "").json().path("code").asString())
        .isEqualTo("LB6001");
  }

  @Test
  void a_reader_who_has_seen_enough_is_no_failure() {
    var gone = failing("Broken pipe");
    var inFrench = failing("Relais brisé");

    assertThat(ended(new StandardOutput(gone, () -> false), "line")).isEqualTo(3);
    assertThat(ended(new StandardOutput(inFrench, () -> true), "line")).isEqualTo(3);
    assertThat(told.toString()).isEmpty();
  }

  /// As by `>&-`: no disk is full.
  @Test
  void an_output_that_is_closed_is_told_as_such() {
    assertThat(ended(new StandardOutput(failing("Bad file descriptor"), () -> false), "line"))
        .isEqualTo(1);
    assertThat(told.toString())
        .startsWith("LB6001  standard output cannot be written: it is closed")
        .doesNotContain("descriptor", "disk");
  }

  @Test
  void all_that_was_written_ends_as_it_did() {
    assertThat(ended(new StandardOutput(OutputStream.nullOutputStream(), () -> false), "line"))
        .isEqualTo(3);
    assertThat(told.toString()).isEmpty();
  }

  /// A signal ends the process in the middle of a command.
  @Test
  void one_document_stands_there_whoever_was_first() {
    var printed = new ByteArrayOutputStream();
    var stopped = new StandardOutput(printed, () -> false);

    assertThat(stopped.endWith("{\"code\":\"INTERRUPTED\"}")).isTrue();
    new PrintWriter(stopped, true).println("{}");
    assertThat(printed).hasToString("{\"code\":\"INTERRUPTED\"}\n");

    printed.reset();
    var through = new StandardOutput(printed, () -> false);
    new PrintWriter(through, true).println("{}");
    assertThat(through.endWith("{\"code\":\"INTERRUPTED\"}")).isFalse();
    assertThat(printed).hasToString("{}\n");
  }

  private static OutputStream failing(String why) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        throw new IOException(why);
      }
    };
  }
}

package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FmtWriteTest {
  /// Goal: what a person saves while their file is laid out is not lost.
  @Test
  void a_file_that_was_saved_meanwhile_stays(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("a.yaml"), "a: 2\n");

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> FmtCommand.write(file, bytes("a:   1\n"), bytes("a: 1\n")))
        .withMessageContaining("changed meanwhile");
    assertThat(file).hasContent("a: 2\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

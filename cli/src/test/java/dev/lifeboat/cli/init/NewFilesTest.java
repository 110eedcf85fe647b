package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NewFilesTest {
  @TempDir private Path folder;

  /// Goal: nobody's device is replaced by a plan. Method: a pipe, which is no file either.
  @Test
  void what_is_no_regular_file_is_not_replaced_even_by_force() throws Exception {
    var pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new NewFiles(true).require(List.of(pipe)))
        .matches(it -> it.problem().code() == Code.LB1004)
        .withMessageContaining("no file that could be replaced");
  }
}

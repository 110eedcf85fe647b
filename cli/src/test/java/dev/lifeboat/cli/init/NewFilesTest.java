package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

  /// Goal: half an example does not refuse the next attempt. Method: the last of three files cannot
  /// be copied, since what it is a copy of is not there.
  @Test
  void what_was_made_before_one_that_fails_is_removed_and_what_was_there_stays() throws Exception {
    var there = Files.writeString(folder.resolve("notes.txt"), "mine");
    var wanted = new LinkedHashMap<Path, NewFiles.Content>();
    wanted.put(folder.resolve("new/Dockerfile"), new NewFiles.Content.Text("FROM scratch"));
    wanted.put(folder.resolve("new/deep/app.py"), new NewFiles.Content.Text("print()"));
    wanted.put(
        folder.resolve("lifeboat.yaml"), new NewFiles.Content.Copy(folder.resolve("missing")));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new NewFiles(false).write(wanted))
        .matches(it -> it.problem().code() == Code.LB6001)
        .matches(it -> it.problem().means().startsWith("nothing was written"));

    assertThat(folder).isDirectoryContaining(there::equals);
    assertThat(folder.resolve("new")).doesNotExist();
    assertThat(folder.resolve("lifeboat.yaml")).doesNotExist();
    new NewFiles(false).require(wanted.keySet());
  }
}

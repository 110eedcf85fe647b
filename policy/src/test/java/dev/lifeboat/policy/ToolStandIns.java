package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A script run before tools of the command line that only write down their calls.
///
/// @param folder of the stand-ins, of their record `calls` and of what the script `said`
/// @param script of each; `$0` says which is called, `$FOLDER` is this folder
record ToolStandIns(Path folder, String script) {

  /// What was called, each in the words that a seed prints; of this run alone.
  List<String> calls(
      Path where, String typed, int exitCode, Map<String, String> told, String... words)
      throws Exception {
    var calls = folder.resolve("calls");
    Files.deleteIfExists(calls);
    for (var tool : List.of("terraform", "aws", "curl", "lifeboat")) {
      var file = Files.writeString(folder.resolve(tool), script);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    var answer = Files.writeString(folder.resolve("answer"), typed + "\n");
    var builder =
        new ProcessBuilder(words)
            .directory(where.toFile())
            .redirectInput(answer.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
    builder.environment().put("FOLDER", folder.toString());
    builder.environment().putAll(told);
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    var process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said()).isEqualTo(exitCode);
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }
}

package dev.lifeboat.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The verifier of `docs/`, written from the page on the format in another language.
final class PythonVerifier {
  private static final Path SCRIPT = Path.of("..", "docs", "verify-evidence.py");
  private static final List<String> PLACES = List.of("/usr/bin/python3", "/usr/local/bin/python3");

  private PythonVerifier() {}

  static boolean isHere() {
    return PLACES.stream().anyMatch(place -> Files.isExecutable(Path.of(place)));
  }

  /// What the script said of all folders, in one process.
  ///
  /// @param words what it said of each folder, such as `broken canary.jsonl is not what was sealed`
  record Said(int exitCode, Map<Path, String> words) {}

  static Said of(List<Path> folders, String... options) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(PLACES.stream().filter(it -> Files.isExecutable(Path.of(it))).findFirst().get());
    command.add(SCRIPT.toString());
    command.addAll(List.of(options));
    folders.forEach(folder -> command.add(folder.toString()));
    var errors = Files.createTempFile("verify", ".err");
    try {
      var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the script did not end");
      }
      if (Files.size(errors) > 0) {
        throw new AssertionError("the script failed: " + Files.readString(errors));
      }
      var words = new LinkedHashMap<Path, String>();
      var lines = out.lines().toList();
      for (int i = 0; i < folders.size(); i++) {
        words.put(folders.get(i), lines.get(i).substring((folders.get(i) + ": ").length()));
      }
      return new Said(process.exitValue(), words);
    } finally {
      Files.delete(errors);
    }
  }

  /// The file that the script found broken; empty when it found none.
  static String brokenFile(String said) {
    return said.startsWith("broken ")
        ? said.substring("broken ".length()).split(" ", 2)[0].replaceFirst(":\\d+$", "")
        : "";
  }
}

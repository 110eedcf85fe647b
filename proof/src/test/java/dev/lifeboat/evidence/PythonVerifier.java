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
public final class PythonVerifier {
  private static final Path SCRIPT = Path.of("..", "docs", "verify-evidence.py");
  private static final List<String> PLACES = List.of("/usr/bin/python3", "/usr/local/bin/python3");

  private static final String RULES =
      """
      import runpy, sys
      script = runpy.run_path(sys.argv[1])
      for journal in sys.argv[2:]:
          try:
              script["rules"](script["journal"](open(journal, "rb").read())[0])
              print("obeyed")
          except script["Broken"] as broken: print(broken)
      """;

  private PythonVerifier() {}

  /// What the script said of all folders, in one process.
  ///
  /// @param words what it said of each folder, such as `broken canary.jsonl is not what was sealed`
  record Said(int exitCode, Map<Path, String> words) {}

  static Said of(List<Path> folders, String... options) throws IOException, InterruptedException {
    var arguments = new ArrayList<String>(List.of(SCRIPT.toString()));
    arguments.addAll(List.of(options));
    folders.forEach(folder -> arguments.add(folder.toString()));
    var process = python(arguments);
    var words = new LinkedHashMap<Path, String>();
    for (int i = 0; i < folders.size(); i++) {
      var folder = folders.get(i);
      words.put(folder, process.lines().get(i).substring((folder + ": ").length()));
    }
    return new Said(process.exitCode(), words);
  }

  /// Whether the script's own rules let the events of each journal follow each other, which need
  /// not be sealed.
  static List<Boolean> obeyed(List<Path> journals) throws IOException, InterruptedException {
    var arguments = new ArrayList<String>(List.of("-c", RULES, SCRIPT.toString()));
    journals.forEach(journal -> arguments.add(journal.toString()));
    return python(arguments).lines().stream().map("obeyed"::equals).toList();
  }

  /// All that the script says of a folder of a run, or of runs; it must be here.
  public static String said(Path folder) throws IOException, InterruptedException {
    return String.join("\n", python(List.of(SCRIPT.toString(), folder.toString())).lines());
  }

  private record Ended(int exitCode, List<String> lines) {}

  private static Ended python(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(
        PLACES.stream().filter(it -> Files.isExecutable(Path.of(it))).findFirst().orElseThrow());
    command.addAll(arguments);
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
      return new Ended(process.exitValue(), out.lines().toList());
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

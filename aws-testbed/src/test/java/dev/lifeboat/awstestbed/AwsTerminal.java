package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What a person types at a terminal that has the AWS command line, and finds the account by the
/// usual variables: `aws` is Debian's.
///
/// @param folder where what is typed is typed
/// @param variables besides
public record AwsTerminal(TestBed bed, Path folder, Map<String, String> variables) {
  /// A minute or so.
  private static final int MOST_LOOKS = 300;

  private static final Path MODULE = Path.of(System.getProperty("lifeboat.testbed"));

  /// A file of the checkout.
  public static Path file(String path) {
    return MODULE.resolveSibling(path);
  }

  /// The same with one variable more.
  public AwsTerminal with(String name, String value) {
    var all = new HashMap<>(variables);
    all.put(name, value);
    return new AwsTerminal(bed, folder, all);
  }

  /// The same with the commands of a folder.
  public AwsTerminal with(Path commands) {
    return with("PATH", commands + File.pathSeparator + pathAfter(System.getenv("PATH")));
  }

  private static String pathAfter(String others) {
    return MODULE.resolve("src/test/terminal") + File.pathSeparator + others;
  }

  /// Types a line.
  public CommandLineProcess.Ended type(String line) throws IOException, InterruptedException {
    return run("bash", "-c", line);
  }

  /// Types lines into the shell that every system has, which on Debian knows nothing of bash alone.
  public CommandLineProcess.Ended typeInSh(String lines) throws IOException, InterruptedException {
    return run("sh", "-c", lines);
  }

  /// Types a line that goes on until a person ends it, and ends it once it has said all of this.
  public void follow(String line, String... expected) throws IOException, InterruptedException {
    var following = begin("bash", "-c", "exec " + line);
    try {
      for (int looks = 0; !out(following).contains(expected[expected.length - 1]); looks++) {
        assertThat(following.process().isAlive()).as(following.said()).isTrue();
        assertThat(looks).as("%s", out(following)).isLessThan(MOST_LOOKS);
        LookPause.pass();
      }
      assertThat(out(following)).contains(expected);
    } finally {
      following.kill();
    }
  }

  private static String out(CommandLineProcess.Running running) throws IOException {
    return Files.readString(running.out());
  }

  public CommandLineProcess.Ended run(String... words) throws IOException, InterruptedException {
    return begin(words).ended();
  }

  public CommandLineProcess.Running begin(String... words) throws IOException {
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    var environment = builder.environment();
    environment.put("PATH", pathAfter(environment.get("PATH")));
    bed.letIn(environment);
    environment.putAll(variables);
    return new CommandLineProcess.Running(builder.start(), out, err);
  }
}

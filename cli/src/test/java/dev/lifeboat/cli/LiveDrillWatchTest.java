package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.files.FileTree;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: who takes up a drill from another terminal is shown the lines and the clients of the one
/// that holds it, while it goes on, and ends with it.
///
/// Method: a process drills the storefront in a lab; this one watches its run from the moment that
/// it has a name, and notes at each line whether the process still lived.
@Tag("proof")
@Timeout(900)
final class LiveDrillWatchTest {
  private static final Path STOREFRONT = Path.of("..", "examples", "storefront").toAbsolutePath();

  /// The width of the time that a line begins with.
  private static final int TIME = "    0.01 s  ".length();

  /// How many lines may be read only once the process has ended: the follower looks now and then.
  private static final int LAST = 3;

  private Path root;
  private Path state;
  private Path plan;

  @BeforeEach
  void write_the_plan() throws Exception {
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    root = Files.createTempDirectory("lifeboat-live-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    state = Files.createDirectory(root.resolve("state"));
    plan =
        Files.writeString(
            root.resolve("lifeboat.yaml"),
            Files.readString(STOREFRONT.resolve("lifeboat.yaml"))
                .replace("target/", STOREFRONT.resolve("target") + "/"));
  }

  @AfterEach
  void take_the_lab_down() throws Exception {
    var down = Invocation.of("lab", "down", plan, "--confirm", "storefront", "--state", state);
    assertThat(down.exitCode()).as(down.toString()).isZero();
    FileTree.delete(root);
  }

  @Test
  void whoever_watches_a_drill_of_another_process_sees_what_it_shows_and_ends_with_it()
      throws Exception {
    var drill = drill();
    var watch = new Watch(drill);
    var watching = new FutureTask<>(() -> watch.follow(state));
    var held = new ArrayList<String>();
    try (var err = drill.errorReader()) {
      for (var line = err.readLine(); line != null; line = err.readLine()) {
        held.add(line);
        if (watch.run.isEmpty()) {
          watch.run = run();
          watch.run.ifPresent(_ -> Thread.ofVirtual().start(watching));
        }
      }
    }

    int exitCode = drill.waitFor();
    assertThat(watch.run).as("a run of: %s", String.join("\n", held)).isPresent();
    assertThat(watching.get()).isEqualTo(exitCode);
    var seen = watch.err.toString().lines().toList();
    assertThat(told(seen)).isEqualTo(told(held));
    assertThat(clients(held)).containsSubsequence("down", "served");
    assertThat(clients(watch.meanwhile))
        .as("while the process lived")
        .containsSubsequence("down", "served");
    assertThat(told(watch.meanwhile))
        .as("all but what the process ends with, while it lived")
        .startsWith(told(held).subList(0, told(held).size() - LAST).toArray(String[]::new));
  }

  /// As a person begins it at another terminal.
  private Process drill() throws IOException {
    var line =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "drill",
            plan.toString(),
            "--keep",
            "--state",
            state.toString());
    return new ProcessBuilder(line)
        .redirectOutput(root.resolve("drill.txt").toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  /// The first run that has a folder.
  private Optional<String> run() throws IOException {
    var runs = state.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (var all = Files.list(runs)) {
      return all.filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> RunId.began(name).isPresent())
          .sorted()
          .findFirst();
    }
  }

  /// What happened to the run and what clients saw, without the time. Each waits by itself, and the
  /// lab is there before the run is.
  private static List<String> told(List<String> lines) {
    return lines.stream()
        .map(line -> line.substring(TIME))
        .dropWhile(line -> !line.startsWith("canary"))
        .filter(line -> !line.matches("(waiting|lab) .*"))
        .toList();
  }

  private static List<String> clients(List<String> lines) {
    return lines.stream()
        .map(line -> line.substring(TIME).split(" +", 3))
        .filter(words -> words[0].equals("clients"))
        .map(words -> words[1])
        .toList();
  }

  /// The other terminal.
  private static final class Watch {
    private final Process drill;
    private final StringWriter out = new StringWriter();
    private final List<String> meanwhile = new ArrayList<>();
    private Optional<String> run = Optional.empty();
    private final StringWriter err =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (drill.isAlive()) {
              text.substring(from, from + length).lines().forEach(meanwhile::add);
            }
          }
        };

    Watch(Process drill) {
      this.drill = drill;
    }

    int follow(Path state) {
      return Main.execute(
          Invocation.terminal(out, err), "watch", run.orElseThrow(), "--state", state.toString());
    }
  }
}

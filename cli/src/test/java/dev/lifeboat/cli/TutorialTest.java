package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.wire.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Goal: whoever types the lines of docs/tutorial.md, and no others, sees a service in another
/// language lose rows with its region and finds each of them in the ledger.
///
/// Method: one shell types them in a folder that holds what the tutorial uses of a checkout, with a
/// `lifeboat` that starts this build. Needs python3 and a way to its package index, and fails
/// without.
class TutorialTest {
  private static final Path EXAMPLE = Path.of("..", "examples", "notes");
  private static final String HOME = "~/notes";
  private static final int REPETITIONS = 5;

  private Path root;
  private Path checkout;
  private Path notes;

  @BeforeEach
  void lay_out_the_checkout() throws Exception {
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    root = Files.createTempDirectory("lifeboat-tutorial-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    checkout = Files.createDirectory(root.resolve("checkout"));
    notes = root.resolve("notes");
    var example = Files.createDirectories(checkout.resolve("examples/notes"));
    for (var name : List.of("notes.py", "requirements.txt")) {
      Files.copy(EXAMPLE.resolve(name), example.resolve(name));
    }
    var java = JavaCommand.ofThisProcess();
    var line = new ArrayList<>(java.line(Main.class));
    line.add(1, "-Dlifeboat.home=" + checkout);
    line.replaceAll("'%s'"::formatted);
    var script =
        Files.writeString(
            checkout.resolve("lifeboat"),
            "#!/bin/sh\nexec %s \"$@\"\n".formatted(String.join(" ", line)));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void take_the_lab_down() throws Exception {
    if (Files.exists(notes.resolve("lifeboat.yaml"))) {
      var down =
          Invocation.of(
              "lab", "down", notes.resolve("lifeboat.yaml"), "--state", notes.resolve(".lifeboat"));
      assertThat(down.exitCode()).as("%s", down).isZero();
    }
    FileTree.delete(root);
  }

  @Test
  @Timeout(600)
  void its_lines_lead_to_a_passed_drill_and_a_ledger_that_names_each_lost_row() throws Exception {
    var typed = type(lines());

    assertThat(typed).contains("answered after", "READY", "PASSED").doesNotContain("LB2024");
    var lost = requireLedger(drills().getFirst());
    assertThat(lost).as("the ledger on the screen").allMatch(typed::contains);
    assertThat(notes.resolve("lifeboat.yaml"))
        .as("the example's plan is the one that the tutorial makes")
        .hasSameTextualContentAs(EXAMPLE.resolve("lifeboat.yaml"));
  }

  @Test
  @Tag("proof")
  @Timeout(2_400)
  void five_drills_of_five_pass_and_name_what_they_lost() throws Exception {
    var lines = lines();
    int drill = lines.indexOf(line(lines, "lifeboat drill"));
    var _ = type(lines.subList(0, drill));
    var lost = new ArrayList<String>();
    for (int i = 0; i < REPETITIONS; i++) {
      assertThat(type(List.of("cd " + notes, exported(), lines.get(drill)))).contains("PASSED");
      lost.addAll(requireLedger(drills().getFirst()));
    }
    assertThat(drills()).hasSize(REPETITIONS);
    assertThat(lost).as("one drill may lose nothing, five do not").isNotEmpty();
  }

  private String exported() {
    return "export PATH=\"%s:$PATH\"".formatted(checkout);
  }

  /// The pages that a drill lost, which its ledger names and no others.
  private List<String> requireLedger(JsonNode drill) throws Exception {
    var run = drill.path("run").asString();
    var folder = Path.of(drill.path("folder").asString());
    var result = OutputJson.read(Files.readAllBytes(folder.resolve("result.json")));
    assertThat(result.path("outcome").asString()).isEqualTo("passed");
    assertThat(result.path("ledger").path("matchesCanary").asBoolean()).isTrue();
    var told = Invocation.of("ledger", run, "--state", notes.resolve(".lifeboat"), "--json");
    assertThat(told.exitCode()).as("%s", told).isZero();
    var keys = new ArrayList<String>();
    for (var row : told.json().path("entries")) {
      keys.add(row.path("new").path("page").asString());
    }
    assertThat(keys).as("each row has its key").noneMatch(String::isEmpty);
    // It also names writes that were made and never acknowledged.
    for (var number : result.path("writes").path("lostNumbers")) {
      assertThat(keys).as("%s", told.out()).contains(number.asString());
    }
    return keys;
  }

  /// Newest first.
  private List<JsonNode> drills() {
    var told = Invocation.of("runs", "--state", notes.resolve(".lifeboat"), "--json").json();
    var drills = new ArrayList<JsonNode>();
    for (var run : told.path("runs")) {
      if (run.path("kind").asString().equals("drill")) {
        drills.add(run);
      }
    }
    return drills;
  }

  private static String line(List<String> lines, String begin) {
    return lines.stream().filter(it -> it.startsWith(begin)).findFirst().orElseThrow();
  }

  /// What the tutorial says to type, with another place for the service.
  private List<String> lines() throws Exception {
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (var line : Files.readAllLines(Path.of("..", "docs", "tutorial.md"))) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside) {
        lines.add(line.replace(HOME, notes.toString()));
      }
    }
    assertThat(lines).as("else nothing was typed").hasSizeGreaterThan(10);
    return lines;
  }

  /// Types into one shell, which stops at the first line that fails, and gives all that it shows.
  private String type(List<String> lines) throws Exception {
    var script = Files.write(checkout.resolve("typed"), lines);
    var shown = checkout.resolve("shown");
    var builder =
        new ProcessBuilder("bash", "-eu", script.toString())
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(shown.toFile());
    builder.environment().remove("LIFEBOAT_STATE");
    var shell = builder.start();
    try {
      assertThat(shell.waitFor(20, TimeUnit.MINUTES)).isTrue();
    } finally {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
    }
    var text = Files.readString(shown);
    assertThat(shell.exitValue()).as(text).isZero();
    return text;
  }
}

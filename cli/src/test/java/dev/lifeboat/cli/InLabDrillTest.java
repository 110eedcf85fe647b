package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.evidence.PythonVerifier;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Goal: a plan on AWS is rehearsed in a lab without an account, its result is never told as what
/// users saw, and nothing of the rehearsal counts for the plan itself.
///
/// Method: the warm standby's example, led by an accelerator, is moved and brought home in a real
/// lab, which is the shortest drill; both verifiers compute the sealed folder's figures again.
@Timeout(900)
class InLabDrillTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath();
  private static final String NAME = "dr-lab-in-lab";

  private static Path root;
  private static Path plan;
  private static Path played;

  @BeforeAll
  static void write_the_plan() throws Exception {
    ToolCache.useForPrograms();
    // PostgreSQL's unprivileged user must reach it: JUnit's own temporary folders are private.
    root = Files.createTempDirectory("lifeboat-in-lab-");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    plan = Files.writeString(root.resolve("lifeboat.yaml"), example());
    played = root.resolve("state").resolve("in-lab").resolve(NAME + ".yaml");
  }

  /// The example, with what takes a drill less time: an accelerator, which nobody keeps an answer
  /// of, and one share home.
  private static String example() throws Exception {
    var text = Files.readString(EXAMPLES.resolve("dr-lab-warm-standby").resolve("lifeboat.yaml"));
    var from = text.indexOf("        mode: dns");
    var until = text.indexOf("    verify:");
    assertThat(from).isPositive();
    return text.substring(0, from)
        + """
                mode: accelerator
                aws:
                  name: app.example.com
                  tells: https://app.example.com/region
                  endpointGroup:
                    primary: arn:aws:globalaccelerator::123456789012:accelerator/1/listener/2/endpoint-group/3
                    secondary: arn:aws:globalaccelerator::123456789012:accelerator/1/listener/2/endpoint-group/4
        """
        + text.substring(until)
            .replace("on: users", "detect: { every: 200ms, failures: 3 }")
            .replace("[5, 25, 50, 100], hold: 10m", "[]");
  }

  @AfterAll
  static void take_the_lab_down() throws Exception {
    if (Files.exists(played)) {
      var _ = tell("lab", "down", played);
    }
    FileTree.delete(root);
  }

  private static Invocation tell(Object... words) {
    return Invocation.of(
        Stream.concat(Stream.of(words), Stream.of("--state", root.resolve("state"))).toArray());
  }

  @Test
  void a_plan_on_aws_is_drilled_in_a_lab_and_told_as_the_data_path_alone() throws Exception {
    var drilled =
        tell("drill", plan, "--in", "lab", "--scenario", "switchover", "--keep", "--json");

    assertThat(drilled.exitCode()).as("%s", drilled).isZero();
    var result = drilled.json();
    assertThat(Schemas.mistakes(result)).isEmpty();
    assertThat(result.at("/plan").asString()).isEqualTo(NAME);
    assertThat(result.at("/inLab/plan").asString()).isEqualTo("dr-lab");
    assertThat(result.at("/inLab/planSha256").asString())
        .isEqualTo(Kinds.read(plan).plan().sha256());
    assertThat(result.at("/inLab/dataPathAlone").asBoolean()).isTrue();
    assertThat(result.at("/basis").asString()).isEqualTo("database");
    assertThat(result.at("/writes/acknowledged").asLong()).isPositive();
    assertThat(result.at("/writes/lost").asLong(-1)).as("%s", result).isZero();
    assertThat(result.at("/failback/outcome").asString()).isEqualTo("passed");
    assertThat(result.at("/evidence/verified").asBoolean()).as("%s", result).isTrue();
    assertThat(drilled.err())
        .contains("data path alone: a stand-in served for web", "a proxy leads users of 'web'");

    var folder = Path.of(result.at("/evidence/folder").asString());
    assertThat(PythonVerifier.said(folder)).contains(": intact");
    assertThat(Files.readString(folder.resolve("plan.yaml"))).isEqualTo(Files.readString(played));
    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("data path alone", "rehearsal of plan dr-lab in the lab")
        .doesNotContain("clients&#39; writes");
    assertThat(tell("evidence", "verify", folder).out())
        .contains("in lab  rehearsal of plan dr-lab in the lab, data path alone");

    assertThat(tell("drill", plan, "--history").out()).doesNotContain("switchover");
    assertThat(tell("drill", plan, "--in", "lab", "--history").out())
        .containsPattern("switchover +proven .*basis: database");

    // The lab that is up is that of the plan as it was.
    Files.writeString(plan, "# changed\n" + example());
    var changed = tell("drill", plan, "--in", "lab");
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.err()).contains("LB5004", "lifeboat lab down " + played);
    var lab = Kinds.read(played).plan();
    assertThat(Lab.isUp(lab, root.resolve("state"))).isTrue();
    assertThat(tell("lab", "down", played).exitCode()).isZero();
    assertThat(Lab.isUp(lab, root.resolve("state"))).isFalse();
  }

  @Test
  void mysql_is_refused_at_its_line_and_nothing_is_made() {
    var state = root.resolve("none");
    var lamp = EXAMPLES.resolve("lamp-pilot-light").resolve("lifeboat.yaml");
    var refused = Invocation.of("drill", lamp, "--in", "lab", "--state", state);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("LB1010", lamp + ":17:17", "is mysql, and a lab has PostgreSQL alone");
    assertThat(state).doesNotExist();
  }
}

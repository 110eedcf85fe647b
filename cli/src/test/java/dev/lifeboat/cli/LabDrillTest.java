package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.cli.regions.DrillWish;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.Labs;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.control.DrillRequest;
import dev.lifeboat.control.DrilledPlan;
import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.LabFolders;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: a drill ends the lab that it brought up, whole or not, and no other of that name.
///
/// Method: its lab cannot be begun, or only in part, since the plan's file goes once it was read.
/// The other one has every file and no process.
final class LabDrillTest {
  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private Path state;
  private PlanFile file;
  private LabFolder lab;
  private DrilledRegions drill;

  @BeforeEach
  void wish_for_a_drill() throws Exception {
    state = Files.createDirectory(folder.resolve("state"));
    var text = Files.readString(Invocation.STOREFRONT).replace(", -jar, target/storefront.jar", "");
    file = Kinds.read(Files.writeString(folder.resolve("lifeboat.yaml"), text));
    lab = new LabFolders(state).folder("storefront");
    var out = new StringWriter();
    drill =
        new Labs(state)
            .drilled(
                new DrillWish(
                    DrilledPlan.asGiven(file),
                    file.workload("shop"),
                    new DrillRequest.Share(1),
                    NameConfirmation.of("storefront", null),
                    Invocation.terminal(out, out)));
  }

  @Test
  void a_drill_that_is_refused_leaves_anothers_lab_as_it_is() throws Exception {
    try (var _ = ExclusiveLock.ifFree(state.resolve("lab-storefront.lock")).orElseThrow()) {
      begins(Code.LB5004);
    }
    QuietLab.of(file.path(), state);

    drill.end(false);

    assertThat(lab.topology()).exists();
    assertThat(told).noneMatch(line -> line.contains("nothing of it is left"));
  }

  @Test
  void what_a_drill_began_in_part_goes_with_it() throws Exception {
    breaksOff();
    assertThat(lab.secrets()).exists();

    drill.end(false);

    assertThat(lab.lab()).doesNotExist();
    assertThat(told).contains("lab down nothing of it is left");
  }

  @Test
  void a_lab_that_took_the_place_of_the_drills_own_stays() throws Exception {
    breaksOff();
    new Labs(state).down(file, "somebody");
    QuietLab.of(file.path(), state);

    drill.end(false);

    assertThat(lab.topology()).exists();
    assertThat(told).anyMatch(line -> line.startsWith("lab left it is another's"));
  }

  private void begins(Code refusal) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> drill.begin(this::tell))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(refusal));
  }

  /// The lab is half up by then: its agents run.
  private void breaksOff() {
    var stop = new IllegalStateException("stop");
    assertThatThrownBy(() ->
            drill.begin(event -> {
              tell(event);
              if (event instanceof ProgressEvent.Noted(_, var state, _) && state.equals("met")) {
                throw stop;
              }
            }))
        .isSameAs(stop);
  }

  private void tell(ProgressEvent event) {
    if (event instanceof ProgressEvent.Noted(var phase, var state, var detail)) {
      told.add("%s %s %s".formatted(phase, state, detail));
    }
  }
}

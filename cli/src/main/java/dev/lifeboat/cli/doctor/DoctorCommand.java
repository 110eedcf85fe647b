package dev.lifeboat.cli.doctor;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.Platforms;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.cli.terminal.Version;
import dev.lifeboat.control.Checkup;
import dev.lifeboat.control.MachineChecks;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.SupportBundle;
import dev.lifeboat.guard.vote.ClockDiscipline;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import dev.lifeboat.provider.DoctorFinding.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Looks at what the tool itself needs, and packs what a helper would ask for.
@Command(
    name = "doctor",
    description =
        "Does the tool have what it needs: JDK, clocks, disk, keys, ports, and a plan's agents?",
    footer = {
      "",
      "Exit codes: 0 all is well, 1 the bundle cannot be written, 3 something is not",
      "well or cannot be told.",
      "Example: lifeboat doctor lifeboat.yaml --bundle trouble.zip"
    })
public final class DoctorCommand extends TerminalCommand {
  @Parameters(
      paramLabel = "PLAN",
      arity = "0..1",
      description = "The plan file, or its folder; without it no region is looked at.")
  private @Nullable Path plan;

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description = "Also write configurations, journals and logs into a zip, without secrets.")
  private @Nullable Path bundle;

  /// The whole answer.
  ///
  /// @param verdict `well`, `trouble`, or `unknown` when no trouble was seen but not all could be
  /// @param plan null when none was given
  /// @param bundle where it was written; null when none was asked for
  /// @param state the folder that was looked at, in full
  record DoctorDocument(
      String schema,
      State verdict,
      @Nullable String plan,
      String at,
      List<DoctorFinding> findings,
      @Nullable String bundle,
      String state) {

    List<String> lines() {
      var lines = new ArrayList<String>();
      var first =
          findings.stream()
              .filter(finding -> finding.state() == verdict && finding.fix() != null)
              .findFirst()
              .map(finding -> "  %s: %s".formatted(finding.what(), finding.detail()))
              .orElse("");
      lines.add("lifeboat  " + verdict.word().toUpperCase(Locale.ROOT) + first);
      lines.add(StateFolder.told(state, Instant.parse(at)));
      for (var it : findings) {
        lines.add("  %-16s %-8s %s".formatted(it.what(), it.state().word(), it.detail()));
        if (it.fix() != null) {
          lines.add("                   do       " + it.fix());
        }
      }
      return lines;
    }
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.JUDGES;
  }

  @Override
  protected Path near() {
    return plan == null ? super.near() : StateFolder.above(PlanFile.of(plan));
  }

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = plan == null ? null : Kinds.read(plan);
    if (bundle != null) {
      Options.requireNew("--bundle", bundle, "nothing was looked at");
      var unusable = unusableState();
      if (unusable.isPresent()) {
        throw unusable.get();
      }
    }
    var found = checkup(file).run();
    var document =
        new DoctorDocument(
            "lifeboat.doctor/v1",
            found.verdict(),
            file == null ? null : file.plan().name(),
            Terminal.now().toString(),
            found.all(),
            bundle == null ? null : bundle.toString(),
            options.state.toString());
    var lines = document.lines();
    if (bundle != null) {
      var packed = packed(bundle, document, file == null ? null : file.text());
      lines.add(
          "bundle  %s, files: %d, bytes: %d; read it before you send it"
              .formatted(bundle, packed.files(), packed.bytes()));
    }
    tell(document, lines);
    return found.verdict() == State.WELL ? 0 : ExitCode.NOT_READY;
  }

  /// The looks at this machine, and at the regions of a plan.
  Checkup checkup(@Nullable PlanFile file) throws InterruptedException, ProblemException {
    var host = Terminal.host();
    var wall = host.clock();
    var machine =
        new ArrayList<>(
            new MachineChecks(options.state, wall, System::nanoTime, host.pause()).all());
    machine.add(new PostgresCheck(System.getenv()).check());
    machine.add(
        new ClockChecks(MonotonicClock.ofThisMachine(), ClockDiscipline::ofThisMachine).check());
    var unusable = unusableState();
    var regions =
        file == null || (unusable.isPresent() && Kinds.of(file.plan()).raisesRegions())
            ? List.<DoctorCheck>of()
            : new Platforms(options.state, false).checks(file, wall);
    if (unusable.isEmpty()) {
      return Checkup.of(options.state, Kinds.files(), machine, regions);
    }
    machine.removeIf(it -> it.what().equals("disk"));
    machine.addFirst(DoctorCheck.of("state", () -> unusable(unusable.get().problem())));
    machine.addAll(regions);
    return new Checkup(machine);
  }

  private static DoctorFinding unusable(Problem folder) {
    return DoctorFinding.trouble(
        "state", folder.happened() + ", so nothing in it was looked at", folder.action());
  }

  /// What was found is told, whatever becomes of the bundle.
  private SupportBundle.Size packed(Path file, DoctorDocument document, @Nullable String text)
      throws ProblemException {
    try {
      var texts =
          Map.of(
              "doctor.json",
              OutputJson.line(document),
              "version.txt",
              "lifeboat " + Version.number() + "\n");
      return SupportBundle.pack(
          new SupportBundle.Request(options.state, Kinds.files(), System.getenv(), texts, text),
          file);
    } catch (ProblemException unwritten) {
      if (!options.json) {
        tell(document, document.lines());
      }
      throw unwritten;
    }
  }
}

package dev.lifeboat.cli;

import dev.lifeboat.cli.doctor.Checkup;
import dev.lifeboat.cli.doctor.ClockChecks;
import dev.lifeboat.cli.doctor.DoctorCheck;
import dev.lifeboat.cli.doctor.DoctorFinding;
import dev.lifeboat.cli.doctor.KeyChecks;
import dev.lifeboat.cli.doctor.KnownSecrets;
import dev.lifeboat.cli.doctor.MachineChecks;
import dev.lifeboat.cli.doctor.Redaction;
import dev.lifeboat.cli.doctor.RegionChecks;
import dev.lifeboat.cli.doctor.SupportBundle;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.guard.vote.ClockDiscipline;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Looks at what the tool itself needs, and packs what a helper would ask for.
@Command(
    name = "doctor",
    description =
        "Does the tool have what it needs: JDK, clocks, disk, keys, ports, and a plan's agents?",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 all is well, 3 something is not or cannot be told.",
      "Example: lifeboat doctor lifeboat.yaml --bundle trouble.zip"
    })
final class DoctorCommand implements Callable<Integer> {
  private static final int NOT_READY = 3;

  private final Terminal terminal;

  @Mixin private final Options options = new Options();

  @Parameters(
      paramLabel = "PLAN",
      arity = "0..1",
      description = "The plan file; without it no region is looked at.")
  private @Nullable Path plan;

  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description = "Also write configurations, journals and logs into a zip, without secrets.")
  private @Nullable Path bundle;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// The whole answer.
  ///
  /// @param verdict `well`, `trouble`, or `unknown` when no trouble was seen but not all could be
  /// @param plan null when none was given
  /// @param bundle where it was written; null when none was asked for
  record DoctorDocument(
      String schema,
      String verdict,
      @Nullable String plan,
      String at,
      List<DoctorFinding> findings,
      @Nullable String bundle) {}

  @Override
  public Integer call() throws InterruptedException, ProblemException {
    var file = plan == null ? null : Kinds.read(plan);
    if (bundle != null && Files.exists(bundle)) {
      throw Failures.usage(
          "'%s' is there already".formatted(bundle),
          "nothing was looked at and nothing was overwritten",
          "give --bundle a file that is not there");
    }
    var findings = new Checkup(checks(file)).findings();
    var verdict = verdict(findings);
    var document =
        new DoctorDocument(
            "lifeboat.doctor/v1",
            verdict.word(),
            file == null ? null : file.plan().name(),
            Clock.systemUTC().instant().toString(),
            findings,
            bundle == null ? null : bundle.toString());
    var packed = bundle == null ? null : pack(bundle, document);
    if (options.json) {
      terminal.out().println(OutputJson.line(document));
    } else {
      print(findings, verdict);
      if (packed != null) {
        terminal
            .out()
            .println(
                "bundle  %s, %d files in %d bytes; read it before you send it"
                    .formatted(bundle, packed.files(), packed.bytes()));
      }
    }
    return verdict == DoctorFinding.State.WELL ? 0 : NOT_READY;
  }

  private List<DoctorCheck> checks(@Nullable PlanFile file)
      throws InterruptedException, ProblemException {
    var wall = Clock.systemUTC();
    var checks =
        new ArrayList<>(
            new MachineChecks(options.state, wall, System::nanoTime, System.getenv()).all());
    checks.add(
        new ClockChecks(MonotonicClock.ofThisMachine(), ClockDiscipline::ofThisMachine).check());
    checks.add(new KeyChecks(options.state).check());
    checks.add(new DoctorCheck("runs", this::runs));
    if (file != null) {
      checks.addAll(new RegionChecks(file.plan(), file.path(), options.state, wall).all());
    }
    return checks;
  }

  private List<DoctorFinding> runs() throws IOException {
    try {
      var runs = new RunRecords(options.state).list();
      var findings = new ArrayList<DoctorFinding>();
      for (var run : runs) {
        if (run.outcome().equals("damaged")) {
          findings.add(
              DoctorFinding.trouble(
                  "runs",
                  "run %s cannot be read: %s".formatted(run.run(), run.why()),
                  "keep %s as it is and restore its files from a copy".formatted(run.folder())));
        }
      }
      var open =
          runs.stream().filter(RunRecords.Summary::open).map(RunRecords.Summary::run).toList();
      if (findings.isEmpty()) {
        findings.add(
            DoctorFinding.well(
                "runs",
                runs.size()
                    + " kept"
                    + (open.isEmpty() ? ", none open" : ", open: " + String.join(", ", open))));
      }
      return findings;
    } catch (ProblemException unreadable) {
      throw new IOException(unreadable.problem().happened(), unreadable);
    }
  }

  private static DoctorFinding.State verdict(List<DoctorFinding> findings) {
    for (var state : List.of(DoctorFinding.State.TROUBLE, DoctorFinding.State.UNKNOWN)) {
      if (findings.stream().anyMatch(finding -> finding.state() == state)) {
        return state;
      }
    }
    return DoctorFinding.State.WELL;
  }

  private void print(List<DoctorFinding> findings, DoctorFinding.State verdict) {
    var first =
        findings.stream()
            .filter(finding -> finding.state() == verdict && finding.fix() != null)
            .findFirst()
            .map(finding -> "  %s: %s".formatted(finding.what(), finding.detail()))
            .orElse("");
    terminal.out().println("lifeboat  " + verdict.word().toUpperCase(Locale.ROOT) + first);
    for (var finding : findings) {
      terminal
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "  %-16s %-8s %s",
                  finding.what(),
                  finding.state().word(),
                  finding.detail()));
      if (finding.fix() != null) {
        terminal.out().println("                   do       " + finding.fix());
      }
    }
  }

  private SupportBundle.Size pack(Path file, DoctorDocument document) throws ProblemException {
    try {
      var environment = System.getenv();
      var packed =
          new SupportBundle(
              options.state, new Redaction(KnownSecrets.of(options.state, environment)));
      packed.add("doctor.json", OutputJson.line(document));
      packed.add("version.txt", "lifeboat " + Version.number() + "\n");
      packed.addEnvironment(environment);
      if (plan != null) {
        packed.add("plan.yaml", Files.readString(plan, StandardCharsets.UTF_8));
      }
      packed.addState();
      return packed.write(file);
    } catch (IOException failed) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB6001,
              "the bundle %s cannot be written: %s".formatted(file, failed.getMessage()),
              "there is no bundle",
              "mend that, or give --bundle another folder"),
          failed);
    }
  }
}

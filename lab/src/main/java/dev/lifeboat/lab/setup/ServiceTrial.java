package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.RegionScope;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.ProbeResult;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An attempt to start a service as a lab of its plan would: one instance, with the variables of
/// the primary region. No lab is there, so that a store among them answers nobody.
///
/// @param planFolder where the command is started
/// @param limit how long its health is asked for
public record ServiceTrial(Plan plan, Path planFolder, Duration limit) {
  /// How long a lab that begins waits for each of its goals, such as that a service is ready: it is
  /// a dozen young processes, and takes most of a minute where two cores have other work.
  public static final Duration LAB_WAITS = Duration.ofMinutes(3);

  private static final String NAME = "trial";
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final Duration LONGEST_KILL = Duration.ofSeconds(10);
  private static final int LAST_LINES = 10;

  /// What was seen of it.
  ///
  /// @param why it did not answer its health; null when it did
  /// @param mend what is wrong, where the trial knows it for sure
  /// @param printed its last lines
  public record Seen(
      Outcome outcome,
      URI health,
      Duration took,
      @Nullable String why,
      Mend mend,
      List<String> printed) {
    private Seen found(Mend wrong, String reason) {
      return new Seen(outcome, health, took, reason, wrong, printed);
    }
  }

  /// What is to be mended.
  public enum Mend {
    /// The program of the command, which is not there.
    PROGRAM,
    /// The path of its health, at which it answers that there is nothing or that it is not for us.
    HEALTH,
    /// Anything, or nothing: it may want its database.
    UNKNOWN
  }

  /// How it ended.
  public enum Outcome {
    /// Its health answered.
    ANSWERED,
    /// All of its processes ended before.
    ENDED,
    /// It ran all the time, and its health did not answer.
    SILENT
  }

  /// Starts it, asks, and ends all that it started.
  ///
  /// @throws ProblemException LB5001 when a port that the plan names is taken
  /// @throws IOException when this machine does not let it
  public Seen of(Workload workload, Service service)
      throws IOException, InterruptedException, ProblemException {
    var folder = Files.createTempDirectory("lifeboat-trial-").toRealPath();
    var scope = new RegionScope(folder, NAME, folder, List.of());
    try {
      return look(workload, service, scope);
    } finally {
      end(scope);
      FileTree.delete(folder);
    }
  }

  private Seen look(Workload workload, Service service, RegionScope scope)
      throws IOException, InterruptedException, ProblemException {
    var topology = AddressPlan.layOut(plan, scope.lab());
    var site = topology.region(plan.primary().name());
    int port = site.service(service.name()).ports().getFirst();
    var told =
        ServiceEnvironment.of(
            topology,
            site.name(),
            Secrets.create(topology, new SecureRandom()),
            JavaCommand.ofThisProcess());
    var environment = told.ofInstance(workload, service, port);
    var line = service.run().stream().map(site.at(port)::filled).toList();
    var spawner = new Spawner(scope.lab(), NAME, scope.state(), Clock.systemUTC());
    var _ =
        spawner.spawn(
            new Spawner.Command(
                service.name(), line, environment, service.environment().passed(), planFolder, 0));
    var health = site.at(port).http().resolve(service.health());
    var seen = await(health, scope, spawner.logOf(service.name()));
    return switch (seen.outcome()) {
      case ANSWERED -> seen;
      case ENDED ->
          new ProgramSearch(planFolder, environment.getOrDefault("PATH", ""))
              .absence(line.getFirst())
              .map(why -> seen.found(Mend.PROGRAM, why))
              .orElse(seen);
      case SILENT -> refused(seen);
    };
  }

  /// A service that says 4xx works, and has its health elsewhere; with 5xx it may want its
  /// database.
  private static Seen refused(Seen seen) throws InterruptedException {
    try {
      int status = new HttpProbe().status(seen.health(), LONGEST_ANSWER);
      return status / 100 == 4
          ? seen.found(
              Mend.HEALTH,
              "%s answered %d for %d s, 200 is needed"
                  .formatted(seen.health().getPath(), status, seen.took().toSeconds()))
          : seen;
    } catch (IOException silent) {
      return seen;
    }
  }

  private Seen await(URI health, RegionScope scope, Path log)
      throws IOException, InterruptedException {
    var probe = new HttpProbe();
    long began = System.nanoTime();
    var seen = new ArrayList<Seen>();
    boolean _ =
        new Wait(limit, POLL)
            .until(() -> {
              boolean lives = !ProcessTable.ofThisHost().living(scope).isEmpty();
              var answer = probe.probe(health, LONGEST_ANSWER);
              var took = Duration.ofNanos(System.nanoTime() - began);
              seen.add(
                  !lives
                      ? new Seen(
                          Outcome.ENDED,
                          health,
                          took,
                          "it ended by itself",
                          Mend.UNKNOWN,
                          printed(log))
                      : answer instanceof ProbeResult.Answered
                          ? new Seen(Outcome.ANSWERED, health, took, null, Mend.UNKNOWN, List.of())
                          : new Seen(
                              Outcome.SILENT,
                              health,
                              took,
                              why(answer),
                              Mend.UNKNOWN,
                              printed(log)));
              return seen.getLast().outcome() != Outcome.SILENT;
            });
    return seen.getLast();
  }

  private static String why(ProbeResult answer) {
    return switch (answer) {
      case ProbeResult.Answered _ -> throw new IllegalStateException("it answered");
      case ProbeResult.Refused(var why) -> why;
      case ProbeResult.Silent(var after) -> "nothing came within %d s".formatted(after.toSeconds());
    };
  }

  private static List<String> printed(Path log) throws IOException {
    var text = new String(DurableFile.read(log).orElse(new byte[0]), StandardCharsets.UTF_8);
    var lines = text.lines().map(String::stripTrailing).filter(it -> !it.isEmpty()).toList();
    return List.copyOf(lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /// Asks it to end, as an agent does, then ends it. Nothing else on this machine has its marks.
  private static void end(RegionScope scope) throws IOException, InterruptedException {
    boolean interrupted = Thread.interrupted();
    try {
      var table = ProcessTable.ofThisHost();
      table.kill(Signal.TERM, table.living(scope).stream().map(it -> it.pid()).toList());
      boolean _ = new Wait(FAREWELL, POLL).until(() -> table.living(scope).isEmpty());
      int _ = table.killAll(scope, LONGEST_KILL);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

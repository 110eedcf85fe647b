package dev.lifeboat.lab.fault;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.setup.LabDeath;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.RegionInit;
import dev.lifeboat.lab.setup.UnitNames;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The lab's faults: real signals to real processes, and conditions of the WAN.
public record LabFaults(Plan plan, LabClients clients) implements Faults {
  private static final Duration LONGEST_KILL = Duration.ofSeconds(5);
  private static final Wait START = new Wait(Duration.ofSeconds(60), Duration.ofMillis(50));
  private static final Wait LAST_ANSWERS = new Wait(Duration.ofMillis(500), Duration.ofMillis(5));

  private LabFolder folder() {
    return clients.folder();
  }

  private Wan wan() {
    return new Wan(plan, clients);
  }

  @Override
  public void inject(Fault fault) throws InterruptedException, ProblemException {
    try {
      switch (fault) {
        case Fault.RegionLost(var region) -> {
          mark(folder().lost(region));
          int _ = clients.host().killAll(folder().scope(region), LONGEST_KILL);
          awaitLastAnswers(region);
        }
        case Fault.RegionHung(var region) -> signal(Signal.STOP, clients.living(region));
        case Fault.RegionSilent(var region) -> {
          mark(folder().silent(region));
          wan().isolate(region, true);
        }
        case Fault.ResourceLost(var resource, var region) -> lose(resource(resource), region);
        case Fault.Crashed(var resource, var region) -> kill(resource(resource), region);
        case Fault.ZoneLost _ -> throw new IllegalStateException("no lab has zones: " + fault);
        case Fault.PostmasterLost(var resource, var region) -> killPostmaster(resource, region);
        case Fault.FrontDoorLost(var region) -> {
          for (var door : plan.resources(Traffic.class)) {
            lose(door, region);
          }
        }
        case Fault.LinkCut(var a, var b) -> wan().cut(a, b);
        case Fault.LinkSlow(var a, var b, var latency) -> wan().slow(a, b, latency);
      }
    } catch (IOException failed) {
      throw failure("inject", fault, failed);
    }
  }

  @Override
  public void heal(Fault fault) throws InterruptedException, ProblemException {
    if (isGone()) {
      return; // A region would come to life that nobody ends.
    }
    try {
      switch (fault) {
        case Fault.RegionLost(var region) -> powerOn(region);
        case Fault.RegionHung(var region) -> {
          signal(Signal.CONT, clients.living(region));
          powerOn(region);
        }
        case Fault.RegionSilent(var region) -> {
          wan().isolate(region, false);
          Files.deleteIfExists(folder().silent(region));
        }
        case Fault.ResourceLost(var resource, var region) -> {
          release(resource(resource), region);
          powerOn(region);
        }
        // Its guard starts it again, unless the whole region went meanwhile.
        case Fault.Crashed(_, var region) -> powerOn(region);
        case Fault.ZoneLost _ -> {}
        case Fault.PostmasterLost(_, var region) -> powerOn(region);
        case Fault.FrontDoorLost(var region) -> {
          for (var door : plan.resources(Traffic.class)) {
            release(door, region);
          }
        }
        case Fault.LinkCut(var a, var b) -> wan().open(a, b);
        case Fault.LinkSlow(var a, var b, _) -> wan().asPlanned(a, b);
      }
    } catch (IOException failed) {
      throw failure("heal", fault, failed);
    }
  }

  private boolean isGone() throws InterruptedException {
    return !Files.exists(folder().topology())
        || LabDeath.of(folder(), clients.topology().edge().name()).isPresent();
  }

  /// Whether it is broken so now, however it came; empty where nothing here tells.
  public Optional<Boolean> holds(Fault fault) throws ProblemException {
    return switch (fault) {
      case Fault.RegionLost(var region) -> Optional.of(Files.exists(folder().lost(region)));
      case Fault.RegionSilent(var region) -> Optional.of(Files.exists(folder().silent(region)));
      case Fault.ResourceLost(var name, var region) ->
          Optional.of(Files.exists(folder().lost(region)) || kept(List.of(resource(name)), region));
      case Fault.FrontDoorLost(var region) ->
          Optional.of(kept(plan.resources(Traffic.class), region));
      case Fault.RegionHung _,
          Fault.Crashed _,
          Fault.ZoneLost _,
          Fault.PostmasterLost _,
          Fault.LinkCut _,
          Fault.LinkSlow _ ->
          Optional.empty();
    };
  }

  /// Whether one of them is kept down.
  private boolean kept(List<? extends Resource> resources, String region) {
    return resources.stream()
        .flatMap(resource -> UnitNames.of(resource).stream())
        .anyMatch(unit -> Files.exists(folder().held(region, unit)));
  }

  @Override
  public String remedy(Fault fault, String plan) {
    return "lifeboat lab heal %s %s".formatted(plan, FaultWords.of(this.plan, fault));
  }

  /// A region that was lost, or powered off as its own fence, starts as a machine does: its init
  /// first, then the agent, which guards every start in it.
  private void powerOn(String region) throws IOException, InterruptedException {
    if (Files.deleteIfExists(folder().lost(region))) {
      new RegionInit(folder(), region).begin();
      // Not heard over a WAN that is still cut; what runs in the region may take longer.
      var _ = START.answer(clients.agentDirect(region)::health);
    }
  }

  private static void mark(Path file) throws IOException {
    DurableFile.write(file, new byte[0]);
  }

  /// An answer that left the region before it died may still be on its way over the edge's link:
  /// the fault is in effect once every connection of the region has ended there.
  private void awaitLastAnswers(String region) throws IOException, InterruptedException {
    var link = clients.link(clients.topology().edge().name());
    boolean _ =
        LAST_ANSWERS.until(() -> {
          var way = link.get().peers().get(region);
          return way == null || way.connections() == 0;
        });
  }

  private void lose(Resource resource, String region) throws IOException, InterruptedException {
    for (var unit : UnitNames.of(resource)) {
      var file = folder().held(region, unit);
      Files.createDirectories(DurableFile.folderOf(file));
      mark(file);
    }
    kill(resource, region);
  }

  private void release(Resource resource, String region) throws IOException {
    for (var unit : UnitNames.of(resource)) {
      Files.deleteIfExists(folder().held(region, unit));
    }
  }

  private void kill(Resource resource, String region) throws IOException, InterruptedException {
    if (resource instanceof Database) {
      int _ = clients.host().killAllIn(folder().database(region, resource.name()), LONGEST_KILL);
      return;
    }
    for (var unit : UnitNames.of(resource)) {
      signal(
          Signal.KILL,
          clients.host().named(folder().lab(), region, List.of(unit), Optional.empty()));
    }
  }

  private void killPostmaster(String database, String region)
      throws IOException, InterruptedException {
    var pid = folder().database(region, database).resolve("postmaster.pid");
    var first = Files.readAllLines(pid).getFirst().trim();
    clients.host().kill(Signal.KILL, List.of(Long.parseLong(first)));
  }

  private void signal(Signal signal, List<LivingProcess> processes)
      throws IOException, InterruptedException {
    clients.host().kill(signal, processes.stream().map(LivingProcess::pid).toList());
  }

  private Resource resource(String name) throws ProblemException {
    return plan.resources(Resource.class).stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB1003,
                "no resource '%s' in plan %s".formatted(name, plan.name()),
                "nothing was broken",
                "use one of the plan's resources"));
  }

  /// Such as `region lost, region east`, made of the record's own names.
  private static String words(Fault fault) {
    return fault
        .toString()
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[(.*)\\]", ", $1")
        .replace('=', ' ');
  }

  private static ProblemException failure(String verb, Fault fault, IOException cause) {
    return Problem.passing(
            Code.LB5003,
            "cannot %s '%s': %s".formatted(verb, words(fault), FailureWords.of(cause)),
            "the lab may be half broken",
            "see 'lifeboat lab status', or end it with 'lifeboat lab down'")
        .asException(cause);
  }
}

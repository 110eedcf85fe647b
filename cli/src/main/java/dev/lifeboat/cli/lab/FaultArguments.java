package dev.lifeboat.cli.lab;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A fault as `lab break` and `lab heal` take it.
public final class FaultArguments {
  private static final String KINDS =
      "use one of: region NAME [--silent], hang NAME, database NAME, postmaster NAME, service NAME,"
          + " bucket NAME, front-door, link-cut [A B], link-slow [A B] --latency 500ms";

  /// What a fault breaks, so what its arguments name.
  private sealed interface Target {
    record OneRegion(Function<String, Fault> fault) implements Target {}

    record OneResource(Class<? extends Resource> type, BiFunction<String, String, Fault> fault)
        implements Target {}

    record Door() implements Target {}

    record Link(boolean slow) implements Target {}
  }

  private record Kind(String word, Target target) {}

  private static final List<Kind> ALL =
      List.of(
          new Kind("region", new Target.OneRegion(Fault.RegionLost::new)),
          new Kind("hang", new Target.OneRegion(Fault.RegionHung::new)),
          new Kind("database", new Target.OneResource(Database.class, Fault.ResourceLost::new)),
          new Kind("postmaster", new Target.OneResource(Database.class, Fault.PostmasterLost::new)),
          new Kind("service", new Target.OneResource(Service.class, Fault.ResourceLost::new)),
          new Kind("bucket", new Target.OneResource(Bucket.class, Fault.ResourceLost::new)),
          new Kind("front-door", new Target.Door()),
          new Kind("link-cut", new Target.Link(false)),
          new Kind("link-slow", new Target.Link(true)));

  @Parameters(index = "0", paramLabel = "PLAN", description = "The plan file, or its folder.")
  Path plan = Path.of("lifeboat.yaml");

  @Parameters(
      index = "1",
      paramLabel = "FAULT",
      description =
          "region, hang, database, postmaster, service, bucket, front-door, link-cut or link-slow.")
  private String kind = "";

  @Parameters(
      index = "2..*",
      arity = "0..2",
      paramLabel = "NAME",
      description =
          "The region or resource; for a link its two ends, of which one may be the edge.")
  private List<String> names = List.of();

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "Where to break a resource (default: where the writer is).")
  private @Nullable String region;

  @Option(
      names = "--silent",
      description = "For region: nothing is killed; what is sent to it and what it sends vanishes.")
  private boolean silent;

  @Option(
      names = "--latency",
      paramLabel = "SPAN",
      description = "Each way, for link-slow, such as 2s (default: 500ms).")
  private @Nullable String latency;

  /// Tells where a workload's writer is.
  @FunctionalInterface
  interface Writers {
    String of(Workload workload) throws ProblemException;
  }

  /// The faults by their words.
  public static List<String> words() {
    return ALL.stream().map(Kind::word).toList();
  }

  private static Optional<Target> target(String word) {
    return ALL.stream().filter(it -> it.word().equals(word)).map(Kind::target).findFirst();
  }

  /// What can stand after a fault's word: names of regions, of resources, or nothing.
  public static Stream<String> names(String word, Plan plan) {
    return target(word).stream()
        .flatMap(target ->
            switch (target) {
              case Target.OneRegion _ -> sides(plan).stream();
              case Target.OneResource(var type, _) ->
                  plan.resources(type).stream().map(Resource::name);
              case Target.Door _ -> Stream.of();
              case Target.Link _ -> plan.regions().keySet().stream();
            });
  }

  private static List<String> sides(Plan plan) {
    return List.of(plan.pair().primary(), plan.pair().recovery());
  }

  /// The fault that the arguments name.
  ///
  /// @throws ProblemException LB1003 for a name that the plan has not, LB1004 for anything else
  Fault fault(Plan plan, Writers writers) throws ProblemException {
    if (silent && !kind.equals("region")) {
      throw usage("'--silent' goes with 'region' alone", KINDS);
    }
    var target = target(kind).orElseThrow(() -> usage("no fault '%s'".formatted(kind), KINDS));
    if (region != null && !(target instanceof Target.OneResource)) {
      throw usage("'--region' goes with a resource alone, not with '%s'".formatted(kind), KINDS);
    }
    if (latency != null && !target.equals(new Target.Link(true))) {
      throw usage("'--latency' goes with 'link-slow' alone", KINDS);
    }
    return switch (target) {
      case Target.OneRegion(var fault) -> {
        var name = region(plan, one("region"));
        yield silent ? new Fault.RegionSilent(name) : fault.apply(name);
      }
      case Target.OneResource(var type, var fault) -> {
        var name = called(plan, one(kind));
        yield fault.apply(name, place(plan, writers, type, name));
      }
      case Target.Door() -> {
        if (!names.isEmpty()) {
          throw usage("'%s' has no name beside it".formatted(kind), KINDS);
        }
        yield new Fault.FrontDoorLost(plan.edge());
      }
      case Target.Link(var slow) -> {
        var from = side(plan, 0);
        var to = side(plan, 1);
        yield slow ? new Fault.LinkSlow(from, to, latency()) : new Fault.LinkCut(from, to);
      }
    };
  }

  /// What a resource is called over the plan; an unknown name is told later.
  private String called(Plan plan, String said) throws ProblemException {
    var all = plan.called(said);
    if (all.size() > 1) {
      throw usage(
          "several workloads have a resource '%s'".formatted(said),
          "use one of " + String.join(", ", all));
    }
    return all.isEmpty() ? said : all.getFirst();
  }

  private String place(Plan plan, Writers writers, Class<? extends Resource> type, String name)
      throws ProblemException {
    for (var workload : plan.workloads().values()) {
      if (workload.resources(type).stream().anyMatch(it -> it.name().equals(name))) {
        return region == null ? writers.of(workload) : region(plan, region);
      }
    }
    throw unknown("%s '%s'".formatted(kind, name), names(kind, plan).toList());
  }

  private static String region(Plan plan, String name) throws ProblemException {
    if (!plan.pair().contains(name)) {
      throw unknown("region '%s' to break".formatted(name), sides(plan));
    }
    return name;
  }

  private String side(Plan plan, int index) throws ProblemException {
    if (names.isEmpty()) {
      return sides(plan).get(index);
    }
    if (names.size() != 2 || names.getFirst().equals(names.getLast())) {
      throw usage("a link has two ends", "name both, or none for the one between the two regions");
    }
    var name = names.get(index);
    return name.equals(plan.edge()) ? name : region(plan, name);
  }

  private String one(String what) throws ProblemException {
    if (names.size() != 1) {
      throw usage("'%s' needs the name of one %s".formatted(kind, what), KINDS);
    }
    return names.getFirst();
  }

  private Duration latency() throws ProblemException {
    return Optional.of(latencyText())
        .filter(it -> it.matches("[0-9]{1,5}m?s"))
        .flatMap(DurationText::parse)
        .orElseThrow(() ->
            usage("latency is '%s'".formatted(latency), "write a latency such as 500ms or 2s"));
  }

  private String latencyText() {
    return latency == null ? "500ms" : latency;
  }

  private static ProblemException usage(String what, String fix) {
    return Failures.usage(what, "nothing was broken or healed", fix);
  }

  private static ProblemException unknown(String what, List<String> there) {
    return ProblemException.lasting(
        Code.LB1003,
        "the plan has no " + what,
        "nothing was broken or healed",
        "use one of " + String.join(", ", there));
  }

  /// The arguments as they can be typed again.
  String line() {
    var words = new ArrayList<String>(List.of(kind));
    words.addAll(names);
    if (silent) {
      words.add("--silent");
    }
    if (region != null) {
      words.add("--region " + region);
    }
    if (kind.equals("link-slow")) {
      words.add("--latency " + latencyText());
    }
    return String.join(" ", words);
  }

  /// What is broken, for people.
  static String phrase(Fault fault) {
    return switch (fault) {
      case Fault.RegionLost(var region) -> "region " + region + ": every process is killed";
      case Fault.RegionHung(var region) -> "region " + region + ": every process is frozen";
      case Fault.RegionSilent(var region) ->
          "region " + region + ": nothing reaches it and nothing comes from it, in silence";
      case Fault.ResourceLost(var resource, var region) ->
          "%s in %s: killed and kept down".formatted(resource, region);
      case Fault.Crashed(var resource, var region) ->
          "%s in %s: killed, and started again by its guard".formatted(resource, region);
      case Fault.ZoneLost(var resource, var region) ->
          "%s in %s: its zone is lost, and its standby takes over".formatted(resource, region);
      case Fault.PostmasterLost(var resource, var region) ->
          "%s in %s: its postmaster alone is killed".formatted(resource, region);
      case Fault.FrontDoorLost(var region) -> "the front door in " + region + " is killed";
      case Fault.LinkCut(var a, var b) -> "nothing passes between %s and %s".formatted(a, b);
      case Fault.LinkSlow(var a, var b, var span) ->
          "%d ms each way between %s and %s".formatted(span.toMillis(), a, b);
    };
  }

  String kind() {
    return kind;
  }
}

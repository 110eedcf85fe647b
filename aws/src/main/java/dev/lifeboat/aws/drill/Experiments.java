package dev.lifeboat.aws.drill;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;

/// Breaks a region by experiments of AWS FIS, whose templates its owner wrote, and heals it by
/// stopping them. FIS has an experiment where its template is, which is the region that it breaks.
///
/// What lasts as long as its experiment is in effect once that runs. Of what is over at once, such
/// as a reboot, the experiment may have ended before anybody noticed: it is in effect once its
/// [Sign] shows, and there is nothing to stop.
///
/// One that is not stopped, since whoever drilled has died, ends by itself when the durations in
/// its template are over.
///
/// @param awsRegion of the templates
/// @param templates their ids, by what they break
/// @param signs of what is over at once
/// @param started ids of experiments, by what they break
/// @param stopped those that a drill has asked to stop
public record Experiments(
    AwsClients clients,
    String awsRegion,
    Map<Fault, String> templates,
    Sign.Signs signs,
    InstantSource clock,
    Watcher.Pause pause,
    Map<Fault, String> started,
    Set<Fault> stopped)
    implements Faults {
  /// The service that has experiments.
  public static final AwsApi<FisClient> FIS =
      AwsApi.control("FIS", FisClient.class, FisClient::builder);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  /// Its actions may take as long to be undone as AWS needs to start what they ended.
  private static final Duration LONGEST_STOP = Duration.ofMinutes(15);

  /// RDS lets a standby take over within minutes, and tells of its zone some minutes later.
  private static final Duration LONGEST_EFFECT = Duration.ofMinutes(10);

  private static final Set<ExperimentStatus> BEGINNING =
      Set.of(ExperimentStatus.PENDING, ExperimentStatus.INITIATING);
  private static final Set<ExperimentStatus> IN_EFFECT =
      Set.of(ExperimentStatus.RUNNING, ExperimentStatus.COMPLETED);
  private static final Set<ExperimentStatus> UNDER_WAY =
      Set.of(
          ExperimentStatus.PENDING,
          ExperimentStatus.INITIATING,
          ExperimentStatus.RUNNING,
          ExperimentStatus.STOPPING);

  /// Whether a drill of `scenario` has an experiment, or needs none: a switchover breaks nothing.
  ///
  /// @param named the scenarios that have one, by their words
  public static boolean canHold(Scenario scenario, Collection<String> named) {
    return scenario instanceof Scenario.Planned || named.contains(scenario.word());
  }

  @Override
  public void inject(Fault fault) throws InterruptedException, ProblemException {
    if (started.containsKey(fault)) {
      return;
    }
    var template = templates.get(fault);
    if (template == null) {
      throw new IllegalArgumentException("no experiment breaks " + fault); // As DrillRules asks.
    }
    var sign = signs.before(fault);
    var begun =
        call(
            "whether the experiment began is not known; see aws fis list-experiments",
            fis -> fis.startExperiment(it -> it.experimentTemplateId(template)).experiment());
    started.put(fault, begun.id());
    var seen = await(begun, BEGINNING, LONGEST_START, "has not begun");
    requireInEffect(seen);
    if (sign.isPresent()) {
      await(sign.get(), seen);
    }
  }

  private void requireInEffect(Experiment seen) throws ProblemException {
    if (!IN_EFFECT.contains(seen.state().status())) {
      throw ended(seen, "what it was to break may be broken in part");
    }
  }

  private void await(Sign sign, Experiment begun) throws InterruptedException, ProblemException {
    var end = clock.instant().plus(LONGEST_EFFECT);
    while (!sign.shown().now()) {
      requireInEffect(look(begun.id()));
      if (clock.instant().isAfter(end)) {
        throw ProblemException.lasting(
            Code.LB5003,
            "experiment %s of template %s broke nothing in %d s: %s"
                .formatted(
                    begun.id(),
                    begun.experimentTemplateId(),
                    LONGEST_EFFECT.toSeconds(),
                    sign.absent()),
            "nothing was measured",
            "see what its actions do: aws fis get-experiment-template --id %s --region %s"
                .formatted(begun.experimentTemplateId(), awsRegion));
      }
      pause.of(LOOK);
    }
  }

  @Override
  public void heal(Fault fault) throws InterruptedException, ProblemException {
    var id = started.get(fault);
    if (id == null) {
      return;
    }
    var seen = look(id);
    if (UNDER_WAY.contains(seen.state().status())
        && seen.state().status() != ExperimentStatus.STOPPING) {
      stopped.add(fault);
      seen = stop(id);
    }
    seen = await(seen, UNDER_WAY, LONGEST_STOP, "has not stopped");
    started.remove(fault);
    boolean asked = stopped.remove(fault);
    if (seen.state().status() == ExperimentStatus.FAILED) {
      throw ended(seen, "what it broke may still be broken");
    }
    // By its alarm or by hand: what was measured since is not of this fault.
    if (!asked && seen.state().status() == ExperimentStatus.STOPPED) {
      throw ended(seen, "it was stopped before the drill was over, which counts as none");
    }
  }

  @Override
  public String remedy(Fault fault, String plan) {
    return "aws fis list-experiments --region %s, then aws fis stop-experiment --id ID --region %s"
        .formatted(awsRegion, awsRegion);
  }

  /// One that ends by itself meanwhile cannot be stopped any more.
  private Experiment stop(String id) throws InterruptedException, ProblemException {
    try {
      return call(
          "experiment %s may still break %s".formatted(id, awsRegion),
          fis -> fis.stopExperiment(it -> it.id(id)).experiment());
    } catch (ProblemException refused) {
      var seen = look(id);
      if (UNDER_WAY.contains(seen.state().status())) {
        throw refused;
      }
      return seen;
    }
  }

  /// Looks until its state is none of `meanwhile` any more.
  private Experiment await(
      Experiment first, Set<ExperimentStatus> meanwhile, Duration longest, String late)
      throws InterruptedException, ProblemException {
    var end = clock.instant().plus(longest);
    var seen = first;
    while (meanwhile.contains(seen.state().status())) {
      if (clock.instant().isAfter(end)) {
        throw ProblemException.passing(
            Code.LB5003,
            "experiment %s %s in %d s: it is %s"
                .formatted(seen.id(), late, longest.toSeconds(), seen.state().statusAsString()),
            "%s may be broken until it ends".formatted(awsRegion),
            "aws fis stop-experiment --id %s --region %s".formatted(seen.id(), awsRegion));
      }
      pause.of(LOOK);
      seen = look(seen.id());
    }
    return seen;
  }

  private Experiment look(String id) throws InterruptedException, ProblemException {
    return call(
        "what experiment %s does in %s is not known".formatted(id, awsRegion),
        fis -> fis.getExperiment(it -> it.id(id)).experiment());
  }

  private ProblemException ended(Experiment seen, String means) {
    return ProblemException.lasting(
        Code.LB5003,
        "experiment %s of template %s is %s: %s"
            .formatted(
                seen.id(),
                seen.experimentTemplateId(),
                seen.state().statusAsString(),
                seen.state().reason()),
        means,
        "aws fis get-experiment --id %s --region %s".formatted(seen.id(), awsRegion));
  }

  private <T> T call(String means, RegionCall.Of<FisClient, T> call)
      throws InterruptedException, ProblemException {
    return clients.at(FIS, awsRegion, means).make(call);
  }
}

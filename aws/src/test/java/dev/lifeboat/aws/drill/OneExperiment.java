package dev.lifeboat.aws.drill;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.GetExperimentRequest;
import software.amazon.awssdk.services.fis.model.GetExperimentResponse;
import software.amazon.awssdk.services.fis.model.StartExperimentRequest;
import software.amazon.awssdk.services.fis.model.StartExperimentResponse;
import software.amazon.awssdk.services.fis.model.StopExperimentRequest;
import software.amazon.awssdk.services.fis.model.StopExperimentResponse;

/// FIS with one experiment, whose state goes on with each look, and stays at the last one. What has
/// ended cannot be stopped; what can goes on with what was said of stopping.
final class OneExperiment implements FisClient {
  static final String ID = "EXP1";

  private static final List<ExperimentStatus> ENDED =
      List.of(ExperimentStatus.COMPLETED, ExperimentStatus.STOPPED, ExperimentStatus.FAILED);

  private final Deque<ExperimentStatus> states;
  private final List<ExperimentStatus> onceStopped = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();

  OneExperiment(ExperimentStatus... states) {
    this.states = new ArrayDeque<>(List.of(states));
  }

  OneExperiment onceStopped(ExperimentStatus... then) {
    onceStopped.addAll(List.of(then));
    return this;
  }

  /// It goes on by itself.
  void goesOn(ExperimentStatus... then) {
    states.clear();
    states.addAll(List.of(then));
  }

  /// What was asked but for looks, in its order.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private Experiment shown() {
    var state = states.getFirst();
    if (states.size() > 1) {
      states.removeFirst();
    }
    return Experiment.builder()
        .id(ID)
        .experimentTemplateId("EXT1")
        .state(it -> it.status(state).reason("as the test says"))
        .build();
  }

  @Override
  public StartExperimentResponse startExperiment(StartExperimentRequest request) {
    asked.add("start " + request.experimentTemplateId());
    return StartExperimentResponse.builder().experiment(shown()).build();
  }

  @Override
  public GetExperimentResponse getExperiment(GetExperimentRequest request) {
    return GetExperimentResponse.builder().experiment(shown()).build();
  }

  @Override
  public StopExperimentResponse stopExperiment(StopExperimentRequest request) {
    asked.add("stop " + request.id());
    if (ENDED.contains(states.getFirst()) || onceStopped.isEmpty()) {
      throw ConflictException.builder().message("it cannot be stopped").build();
    }
    goesOn(onceStopped.toArray(ExperimentStatus[]::new));
    return StopExperimentResponse.builder().experiment(shown()).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}

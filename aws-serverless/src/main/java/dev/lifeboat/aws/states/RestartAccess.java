package dev.lifeboat.aws.states;

import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.api.Condition;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.ecs.EcsStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// By a deployment of a service that is over and began after all that its tasks read was changed
/// last: so every task that runs has read it.
///
/// @param changes tasks that tell, as `at`, when something was changed
record RestartAccess(EcsSite site, List<Asl> changes) implements StepAccess {
  private static final String SERVICE = SEEN + ".Services[0]";
  private static final String BEGUN = SEEN + ".begun[0]";

  RestartAccess {
    changes = List.copyOf(changes);
  }

  @Override
  public List<Asl> looks() {
    var looks = new ArrayList<Asl>();
    looks.add(
        Tasks.call(EcsStatus.look(site))
            .with(
                "ResultSelector",
                Asl.of("Services.$", "$.Services")
                    .with(
                        "begun.$",
                        "$.Services[0].Deployments[?(@.Status == 'PRIMARY')].CreatedAt")));
    for (int i = 0; i < changes.size(); i++) {
      looks.add(changes.get(i).at(changed(i)));
    }
    return looks;
  }

  private static String changed(int index) {
    return "%s.changed%d".formatted(SEEN, index + 1);
  }

  private Asl since() {
    var rules = new ArrayList<Asl>();
    for (int i = 0; i < changes.size(); i++) {
      rules.add(Asl.between(BEGUN, "TimestampGreaterThanPath", changed(i) + ".at"));
    }
    return Asl.of("And", rules);
  }

  @Override
  public Asl met() {
    return Asl.all(
        since(),
        AslChoice.rule(
            Condition.all(
                EcsStatus.ACTIVE,
                EcsStatus.ONE_DEPLOYMENT,
                new Condition.Is("Deployments[0].RolloutState", "COMPLETED")),
            SERVICE));
  }

  /// One that began since is waited for.
  @Override
  public List<Request> requests() {
    return List.of(
        new Request(
            Asl.all(AslChoice.rule(EcsStatus.ACTIVE, SERVICE), since().not()),
            Tasks.call(
                new ApiCall(
                    "ecs",
                    "updateService",
                    Map.of(
                        "Cluster", site.cluster(),
                        "Service", site.service(),
                        "ForceNewDeployment", true)))));
  }

  @Override
  public boolean confirms() {
    return false;
  }
}

package dev.lifeboat.aws.states;

import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.ecs.EcsBinding;
import java.util.List;
import java.util.Map;

/// By the labels of a secret's versions, which say whose stores tasks use. No answer holds what the
/// secret does.
///
/// @param stores the region whose version is to be bound
/// @param label of the step, which no other one has
record LabelAccess(String secret, String stores, String label) implements StepAccess {
  private static final String VERSIONS = SEEN + ".Versions";
  private static final String OWN = SEEN + ".own[0]";
  private static final String BOUND = SEEN + ".bound[0]";
  private static final String YES = "true";

  /// A path cannot look for a label in a list of them, so each version is marked first.
  @Override
  public List<Asl> looks() {
    var versions =
        Tasks.call(
                new ApiCall("secretsmanager", "listSecretVersionIds", Map.of("SecretId", secret)))
            .with("ResultSelector", Asl.of("Versions.$", "$.Versions"));
    var marked =
        Asl.pass()
            .with(
                "Parameters",
                Asl.of("VersionId.$", "$.VersionId")
                    .with("own.$", marks(stores))
                    .with("bound.$", marks(EcsBinding.BOUND)))
            .end();
    var name = label + ": version";
    var each =
        Asl.state("Map")
            .with("ItemsPath", VERSIONS)
            .with(
                "ItemProcessor",
                Asl.of("ProcessorConfig", Asl.of("Mode", "INLINE"))
                    .with("StartAt", name)
                    .with("States", Asl.of(name, marked)))
            .at(VERSIONS);
    var found = Asl.given(Asl.of("own.$", ids("own")).with("bound.$", ids("bound")));
    return List.of(versions, each, found);
  }

  private static String marks(String label) {
    return "States.Format('{}', States.ArrayContains($.VersionStages, '%s'))".formatted(label);
  }

  private static String ids(String mark) {
    return "%s[?(@.%s == '%s')].VersionId".formatted(VERSIONS, mark, YES);
  }

  @Override
  public Asl met() {
    return Asl.between(OWN, "StringEqualsPath", BOUND);
  }

  /// A label that was nowhere yet is taken from no version.
  @Override
  public List<Request> requests() {
    var move =
        Asl.of("SecretId", secret)
            .with("VersionStage", EcsBinding.BOUND)
            .with("MoveToVersionId.$", OWN);
    return List.of(
        new Request(
            Asl.all(Asl.present(OWN), Asl.present(BOUND)),
            moved(move.with("RemoveFromVersionId.$", BOUND))),
        new Request(Asl.present(OWN), moved(move)));
  }

  private static Asl moved(Asl parameters) {
    return Tasks.call("secretsmanager", "updateSecretVersionStage", parameters);
  }

  @Override
  public boolean confirms() {
    return false;
  }

  /// When it was changed last, in any way.
  Asl changed() {
    return Tasks.call(new ApiCall("secretsmanager", "describeSecret", Map.of("SecretId", secret)))
        .with("ResultSelector", Asl.of("at.$", "$.LastChangedDate"));
  }
}

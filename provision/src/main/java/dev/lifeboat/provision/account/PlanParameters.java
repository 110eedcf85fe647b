package dev.lifeboat.provision.account;

import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.util.List;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/// Parameters of a plan in its recovery region, none of which is in a stack, nor ever removed.
///
/// @param plan its name
record PlanParameters(RegionCall<SsmClient> ssm, String plan) {
  /// All that are there, whoever wrote them.
  List<Fate> fates() throws ProblemException, InterruptedException {
    var folder = "/lifeboat/%s/".formatted(plan);
    return ssm
        .make(it ->
            it.getParametersByPathPaginator(ask -> ask.path(folder).recursive(true)).stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::name)
                .toList())
        .stream()
        .sorted()
        .map(it ->
            new Fate(
                null,
                ssm.failure().region(),
                "AWS::SSM::Parameter",
                it,
                true,
                why(it.substring(folder.length()))))
        .toList();
  }

  private static String why(String name) {
    return switch (name) {
      case "provision/lock" -> "one that went could be taken by two";
      case "provision/record" -> "it says who took the lock from whom";
      default -> "it says where a recovery finds things, and nothing keeps it current any more";
    };
  }
}

package dev.lifeboat.provision.account;

import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import java.util.List;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/// Parameters of a plan in its recovery region, none of which is in a stack, nor ever removed.
record PlanParameters(RegionCall<SsmClient> ssm, Plan plan) {
  private static final String TYPE = "AWS::SSM::Parameter";

  /// All that are there, whoever wrote them.
  List<Fate> fates() throws ProblemException, InterruptedException {
    var folder = "/lifeboat/%s/".formatted(plan.name());
    try {
      return fates(folder);
    } catch (ProblemException failed) {
      return List.of(denied(failed, ssm.failure().region(), TYPE, folder));
    }
  }

  private List<Fate> fates(String folder) throws ProblemException, InterruptedException {
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
                null, ssm.failure().region(), TYPE, it, true, why(it.substring(folder.length()))))
        .toList();
  }

  private String why(String name) {
    return switch (name) {
      case "provision/lock" -> "one that went could be taken by two";
      case "provision/record" -> "it says who took the lock from whom";
      default ->
          plan.workloads().containsKey(name)
              ? "it says where a recovery finds things, and nothing keeps it current any more"
              : "it is of no workload of the plan";
    };
  }

  /// Of what AWS denies to list.
  ///
  /// @throws ProblemException `failed`, where that says something else
  static Fate denied(ProblemException failed, String awsRegion, String type, String name)
      throws ProblemException {
    if (failed.problem().code() != Code.LB7002) {
      throw failed;
    }
    return unknown(failed, awsRegion, type, name);
  }

  /// Of what nobody could look at.
  static Fate unknown(ProblemException failed, String awsRegion, String type, String name) {
    var why = "what is there is not known: " + failed.problem().happened();
    return new Fate(null, awsRegion, type, name, true, why);
  }
}

package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Parameters of Systems Manager in one region. They hold no secrets.
///
/// @param region of AWS
record Parameters(AwsClients clients, String region) {
  private static final String MEANS = "the parameter may be out of date";

  private RegionCall<SsmClient> calls() {
    return clients.at(AwsApi.parameters(), region, MEANS);
  }

  /// What a parameter holds; empty where there is none.
  Optional<String> read(String name) throws ProblemException, InterruptedException {
    return calls()
        .find(
            it -> it.getParameter(get -> get.name(name)),
            ParameterNotFoundException.class::isInstance)
        .map(it -> it.parameter().value());
  }

  /// Writes a parameter.
  ///
  /// @param over whether there is one; a new one is written only if there is still none
  /// @return whether it was written
  boolean write(String name, String text, boolean over)
      throws ProblemException, InterruptedException {
    return calls()
        .find(
            it ->
                it.putParameter(
                    put -> put.name(name).value(text).type(ParameterType.STRING).overwrite(over)),
            ParameterAlreadyExistsException.class::isInstance)
        .isPresent();
  }
}

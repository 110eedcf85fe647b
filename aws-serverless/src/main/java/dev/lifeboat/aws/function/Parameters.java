package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Parameters of Systems Manager in one region. They hold no secrets.
final class Parameters {
  private final SsmClient ssm;
  private final AwsFailure failure;

  Parameters(AwsClients clients, String region) {
    this.ssm = clients.other(SsmClient.class, region, SsmClient::builder);
    this.failure = new AwsFailure(region, "Systems Manager", "the parameter may be out of date");
  }

  /// What a parameter holds.
  record Value(String text) {}

  Optional<Value> read(String name) throws ProblemException, InterruptedException {
    try {
      var answer = RegionCall.make(failure, ssm, it -> it.getParameter(get -> get.name(name)));
      return Optional.of(new Value(answer.parameter().value()));
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof ParameterNotFoundException) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /// Writes over what was there; a new one only if there is still none.
  ///
  /// @return whether it was written
  boolean write(String name, String text, Optional<Value> before)
      throws ProblemException, InterruptedException {
    try {
      var _ =
          RegionCall.make(
              failure,
              ssm,
              it ->
                  it.putParameter(put ->
                      put.name(name)
                          .value(text)
                          .type(ParameterType.STRING)
                          .overwrite(before.isPresent())));
      return true;
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof ParameterAlreadyExistsException) {
        return false;
      }
      throw failed;
    }
  }
}

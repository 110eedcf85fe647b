package dev.lifeboat.aws.states;

import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.RdsSite;
import java.util.List;
import java.util.Map;

/// By a parameter that holds the address of a database, which RDS of the same region tells. Such a
/// parameter is no secret.
record AddressAccess(String parameter, RdsSite database) implements StepAccess {
  private static final String ADDRESS = SEEN + ".address";
  private static final String SAID = SEEN + ".said.Parameters[0].Value";

  @Override
  public List<Asl> looks() {
    return List.of(
        Tasks.call(RdsInstances.look(database))
            .with("ResultSelector", Asl.of("address.$", "$.DbInstances[0].Endpoint.Address")),
        parameters().at(SEEN + ".said"));
  }

  /// One that is not there is no error.
  private Asl parameters() {
    return Tasks.call(new ApiCall("ssm", "getParameters", Map.of("Names", List.of(parameter))))
        .with("ResultSelector", Asl.of("Parameters.$", "$.Parameters"));
  }

  @Override
  public Asl met() {
    return Asl.between(SAID, "StringEqualsPath", ADDRESS);
  }

  @Override
  public List<Request> requests() {
    return List.of(
        new Request(
            Asl.present(ADDRESS),
            Tasks.call(
                "ssm",
                "putParameter",
                Asl.of("Name", parameter)
                    .with("Type", "String")
                    .with("Overwrite", true)
                    .with("Value.$", ADDRESS))));
  }

  @Override
  public boolean confirms() {
    return false;
  }

  /// When it was written last.
  Asl changed() {
    return Tasks.call(new ApiCall("ssm", "getParameters", Map.of("Names", List.of(parameter))))
        .with("ResultSelector", Asl.of("at.$", "$.Parameters[0].LastModifiedDate"));
  }
}

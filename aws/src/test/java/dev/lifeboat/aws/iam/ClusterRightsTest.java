package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AwsKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ARN of a service ends with the names of cluster and service, however a plan names them.
final class ClusterRightsTest {
  @ParameterizedTest
  @ValueSource(strings = {"shop", "arn:aws:ecs:us-west-2:123456789012:cluster/shop"})
  void a_cluster_is_named_by_its_name_or_its_arn(String cluster) throws Exception {
    var text = Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"));
    var read =
        AwsKeys.reader()
            .read(
                "plan.yaml", text.replace("secondary: dr-lab-secondary", "secondary: " + cluster));
    var plan = read.orThrow();

    assertThat(IamPolicy.of(plan, Use.EXECUTE, "123456789012").statements())
        .filteredOn(it -> it.actions().contains("ecs:UpdateService"))
        .flatExtracting(Statement::resources)
        .contains("arn:aws:ecs:us-west-2:123456789012:service/shop/dr-lab-service");
  }
}

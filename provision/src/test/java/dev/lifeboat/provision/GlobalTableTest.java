package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What a plan keeps in all its regions is one table of each kind, made where the third vote is.
class GlobalTableTest {
  @Test
  void placements_and_journals_are_one_table_of_strong_consistency_each() throws Exception {
    var text =
        Files.readString(Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml"))
            .replace("aws: { lease:", "aws: { placementsIn: all, lease:")
            .replace("region: ap-southeast-2", "region: us-east-1")
            .replace("region: eu-west-1", "region: us-east-2")
            .replace(":ap-southeast-2:", ":us-east-1:");
    var emitted = EmittedAccount.of(AwsKeys.reader().read("lifeboat.yaml", text).orThrow());

    assertThat(emitted.resources("AWS::DynamoDB::GlobalTable"))
        .extracting(it -> it.text("TableName"))
        .containsExactlyInAnyOrder("lifeboat-placements", "lifeboat-journals");
    assertThat(emitted.resources("AWS::DynamoDB::GlobalTable"))
        .allSatisfy(it -> {
          assertThat(it.text("MultiRegionConsistency")).isEqualTo("STRONG");
          assertThat(it.properties().get("Replicas").findValuesAsString("Region"))
              .containsExactly("us-east-2", "us-west-2", "us-east-1");
          assertThat(it.properties().has("TimeToLiveSpecification")).isFalse();
        });
    assertThat(emitted.resources("AWS::DynamoDB::Table"))
        .as("votes are three tables")
        .extracting(it -> it.text("TableName"))
        .containsOnly("lifeboat-votes")
        .hasSize(3);
  }
}

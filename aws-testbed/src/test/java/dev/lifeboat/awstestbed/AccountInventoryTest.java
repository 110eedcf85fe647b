package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Where an account is looked at, whatever region the shell of whoever looks has.
@ExtendWith(TestBed.InTests.class)
final class AccountInventoryTest {
  private static final Map<String, String> SHELL =
      Map.of("AWS_REGION", TestBed.RECOVERY, "AWS_DEFAULT_REGION", TestBed.RECOVERY);

  private final TestBed bed;

  AccountInventoryTest(TestBed bed) {
    this.bed = bed;
  }

  private void createTable(String region) {
    bed.patient(DynamoDbClient.builder(), region)
        .createTable(it ->
            it.tableName("of-" + region)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  @Test
  @Tag("proof")
  void a_region_is_looked_at_that_was_asked_for_and_not_the_shells(@TempDir Path folder)
      throws Exception {
    createTable(TestBed.PRIMARY);
    createTable(TestBed.RECOVERY);

    var found = AccountInventory.of(new AwsTerminal(bed, folder, SHELL), List.of(TestBed.PRIMARY));

    assertThat(found)
        .contains("%1$s table of-%1$s".formatted(TestBed.PRIMARY))
        .noneMatch(it -> it.contains(TestBed.RECOVERY));
  }

  @Test
  void no_program_goes_where_whoever_runs_the_tests_works() {
    var environment = new HashMap<>(SHELL);

    bed.letIn(environment);

    assertThat(environment).doesNotContainKeys("AWS_REGION", "AWS_DEFAULT_REGION");
  }
}

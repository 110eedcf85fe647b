package dev.lifeboat.aws.store;

import java.util.List;
import java.util.stream.Collectors;

/// What the key of a table is, and so the line that makes it.
///
/// @param keys in DynamoDB's order
public record TableForm(List<KeyPart> keys) {
  /// Of placements, and of votes.
  public static final TableForm BY_WORKLOAD =
      new TableForm(List.of(new KeyPart(DynamoPlacements.WORKLOAD, "S", "HASH")));

  /// Of journals.
  public static final TableForm BY_RUN =
      new TableForm(
          List.of(
              new KeyPart(DynamoJournal.RUN, "S", "HASH"),
              new KeyPart(DynamoJournal.SEQUENCE, "N", "RANGE")));

  /// One attribute of a key, in DynamoDB's words.
  public record KeyPart(String name, String type, String role) {}

  public TableForm {
    keys = List.copyOf(keys);
  }

  /// That of the table which is asked for an item of `key`.
  static TableForm of(Item key) {
    return key.attributes().containsKey(DynamoJournal.RUN) ? BY_RUN : BY_WORKLOAD;
  }

  /// The command that makes a table of this form.
  ///
  /// @param region AWS's name of it
  public String creation(String region, String table) {
    return "aws dynamodb create-table --region %s --table-name %s --billing-mode PAY_PER_REQUEST"
            .formatted(region, table)
        + " --attribute-definitions "
        + keys.stream()
            .map(it -> "AttributeName=%s,AttributeType=%s".formatted(it.name(), it.type()))
            .collect(Collectors.joining(" "))
        + " --key-schema "
        + keys.stream()
            .map(it -> "AttributeName=%s,KeyType=%s".formatted(it.name(), it.role()))
            .collect(Collectors.joining(" "));
  }
}

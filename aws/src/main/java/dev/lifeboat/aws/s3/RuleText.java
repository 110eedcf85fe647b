package dev.lifeboat.aws.s3;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rules of S3 as the AWS command line takes them, whose names are those of the SDK's own model.
final class RuleText {
  private static final JsonMapper JSON = JsonMapper.shared();

  private RuleText() {}

  /// The command that puts `rules` in place of what `source` has.
  static String command(BucketSite source, ReplicationConfiguration rules) {
    return "aws s3api put-bucket-replication --region %s --bucket %s --replication-configuration '%s'"
        .formatted(
            source.awsRegion(), source.bucket(), object(rules).toString().replace("'", "'\\''"));
  }

  private static JsonNode object(SdkPojo value) {
    var object = JSON.createObjectNode();
    for (var field : value.sdkFields()) {
      var member = field.getValueOrDefault(value);
      if (member != null && !(member instanceof SdkAutoConstructList<?>)) {
        object.set(field.memberName(), node(member));
      }
    }
    return object;
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case SdkPojo object -> object(object);
      case List<?> items -> {
        var list = JSON.createArrayNode();
        items.forEach(item -> list.add(node(item)));
        yield list;
      }
      default -> JSON.valueToTree(value);
    };
  }
}

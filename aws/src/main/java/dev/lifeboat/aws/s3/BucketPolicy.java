package dev.lifeboat.aws.s3;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The text of a bucket's policy, with and without the statement that refuses every write to
/// everybody. S3's replication writes by other actions, so that replicas still come in.
final class BucketPolicy {
  private static final String SID = "LifeboatFence";
  private static final String STATEMENTS = "Statement";
  private static final List<String> WRITES = List.of("s3:PutObject", "s3:DeleteObject");
  private static final JsonMapper JSON = JsonMapper.shared();

  private BucketPolicy() {}

  /// Whether it refuses writes by Lifeboat's statement.
  static boolean isClosed(Optional<String> policy) {
    return policy.isPresent()
        && statements(read(policy)).valueStream().anyMatch(BucketPolicy::isFence);
  }

  /// The same with the statement, and with every other one as it is.
  static String closed(Optional<String> policy, BucketSite site) {
    var root = opened(read(policy));
    var fence = statements(root).addObject();
    fence.put("Sid", SID).put("Effect", "Deny").put("Principal", "*");
    var actions = fence.putArray("Action");
    WRITES.forEach(actions::add);
    fence.put("Resource", site.arn() + "/*");
    return root.toString();
  }

  /// The same without it; empty where nothing is left.
  static Optional<String> opened(Optional<String> policy) {
    var root = opened(read(policy));
    return statements(root).isEmpty() ? Optional.empty() : Optional.of(root.toString());
  }

  private static ObjectNode opened(ObjectNode root) {
    var left = root.arrayNode();
    statements(root).valueStream().filter(it -> !isFence(it)).forEach(left::add);
    root.set(STATEMENTS, left);
    return root;
  }

  private static boolean isFence(JsonNode statement) {
    return SID.equals(statement.path("Sid").asString(""))
        && "Deny".equals(statement.path("Effect").asString(""));
  }

  private static ObjectNode read(Optional<String> policy) {
    return policy
        .map(text -> (ObjectNode) JSON.readTree(text))
        .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17"));
  }

  /// One statement may stand there without a list.
  private static ArrayNode statements(ObjectNode root) {
    var present = root.get(STATEMENTS);
    if (present instanceof ArrayNode list) {
      return list;
    }
    var list = root.arrayNode();
    if (present != null) {
      list.add(present);
    }
    root.set(STATEMENTS, list);
    return list;
  }
}

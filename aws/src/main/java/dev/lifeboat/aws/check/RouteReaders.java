package dev.lifeboat.aws.check;

import dev.lifeboat.aws.route.RouteSite;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may read an object without credentials, as the policy of its bucket has it: "IAM JSON policy
/// elements reference" of the IAM user guide. A policy that lets in fixed addresses alone is not
/// public ("The meaning of public" of the S3 user guide), so that Block Public Access stays on.
/// Pure.
///
/// @param everybody whether somebody may from any address
/// @param ranges of addresses from which somebody may
record RouteReaders(boolean everybody, SortedSet<String> ranges) {
  private static final String SID = "LifeboatRouteReaders";
  private static final String READ = "s3:GetObject";
  private static final String STATEMENTS = "Statement";

  /// Conditions by which S3 calls a policy not public, beside addresses: whoever they let in is
  /// somebody else's affair.
  private static final Set<String> FIXED =
      Set.of(
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourcearn",
          "aws:sourceaccount",
          "aws:sourceowner",
          "aws:userid",
          "aws:principalorgid",
          "aws:principalorgpaths");

  private static final JsonMapper JSON = JsonMapper.shared();

  /// @param policy of the bucket; empty where it has none
  static RouteReaders of(Optional<String> policy, RouteSite object) {
    var ranges = new TreeSet<String>();
    boolean everybody = false;
    for (var statement : statements(read(policy))) {
      if (letsByAddress(statement, object)) {
        var from = texts(statement.at("/Condition/IpAddress/aws:SourceIp")).toList();
        everybody |= from.isEmpty();
        ranges.addAll(from);
      }
    }
    return new RouteReaders(everybody, ranges);
  }

  /// The same policy with readers from `ranges` alone; what it says besides stays, such as readers
  /// whom a condition of another kind lets in: an endpoint of a VPC, an organisation.
  static String policy(Optional<String> policy, RouteSite object, Collection<String> ranges) {
    var root = read(policy);
    var left = root.arrayNode();
    statements(root).valueStream().filter(it -> !letsByAddress(it, object)).forEach(left::add);
    var ours = left.addObject().put("Sid", SID).put("Effect", "Allow").put("Principal", "*");
    ours.put("Action", READ).put("Resource", object.arn());
    var from = ours.putObject("Condition").putObject("IpAddress").putArray("aws:SourceIp");
    ranges.forEach(from::add);
    root.set(STATEMENTS, left);
    return root.toString();
  }

  /// Whether anybody may who asks from anywhere, or from certain addresses.
  private static boolean letsByAddress(JsonNode statement, RouteSite object) {
    return lets(statement, object)
        && statement
            .path("Condition")
            .valueStream()
            .flatMap(it -> it.propertyNames().stream())
            .noneMatch(it -> FIXED.contains(it.toLowerCase(Locale.ROOT)));
  }

  private static boolean lets(JsonNode statement, RouteSite object) {
    var principal = statement.path("Principal");
    var who = principal.isObject() ? principal.path("AWS") : principal;
    return statement.path("Effect").asString("").equals("Allow")
        && texts(who).anyMatch("*"::equals)
        && texts(statement.path("Action")).anyMatch(it -> isLike(it, READ))
        && texts(statement.path("Resource")).anyMatch(it -> isLike(it, object.arn()));
  }

  /// Whether `pattern`, with stars for anything, is or means `text`.
  private static boolean isLike(String pattern, String text) {
    var parts = pattern.split("\\*", -1);
    var quoted = Stream.of(parts).map(Pattern::quote).toList();
    return text.matches("(?i)" + String.join(".*", quoted));
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isArray()
        ? node.valueStream().map(it -> it.asString(""))
        : node.isString() ? Stream.of(node.asString()) : Stream.empty();
  }

  private static ObjectNode read(Optional<String> policy) {
    return policy
        .map(text -> (ObjectNode) JSON.readTree(text))
        .orElseGet(() -> JSON.createObjectNode().put("Version", "2012-10-17"));
  }

  /// One statement may stand there without a list.
  private static ArrayNode statements(ObjectNode root) {
    if (root.path(STATEMENTS) instanceof ArrayNode list) {
      return list;
    }
    var list = root.arrayNode();
    root.optional(STATEMENTS).ifPresent(list::add);
    return list;
  }
}

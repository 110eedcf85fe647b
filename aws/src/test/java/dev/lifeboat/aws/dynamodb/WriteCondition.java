package dev.lifeboat.aws.dynamodb;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The conditions of DynamoDB's writes, as far as they are written here: comparisons,
/// `attribute_not_exists`, `AND`, `OR` and parentheses. Against an item that is not there no
/// comparison holds.
public final class WriteCondition {
  private static final Pattern WORD = Pattern.compile("\\s*(<=|>=|<>|[=<>()]|[:#\\w]+)");
  private static final String ABSENT = "attribute_not_exists";

  private final Matcher words;
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;
  private final Map<String, AttributeValue> item;
  private String word = "";

  private WriteCondition(
      String text,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    this.words = WORD.matcher(text);
    this.names = names;
    this.values = values;
    this.item = item;
    next();
  }

  /// Whether it holds of `item`.
  ///
  /// @param item without attributes where there is none
  public static boolean holds(
      String text,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Map<String, AttributeValue> item) {
    var condition = new WriteCondition(text, names, values, item);
    boolean holds = condition.any();
    if (!condition.word.isEmpty()) {
      throw new IllegalArgumentException("not understood: " + condition.word + " of " + text);
    }
    return holds;
  }

  private String next() {
    var present = word;
    word = words.lookingAt() ? words.group(1) : "";
    words.region(word.isEmpty() ? words.regionEnd() : words.end(), words.regionEnd());
    return present;
  }

  private boolean skip(String expected) {
    boolean there = word.equals(expected);
    if (there) {
      next();
    }
    return there;
  }

  private boolean any() {
    boolean holds = all();
    while (skip("OR")) {
      holds |= all();
    }
    return holds;
  }

  private boolean all() {
    boolean holds = one();
    while (skip("AND")) {
      holds &= one();
    }
    return holds;
  }

  private boolean one() {
    if (skip("(")) {
      boolean holds = any();
      require(")");
      return holds;
    }
    if (skip(ABSENT)) {
      require("(");
      boolean holds = operand().isEmpty();
      require(")");
      return holds;
    }
    var left = operand();
    var how = next();
    var right = operand();
    return left.isPresent() && right.isPresent() && compared(left.get(), how, right.get());
  }

  private void require(String expected) {
    if (!skip(expected)) {
      throw new IllegalArgumentException("expected " + expected + ", was " + word);
    }
  }

  private Optional<AttributeValue> operand() {
    var named = next();
    return named.startsWith(":")
        ? Optional.of(Objects.requireNonNull(values.get(named), named))
        : Optional.ofNullable(item.get(names.getOrDefault(named, named)));
  }

  private static boolean compared(AttributeValue left, String how, AttributeValue right) {
    if (left.type() != right.type()) {
      return false;
    }
    int order =
        left.n() == null
            ? left.s().compareTo(right.s())
            : new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
    return switch (how) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalArgumentException("not a comparison: " + how);
    };
  }
}

package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// Joins statements that allow the same on several things, or several things on the same: nothing
/// more is allowed than before. A joined one has the name of its first.
final class StatementMerge {
  private StatementMerge() {}

  /// What two statements must have alike to be joined.
  private record Alike(String effect, Set<String> one, Map<String, ?> conditions) {}

  static List<Statement> of(List<Statement> statements) {
    var byActions =
        joined(
            statements,
            it -> new Alike(it.effect(), Set.copyOf(it.actions()), it.conditions()),
            (some, more) -> some.on(union(some.resources(), more.resources())));
    return named(
        joined(
            byActions,
            it -> new Alike(it.effect(), Set.copyOf(it.resources()), it.conditions()),
            (some, more) -> some.doing(union(some.actions(), more.actions()))));
  }

  /// Each by a name of its own, as IAM wants it.
  private static List<Statement> named(List<Statement> statements) {
    var taken = new HashSet<String>();
    return statements.stream()
        .map(it -> {
          var unique = it.sid();
          for (int more = 2; !taken.add(unique); more++) {
            unique = it.sid() + more;
          }
          return it.named(unique);
        })
        .toList();
  }

  private static List<Statement> joined(
      Collection<Statement> statements,
      Function<Statement, Alike> alike,
      BinaryOperator<Statement> join) {
    var joined = new LinkedHashMap<Alike, Statement>();
    statements.forEach(it -> joined.merge(alike.apply(it), it, join));
    return List.copyOf(joined.values());
  }

  private static List<String> union(List<String> some, List<String> more) {
    var all = new LinkedHashSet<>(some);
    all.addAll(more);
    return new ArrayList<>(all);
  }
}

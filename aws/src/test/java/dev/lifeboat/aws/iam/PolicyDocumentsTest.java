package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AwsKeys;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// IAM takes 6,144 characters a managed policy, and 10 of them a role.
final class PolicyDocumentsTest {
  private static final int MOST_CHARACTERS = 6_144;
  private static final int MOST_DOCUMENTS = 10;
  private static final String ACCOUNT = "123456789012";

  private static List<IamPolicy> documents(int workloads, Use use) throws Exception {
    return PolicyDocuments.of(IamPolicy.of(Malls.of(workloads), use, ACCOUNT));
  }

  @ParameterizedTest
  @EnumSource(Use.class)
  void fifty_workloads_fit_into_what_a_role_takes(Use use) throws Exception {
    var documents = documents(50, use);
    assertThat(documents)
        .hasSizeLessThanOrEqualTo(MOST_DOCUMENTS)
        .allSatisfy(it -> {
          assertThat(PolicyDocuments.characters(it)).isLessThanOrEqualTo(MOST_CHARACTERS);
          assertThat(it.statements()).isNotEmpty();
          assertThat(it.statements()).extracting(Statement::sid).doesNotHaveDuplicates();
        });
  }

  @Test
  void the_items_of_three_hundred_guarded_workloads_fit_into_documents() throws Exception {
    var secrets = Malls.text(300).replace("logins: [shop]", "logins: [shop], guardSecret: guard-N");
    for (int i = 0; i < 300; i++) {
      secrets = secrets.replaceFirst("guard-N", "guards/of-the-workload/" + i);
    }
    var plan = AwsKeys.reader().read("plan.yaml", secrets).orThrow();
    assertThat(PolicyDocuments.of(IamPolicy.of(plan, Use.GUARD, ACCOUNT)))
        .allSatisfy(
            it -> assertThat(PolicyDocuments.characters(it)).isLessThanOrEqualTo(MOST_CHARACTERS));
  }

  @ParameterizedTest
  @EnumSource(Use.class)
  void two_workloads_fit_into_one(Use use) throws Exception {
    assertThat(documents(1, use)).hasSize(1);
    assertThat(documents(2, use)).hasSize(1);
  }

  /// Each action on each resource, with its conditions.
  private static Set<String> rights(Collection<Statement> statements) {
    var rights = new TreeSet<String>();
    for (var statement : statements) {
      for (var action : statement.actions()) {
        statement
            .resources()
            .forEach(it -> rights.add("%s %s %s".formatted(action, it, statement.conditions())));
      }
    }
    return rights;
  }

  @ParameterizedTest
  @EnumSource(names = {"CHECK", "EXECUTE", "WATCH", "DRILL"})
  void together_they_allow_what_was_allowed_and_no_more(Use use) throws Exception {
    var statements = PlanPolicy.of(Malls.of(10), use, new Arns(ACCOUNT));

    var cut = documents(10, use).stream().flatMap(it -> it.statements().stream()).toList();

    assertThat(rights(cut)).isEqualTo(rights(statements));
  }

  @Test
  void a_thing_that_is_too_long_for_any_stands_alone() {
    var long1 = "arn:aws:s3:::" + "a".repeat(MOST_CHARACTERS);
    var policy =
        IamPolicy.of(
            List.of(
                Statement.allow("One", List.of("arn:aws:s3:::b", long1), "s3:GetObject"),
                Statement.allow("Two", List.of("arn:aws:s3:::c"), "s3:PutObject")));

    assertThat(PolicyDocuments.of(policy))
        .extracting(
            it -> it.statements().stream().flatMap(one -> one.resources().stream()).toList())
        .isEqualTo(
            Stream.of(List.of("arn:aws:s3:::b"), List.of(long1), List.of("arn:aws:s3:::c"))
                .toList());
  }
}

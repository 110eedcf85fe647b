package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Figures of a large plan.
final class PlanDashboardTest {
  private static final int WORKLOADS = 50;
  private static final int DATABASES = 6;

  private static String plan() {
    var text =
        new StringBuilder(
            """
            plan: large
            regions:
              home: { provider: aws, role: primary, aws: { region: eu-west-1 } }
              away: { provider: aws, role: recovery, aws: { region: us-west-2 } }
              third: { provider: aws, role: arbiter, aws: { region: us-east-1 } }
            workloads:
            """);
    for (int i = 0; i < WORKLOADS; i++) {
      text.append(
          """
            w%d:
              objectives: { rto: 30m, rpo: 5m }
              strategy: warm-standby
              resources:
          """
              .formatted(i));
      for (int j = 0; j < DATABASES; j++) {
        var name = "d%d-%d".formatted(i, j);
        text.append(
            "      %s: { type: database, engine: postgresql, aws: { dbInstance: { home: %s-home, away: %s-away }, logins: [shop] } }\n"
                .formatted(name, name, name));
      }
    }
    return text.toString();
  }

  /// CloudWatch refuses a page of more than 500 figures, and all of the region's stack with it.
  @Test
  void a_page_has_what_cloudwatch_takes_and_all_lags_before_loads() throws Exception {
    var plan = AwsKeys.reader().read("large.yaml", plan()).orThrow();
    var page = (CloudResource.Dashboard) new PlanDashboard(plan, new StackNames(plan)).dashboard();

    var titles =
        JsonMapper.shared()
            .readTree(page.body())
            .get("widgets")
            .valueStream()
            .map(it -> it.at("/properties/title").asString())
            .toList();

    assertThat(titles).hasSize(500).doesNotHaveDuplicates();
    assertThat(titles.subList(0, WORKLOADS * DATABASES)).allMatch(it -> it.contains("lag"));
    assertThat(titles.subList(WORKLOADS * DATABASES, 500)).noneMatch(it -> it.contains("lag"));
  }
}
